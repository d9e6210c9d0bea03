import type { Field } from "../model/fields.ts";
import { type Form, fieldOf, type Table, tableNeeded } from "../model/form.ts";
import { matchKey } from "../model/match-key.ts";
import { type Found, MOST_NEEDED_ROWS, type Need, type NeededRow, type Neighbours, type Question } from "../model/need.ts";
import { parsePeriod } from "../model/period.ts";
import { isAmong } from "./dialect.ts";
import { asNeeded, type Disputed, disputedRows } from "./disputed-rows.ts";
import { comparedColumn, readValue, tableName } from "./form-tables.ts";
import { COUNTS_NOW, type Select, type StoredRow } from "./select.ts";
import { type Fragment, fixed, joined, name, sql } from "./sql.ts";

/** Answers what a report's rules ask of other reports. @param forms every form of the catalogue */
export function neighboursFrom(select: Select, forms: readonly Form[]): (question: Question) => Promise<Neighbours> {
	return (question) => answer(question, forms, select);
}

/** A submission that counts, as far as it is asked for here. */
interface Report {
	readonly id: number;
	readonly delivery: number;
	readonly form: string;
	readonly unit: string;
	readonly period: string;
	readonly batch: string;
	readonly rows: number;
}

/** What was found for a need before the names of files and cells are known. */
interface RawRows {
	readonly rows: readonly { readonly report: Report; readonly row: StoredRow }[];
	readonly reports: readonly Report[];
}
type Raw = RawRows | null | "too-many";

async function answer(question: Question, forms: readonly Form[], select: Select): Promise<Neighbours> {
	const raw: { need: Need; table: Table; found: Raw; disputed: Disputed[] }[] = [];
	const chosen = new Map<string, Promise<Report[]>>();
	for (const { need, values } of question.asked) {
		const form = forms.find(({ id }) => id === need.form);
		const table = tableNeeded(need, forms);
		if (!form || !table) throw new Error(`no table ${need.table ?? ""} in form ${need.form}`);
		const reports = () => {
			const key = JSON.stringify([need.form, need.whose, need.when]);
			const known = chosen.get(key) ?? reportsFor(need, question, select);
			chosen.set(key, known);
			return known;
		};
		const found = await rowsFor(need, { table: tableName(form, table), fields: table, values, question, reports }, select);
		raw.push({ need, table, found, disputed: await disputedRows(need, values, meant(need, question), select) });
	}
	const places = await placesOf(
		raw.flatMap(({ found, disputed }) => [...(isRows(found) ? found.rows.map(({ report }) => report) : []), ...disputed.map(asReport)]),
		select,
	);
	return new Map(
		raw.map(({ need, table, found, disputed }): [Need, Found] => {
			if (!isRows(found)) return [need, found];
			const reports = found.reports.map(({ unit, period, batch }) => ({ unit, period, batch }));
			const counting = found.rows.map((each) => told(each, need, table, places));
			return [need, { rows: [...disputed.map((each) => asNeeded(each, need, places.files)), ...counting], reports }];
		}),
	);
}

function asReport({ submission, ...report }: Disputed): Pick<Report, "id" | "delivery"> {
	return { id: submission, ...report };
}

function isRows(found: Raw): found is RawRows {
	return found !== null && found !== "too-many";
}

interface Asked {
	/** Name of the database table, and what it holds. */
	readonly table: string;
	readonly fields: Table;
	readonly values: readonly (string | number)[] | null;
	readonly question: Question;
	/** The reports that the need means, asked for once. */
	readonly reports: () => Promise<Report[]>;
}

async function rowsFor(need: Need, asked: Asked, select: Select): Promise<Raw> {
	const { table, fields, values, question } = asked;
	const bound = need.matching && values ? matches(fieldOf(fields, need.matching.theirs), values) : null;
	if (need.optional && values?.length === 0) return { rows: [], reports: [] };
	// Few rows have these values, and every report of the period may be meant: the rows are asked for first.
	const rowsFirst = bound !== null && need.optional && need.when !== "before" && need.when !== "latest";
	const reports = rowsFirst ? null : await asked.reports();
	if (reports?.length === 0) return null;
	const filled = reports?.filter(({ rows: count }) => count > 0).map(({ id }) => id);
	if (reports && (filled?.length === 0 || values?.length === 0)) return { rows: [], reports };
	const inReports = filled
		? isAmong(fixed("_submission_id"), filled)
		: sql`EXISTS (SELECT 1 FROM submissions WHERE submissions.id = _submission_id AND ${counting(need, question)})`;
	const rows: StoredRow[] = await select(table, bound ? sql`${bound} AND ${inReports}` : inReports, `_id LIMIT ${MOST_NEEDED_ROWS + 1}`);
	if (rows.length > MOST_NEEDED_ROWS) return "too-many";
	const ids = [...new Set(rows.map((row) => Number(row._submission_id)))];
	const asFound = reports ?? (await reportsNumbered(ids, select));
	const known = new Map(asFound.map((report) => [report.id, report]));
	const placed = rows.flatMap((row) => {
		const report = known.get(Number(row._submission_id));
		return report ? [{ report, row }] : [];
	});
	placed.sort((a, b) => order(a.report.unit, b.report.unit) || a.report.id - b.report.id || Number(a.row._row) - Number(b.row._row));
	return { rows: placed, reports: asFound };
}

function order(a: string, b: string): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}

/** Whether a field of a row has one of some values of the report at hand: names are compared by their match key. */
function matches(theirs: Field, values: readonly (string | number)[]): Fragment {
	const compared = theirs.matchByName ? values.map((value) => matchKey(String(value))) : values;
	return isAmong(name(comparedColumn(theirs)), compared);
}

