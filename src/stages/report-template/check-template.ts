import { nearestNames } from "../../model/nearest.ts";
import type { TemplateFault, TemplateFaultCode } from "../../model/template-fault.ts";
import type { Condition } from "./condition.ts";
import { bare, fieldCalled, type Known, nameIn, type Scope, sourceOf } from "./names.ts";
import { BAR, bodiesOf, type ListNode, type Node, type ReportTemplate } from "./nodes.ts";
import { numberIn } from "./numbers.ts";

/** Everything in a template that names nothing, or stands where it may not: with the line, and what was probably meant. */
export function checkTemplate({ title, body }: ReportTemplate, known: Known): TemplateFault[] {
	const faults: TemplateFault[] = [];
	checkNodes([...title, ...body], {}, { known, faults, inTable: false });
	return faults.sort((a, b) => a.line - b.line);
}

interface Checking {
	readonly known: Known;
	readonly faults: TemplateFault[];
	/** Inside a table or chart, which may hold no other. */
	readonly inTable: boolean;
}

function checkNodes(nodes: readonly Node[], scope: Scope, checking: Checking): void {
	for (const node of nodes) checkNode(node, scope, checking);
}

function checkNode(node: Node, scope: Scope, checking: Checking): void {
	const { known, faults } = checking;
	switch (node.kind) {
		case "reference":
			checkName(node.line, node.inside, scope, checking);
			return;
		case "choice":
			for (const { line, condition } of node.branches) checkCondition(line, condition, scope, checking);
			for (const body of bodiesOf(node)) checkNodes(body, scope, checking);
			return;
		case "each": {
			// Every unit and every month is named alike: one of them shows whether the names hold.
			const one: Scope = node.over === "unit" ? { ...scope, ...(known.units[0] ? { unit: known.units[0] } : {}) } : { ...scope, month: 1 };
			checkNodes(node.body, one, checking);
			return;
		}
		case "list":
			checkList(node, scope, checking);
			return;
		case "table":
		case "chart":
			if (checking.inTable || scope.table) faults.push({ line: node.line, code: "nested", written: node.caption, nearest: [] });
			if (node.kind === "chart" && node.reference) checkOperand(node.line, node.reference.value, scope, checking);
			checkNodes(node.body, scope, { ...checking, inTable: true });
			checkRows(node.line, node.caption, node.body, faults);
			return;
		default:
	}
}

function checkList(node: ListNode, scope: Scope, checking: Checking): void {
	const { known, faults } = checking;
	const source = sourceOf(node.source, known);
	if ("nearest" in source) {
		faults.push({ line: node.line, code: "source", written: node.source, nearest: source.nearest });
		return;
	}
	const inRow: Scope = { ...scope, table: source.table };
	if (node.where) checkCondition(node.line, node.where, inRow, checking);
	if (node.by !== null && !fieldCalled(node.by, source.table)) {
		const near = nearestNames(
			node.by,
			source.table.fields.map(({ header }) => header),
		);
		faults.push({ line: node.line, code: "field", written: node.by, nearest: near });
	}
	checkNodes(node.body, inRow, checking);
	checkNodes(node.otherwise ?? [], scope, checking);
}

/** A name in running text. */
function checkName(line: number, inside: string, scope: Scope, { known, faults }: Checking): ReturnType<typeof nameIn> {
	const named = nameIn(inside, scope, known);
	if (named.kind === "fault") faults.push({ line, code: named.what, written: named.written.trim() || inside, nearest: named.nearest });
	if (named.kind === "field" && named.field.personal) faults.push({ line, code: "personal", written: inside, nearest: [] });
	return named;
}

function checkCondition(line: number, condition: Condition, scope: Scope, checking: Checking): void {
	const { faults } = checking;
	switch (condition.op) {
		case "and":
		case "or":
			for (const part of condition.of) checkCondition(line, part, scope, checking);
			return;
		case "period":
			return;
		case "given":
		case "not-given":
			checkOperand(line, condition.of, scope, checking);
			return;
		default: {
			const left = checkOperand(line, condition.left, scope, checking);
			// What a cell is compared with is plain text.
			if (left === "field") return;
			if (condition.op === "holds") faults.push({ line, code: "condition", written: condition.left, nearest: [] });
			checkOperand(line, condition.right, scope, checking, "number");
		}
	}
}

/** A number, a figure, or a column of the row. @param where a number is expected, what is none is told as such */
function checkOperand(
	line: number,
	written: string,
	scope: Scope,
	checking: Checking,
	expected: "name" | "number" = "name",
): "field" | "number" | "figure" {
	if (numberIn(written) !== null) return "number";
	const before = checking.faults.length;
	const named = checkName(line, bare(written), scope, checking);
	if (named.kind === "field") return "field";
	const replace = (code: TemplateFaultCode) => {
		checking.faults.length = before;
		checking.faults.push({ line, code, written, nearest: named.kind === "fault" ? named.nearest : [] });
	};
	if (named.kind === "fact" || named.kind === "word") replace("no-figure");
	else if (named.kind === "fault" && named.nearest.length === 0 && expected === "number") replace("number");
	return "figure";
}

/** Cells are parted by ｜ in every line of a table alike. */
function checkRows(line: number, caption: string, body: readonly Node[], faults: TemplateFault[]): void {
	const lines = linesOf(body);
	const [header] = lines;
	if (!header || lines.length < 2) {
		faults.push({ line, code: "rows", written: caption, nearest: [] });
		return;
	}
	for (const row of lines) {
		if (row.bars !== header.bars) faults.push({ line: row.line, code: "cells", written: `${row.bars + 1}≠${header.bars + 1}`, nearest: [] });
	}
}

/** The lines of a table with the bars in each, those of every branch among them. */
function linesOf(nodes: readonly Node[]): { line: number; bars: number }[] {
	const lines: { line: number; bars: number }[] = [];
	let [bars, open] = [0, false];
	const visit = (node: Node): void => {
		if (node.kind === "break") {
			if (open) lines.push({ line: node.line, bars });
			[bars, open] = [0, false];
			return;
		}
		if (node.kind === "text" || node.kind === "reference") open = true;
		if (node.kind === "text") bars += barsIn(node.text);
		for (const body of bodiesOf(node)) for (const inner of body) visit(inner);
	};
	for (const node of nodes) visit(node);
	return lines;
}

function barsIn(text: string): number {
	return text.split(BAR).length - 1;
}
