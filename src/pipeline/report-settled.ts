import { REPORT_TEXTS } from "../messages/report-texts.ts";
import { tellParts } from "../messages/tell.ts";
import { inTableOrder, type ReportingUnit } from "../model/division.ts";
import type { Field } from "../model/fields.ts";
import { type Finding, type FindingGroup, numbered, oneOfGroup, type Settlement } from "../model/finding.ts";
import { type Form, fieldOf, type Table, tableOf } from "../model/form.ts";
import { period, periodName } from "../model/period.ts";
import type { NoteRow } from "../model/report.ts";
import type { SheetRow, StoredSubmission } from "../model/stored.ts";
import { BETWEEN } from "../stages/check/keys.ts";
import type { Store } from "./ports.ts";

/** Rows named of those that are explained alike. */
const NAMED = 5;
/** Notes on one report, at most: what explains more is counted. */
const MOST = 100;

type SettledStore = Pick<Store, "findings" | "findingGroups" | "textsIn" | "textsAt">;

/** What was published: the reports that count. */
export interface Published {
	readonly forms: readonly Form[];
	readonly units: readonly ReportingUnit[];
	/** Code of the period. */
	readonly period: string;
	readonly asOf: string;
	readonly counting: readonly StoredSubmission[];
}

/** What is told of one report, and what of its rows that takes. */
interface Told {
	readonly findings: readonly Finding[];
	readonly groups: readonly FindingGroup[];
	/** What rows are called, by table, sheet and row. */
	readonly names: ReadonlyMap<string, string>;
	/** What stands in the personal fields, longest first. */
	readonly persons: readonly string[];
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
export async function settledNotes(published: Published, store: SettledStore): Promise<NoteRow[]> {
	const { forms, units, counting, asOf } = published;
	const notes: NoteRow[] = [];
	for (const unit of inTableOrder(units)) {
		for (const form of forms) {
			for (const submission of counting.filter((each) => each.unit === unit.code && each.form === form.id).sort(byPeriod)) {
				const told = await toldOf(submission, form, asOf, store);
				const texts = told ? textsOf(submission, form, told, published.period) : [];
				const shown = texts.length > MOST ? [...texts.slice(0, MOST), REPORT_TEXTS.moreSettled(texts.length - MOST)] : texts;
				notes.push(...shown.map((text) => ({ unitName: unit.shortName, formTitle: form.title.zh, text })));
			}
		}
	}
	return notes;
}

/** What is told of a report; null where nothing was explained or waived. Of its rows only the names and the personal texts are asked for. */
async function toldOf(submission: StoredSubmission, form: Form, asOf: string, store: SettledStore): Promise<Told | null> {
	const all = await store.findings(submission.id, asOf);
	const findings = all.filter(isSettled);
	const groups = (await store.findingGroups(submission.id, asOf)).filter(isSettled);
	if (findings.length === 0 && groups.length === 0) return null;
	const names = new Map<string, string>();
	const texts = new Set<string>();
	for (const table of form.tables) {
		const named = nameField(table);
		const places = findings.filter((finding) => tableOf(form, finding.table) === table).flatMap((finding) => placeOf(finding) ?? []);
		const found = named && places.length > 0 ? await store.textsAt(form, table.id, submission.id, named, places) : [];
		for (const { sheet, row, text } of found) names.set(rowKey(table, sheet, row), text);
		for (const { name } of personalTexts(table)) for (const text of await store.textsIn(form, table.id, submission.id, name)) texts.add(text);
	}
	return { findings, groups, names, persons: personsIn(form, texts, all) };
}

function isSettled({ settled, severity }: Pick<Finding, "settled" | "severity">): boolean {
	return settled !== undefined && severity !== "info";
}

function byPeriod(a: StoredSubmission, b: StoredSubmission): number {
	const [own, other] = [period(a.period), period(b.period)];
	return own.end < other.end ? -1 : own.end > other.end ? 1 : a.batch < b.batch ? -1 : a.batch > b.batch ? 1 : a.id - b.id;
}

function textsOf(submission: StoredSubmission, form: Form, { findings, groups, names, persons }: Told, published: string): string[] {
	const together = new Map<string, Alike>();
	const singles = numbered(findings).map(({ finding }) => ({ finding, count: 1 }));
	for (const { finding, count } of [...singles, ...groups.map((group) => ({ finding: oneOfGroup(group), count: group.count }))]) {
		const { settled, table = "", field, code: rule } = finding;
		if (!settled) continue;
		const said = settled.kind === "explained" ? settled.text : settled.waiver;
		const kind = JSON.stringify([rule, table, field, settled.kind, said]);
		const alike = together.get(kind) ?? { finding, settlement: settled, names: [], values: [], count: 0 };
		together.set(kind, alike);
		alike.count += count;
		const name = nameOf(finding, form, names);
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
function nameOf(finding: Finding, form: Form, names: Told["names"]): string | null {
	const declared = tableOf(form, finding.table);
	const place = placeOf(finding);
	const name = place && names.get(rowKey(declared, place.sheet, place.row));
	if (name) return name;
	return finding.key === undefined ? null : publicKey(finding.key, declared);
}

/** The field by which rows are called; null where the form has none, or it names persons. */
function nameField(table: Table): string | null {
	return table.fields.find(({ type, matchByName, personal }) => type.kind === "text" && matchByName && !personal)?.name ?? null;
}

function placeOf({ sheet, cell }: Finding): SheetRow | null {
	const row = Number(/\d+$/.exec(cell ?? "")?.[0]);
	return sheet === null || Number.isNaN(row) ? null : { sheet, row };
}

function rowKey(table: Table, sheet: string, row: number): string {
	return `${table.id} ${row} ${sheet}`;
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

/** The personal fields that say something: choices name nobody. */
function personalTexts(table: Table): Field[] {
	return table.fields.filter(({ personal, type }) => personal && (type.kind === "text" || type.kind === "code"));
}

/** What stands in the personal fields of a report's rows and is named by its findings, longest first: single characters name nobody. */
function personsIn(form: Form, inRows: Iterable<string>, findings: readonly Finding[]): string[] {
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
