import type { CellRange } from "../../model/a1.ts";
import type { Cell, Row } from "../../model/grid.ts";
import { matchKey } from "../../model/match-key.ts";
import type { RowRole } from "../../model/submission.ts";
import { filledCells, mergeAt, tight } from "./cells.ts";

/** What the body of a table knows of its columns. */
export interface BodyContext {
	/** Mapped columns. */
	readonly mapped: ReadonlySet<number>;
	/** Mapped columns of required fields. */
	readonly required: ReadonlySet<number>;
	readonly serial: ReadonlySet<number>;
	/** Column → heading cells as match keys. */
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
/** The first or second cell of a row that shows how to fill in the form. */
const EXAMPLE = /^[([【〔]?(?:填写|填报|填表)?(?:示例|样例|范例|举例)|^[([【]?例(?:\d|[:)\]】、.]|如|$)|^如:/;
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

/** The one role of a row below a header. */
export function roleOf(row: Row, context: BodyContext, state: BodyState): RoleOfRow {
	const cells = filledCells(row);
	const texts = cells.map(tight);
	const role = labelledRole(cells, texts, context, state) ?? roleByFill(row, cells, texts, context, state);
	if (role.role === "data") state.seenData = true;
	return role;
}

/** Roles that the row's words tell. */
function labelledRole(cells: readonly Cell[], texts: readonly string[], context: BodyContext, state: BodyState): RoleOfRow | null {
	const first = texts[0];
	if (first === undefined) return { role: "note" };
	if (repeatsHeader(cells, texts, context)) {
		state.seenData = false;
		return { role: "header" };
	}
	if (!state.seenData && isCodeRow(texts)) return { role: "header" };
	if (cells.slice(0, 2).some((cell, at) => cell.type === "s" && EXAMPLE.test(texts[at] ?? ""))) return { role: "example" };
	if (cells.slice(0, TOTAL_WITHIN).some((cell, at) => cell.type === "s" && TOTAL.test(texts[at] ?? ""))) return { role: "total" };
	if (isNilRow(cells, texts, context)) return { role: "note", nil: true };
	if (FOOTER.test(first) || NOTE.test(first)) {
		state.ended = true;
		return { role: "note" };
	}
	return null;
}

/** Roles that follow from which columns are filled. */
function roleByFill(row: Row, cells: readonly Cell[], texts: readonly string[], context: BodyContext, state: BodyState): RoleOfRow {
	const reported = cells.filter(({ column }) => context.mapped.has(column));
	if (reported.length === 0) return { role: "note" };
	const only = cells.length === 1 ? cells[0] : undefined;
	if (only && isAside(only, texts[0] ?? "", row.number, context)) return { role: "note" };
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

function repeatsHeader(cells: readonly Cell[], texts: readonly string[], { headings }: BodyContext): boolean {
	if (cells.length < 2 || cells[0]?.type !== "s") return false;
	const same = cells.filter((cell, at) => headings.get(cell.column)?.includes(matchKey(texts[at] ?? ""))).length;
	return same >= 2 && same >= cells.length * 0.6;
}

function isCodeRow(texts: readonly string[]): boolean {
	const codes = CODE_LEAD.test(texts[0] ?? "") ? texts.slice(1) : texts;
	if (codes.length < 2 || !codes.every((code) => CODE.test(code))) return false;
	const numbers = codes.map((code) => code.replace(/[()]/g, "")).filter((code) => /^\d+$/.test(code));
	const counted = numbers.every((number, at) => at === 0 || Number(number) === Number(numbers[at - 1]) + 1);
	return counted && (numbers.length >= 2 || codes.some((code) => LETTERED.test(code)) || codes.length >= 3);
}

function isNilRow(cells: readonly Cell[], texts: readonly string[], { serial }: BodyContext): boolean {
	const said = texts.filter((text, at) => !(serial.has(cells[at]?.column ?? 0) && /^\d+$/.test(text)));
	if (said.length === 0) return false;
	if (said.every((text) => NOTHING.test(text))) return true;
	return said.some(saysNil) && said.every((text) => saysNil(text) || YES.test(text) || NOTHING.test(text));
}
