import type { StoredSynonym } from "../model/stored.ts";

export interface SynonymColumns {
	id: number;
	form: string;
	table_id: string;
	field: string;
	heading: string;
	heading_key: string;
	unit: string | null;
	confirmed_by: string;
	confirmed_at: string;
	revoked_by: string | null;
	revoked_at: string | null;
	reason: string | null;
}

/** A stored synonym as it was given, with what became of it. */
export function toSynonym(row: SynonymColumns): StoredSynonym {
	const { id, form, table_id: table, field, heading, unit, reason } = row;
	return {
		id,
		form,
		table,
		field,
		heading,
		unit,
		confirmedBy: row.confirmed_by,
		confirmedAt: row.confirmed_at,
		revokedBy: row.revoked_by,
		revokedAt: row.revoked_at,
		reason,
	};
}
