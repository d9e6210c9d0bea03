import type { Need, NeededRow, Question } from "../model/need.ts";
import { isAmong } from "./dialect.ts";
import type { Select } from "./select.ts";
import { type Fragment, fixed, sql } from "./sql.ts";

/** A row that stands in a returned report, known by what was found there. */
export interface Disputed {
	readonly submission: number;
	readonly delivery: number;
	readonly unit: string;
	readonly form: string;
	readonly period: string;
	readonly batch: string;
	readonly sheet: string;
	readonly cell: string;
	readonly value: string;
}

/** Whether a submission is the newest version of its slot. */
const NEWEST = fixed(
	`version = (SELECT MAX(version) FROM submissions AS newer WHERE newer.form = submissions.form AND newer.unit = submissions.unit AND newer.period = submissions.period AND newer.batch = submissions.batch)`,
);

/**
 * Rows of other units' newest reports of the period that were returned, where these break the need's rule with a value of the report at hand. Rows of returned reports are not
 * kept; what was found in them is.
 * @param meant the reports that the need means, whatever became of them
 */
export async function disputedRows(
	{ disputedBy, matching }: Need,
	values: Question["asked"][number]["values"],
	meant: Fragment,
	select: Select,
): Promise<Disputed[]> {
	if (disputedBy === undefined || !matching || !values || values.length === 0) return [];
	const returned = await select("submissions", sql`${meant} AND status = 'returned' AND ${NEWEST}`, "id");
	if (returned.length === 0) return [];
	const ids = isAmong(
		fixed("submission_id"),
		returned.map(({ id }) => Number(id)),
	);
	// A file of an older program, which is only looked into, has no checks: it knew of no disputes.
	if ((await select("submission_checks", ids, "submission_id LIMIT 1")).length === 0) return [];
	const newestCheck = fixed(
		"check_no = (SELECT MAX(check_no) FROM submission_checks WHERE submission_checks.submission_id = findings.submission_id)",
	);
	const findings = await select("findings", sql`${ids} AND code = ${disputedBy} AND ${newestCheck}`, "submission_id, position");
	const own = new Set(values.map(String));
	return findings.flatMap((row): Disputed[] => {
		const { otherValue }: { otherValue?: string } = row.params === null ? {} : JSON.parse(String(row.params));
		const report = returned.find(({ id }) => id === row.submission_id);
		if (!report || otherValue === undefined || !own.has(otherValue)) return [];
		const slot = { unit: String(report.unit), form: String(report.form), period: String(report.period), batch: String(report.batch) };
		const [submission, delivery] = [Number(report.id), Number(report.delivery_id)];
		return [{ ...slot, submission, delivery, sheet: String(row.sheet), cell: String(row.cell), value: otherValue }];
	});
}

/** Such a row as a rule is given it: the value in dispute, and where it stands. */
export function asNeeded({ delivery, cell, value, ...at }: Disputed, { matching, fields }: Need, files: ReadonlyMap<number, string>): NeededRow {
	const field = matching?.theirs ?? "";
	return {
		...at,
		file: files.get(delivery) ?? "",
		row: Number(/\d+$/.exec(cell)?.[0] ?? 0),
		cells: { [field]: cell },
		values: { ...Object.fromEntries(fields.map((name) => [name, null])), [field]: value },
	};
}
