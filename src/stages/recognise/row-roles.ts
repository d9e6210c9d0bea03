import type { CellRange } from "../../model/a1.ts";
import type { Cell, Row } from "../../model/grid.ts";
import type { RowRole } from "../../model/submission.ts";
import { filledCells, mergeAt, tight } from "./cells.ts";

/** What the body of a table knows of its columns. */
export interface BodyContext {
	/** Mapped columns. */
	readonly mapped: ReadonlySet<number>;
	/** Mapped columns of required fields. */
	readonly required: ReadonlySet<number>;
	readonly serial: ReadonlySet<number>;
	/** Column → heading cells, as tight texts. */
	readonly headings: ReadonlyMap<number, readonly string[]>;
	readonly merges: readonly CellRange[];
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
/** How many of a row's first cells may hold the word 合计. */
const TOTAL_WITHIN = 4;
const FOOTER =
	/^(?:单位负责人|统计负责人|分管负责人|分管领导|主要负责人|负责人|审核人|复核人|填表人|填报人|制表人|经办人|联系人|联系电话|报出日期|填报日期|填表日期|报送日期|上报日期|制表日期)(?:\([^()]*\))?(?::|$)/;
const NOTE =
	/^[*※]*(?:说明|注|备注|附注|填表说明|填报说明|编制说明|指标解释|指标说明|统计范围|审核关系|审核说明|数据来源|报送要求|表内关系|表间关系)\d*(?:[:.、]|$)/;
const GROUP = /^(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\))/;
const NIL =
	/^(?:☑|√|■|✓|✔)?(?:本(?:期|表|月|季度?|半年|年度?)(?:[\u4e00-\u9fff]{0,8}))?(?:零报告|无数据|暂无数据|无此项|无发生|无记录|未发生|未开展|无新增|无业务|无此类[\u4e00-\u9fff]{0,4}|无[\u4e00-\u9fff]{0,6}(?:情况|业务|事项|活动|项目|数据))(?::(?:是|√|☑|1|Y|有))?[.。!]?$|^本(?:期|表|月|季度?|半年|年度?)无[.。]?$/i;
/** The answer before or after 零报告 that says no. */
const NOT_NIL = /^□|:(?:否|×|□|0|N|无)?$/i;
const YES = /^(?:是|√|☑|✓|1|Y|有|零)$/i;
const NOTHING = /^(?:无|没有|暂无)$/;

/** Whether a tight text says outright that there is nothing to report (零报告 is explicit: an empty table is none). */
export function saysNil(text: string): boolean {
	const statement = text.replace(/^\(|\)$/g, "");
	if (NOT_NIL.test(statement)) return false;
	return NIL.test(statement);
}

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
	if (!state.seenData && isCodeRow(words.all())) return { role: "header" };
	if (isExample(words, context)) return { role: "example" };
	if (words.begins(TOTAL_WITHIN, TOTAL)) return { role: "total" };
	if (isNilRow(words, context)) return { role: "note", nil: true };
	if (FOOTER.test(words.at(0)) || NOTE.test(words.at(0))) {
		state.ended = true;
		return { role: "note" };
	}
	return null;
}

/** Roles that follow from which columns are filled. */
function roleByFill(row: Row, words: Words, context: BodyContext, state: BodyState): RoleOfRow {
	const { cells } = words;
	const reported = cells.filter(({ column }) => context.mapped.has(column));
	if (reported.length === 0) return { role: "note" };
	const only = cells.length === 1 ? cells[0] : undefined;
	if (only && isAside(only, words.at(0), row.number, context)) return { role: "note" };
	const obliged = reported.filter(({ column }) => context.required.has(column)).length;
	return state.ended && reported.length <= 2 && obliged < context.required.size / 2 ? { role: "note" } : { role: "data" };
}

/** A heading of a group of rows, or a remark written across the table. */
function isAside(cell: Cell, text: string, row: number, { merges, mapped }: BodyContext): boolean {
	if (cell.type !== "s" || cell.uncached) return false;
	const range = mergeAt(merges, row, cell.column);
	const across = range ? [...mapped].filter((column) => column >= range.left && column <= range.right).length : 1;
	return across >= 3 || GROUP.test(text);
}

function isExample(words: Words, { serial }: BodyContext): boolean {
	return words.begins(2, EXAMPLE) || (serial.has(words.cells[0]?.column ?? 0) && words.begins(1, EXAMPLE_NUMBER));
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
	if (!saysNil(first) && !NOTHING.test(first)) return false;
	const said = words.all().slice(numbered ? 1 : 0);
	if (said.every((text) => NOTHING.test(text))) return true;
	return said.some(saysNil) && said.every((text) => saysNil(text) || YES.test(text) || NOTHING.test(text));
}
