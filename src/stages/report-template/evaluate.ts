import { inTableOrder } from "../../model/division.ts";
import type { ReportBlock, ReportRun } from "../../model/report-document.ts";
import type { Value } from "../../model/value.ts";
import { type Atom, linesOf, literal, runsOf, words } from "./atoms.ts";
import { cellText } from "./cell-text.ts";
import { chartOf, tableOf } from "./grid-blocks.ts";
import { judge, missingOf, type Standing } from "./judge.ts";
import { fieldCalled, nameIn, sourceOf, type Word } from "./names.ts";
import type { ChoiceNode, EachNode, ListNode, Node, ReportTemplate } from "./nodes.ts";
import { paragraphs } from "./paragraphs.ts";
import type { Omission, TemplateData } from "./template-data.ts";

/** A filled template: what it says, and what it could not say. */
export interface FilledTemplate {
	readonly title: string;
	readonly blocks: readonly ReportBlock[];
	readonly omitted: readonly Omission[];
}

/** Fills a template that was checked. Every sentence whose figures were not reported is left out and told of in `omitted`. Pure. */
export function evaluateTemplate(template: ReportTemplate, data: TemplateData): FilledTemplate {
	const title = runsOf([...filled(template.title, { at: {}, inTable: false }, data)])
		.map(({ text }) => text)
		.join("");
	const lines = linesOf(filled(template.body, { at: {}, inTable: false }, data));
	return { title, ...paragraphs(lines, data.texts) };
}

interface Place {
	readonly at: Standing & { readonly number?: number; readonly count?: number };
	/** Cells print figures as tables do. */
	readonly inTable: boolean;
}

function* filled(nodes: readonly Node[], place: Place, data: TemplateData): Generator<Atom> {
	for (const node of nodes) yield* filledNode(node, place, data);
}

function* filledNode(node: Node, place: Place, data: TemplateData): Generator<Atom> {
	switch (node.kind) {
		case "text":
			yield literal(node.line, node.text);
			return;
		case "break":
			yield node;
			return;
		case "prompt":
			yield { kind: "run", line: node.line, literal: false, run: { text: data.texts.prompt(node.text), prompt: true } };
			return;
		case "reference":
			yield reference(node.line, node.inside, place, data);
			return;
		case "choice":
			yield* choice(node, place, data);
			return;
		case "each":
			yield* each(node, place, data);
			return;
		case "list":
			yield* list(node, place, data);
			return;
		case "table":
			yield tableOf(node, filled(node.body, { ...place, inTable: true }, data));
			return;
		case "chart":
			yield chartOf(node, filled(node.body, { ...place, inTable: true }, data), place.at, data);
			return;
	}
}

function reference(line: number, inside: string, { at, inTable }: Place, data: TemplateData): Atom {
	const named = nameIn(inside, at, data.known);
	switch (named.kind) {
		case "fault":
			throw new Error(`a template that was not checked: ${inside}`);
		case "fact":
			return words(line, data.fact(named.fact));
		case "word":
			return words(line, wordText(named.word, at, data));
		case "field":
			return words(line, cellText(named.field, at.row ?? {}, data.period.year));
		case "figure": {
			const told = data.figure(named);
			const text = inTable ? told.printed : told.said;
			if (text === null || (inTable && text === "")) return { kind: "missing", line, what: missingOf(told, data) };
			const run: ReportRun = { text, figure: { name: told.name, title: told.title } };
			return { kind: "run", line, literal: false, run, told };
		}
	}
}

function wordText(word: Word, { unit, month, number, count }: Place["at"], { period, texts }: TemplateData): string {
	switch (word) {
		case "part":
			return texts.part;
		case "next":
			return texts.next;
		case "last-year":
			return String(period.year - 1);
		case "unit":
			return unit?.shortName ?? "";
		case "month":
			return String(month ?? "");
		case "number":
			return String(number ?? "");
		case "rows":
			return String(count ?? "");
	}
}

/** The first branch that holds. Where the data do not say which it is, none is printed, and what follows hangs on it: the sentence goes. */
function* choice(node: ChoiceNode, place: Place, data: TemplateData): Generator<Atom> {
	for (const { line, condition, body } of node.branches) {
		const verdict = judge(condition, place.at, data);
		if ("missing" in verdict) {
			for (const what of new Set(verdict.missing)) yield { kind: "missing", line, what };
			if (endsLine(body)) yield { kind: "break", line };
			return;
		}
		if (verdict.holds) {
			yield* filled(body, place, data);
			return;
		}
	}
	yield* filled(node.otherwise ?? [], place, data);
}

/** Whether a part holds whole lines. */
function endsLine(body: readonly Node[]): boolean {
	return body.at(-1)?.kind === "break";
}

function* each({ over, body }: EachNode, place: Place, data: TemplateData): Generator<Atom> {
	if (over === "unit") {
		for (const unit of inTableOrder(data.known.units)) yield* filled(body, { ...place, at: { ...place.at, unit } }, data);
		return;
	}
	const { start, end } = data.period;
	// A cutoff may lie behind the period; what has not begun by then is not told of.
	const [last] = [end, data.cutoff].toSorted();
	for (let month = Number(start.slice(5, 7)); month <= Number(last?.slice(5, 7)); month++)
		yield* filled(body, { ...place, at: { ...place.at, month } }, data);
}

function* list(node: ListNode, place: Place, data: TemplateData): Generator<Atom> {
	const { title, complete, rows } = data.rows(node.source);
	const source = sourceOf(node.source, data.known);
	if ("nearest" in source) throw new Error(`a template that was not checked: ${node.source}`);
	const { table } = source;
	const { where } = node;
	const wanted = where === null ? rows : rows.filter((row) => holds(judge(where, { ...place.at, table, row }, data)));
	if (wanted.length === 0) {
		if (node.otherwise !== null && complete) yield* filled(node.otherwise, place, data);
		else yield { kind: "missing", line: node.line, what: complete ? data.texts.noRows(title) : data.texts.notReported(title) };
		if (endsLine(node.body)) yield { kind: "break", line: node.line };
		return;
	}
	const by = node.by === null ? undefined : fieldCalled(node.by, table)?.name;
	const sorted = by === undefined ? wanted : wanted.toSorted((a, b) => order(a[by] ?? null, b[by] ?? null));
	const shown = sorted.slice(0, node.most ?? sorted.length);
	for (const [index, row] of shown.entries()) {
		if (index > 0 && node.separator !== "") yield literal(node.line, node.separator);
		yield* filled(node.body, { ...place, at: { ...place.at, table, row, number: index + 1, count: wanted.length } }, data);
	}
	if (shown.length < wanted.length && !endsLine(node.body)) yield words(node.line, data.texts.more);
}

function holds(verdict: ReturnType<typeof judge>): boolean {
	return "holds" in verdict && verdict.holds;
}

/** Blanks last. */
function order(a: Value, b: Value): number {
	if (a === null || b === null) return Number(a === null) - Number(b === null);
	return a < b ? -1 : a > b ? 1 : 0;
}
