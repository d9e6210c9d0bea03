import type { Cell, Row } from "../../model/grid.ts";
import type { RowRole } from "../../model/submission.ts";
import { filledCells, type MergesByMaster, mergeAt, tight } from "./cells.ts";
import { unitIn } from "./header-text.ts";
import { labelsIn } from "./labels.ts";
import { saysNil, saysNothing } from "./nil.ts";

/** What the body of a table knows of its columns. */
export interface BodyContext {
	/** Mapped columns. */
	readonly mapped: ReadonlySet<number>;
	/** Mapped columns of required fields. */
	readonly required: ReadonlySet<number>;
	/** Mapped columns whose numbers can be added. */
	readonly added: ReadonlySet<number>;
	/** Mapped columns of reporting units. */
	readonly regions: ReadonlySet<number>;
	readonly serial: ReadonlySet<number>;
	/** Column → heading cells, as tight texts. */
	readonly headings: ReadonlyMap<number, readonly string[]>;
	readonly merges: MergesByMaster;
}

/** What the rows before told. */
export interface BodyState {
	/** Data have come since the header: column codes are no longer expected. */
	seenData: boolean;
	/** Signatures or notes have begun: the table is over, unless whole rows follow. */
	ended: boolean;
}

export interface RoleOfRow {
	readonly role: RowRole;
	/** The row says that there is nothing to report. */
	readonly nil?: true;
	/** A row of data that holds nothing but numbers to add: a total whose label was left out, perhaps. */
	readonly bare?: true;
}

