import type { Knex } from "knex";
import type { Finding, FindingGroup } from "../model/finding.ts";
import type { Refusal } from "../model/refusal.ts";
import type { Delivery } from "../model/stored.ts";
import { instant } from "./instant.ts";
import { type DeliveryColumns, type FindingColumns, toDelivery, toFinding } from "./stored-submissions.ts";

interface GroupColumns extends Omit<FindingGroup, "table" | "cells" | "settled" | "params"> {
	readonly table_id: string;
	readonly cells: string;
	readonly settled: string | null;
	readonly params: string | null;
}

/** What is wrong with what came: findings and refusals. */
export function toldMethods(db: Knex) {
	return {
		/** Findings of a submission as it was last checked, or last checked by an instant, in the order in which they were made. */
		async findings(submissionId: number, asOf?: string): Promise<Finding[]> {
			const rows: FindingColumns[] = await db("findings")
				.where({ submission_id: submissionId })
				.where("check_no", newestCheck(db, asOf).where("submission_checks.submission_id", submissionId))
				.orderBy("position");
			return rows.map(toFinding);
		},

		/** Its findings that were only counted. */
		async findingGroups(submissionId: number, asOf?: string): Promise<FindingGroup[]> {
			const rows: GroupColumns[] = await db("finding_groups")
				.where({ submission_id: submissionId })
				.where("check_no", newestCheck(db, asOf).where("submission_checks.submission_id", submissionId))
				.orderBy("position");
			return rows.map(({ code, severity, table_id: table, field, header, count, cells, settled, params }) => ({
				...{ code, severity, table, field, header, count, cells: JSON.parse(cells) },
				...(settled === null ? {} : { settled: JSON.parse(settled) }),
				...(params === null ? {} : { params: JSON.parse(params) }),
			}));
		},

		/** Findings of some codes with their submissions, as these were last checked, in the order of storing. */
		async findingsOfKind(codes: readonly string[]): Promise<{ submissionId: number; finding: Finding }[]> {
			const rows: (FindingColumns & { submission_id: number })[] = await db("findings")
				.whereIn("code", codes)
				.where("check_no", newestCheck(db).whereRaw("submission_checks.submission_id = findings.submission_id"))
				.orderBy(["submission_id", "position"]);
			return rows.map((row) => ({ submissionId: row.submission_id, finding: toFinding(row) }));
		},

		/** Refused files with the reason, oldest first, but for those that were taken since: the same file from another place, or another file of that name in that place. */
		async refusals(): Promise<{ delivery: Delivery; refusal: Refusal }[]> {
			const rows: (DeliveryColumns & { code: Refusal["code"]; params: string })[] = await db("refusals")
				.join("deliveries", "deliveries.id", "refusals.delivery_id")
				.join("originals", "originals.sha256", "deliveries.sha256")
				.whereNotExists(takenSince(db))
				.orderBy("refusals.id")
				.select("deliveries.*", "originals.size", "refusals.code", "refusals.params");
			return rows.map((row) => ({ delivery: toDelivery(row), refusal: { code: row.code, params: JSON.parse(row.params) } }));
		},
	};
}

/** Submissions that came after a refusal and settle it. A file of which one sheet was refused has given submissions itself, at the same instant and from the same place. */
function takenSince(db: Knex): Knex.QueryBuilder {
	return db("submissions AS taken")
		.join("deliveries AS place", "place.id", "taken.delivery_id")
		.whereRaw("(taken.received_at > refusals.refused_at OR (taken.received_at = refusals.refused_at AND place.id > deliveries.id))")
		.whereRaw("(place.sha256 = deliveries.sha256 OR (place.file_name = deliveries.file_name AND place.folder = deliveries.folder))")
		.select("taken.id");
}

/** Number of the newest check, or of the newest by an instant, of what a further condition names. */
function newestCheck(db: Knex, asOf?: string): Knex.QueryBuilder {
	const newest = db("submission_checks").max("check_no");
	return asOf === undefined ? newest : newest.where("at", "<=", instant(asOf));
}
