import type { Chart } from "../../model/chart.ts";
import type { Condition } from "./condition.ts";

/** A report template as it was read: what docs/report-template.md describes. Line numbers count from 1. */
export type Node =
	| { readonly kind: "text"; readonly line: number; readonly text: string }
	| { readonly kind: "break"; readonly line: number }
	| { readonly kind: "reference"; readonly line: number; readonly inside: string }
	/** 补充: a place that an officer has to fill in. */
	| { readonly kind: "prompt"; readonly line: number; readonly text: string }
	| ChoiceNode
	| EachNode
	| ListNode
	| TableNode
	| ChartNode;

/** 如果 … 否则如果 … 否则 … 完. */
export interface ChoiceNode {
	readonly kind: "choice";
	readonly line: number;
	readonly branches: readonly { readonly line: number; readonly condition: Condition; readonly body: readonly Node[] }[];
	readonly otherwise: readonly Node[] | null;
}

/** 每单位, 每月: what is inside once for each reporting unit, or each month of the period. */
export interface EachNode {
	readonly kind: "each";
	readonly line: number;
	readonly over: "unit" | "month";
	readonly body: readonly Node[];
}

/** 列出: what is inside once for each row of a table, or each row that an indicator counts. */
export interface ListNode {
	readonly kind: "list";
	readonly line: number;
	/** Number of a form (统11), with its table where it has several (统10A); or an indicator. */
	readonly source: string;
	readonly where: Condition | null;
	/** Heading of the column by which the rows are put in order. */
	readonly by: string | null;
	readonly most: number | null;
	/** Stands between two items. */
	readonly separator: string;
	readonly body: readonly Node[];
	/** Printed where there is no row, and every unit has reported. */
	readonly otherwise: readonly Node[] | null;
}

/** Lines of cells parted by ｜; the first is the header. */
export interface TableNode {
	readonly kind: "table";
	readonly line: number;
	readonly caption: string;
	readonly body: readonly Node[];
}

/** As a table: the header names the series, each line is a category. */
export interface ChartNode {
	readonly kind: "chart";
	readonly line: number;
	readonly chart: Chart["kind"];
	readonly caption: string;
	/** What the values are: 家, 完成率. */
	readonly axis: string;
	readonly reference: { readonly name: string; readonly value: string } | null;
	readonly body: readonly Node[];
}

export interface ReportTemplate {
	readonly title: readonly Node[];
	readonly body: readonly Node[];
}

/** What parts the cells of a line. */
export const BAR = /[｜|]/;

/** Every node of a tree, outer ones first. */
export function* everyNode(nodes: readonly Node[]): Generator<Node> {
	for (const node of nodes) {
		yield node;
		for (const inner of bodiesOf(node)) yield* everyNode(inner);
	}
}

/** What stands inside a node, part by part. */
export function bodiesOf(node: Node): readonly (readonly Node[])[] {
	if (node.kind === "choice") return [...node.branches.map(({ body }) => body), node.otherwise ?? []];
	if (node.kind === "list") return [node.body, node.otherwise ?? []];
	return node.kind === "each" || node.kind === "table" || node.kind === "chart" ? [node.body] : [];
}
