import { REPORT_TEXTS } from "../messages/report-texts.ts";
import { tellParts } from "../messages/tell.ts";
import { inTableOrder, type ReportingUnit } from "../model/division.ts";
import { type Finding, type FindingGroup, numbered, oneOfGroup, type Settlement } from "../model/finding.ts";
import { type Form, fieldOf, type Table, tableOf } from "../model/form.ts";
import { period, periodName } from "../model/period.ts";
import type { NoteRow } from "../model/report.ts";
import type { SourceRow, StoredSubmission } from "../model/stored.ts";
import { BETWEEN } from "../stages/check/keys.ts";
import type { Store } from "./ports.ts";

/** Rows named of those that are explained alike. */
const NAMED = 5;
/** Notes on one report, at most: what explains more is counted. */
const MOST = 100;

/** What was published: the reports that count, and their rows. */
export interface Published {
	readonly forms: readonly Form[];
	readonly units: readonly ReportingUnit[];
	/** Code of the period. */
	readonly period: string;
	readonly asOf: string;
	readonly counting: readonly StoredSubmission[];
	readonly rows: readonly SourceRow[];
}

/** Findings of one report that are settled alike. */
interface Alike {
	readonly finding: Finding;
	readonly settlement: Settlement;
	/** What the first rows are called. */
	readonly names: string[];
	readonly values: string[];
	count: number;
}

/**
 * What offices have explained and the city has waived in the data that count, as it stood at the instant of the publication: in table order of the units, then by form, period
 * and place in the report. Names of persons, telephone and identity numbers are left out.
 */
export async function settledNotes(published: Published, store: Pick<Store, "findings" | "findingGroups">): Promise<NoteRow[]> {
	const { forms, units, counting, asOf } = published;
	const notes: NoteRow[] = [];
	const rows = bySubmission(published.rows);
	for (const unit of inTableOrder(units)) {
		for (const form of forms) {
			for (const submission of counting.filter((each) => each.unit === unit.code && each.form === form.id).sort(byPeriod)) {
				const found = { findings: await store.findings(submission.id, asOf), groups: await store.findingGroups(submission.id, asOf) };
				const texts = textsOf(submission, form, found, rows.get(submission.id) ?? [], published.period);
				const shown = texts.length > MOST ? [...texts.slice(0, MOST), REPORT_TEXTS.moreSettled(texts.length - MOST)] : texts;
				notes.push(...shown.map((text) => ({ unitName: unit.shortName, formTitle: form.title.zh, text })));
			}
		}
	}
	return notes;
}

function bySubmission(rows: readonly SourceRow[]): Map<number, SourceRow[]> {
	const of = new Map<number, SourceRow[]>();
	for (const row of rows) {
		const own = of.get(row.submission.id);
		if (own) own.push(row);
		else of.set(row.submission.id, [row]);
	}
	return of;
}

function byPeriod(a: StoredSubmission, b: StoredSubmission): number {
	const [own, other] = [period(a.period), period(b.period)];
	return own.end < other.end ? -1 : own.end > other.end ? 1 : a.batch < b.batch ? -1 : a.batch > b.batch ? 1 : a.id - b.id;
}

function textsOf(
	submission: StoredSubmission,
	form: Form,
	{ findings, groups }: { readonly findings: readonly Finding[]; readonly groups: readonly FindingGroup[] },
	own: readonly SourceRow[],
	published: string,
): string[] {
	const persons = personsIn(form, own, findings);
	const together = new Map<string, Alike>();
	const singles = numbered(findings).map(({ finding }) => ({ finding, count: 1 }));
	for (const { finding, count } of [...singles, ...groups.map((group) => ({ finding: oneOfGroup(group), count: group.count }))]) {
		const { settled, table = "", field, code: rule } = finding;
		if (!settled || finding.severity === "info") continue;
		const said = settled.kind === "explained" ? settled.text : settled.waiver;
		const kind = JSON.stringify([rule, table, field, settled.kind, said]);
		const alike = together.get(kind) ?? { finding, settlement: settled, names: [], values: [], count: 0 };
		together.set(kind, alike);
		alike.count += count;
		const name = nameOf(finding, form, own);
		if (name !== null && alike.names.length < NAMED && !alike.names.includes(name)) alike.names.push(name);
		if (finding.value !== null && !isPersonal(finding, form)) alike.values.push(finding.value);
	}
	const when = [
		...(submission.period === published ? [] : [periodName(period(submission.period), "zh-CN")]),
		...(submission.batch === "" ? [] : [submission.batch]),
	];
	return [...together.values()].map((alike) => withoutPersons(`${when.map((part) => `${part}　`).join("")}${sentence(alike, form)}`, persons));
}

