import { type Form, tableOf } from "../model/form.ts";
import type { ElsewhereQuestion, MiddleElsewhere } from "../model/known.ts";
import { parsePeriod } from "../model/period.ts";
import { isAmong } from "./dialect.ts";
import { tableName } from "./form-tables.ts";
import { COUNTS_NOW, type Select } from "./select.ts";
import { fixed, name, sql } from "./sql.ts";

/** Units whose columns are looked at, and rows of a report of theirs, at most: a middle needs no more, and each report that comes in asks. */
const MOST_UNITS = 12;
const MOST_ROWS = 2_000;

/** Middle values of columns in other units' reports: of each unit the last accepted one of the same kind of period, no older than a year; of units that are near by their codes. */
export type MiddlesElsewhere = (question: ElsewhereQuestion) => Promise<MiddleElsewhere[]>;

export function middlesFrom(select: Select, forms: readonly Form[]): MiddlesElsewhere {
	return async (question) => {
		const form = forms.find(({ id }) => id === question.form);
		if (!form) throw new Error(`no form ${question.form}`);
		const reports = await reportsOfOthers(question, select);
		if (reports.length === 0) return [];
		const found: MiddleElsewhere[] = [];
		for (const { table, field } of question.columns) found.push(...(await middlesOf({ form, table, field, reports, least: question.least }, select)));
		return found;
	};
}

interface Report {
	readonly id: number;
	readonly unit: string;
	readonly period: string;
}

async function reportsOfOthers({ form, unit, period }: ElsewhereQuestion, select: Select): Promise<Report[]> {
	const counting = sql`form = ${form} AND unit <> ${unit} AND ${COUNTS_NOW}`;
	const recent = sql`period_end <= ${period.end} AND period_start >= ${`${period.year - 1}${period.start.slice(4)}`}`;
	const filled = sql`rows_loaded > 0 AND rows_loaded <= ${MOST_ROWS}`;
	const newestFirst = await select("submissions", sql`${counting} AND ${recent} AND ${filled}`, "period_end DESC, id DESC");
	const last = new Map<string, Report>();
	for (const row of newestFirst) {
		const report = { id: Number(row.id), unit: String(row.unit), period: String(row.period) };
		if (parsePeriod(report.period)?.kind === period.kind && !last.has(report.unit)) last.set(report.unit, report);
	}
	return [...last.values()].sort((a, b) => alike(b.unit, unit) - alike(a.unit, unit) || (a.unit < b.unit ? -1 : 1)).slice(0, MOST_UNITS);
}

/** How many characters two codes begin with alike: units of one city are near. */
function alike(one: string, other: string): number {
	const differs = [...one].findIndex((character, at) => character !== other[at]);
	return differs === -1 ? one.length : differs;
}

interface Column {
	readonly form: Form;
	readonly table: string;
	readonly field: string;
	readonly reports: readonly Report[];
	readonly least: number;
}

/** The database finds the middle row of each report, so that one row of each is fetched. */
async function middlesOf({ form, table, field, reports, least }: Column, select: Select): Promise<MiddleElsewhere[]> {
	const called = tableName(form, tableOf(form, table));
	const column = name(field);
	const among = isAmong(
		fixed("_submission_id"),
		reports.map(({ id }) => id),
	);
	const placed = sql`SELECT _id, ROW_NUMBER() OVER (PARTITION BY _submission_id ORDER BY ${column}, _id) AS place,
		COUNT(*) OVER (PARTITION BY _submission_id) AS amount FROM ${name(called)} WHERE ${among} AND ${column} > 0`;
	const middles = await select(
		called,
		sql`_id IN (SELECT _id FROM (${placed}) AS placed WHERE amount >= ${least} AND place = (amount + 1) / 2)`,
		"_id",
	);
	const found: MiddleElsewhere[] = [];
	for (const row of middles) {
		const report = reports.find(({ id }) => id === Number(row._submission_id));
		if (report) found.push({ unit: report.unit, period: report.period, table, field, middle: Number(row[field]) });
	}
	return found;
}
