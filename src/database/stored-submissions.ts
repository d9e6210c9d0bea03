import type { Knex } from "knex";
import type { Finding } from "../model/finding.ts";
import type { Delivery, StoredSubmission } from "../model/stored.ts";

interface SubmissionColumns {
	id: number;
	sha256: string;
	file_name: string;
	form: string;
	period: string;
	period_start: string;
	period_end: string;
	unit: string;
	batch: string;
	version: number;
	status: StoredSubmission["status"];
	nil: number | boolean;
	received_at: string;
	accepted_at: string | null;
	first_accepted_at: string | null;
	superseded_at: string | null;
	adjusted: number | boolean;
	rows_seen: number;
	rows_loaded: number;
	rows_rejected: number;
	rows_duplicate: number;
	rows_total: number;
	rows_note: number;
	rows_header: number;
}

export interface LayoutColumns {
	submission_id: number;
	table_id: string;
	sheet: string;
	header_last: number;
	columns: string;
}

export interface DeliveryColumns {
	sha256: string;
	file_name: string;
	folder: string | null;
	size: number;
	received_at: string;
}

export interface FindingColumns extends Omit<Finding, "params" | "settled" | "before" | "key" | "table"> {
	params: string | null;
	table_id: string | null;
	row_key: string | null;
	settled: string | null;
	before: string | null;
}

/** Submissions that a condition on `submissions` chooses, with their layouts, in the order of storing. */
export async function storedSubmissions(db: Knex, choose: (query: Knex.QueryBuilder) => Knex.QueryBuilder): Promise<StoredSubmission[]> {
	const rows: SubmissionColumns[] = await choose(db("submissions").select("submissions.*"))
		.select({
			file_name: db("deliveries").select("file_name").whereRaw("deliveries.id = submissions.delivery_id"),
			first_accepted_at: db("counting_spans").min("since").whereRaw("counting_spans.submission_id = submissions.id"),
		})
		.orderBy("submissions.id");
	// Most files are new.
	if (rows.length === 0) return [];
	const chosen = choose(db("submissions").select("id"));
	const layouts: LayoutColumns[] = await db("submission_tables").whereIn("submission_id", chosen).orderBy(["submission_id", "position"]);
	const ofSubmission = new Map<number, LayoutColumns[]>();
	for (const layout of layouts) ofSubmission.set(layout.submission_id, [...(ofSubmission.get(layout.submission_id) ?? []), layout]);
	return rows.map((row) => toSubmission(row, ofSubmission.get(row.id) ?? []));
}

function toSubmission(row: SubmissionColumns, layouts: readonly LayoutColumns[]): StoredSubmission {
	return {
		id: row.id,
		sha256: row.sha256,
		fileName: row.file_name,
		form: row.form,
		period: row.period,
		unit: row.unit,
		batch: row.batch,
		version: row.version,
		status: row.status,
		nil: Boolean(row.nil),
		receivedAt: row.received_at,
		acceptedAt: row.accepted_at,
		firstAcceptedAt: row.first_accepted_at,
		supersededAt: row.superseded_at,
		adjusted: Boolean(row.adjusted),
		ledger: {
			seen: row.rows_seen,
			loaded: row.rows_loaded,
			rejected: row.rows_rejected,
			duplicate: row.rows_duplicate,
			total: row.rows_total,
			note: row.rows_note,
			header: row.rows_header,
		},
		tables: layouts.map((layout) => ({ table: layout.table_id, sheet: layout.sheet, columns: JSON.parse(layout.columns) })),
	};
}

/** A stored finding as it was given. */
export function toFinding({ params, table_id: table, row_key: key, settled, before, ...row }: FindingColumns): Finding {
	const { code, severity, sheet, cell, field, header, value, expected } = row;
	return {
		...{ code, severity, sheet, cell, field, header, value, expected },
		...(params === null ? {} : { params: JSON.parse(params) }),
		...(table === null ? {} : { table }),
		...(key === null ? {} : { key }),
		...(settled === null ? {} : { settled: JSON.parse(settled) }),
		...(before === null ? {} : { before }),
	};
}

/** A stored delivery as it was given. */
export function toDelivery(row: DeliveryColumns): Delivery {
	return { sha256: row.sha256, fileName: row.file_name, folder: row.folder, size: Number(row.size), receivedAt: row.received_at };
}