/** Column codes: 甲 乙 丙, 1 2 3, (1) (2), A B C, ① ②; 栏次 leads them. */
const CODE = /^(?:[甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥]|\(?\d{1,2}\)?|[A-Z]{1,2}|[\u2460-\u2473]|[-—–]+)$/;
const CODE_LEAD = /^(?:栏次|列次|栏号|列号|代码|指标代码|序号)$/;
const LETTERED = /^[甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥]$/;
/** The first or second cell of a row that shows how to fill in the form: the word alone, in brackets, or before a colon. A name may begin with it (示例农业大学). */
const EXAMPLE =
	/^(?:[([【〔](?:填写|填报|填表)?(?:示例|样例|范例|举例|例).*|(?:填写|填报|填表)(?:示例|样例|范例|举例).*|(?:示例|样例|范例|举例|例)(?:行|数据)?\d{0,2}(?:[:,;、].*|\([^()]*\))?|例如.*|如:.*)$/;
/** As much in the column of running numbers, where no name stands. */
const EXAMPLE_NUMBER = /^(?:示例|样例|范例|举例|例)/;
const TOTAL = /^(?:[\u4e00-\u9fff]{0,6})?(?:合计|小计|总计|共计)(?:数|\(.*\)|:.*)?$/;
/** A remark that asks to take the row out. */
const EXAMPLE_REMARK = /^[([【〔]?(?:示例|样例|范例).*(?:删|勿|不要|不必)/;
/** What helper rows under a header say instead of values: kinds, whether a cell must be filled, how to fill it. */
const HELPER =
	/^\(?(?:必填|选填|可选|可空|可不填|非必填|必填项|选填项|文本|文字|字符|数字|数值|整数|小数|日期|年月|年份|选项|单选|多选|下拉|自动计算|自动生成|自动带出)(?:型|类型|格式)?\)?$|填写|填报|下拉|选择|选填|必填|格式|保留.*小数|^(?:请|如|例如|按|填|须|应).+|^\d+位|^(?:19|20)?YY|开头$/i;
/** Share of a row's cells that must be a helper's. */
const HELPER_SHARE = 0.6;
/** Figures drawn from the rows, beside or below their total: they have no name of their own. */
const DERIVED = /^(?:其中:.*|平均(?:值|数)?|人均|同比.*|环比.*|占比|增[长减幅](?:率|额|数)?|上年(?:同期)?(?:数)?)$/;
/** How many of a row's first cells may hold the word 合计. */
const TOTAL_WITHIN = 4;
/** Signatures, dates and seals: a name of a role with or without its colon, a verb only with it (制表：林某某). */
const FOOTER = new RegExp(
	"^(?:(?:(?:填报|报送|填表)?单位(?:负责人|领导)|统计负责人|科室负责人|部门负责人|分管负责人|分管领导|主管领导|主要负责人|负责人|审核人|复核人|审批人|填表人|填报人|制表人|经办人|录入人|联系人|联系电话" +
		"|报出日期|填报日期|填表日期|报送日期|上报日期|制表日期|填报时间|填表时间)(?:签字|签章|签名|盖章)?(?:\\([^()]*\\))?(?::|$)" +
		"|(?:制表|填表|填报|审核|复核|审批|校对|经办|录入|日期|时间|电话)(?:\\([^()]*\\))?:" +
		"|\\((?:盖章|公章|加盖公章|单位公章|签章|签字)\\)$)",
);
/** The place of the office's seal below a table; above one it names the office. */
const SEAL = /^(?:填报|报送|填表)单位(?:\([^()]*\))?:$/;
/** A day or a seal that stands for itself below a table. */
const CLOSING = /^(?:(?:20\d{2}|二[〇○零]\S{2})年\S{1,3}月\S{1,3}日|年月日|\((?:盖章|公章|加盖公章|单位公章|签章|签字)\))$/;
const NOTE =
	/^[*※]*(?:说明|注|备注|附注|填表说明|填报说明|编制说明|指标解释|指标说明|统计范围|审核关系|审核说明|数据来源|报送要求|表内关系|表间关系)\d*(?:[:.、]|$)/;
/** Lines that say that nothing follows, how many rows there were, or who gets a copy. */
const END =
	/^[-—–(]*(?:以下(?:空白|无正文|无数据|无内容|略)|[此本]页无正文|(?:以上)?共计?\d+(?:家|户|人|名|项|个|条|件|行)?|(?:抄送|抄报|主送):.*|完|END)[-—–)]*$/i;
/** The foot of a printed page: 第1页，共3页. */
const PAGE = /^(?:[-—–]\d+[-—–]|\d+\/\d+页|第\d+页[,，、/]?(?:共\d+页)?|共\d+页[,，、/]?第\d+页|PAGE\d+(?:OF\d+)?)$/i;
const GROUP = /^(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\))/;
const YES = /^(?:是|√|☑|✓|1|Y|有|零)$/i;
const NOTHING = /^(?:无|没有|暂无)$/;

/** Whether a row that begins with this tight text closes a table: a total, signatures, notes. */
export function endsTable(first: string): boolean {
	return TOTAL.test(first) || FOOTER.test(first) || NOTE.test(first);
}

/** A row's filled cells and their tight texts, each made when it is first asked for: most rows are data, and known as such by their first cells. */
class Words {
	readonly cells: readonly Cell[];
	private readonly texts: string[] = [];
	constructor(row: Row) {
		this.cells = filledCells(row);
	}
	/** The text at a position; "" beyond the last. */
	at(position: number): string {
		const cell = this.cells[position];
		if (!cell) return "";
		this.texts[position] ??= tight(cell);
		return this.texts[position];
	}
	all(): string[] {
		return this.cells.map((_, at) => this.at(at));
	}
	/** Whether one of the first cells is a text that a pattern fits. */
	begins(within: number, pattern: RegExp): boolean {
		return this.cells.slice(0, within).some((cell, at) => cell.type === "s" && pattern.test(this.at(at)));
	}
}

/** The one role of a row below a header. */
export function roleOf(row: Row, context: BodyContext, state: BodyState): RoleOfRow {
	const words = new Words(row);
	const role = labelledRole(words, context, state) ?? roleByFill(row, words, context, state);
	if (role.role === "data") state.seenData = true;
	return role;
}

/** Roles that the row's words tell. */
function labelledRole(words: Words, context: BodyContext, state: BodyState): RoleOfRow | null {
	if (words.cells.length === 0) return { role: "note" };
	if (repeatsHeader(words, context)) {
		state.seenData = false;
		return { role: "header" };
	}
	if (!state.seenData && (unitsOfRow(words) !== null || isCodeRow(words.all()))) return { role: "header" };
	if (isExample(words, context) || (!state.seenData && isHelper(words, context))) return { role: "example" };
	if (words.cells.length === 1 && words.cells[0]?.type === "s" && PAGE.test(words.at(0))) return { role: "note" };
	if (words.cells.length <= 2 && words.begins(2, END)) return { role: "note" };
	if (words.begins(TOTAL_WITHIN, TOTAL)) return { role: "total" };
	if (isNilRow(words, context)) return { role: "note", nil: true };
	if (
		FOOTER.test(words.at(0)) ||
		NOTE.test(words.at(0)) ||
		SEAL.test(words.at(0)) ||
		(words.cells.length <= 2 && words.all().every((text) => CLOSING.test(text)))
	) {
		state.ended = true;
		return saysNil(words.at(0)) ? { role: "note", nil: true } : { role: "note" };
	}
	return null;
}

/** Roles that follow from which columns are filled. */
function roleByFill(row: Row, words: Words, context: BodyContext, state: BodyState): RoleOfRow {
	const { cells } = words;
	const reported = cells.filter(({ column }) => context.mapped.has(column));
	// The county's name, drawn down beyond the last row that somebody filled in, reports nothing.
	if (reported.every(({ column }) => context.regions.has(column))) return { role: "note" };
	const obliged = reported.filter(({ column }) => context.required.has(column)).length;
	if (obliged < context.required.size / 2 && (words.begins(1, DERIVED) || headsATable(words.at(0)))) return { role: "note" };
	const only = cells.length === 1 ? cells[0] : undefined;
	if (only && isAside(only, words.at(0), row.number, context)) return { role: "note" };
	if (state.ended && reported.length <= 2 && obliged < context.required.size / 2) return { role: "note" };
	return reported.every(({ type, column }) => type === "n" && context.added.has(column)) ? { role: "data", bare: true } : { role: "data" };
}

/** 填报单位：阳春市, 报告期：2019年上半年: what stands over a table, and with some offices below it. */
function headsATable(first: string): boolean {
	return labelsIn(first)[0]?.start === 0;
}

/** What a unit row says of columns that have none. */
const NO_UNIT = /^(?:年|月|日|年月日?|年份|[-—–/])$/;

/**
 * Units of measure that stand in a row of their own below the header: column → unit. null where the row says anything else; two units at least make such a row.
 */
export function unitsOfRow(row: Pick<Row, "cells">): ReadonlyMap<number, string> | null {
	const cells = filledCells(row);
	const units = new Map<number, string>();
	for (const cell of cells) {
		if (cell.type !== "s") return null;
		const text = tight(cell).replace(/^\((.*)\)$/, "$1");
		const unit = unitIn(text);
		if (unit === null && !NO_UNIT.test(text)) return null;
		if (unit !== null) units.set(cell.column, unit);
	}
	return units.size >= 2 ? units : null;
}

/** A heading of a group of rows, or a remark written across the table. */
function isAside(cell: Cell, text: string, row: number, { merges, mapped }: BodyContext): boolean {
	if (cell.type !== "s" || cell.uncached) return false;
	const range = mergeAt(merges, row, cell.column);
	const across = range ? [...mapped].filter((column) => column >= range.left && column <= range.right).length : 1;
	return across >= 3 || GROUP.test(text);
}

function isExample(words: Words, { serial }: BodyContext): boolean {
	if (words.begins(2, EXAMPLE) || (serial.has(words.cells[0]?.column ?? 0) && words.begins(1, EXAMPLE_NUMBER))) return true;
	const last = words.cells.length - 1;
	return words.cells[last]?.type === "s" && EXAMPLE_REMARK.test(words.at(last));
}

/** A row between header and data that says how to fill in the columns: no numbers, no dates, and hardly a cell that is not advice. */
function isHelper(words: Words, { serial, mapped }: BodyContext): boolean {
	const { cells } = words;
	if (cells.some(({ type }) => type !== "s") || cells.filter(({ column }) => mapped.has(column)).length < 2) return false;
	const said = words.all().filter((_, at) => !serial.has(cells[at]?.column ?? 0));
	return said.filter((text) => HELPER.test(text)).length >= said.length * HELPER_SHARE;
}

function repeatsHeader(words: Words, { headings }: BodyContext): boolean {
	const { cells } = words;
	const repeats = (cell: Cell, at: number) => cell.type === "s" && (headings.get(cell.column)?.includes(words.at(at)) ?? false);
	if (cells.length < 2 || !cells.slice(0, 2).some(repeats)) return false;
	const same = cells.filter(repeats).length;
	return same >= 2 && same >= cells.length * 0.6;
}

function isCodeRow(texts: readonly string[]): boolean {
	const codes = CODE_LEAD.test(texts[0] ?? "") ? texts.slice(1) : texts;
	if (codes.length < 2 || !codes.every((code) => CODE.test(code))) return false;
	const numbers = codes.map((code) => code.replace(/[()]/g, "")).filter((code) => /^\d+$/.test(code));
	const counted = numbers.every((number, at) => at === 0 || Number(number) === Number(numbers[at - 1]) + 1);
	return counted && (numbers.length >= 2 || codes.some((code) => LETTERED.test(code)) || codes.length >= 3);
}

function isNilRow(words: Words, { serial }: BodyContext): boolean {
	const { cells } = words;
	const numbered = serial.has(cells[0]?.column ?? 0) && /^\d+$/.test(words.at(0));
	const first = words.at(numbered ? 1 : 0);
	if (!saysNil(first) && !saysNothing(first)) return false;
	const said = words.all().slice(numbered ? 1 : 0);
	if (said.length === 1) return true;
	if (said.every((text) => NOTHING.test(text))) return true;
	return said.some(saysNil) && said.every((text) => saysNil(text) || YES.test(text) || NOTHING.test(text));
}
