import { inTableOrder, type ReportingUnit } from "../model/division.ts";
import type { Field } from "../model/fields.ts";
import type { Form, Table } from "../model/form.ts";
import type { Roster, RosterColumn } from "../model/report.ts";
import type { SourceRow } from "../model/stored.ts";

/** 名录 of one table: its rows in the order of units, periods and places. */
export function roster(form: Form, table: Table, rows: readonly SourceRow[], units: readonly ReportingUnit[], maskPersonal: boolean): Roster {
	const order = new Map(inTableOrder(units).map((unit, at) => [unit.code, at]));
	const sorted = [...rows].sort(
		(a, b) =>
			(order.get(a.submission.unit) ?? 0) - (order.get(b.submission.unit) ?? 0) ||
			(a.submission.period < b.submission.period ? -1 : a.submission.period > b.submission.period ? 1 : 0) ||
			a.submission.id - b.submission.id ||
			a.row - b.row,
	);
	return {
		sheet: rosterSheetName(form, table),
		formId: form.id,
		title: table.title.zh,
		columns: table.fields.map((field) => rosterColumn(field, maskPersonal)),
		rows: sorted.map(({ submission, sheet, row, values }) => ({
			unitName: units.find((unit) => unit.code === submission.unit)?.shortName ?? submission.unit,
			values,
			source: { file: submission.fileName, sha256: submission.sha256, sheet, row },
		})),
	};
}

/** 统01 高新技术企业名录; at most 31 characters, which Excel allows. */
function rosterSheetName(form: Form, table: Table): string {
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

function rosterColumn(field: Field, maskPersonal: boolean): RosterColumn {
	return {
		field: field.name,
		header: field.header.replaceAll("_", "："),
		unit: field.unit ?? null,
		kind: COLUMN_KINDS[field.type.kind],
		places: "places" in field.type ? field.type.places : 0,
		masked: field.personal && maskPersonal,
	};
}
