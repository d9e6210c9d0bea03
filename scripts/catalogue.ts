import { columnLetters } from "../src/model/a1.ts";
import type { Field } from "../src/model/fields.ts";
import type { Form, Table } from "../src/model/form.ts";
import type { Indicator } from "../src/model/indicator.ts";

const TYPES: Readonly<Record<Field["type"]["kind"], string>> = {
	text: "text",
	code: "code",
	integer: "whole number",
	decimal: "number",
	percent: "per cent",
	date: "date",
	"date-or-month": "date or month",
	month: "month",
	year: "year",
	"yes-no": "yes/no",
	enum: "one of",
	region: "reporting unit",
	list: "list of texts",
};

/** The catalogue page of docs/: every form with its columns, rules and indicators, from the definitions alone. */
export function renderCatalogue(forms: readonly Form[]): string {
	const head = [
		"# The report forms (报表目录)",
		"",
		"Generated from `src/forms` by `npm run docs`; do not edit. H rules are 强制性 (block acceptance), S rules are 核实性 (accepted only with an explanation).",
		"",
		"| 表号 | title | periods | owed by | roll-up |",
		"|---|---|---|---|---|",
		...forms.map(
			(f) =>
				`| [${f.id}](#${f.id}) | ${f.title.zh} ${f.title.en} | ${f.periods.join(", ")}${f.batched ? ", in batches" : ""} | ${f.owedBy} | ${f.tables.map((t) => t.rollUp).join(", ")} |`,
		),
	];
	return `${[...head, ...forms.flatMap(formLines)].join("\n")}\n`;
}

function formLines(form: Form): string[] {
	return [
		"",
		`## ${form.id}`,
		"",
		`**${form.title.zh}** · ${form.title.en}`,
		...form.retired.map(
			({ name, number, headings, lastDay }) =>
				`\nNo longer in force: ${name}${number === undefined ? "" : `, 表号 ${number}`}${headings === undefined ? "" : `, told by ${headings.join(", ")}`}; read for periods up to ${lastDay}.`,
		),
		...form.tables.flatMap(tableLines),
		...(form.indicators.length === 0
			? []
			: ["", "### Indicators", "", "| id | name | unit | kind |", "|---|---|---|---|", ...form.indicators.map(indicatorLine)]),
	];
}

function tableLines(table: Table): string[] {
	return [
		"",
		table.id ? `### Table ${table.id}: ${table.title.zh} ${table.title.en}` : "### Columns",
		"",
		`Key: ${table.numberedBy === undefined ? "" : `\`${table.numberedBy}\`, until it is given `}${table.key.map((name) => `\`${name}\``).join(" + ")}`,
		"",
		"| | header | field | type | unit | | also written |",
		"|---|---|---|---|---|---|---|",
		...table.fields.map((field, at) => fieldLine(field, at + 1)),
		...(table.rules.length === 0 ? [] : ["", "| rule | says | reads |", "|---|---|---|"]),
		...table.rules.map(
			(rule) =>
				`| ${rule.code} | ${rule.states.zh}<br>${rule.states.en} | ${[...rule.reads, ...rule.mayBeBlank].map((f) => `\`${f}\``).join(", ")} |`,
		),
	];
}

function fieldLine(field: Field, position: number): string {
	const type =
		field.type.kind === "enum"
			? `${field.type.several ? "any of" : "one of"} ${field.type.members.map((m) => m.value).join(", ")}`
			: TYPES[field.type.kind];
	const marks = [field.required ? "required" : "", field.personal ? "personal" : ""].filter((mark) => mark !== "").join(", ");
	return `| ${columnLetters(position)} | ${field.header} | \`${field.name}\` | ${type} | ${field.unit ?? ""} | ${marks} | ${field.synonyms.join("、")} |`;
}

function indicatorLine(indicator: Indicator): string {
	const kind =
		indicator.kind === "derived"
			? `from ${indicator.inputs.map((input) => `\`${input.id}\`${input.at ? " (previous year)" : ""}`).join(", ")}`
			: indicator.measure.kind;
	return `| \`${indicator.id}\` | ${indicator.name.zh} ${indicator.name.en} | ${indicator.unit} | ${kind} |`;
}
