import { inTableOrder, type ReportingUnit } from "../model/division.ts";
import type { Field } from "../model/fields.ts";
import type { Form, Table } from "../model/form.ts";
import type { Roster, RosterColumn, RosterRow } from "../model/report.ts";
import type { EffectiveRow, EffectiveRows } from "../model/stored.ts";

/** Rows by which the columns of a roster are measured. */
const SAMPLE = 400;

/** 名录 of one table: its rows in the order in which they are given. @param countedIn the lines of the summary that count the row at a place, as they are printed */
export async function roster(
	form: Form,
	table: Table,
	rows: EffectiveRows,
	units: readonly ReportingUnit[],
	{ maskPersonal, countedIn }: { readonly maskPersonal: boolean; readonly countedIn: (place: number) => string },
): Promise<Roster> {
	const names = new Map(inTableOrder(units).map(({ code, shortName }) => [code, shortName]));
	const printed = ({ submission, sheet, row, values }: EffectiveRow, place: number): RosterRow => ({
		unitName: names.get(submission.unit) ?? submission.unit,
		values,
		source: { file: submission.fileName, sha256: submission.sha256, sheet, row },
		countedIn: countedIn(place),
	});
	async function* read(to?: number): AsyncGenerator<readonly RosterRow[]> {
		let at = 0;
		for await (const batch of rows.batches(0, to)) {
			yield batch.map((row, place) => printed(row, at + place));
			at += batch.length;
		}
	}
	const sample: RosterRow[] = [];
	for await (const batch of read(SAMPLE)) sample.push(...batch);
	return {
		sheet: rosterSheetName(form, table),
		formId: form.id,
		title: table.title.zh,
		columns: table.fields.map((field) => rosterColumn(field, rows, maskPersonal)),
		count: rows.count,
		sample,
		rows: () => read(),
	};
}

/** 统01 高新技术企业名录; at most 31 characters, which Excel allows. */
export function rosterSheetName(form: Form, table: Table): string {
	return `${form.id.replace(/^阳科/, "")}${table.id} ${table.title.zh}`.replace(/[\\/?*[\]:]/g, " ").slice(0, 31);
}

const COLUMN_KINDS: Readonly<Record<Field["type"]["kind"], RosterColumn["kind"]>> = {
	text: "text",
	code: "code",
	integer: "integer",
	decimal: "decimal",
	percent: "percent",
	date: "date",
	"date-or-month": "date",
	month: "date",
	year: "code",
	"yes-no": "yes-no",
	enum: "text",
	region: "text",
	list: "text",
};

function rosterColumn(field: Field, { numbers }: EffectiveRows, maskPersonal: boolean): RosterColumn {
	return {
		field: field.name,
		header: field.header.replaceAll("_", "："),
		unit: field.unit ?? null,
		kind: COLUMN_KINDS[field.type.kind],
		places: "places" in field.type ? field.type.places : 0,
		masked: field.personal && maskPersonal,
		numbers: numbers[field.name] ?? null,
	};
}
