import { columnLetters } from "../model/a1.ts";
import { type Form, fieldOf, type Table, tableOf } from "../model/form.ts";
import { matchKey } from "../model/match-key.ts";
import {
	type Found,
	type FoundRows,
	MOST_NEEDED_ROWS,
	type Need,
	type NeededReport,
	type NeededRow,
	type Neighbours,
	type Question,
} from "../model/need.ts";
import { period as periodOf } from "../model/period.ts";
import type { CheckedSubmission, NormalisedRow } from "../model/submission.ts";

/**
 * What rules compare with, where a file holds several reports: offices send all their forms in one workbook, and each of them has to be compared with the others as if these had
 * been accepted before. A report of the file stands in place of the one that counted for its slot until now.
 * @param siblings the file's other reports, none of them returned
 * @param file its name
 */
export function withSiblings(neighbours: Neighbours, question: Question, siblings: readonly CheckedSubmission[], file: string): Neighbours {
	return new Map(
		question.asked.map(({ need, values }): [Need, Found] => {
			const known = neighbours.get(need) ?? null;
			const meant = siblings.filter((sibling) => isMeant(need, question, sibling));
			return [need, known === "too-many" || meant.length === 0 ? known : together(known, need, { values, siblings: meant, file })];
		}),
	);
}

/** Whether a rule of some form compares with one of these reports. */
export function comparesWith(form: Form, siblings: readonly CheckedSubmission[]): boolean {
	const forms = new Set(siblings.map(({ recognised }) => recognised.form.id));
	return form.tables.some(({ rules }) =>
		rules.some((rule) => rule.kind === "context" && Object.values(rule.needs).some((need) => forms.has(need.form))),
	);
}

/** As the store decides it for what it holds (src/database/neighbours.ts). */
function isMeant(need: Need, question: Question, { recognised: { form, unit, period } }: CheckedSubmission): boolean {
	const whose = { unit: unit.code === question.unit, city: question.city.includes(unit.code), others: unit.code !== question.unit, all: true };
	if (form.id !== need.form || !whose[need.whose]) return false;
	const { code, year, start, end } = question.period;
	switch (need.when) {
		case "before":
			return period.end < start;
		case "latest":
			return period.end <= end;
		case "same":
			return need.form === question.form ? period.code === code : period.end === end;
		case "year-before":
			return period.code === `${year - 1}${code.slice(4)}`;
		case "within":
			return period.start >= `${year}-01-01` && period.end <= end;
	}
}

interface Beside {
	readonly values: readonly (string | number)[] | null;
	readonly siblings: readonly CheckedSubmission[];
	readonly file: string;
}

function together(known: FoundRows | null, need: Need, { values, siblings, file }: Beside): Found {
	const replaced = new Set(
		siblings.map(({ recognised }) => slotOf({ unit: recognised.unit.code, period: recognised.period.code, batch: recognised.batch })),
	);
	const stays = (each: NeededReport) => !replaced.has(slotOf(each));
	const reports = [
		...(known?.reports ?? []).filter(stays),
		...siblings.map(({ recognised }) => ({ unit: recognised.unit.code, period: recognised.period.code, batch: recognised.batch })),
	];
	const rows = [...(known?.rows ?? []).filter(stays), ...siblings.flatMap((sibling) => rowsOf(sibling, need, values, file))];
	if (rows.length > MOST_NEEDED_ROWS) return "too-many";
	if (need.when !== "before" && need.when !== "latest") return { rows, reports };
	const last = new Map<string, string>();
	for (const { unit, period } of reports) {
		const newest = last.get(unit);
		if (newest === undefined || periodOf(newest).end < periodOf(period).end) last.set(unit, period);
	}
	const isLast = ({ unit, period }: NeededReport) => last.get(unit) === period;
	return { rows: rows.filter(isLast), reports: reports.filter(isLast) };
}

function slotOf({ unit, period, batch }: NeededReport): string {
	return JSON.stringify([unit, period, batch]);
}

function rowsOf({ recognised, rows }: CheckedSubmission, need: Need, values: Beside["values"], file: string): NeededRow[] {
	const table = tableOf(recognised.form, need.table);
	const passes = matcher(need, table, values);
	return rows.filter((row) => row.table === table.id && passes(row)).map((row) => neededRow(row, need, recognised, file));
}

function matcher({ matching }: Need, table: Table, values: Beside["values"]): (row: NormalisedRow) => boolean {
	if (!matching || !values) return () => true;
	const field = fieldOf(table, matching.theirs);
	const wanted = new Set(field.matchByName ? values.map((value) => matchKey(String(value))) : values);
	return (row) => {
		const value = row.values[field.name];
		if (typeof value !== "string" && typeof value !== "number") return false;
		return wanted.has(field.matchByName ? (row.keys[field.name] ?? matchKey(String(value))) : value);
	};
}

function neededRow(row: NormalisedRow, need: Need, { form, unit, period, batch, blocks }: CheckedSubmission["recognised"], file: string): NeededRow {
	// Of several tables on a sheet, the last one whose header stands above the row.
	const block = blocks.findLast((each) => each.sheet === row.sheet && each.table.id === row.table && each.headerRows[1] < row.row);
	const columns = new Map(block?.columns.map(({ field, column }) => [field, `${columnLetters(column)}${row.row}`]));
	const cells = need.fields.flatMap((field) => {
		const cell = row.refs[field] ?? columns.get(field);
		return cell === undefined ? [] : [[field, cell] as const];
	});
	return {
		...{ unit: unit.code, form: form.id, period: period.code, batch, submission: null, file, sheet: row.sheet, row: row.row },
		cells: Object.fromEntries(cells),
		values: Object.fromEntries(need.fields.map((field) => [field, row.values[field] ?? null])),
	};
}