function sentence({ finding, settlement, names, values, count }: Alike, form: Form): string {
	const { settled: _, ...bare } = finding;
	const [value] = values;
	return REPORT_TEXTS.settledNote({
		rows: names,
		count,
		column: finding.header ?? "",
		value: count === 1 ? (value ?? "") : "",
		problem: tellParts({ ...bare, value: null }, "zh-CN", form).problem,
		settlement,
	});
}

/** What a row is called: its name, where the form has a field for one, else its key; neither where they are a person's. */
function nameOf({ sheet, cell, key, table }: Finding, form: Form, rows: readonly SourceRow[]): string | null {
	const declared = tableOf(form, table);
	const number = Number(/\d+$/.exec(cell ?? "")?.[0]);
	const row = rows.find((each) => each.sheet === sheet && each.row === number);
	const field = declared.fields.find(({ type, matchByName, personal }) => type.kind === "text" && matchByName && !personal);
	const name = field && row ? row.values[field.name] : null;
	if (typeof name === "string") return name;
	return key === undefined ? null : publicKey(key, declared);
}

/** A key without the parts that are personal; null where nothing is left, or its parts cannot be told apart. */
function publicKey(key: string, table: Table): string | null {
	if (!table.key.some((name) => fieldOf(table, name).personal)) return key;
	const shown = partsOf(key, table, false);
	return shown.length > 0 ? shown.join(BETWEEN) : null;
}

/** The parts of a key that are personal, or those that are not. */
function partsOf(key: string, table: Table, personal: boolean): string[] {
	const parts = key.split(BETWEEN);
	return parts.length === table.key.length ? parts.filter((_, at) => fieldOf(table, table.key[at] ?? "").personal === personal) : [];
}

function isPersonal({ field, table }: Finding, form: Form): boolean {
	return field !== null && (tableOf(form, table).fields.find(({ name }) => name === field)?.personal ?? false);
}

/** What stands in the personal fields of a report's rows and is named by its findings, longest first: single characters and choices name nobody. */
function personsIn(form: Form, rows: readonly SourceRow[], findings: readonly Finding[]): string[] {
	const fields = form.tables
		.flatMap((table) => table.fields)
		.filter(({ personal, type }) => personal && (type.kind === "text" || type.kind === "code"));
	const inRows = rows.flatMap(({ values }) => fields.flatMap(({ name }) => (typeof values[name] === "string" ? [String(values[name])] : [])));
	const inFindings = findings.flatMap((finding) => [
		...(finding.value !== null && isPersonal(finding, form) ? [finding.value] : []),
		...(finding.key === undefined ? [] : partsOf(finding.key, tableOf(form, finding.table), true)),
	]);
	const texts = [...inRows, ...inFindings].flatMap((text) => text.split(/[、,，;；\s]+/));
	return [...new Set(texts.filter((text) => text.length > 1))].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
}

const NUMBERS = [
	// Identity cards: a division, a birthday, a sequence and a check character.
	/(?<![0-9A-Z])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![0-9A-Z])/g,
	/(?<![0-9A-Z])1[3-9]\d{9}(?!\d)/g,
	/(?<![0-9A-Z])0\d{2,3}[-－ ]?\d{7,8}(?!\d)/g,
	/[\w.+-]+@[\w-]+\.[\w.]+/g,
];

function withoutPersons(text: string, persons: readonly string[]): string {
	const named = persons.reduce((sofar, person) => sofar.replaceAll(person, REPORT_TEXTS.somebody), text);
	return NUMBERS.reduce((sofar, number) => sofar.replace(number, REPORT_TEXTS.someNumber), named);
}
