import { toA1 } from "../../model/a1.ts";
import type { Cell, Row } from "../../model/grid.ts";
import { measureOf } from "../normalise/units.ts";
import { filledCells, tight } from "./cells.ts";

/** What a label of the header block or of the footer says. */
export type LabelKind = "form" | "period" | "unit" | "measure" | "batch" | "signature" | "other";

const LABELS: Readonly<Record<LabelKind, readonly string[]>> = {
	form: ["表号"],
	period: [
		...["报告期", "报告期别", "报告期间", "报告时期", "统计期", "统计期间", "统计时间", "统计时期", "所属期", "所属期间", "所属时期"],
		...["报表期", "报表所属期", "填报期", "填报期间", "数据期", "期别", "报告期限"],
	],
	unit: ["填报单位", "填报单位名称", "报送单位", "上报单位", "编报单位", "填表单位", "报表单位", "单位名称", "综合机关名称"],
	measure: ["计量单位", "金额单位", "货币单位", "金额计量单位"],
	batch: ["批次", "检查批次", "评审批次", "申报批次"],
	signature: [
		...["单位负责人", "统计负责人", "分管负责人", "分管领导", "负责人", "审核人", "复核人", "填表人", "填报人", "制表人", "经办人", "联系人"],
		...["联系电话", "电话", "报出日期", "填报日期", "填表日期", "报送日期", "上报日期", "制表日期", "填报时间", "填表时间", "日期"],
	],
	other: ["制定机关", "制表机关", "制表单位", "批准机关", "备案机关", "批准文号", "备案文号", "文号", "有效期至", "有效期限", "有效期", "主管单位"],
};

/** 单位： alone names the unit of measure or the office, as its value tells. */
const EITHER = "单位";

const KINDS: ReadonlyMap<string, LabelKind> = new Map(
	(Object.entries(LABELS) as [LabelKind, readonly string[]][]).flatMap(([kind, names]) => names.map((name): [string, LabelKind] => [name, kind])),
);
const NAMES = [...KINDS.keys(), EITHER].sort((a, b) => b.length - a.length);
const LABEL_SOURCE = `(${NAMES.map((name) => (name.length <= 2 ? `(?<![\\u4e00-\\u9fff])${name}` : name)).join("|")})(?:\\([^()]*\\))?`;
const WITH_COLON = new RegExp(`${LABEL_SOURCE}:`, "g");
const ALONE = new RegExp(`^${LABEL_SOURCE}$`);

export interface Label {
	/** 填报单位, without what stands in brackets. */
	readonly name: string;
	readonly start: number;
	readonly end: number;
}

/** Labels with their colon in a tight text. */
export function labelsIn(text: string): Label[] {
	return [...text.matchAll(WITH_COLON)].map((match) => ({ name: match[1] ?? "", start: match.index, end: match.index + match[0].length }));
}

export interface LabelledText {
	readonly kind: LabelKind;
	readonly name: string;
	/** Without white space; "" where nothing was filled in. */
	readonly text: string;
	readonly cell: string;
}

export interface PlainText {
	readonly text: string;
	readonly cell: string;
}

/** What rows above a header or below a table say. */
export interface Labelled {
	readonly labels: readonly LabelledText[];
	/** Texts without a label: titles. */
	readonly plain: readonly PlainText[];
}

/** Reads rows as label and value: both in one cell, several in one cell, or the value in the cells to the right. */
export function readLabels(rows: readonly Row[]): Labelled {
	const labels: LabelledText[] = [];
	const plain: PlainText[] = [];
	for (const row of rows) readRow(row, labels, plain);
	return { labels, plain };
}

function readRow(row: Row, labels: LabelledText[], plain: PlainText[]): void {
	const cells = filledCells(row);
	for (let at = 0; at < cells.length; at++) {
		const cell = cells[at];
		if (!cell) continue;
		const text = tight(cell);
		const ref = toA1({ row: row.number, column: cell.column });
		const found = labelsIn(text);
		const alone = found.length === 0 ? ALONE.exec(text)?.[1] : undefined;
		const heads = alone !== undefined && at + 1 < cells.length ? [{ name: alone, start: 0, end: text.length }] : found;
		const before = text.slice(0, heads[0]?.start ?? text.length).replace(/[([]+$/, "");
		if (before !== "") plain.push({ text: before, cell: ref });
		heads.forEach((head, index) => {
			const next = heads[index + 1]?.start ?? text.length;
			let value = trimmed(text.slice(head.end, next));
			if (value === "" && index === heads.length - 1) {
				const taken = valueCells(cells, at + 1);
				value = taken.map(tight).join("");
				at += taken.length;
			}
			labels.push({ kind: kindOf(head.name, value), name: head.name, text: value, cell: ref });
		});
	}
}

/** Where a form asks for a seal or a signature: nothing that was filled in. */
const SEAL = /\((?:盖章|公章|加盖公章|签章|签字|签名|章)\)/g;

/** A value without the punctuation that parts it from its neighbours, and without a bracket that was opened before its label. */
function trimmed(value: string): string {
	const bare = value.replace(SEAL, "").replace(/^[:;,_]+|[;,_]+$/g, "");
	return bare.includes("(") || bare.includes("[") ? bare : bare.replace(/[)\]]+$/, "");
}

/** The cells right of a label that belong to it: up to the next label. */
function valueCells(cells: readonly Cell[], from: number): Cell[] {
	const taken: Cell[] = [];
	for (const cell of cells.slice(from)) {
		const text = tight(cell);
		if (labelsIn(text).length > 0 || ALONE.test(text)) break;
		taken.push(cell);
	}
	return taken;
}

function kindOf(name: string, value: string): LabelKind {
	if (name !== EITHER) return KINDS.get(name) ?? "other";
	return measureOf(value.split(/[、,/]/)[0] ?? "") !== null ? "measure" : "unit";
}

const CANONICAL: Readonly<Record<string, string>> = {
	填报人: "填表人",
	制表人: "填表人",
	电话: "联系电话",
	填报日期: "报出日期",
	填表日期: "报出日期",
	报送日期: "报出日期",
	上报日期: "报出日期",
	制表日期: "报出日期",
	填报时间: "报出日期",
	填表时间: "报出日期",
	日期: "报出日期",
};

/** 单位负责人, 填表人, 联系电话, 报出日期 … that were filled in; a blank form's 年 月 日 is not. */
export function signaturesOf({ labels }: Labelled): Record<string, string> {
	const signatures: Record<string, string> = {};
	for (const { kind, name, text } of labels) {
		if (kind === "signature" && text !== "" && text !== "年月日") signatures[CANONICAL[name] ?? name] ??= text;
	}
	return signatures;
}
