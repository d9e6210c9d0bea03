import { columnLetters } from "../src/model/a1.ts";
import { type Field, FOUNDED } from "../src/model/fields.ts";
import type { Form, Table } from "../src/model/form.ts";
import type { Indicator } from "../src/model/indicator.ts";
import type { Need } from "../src/model/need.ts";
import type { Rule } from "../src/model/rule.ts";

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

const WHOSE: Readonly<Record<Need["whose"], string>> = { unit: "own unit", city: "the city", others: "other units", all: "every unit" };
const WHEN: Readonly<Record<Need["when"], string>> = {
	before: "period before",
	same: "same period",
	latest: "latest report",
	"year-before": "a year before",
	within: "this year so far",
};

/** The catalogue page of docs/: every form with its columns, rules and indicators, from the definitions alone. */
export function renderCatalogue(forms: readonly Form[]): string {
	const head = [
		"# The report forms (报表目录)",
		"",
		"Generated from `src/forms` by `npm run docs`; do not edit. H rules are 强制性 (block acceptance), S rules are 核实性 (accepted only with an explanation). X rules compare forms, P rules periods.",
		"",
		"| 表号 | title | periods | owed by | roll-up |",
		"|---|---|---|---|---|",
		...forms.map(
			(f) =>
				`| [${f.id}](#${f.id}) | ${f.title.zh} ${f.title.en} | ${f.periods.join(", ")}${f.owes === "each" ? ", each is owed" : ""}${f.batched ? ", in batches" : ""} | ${f.owedBy} | ${f.tables.map((t) => t.rollUp).join(", ")} |`,
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
				`| ${rule.code} | ${rule.states.zh}<br>${rule.states.en} | ${[[...rule.reads, ...rule.mayBeBlank].map(named).join(", "), ...needLines(rule)].join("<br>")} |`,
		),
	];
}

function named(field: string): string {
	return `\`${field}\``;
}

/** What a rule reads of other reports: 阳科统03, own unit, same period: `name`, `level`. */
function needLines(rule: Rule): string[] {
	if (rule.kind !== "context") return [];
	return Object.values(rule.needs).map(({ form, table, whose, when, fields }) => {
		const whole = table === undefined ? form : `${form} ${table}`;
		return `${whole}, ${WHOSE[whose]}, ${WHEN[when]}: ${fields.map(named).join(", ")}`;
	});
}

function fieldLine(field: Field, position: number): string {
	const type =
		field.type.kind === "enum"
			? `${field.type.several ? "any of" : "one of"} ${field.type.members.map((m) => m.value).join(", ")}`
			: TYPES[field.type.kind];
	const marks = [field.required ? "required" : "", field.personal ? "personal" : "", ...timeMarks(field), ...sizeMarks(field)]
		.filter((mark) => mark !== "")
		.join(", ");
	return `| ${columnLetters(position)} | ${field.header} | \`${field.name}\` | ${type} | ${field.unit ?? ""} | ${marks} | ${field.synonyms.join("、")} |`;
}

/** What the numbers of a column are compared with beside each other. */
function sizeMarks({ cumulative, per }: Field): string[] {
	return [cumulative ? "running total" : "", per === undefined ? "" : `judged by its ratio to \`${per}\` too`];
}

/** When the days of a column may lie: what has happened, since when there is such a thing, how long it lasts at most. */
function timeMarks({ times }: Field): string[] {
	if (!times) return [];
	const { happened, since, ahead, term } = times;
	return [
		happened ? "happened" : `at most ${ahead} years ahead`,
		since === FOUNDED ? "" : `since ${since}`,
		term ? `at most ${term.years} years from \`${term.from}\`` : "",
	];
}

function indicatorLine(indicator: Indicator): string {
	const kind =
		indicator.kind === "derived"
			? `from ${indicator.inputs.map((input) => `\`${input.id}\`${input.at ? " (previous year)" : ""}`).join(", ")}`
			: indicator.measure.kind;
	return `| \`${indicator.id}\` | ${indicator.name.zh} ${indicator.name.en} | ${indicator.unit} | ${kind} |`;
}