async function reportsNumbered(ids: readonly number[], select: Select): Promise<Report[]> {
	return ids.length === 0 ? [] : reportsWhere(isAmong(fixed("id"), ids), "id", select);
}

async function reportsWhere(condition: Fragment, order: string, select: Select): Promise<Report[]> {
	return (await select("submissions", condition, order)).map((row) => ({
		...{ id: Number(row.id), delivery: Number(row.delivery_id), rows: Number(row.rows_loaded) },
		...{ form: String(row.form), unit: String(row.unit), period: String(row.period), batch: String(row.batch) },
	}));
}

/** The reports that a need means; for the need of each unit's last one, that of each unit alone. */
async function reportsFor(need: Need, question: Question, select: Select): Promise<Report[]> {
	const last = need.when === "before" || need.when === "latest";
	if (!last) return reportsWhere(counting(need, question), "id", select);
	// Of one unit, those of its last period are asked for alone: it may have reported for years.
	const ofOne = need.whose === "unit" || (need.whose === "city" && question.city.length === 1);
	const newestFirst = "period_end DESC, id DESC";
	if (!ofOne) return lastOfEach(await reportsWhere(counting(need, question), newestFirst, select));
	const [newest] = await reportsWhere(counting(need, question), `${newestFirst} LIMIT 1`, select);
	return newest ? reportsWhere(sql`${counting(need, question)} AND period = ${newest.period}`, "id", select) : [];
}

/** Of reports in order from the newest, those of each unit's newest period: several where it reports in batches. */
function lastOfEach(newestFirst: readonly Report[]): Report[] {
	const periods = new Map<string, string>();
	for (const { unit, period } of newestFirst) if (!periods.has(unit)) periods.set(unit, period);
	return newestFirst.filter(({ unit, period }) => periods.get(unit) === period);
}

/** The condition on `submissions` that a need states: of those that are meant, which count. */
function counting(need: Need, question: Question): Fragment {
	return sql`${meant(need, question)} AND ${COUNTS_NOW}`;
}

/** The reports that a need means, whatever became of them. The slot of the report at hand is never meant. */
function meant(need: Need, { form, unit, period, batch, city }: Question): Fragment {
	const ofForm = sql`form = ${need.form}`;
	const own = sql`NOT (form = ${form} AND unit = ${unit} AND period = ${period.code} AND batch = ${batch})`;
	return joined([ofForm, whose(need, unit, city), when(need, form, period), own], " AND ");
}

function whose(need: Need, unit: string, city: readonly string[]): Fragment {
	switch (need.whose) {
		case "unit":
			return sql`unit = ${unit}`;
		case "city":
			return isAmong(fixed("unit"), city);
		case "others":
			return sql`unit <> ${unit}`;
		case "all":
			return fixed("1 = 1");
	}
}

function when(need: Need, form: string, { code, year, start, end }: Question["period"]): Fragment {
	switch (need.when) {
		case "before":
			return sql`period_end < ${start}`;
		case "latest":
			return sql`period_end <= ${end}`;
		case "same":
			// Periods that end on one day lie in each other.
			return need.form === form ? sql`period = ${code}` : sql`period_end = ${end}`;
		case "year-before":
			return sql`period = ${parsePeriod(`${year - 1}${code.slice(4)}`)?.code ?? null}`;
		case "within":
			return sql`period_start >= ${`${year}-01-01`} AND period_end <= ${end}`;
	}
}

/** Names of files by delivery, and by submission the letters of columns: what is asked for only of reports that something was found in. */
interface Places {
	readonly files: ReadonlyMap<number, string>;
	readonly columns: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

async function placesOf(reports: readonly Pick<Report, "id" | "delivery">[], select: Select): Promise<Places> {
	if (reports.length === 0) return { files: new Map(), columns: new Map() };
	const ids = [...new Set(reports.map(({ id }) => id))];
	const deliveries = [...new Set(reports.map(({ delivery }) => delivery))];
	const files = await select("deliveries", isAmong(fixed("id"), deliveries), "id");
	const layouts = await select("submission_tables", isAmong(fixed("submission_id"), ids), "submission_id, position");
	return {
		files: new Map(files.map((row) => [Number(row.id), String(row.file_name)])),
		columns: new Map(
			layouts.map((row) => [placeKey(Number(row.submission_id), String(row.table_id), String(row.sheet)), JSON.parse(String(row.columns))]),
		),
	};
}

function placeKey(submission: number, table: string, sheet: string): string {
	return JSON.stringify([submission, table, sheet]);
}

function told({ report, row }: { report: Report; row: StoredRow }, need: Need, table: Table, { files, columns }: Places): NeededRow {
	const sheet = String(row._sheet);
	const letters = columns.get(placeKey(report.id, table.id, sheet)) ?? {};
	const elsewhere: Record<string, string> = row._refs ? JSON.parse(String(row._refs)) : {};
	const cellOf = (field: string) => elsewhere[field] ?? (letters[field] === undefined ? undefined : `${letters[field]}${row._row}`);
	return {
		unit: report.unit,
		form: report.form,
		period: report.period,
		batch: report.batch,
		submission: report.id,
		file: files.get(report.delivery) ?? "",
		sheet,
		row: Number(row._row),
		cells: Object.fromEntries(
			need.fields.flatMap((field): [string, string][] => {
				const cell = cellOf(field);
				return cell === undefined ? [] : [[field, cell]];
			}),
		),
		values: Object.fromEntries(need.fields.map((field) => [field, readValue(fieldOf(table, field), row[field] ?? null)])),
	};
}
