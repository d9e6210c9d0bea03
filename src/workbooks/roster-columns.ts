import { mask } from "../model/mask.ts";
import { grouped } from "../model/printed.ts";
import type { Roster, RosterColumn, RosterRow } from "../model/report.ts";
import type { Value } from "../model/rule.ts";
import type { ConsolidatedTexts } from "../model/workbook-texts.ts";
import { columnWidth, displayWidth } from "./layout.ts";
import { isoToSerial } from "./number-formats.ts";
import { CENTRED_STYLE, CODE_STYLE, figureStyle, numberFormat, numberStyle, TEXT_STYLE } from "./style.ts";
import type { Look } from "./writing/look.ts";
import type { BookWriter, WrittenCell } from "./writing/types.ts";

/** Units of measure of quantities that add up over rows; rates, scores and years do not. */
const ADDITIVE = new Set(["元", "千元", "万元", "亿元", "㎡", "万㎡", "人", "人次", "家", "个", "件", "项", "户", "次", "支", "台"]);
/** The widest column of texts, in characters; longer ones wrap, so that a roster stays readable in print. */
const WIDEST_TEXT = 16;
/** Codes are of one piece, and names of files are the longest texts of many rosters: narrower, they would make every row tall. */
const WIDEST_CODE = 20;
/** Where some text is longer than this, its column gets more room, so that its rows do not grow tall. */
const LONG_TEXT = 80;
const WIDEST_LONG_TEXT = 36;
/** Texts up to this width are words of a list rather than sentences: they are centred. */
const SHORT_TEXT = 12;
/** Lines of the summary up to this width stand beside each other. */
const WIDEST_LINES = 30;
const A_DAY = "2019-06-27";

/** A printed column of a roster. */
export interface PrintedColumn {
	readonly heading: string;
	/** In characters: no number is cut, whatever row it stands in; texts wrap. */
	readonly width: number;
	/** The sum of what adds up, and how it is printed; null where nothing does, or nobody answered: the total is then as blank as the column. */
	readonly total: { readonly sum: number; readonly look: Look } | null;
	readonly cell: (row: RosterRow, serial: number) => WrittenCell;
}

/** The columns of a roster: serial number and unit, the form's own, then the way back to each row's file, sheet and row, and to the summary. */
export function rosterColumns(book: BookWriter, { columns, sample, count }: Roster, texts: ConsolidatedTexts): PrintedColumn[] {
	const fixed = (heading: string, look: Look, pick: (row: RosterRow, serial: number) => string | number, widest = WIDEST_TEXT): PrintedColumn => {
		const style = book.style(look);
		const width = columnWidth(
			heading,
			sample.map((row) => String(pick(row, count))),
			widest,
		);
		return { heading, width, total: null, cell: (row, serial) => ({ value: pick(row, serial), style }) };
	};
	const words = texts.roster;
	return [
		fixed(words.serial, CENTRED_STYLE, (_, serial) => serial),
		fixed(words.reportingUnit, CENTRED_STYLE, (row) => row.unitName),
		...columns.map((column, at) => valueColumn(book, column, at, sample, texts)),
		fixed(words.sourceFile, TEXT_STYLE, (row) => row.source.file, WIDEST_CODE),
		fixed(words.sourceSheet, TEXT_STYLE, (row) => row.source.sheet),
		fixed(words.sourceRow, CENTRED_STYLE, (row) => row.source.row),
		fixed(words.fileCheck, CODE_STYLE, (row) => row.source.sha256.slice(0, 12)),
		fixed(words.countedIn, CODE_STYLE, (row) => row.countedIn, WIDEST_LINES),
	];
}

function valueColumn(book: BookWriter, column: RosterColumn, at: number, sample: readonly RosterRow[], texts: ConsolidatedTexts): PrintedColumn {
	const { header, kind, places, unit, masked } = column;
	const shown = sample.map((row) => shownText(row.values[at] ?? null, column, texts));
	const widths = shown.map(displayWidth);
	const textLook = widths.every((width) => width <= SHORT_TEXT) ? CENTRED_STYLE : TEXT_STYLE;
	const number = figureStyle(kind === "percent" ? `0.${"0".repeat(Math.max(1, places))}%` : numberFormat(places));
	const numbers = masked ? null : column.numbers;
	const adds = (kind === "integer" || kind === "decimal") && unit !== null && ADDITIVE.has(unit);
	const sum = adds ? (numbers?.sum ?? null) : null;
	const heading = unit === null ? header : `${header}\n（${unit}）`;
	const usual = kind === "code" ? WIDEST_CODE : WIDEST_TEXT;
	const widest = widths.some((width) => width > LONG_TEXT) ? WIDEST_LONG_TEXT : usual;
	const longest = [numbers?.least, numbers?.greatest, sum].map((end) =>
		end === null || end === undefined ? 0 : shownNumber(end, column).length + 2,
	);
	const cellOf = cellWriter(book, column, { text: textLook, number }, texts);
	return {
		heading,
		width: Math.max(columnWidth(heading, shown, widest), ...longest),
		total: sum === null ? null : { sum, look: number },
		cell: (row) => cellOf(row.values[at] ?? null),
	};
}

/** What of a value takes room that is not known of all rows beforehand: numbers are. */
function shownText(value: Value, { masked, kind }: RosterColumn, texts: ConsolidatedTexts): string {
	if (value === null) return "";
	const text = plain(value, texts);
	if (masked) return mask(text);
	if (typeof value === "number" && kind !== "code") return "";
	return kind === "date" && isDay(text) ? A_DAY : text;
}

/** A number as its cell prints it. */
function shownNumber(value: number, { kind, places }: RosterColumn): string {
	return kind === "percent" ? `${grouped(value * 100, Math.max(1, places))}%` : grouped(value, places);
}

const DAY_STYLE: Look = { ...numberStyle("yyyy-mm-dd"), alignment: { horizontal: "center", vertical: "middle" } };

/** Makes the cells of a column. */
function cellWriter(
	book: BookWriter,
	{ kind, masked }: RosterColumn,
	looks: { readonly text: Look; readonly number: Look },
	texts: ConsolidatedTexts,
): (value: Value) => WrittenCell {
	const style = {
		blank: book.style(CENTRED_STYLE),
		masked: book.style({ ...CENTRED_STYLE, numFmt: "@" }),
		number: book.style(looks.number),
		// Years stand among the codes: numbers without thousands separators.
		year: book.style({ ...CODE_STYLE, numFmt: "0" }),
		day: book.style(DAY_STYLE),
		text: book.style(kind === "code" || kind === "date" ? CODE_STYLE : kind === "yes-no" ? CENTRED_STYLE : looks.text),
	};
	return (value) => {
		if (value === null) return { value: null, style: style.blank };
		if (masked) return { value: mask(plain(value, texts)), style: style.masked };
		if (typeof value === "number") return { value, style: kind === "code" ? style.year : style.number };
		const text = plain(value, texts);
		return kind === "date" && isDay(text) ? { value: isoToSerial(text), style: style.day } : { value: text, style: style.text };
	};
}

function isDay(text: string): boolean {
	return /^\d{4}-\d{2}-\d{2}$/.test(text);
}

function plain(value: Exclude<Value, null>, texts: ConsolidatedTexts): string {
	if (typeof value === "boolean") return value ? texts.yes : texts.no;
	return Array.isArray(value) ? value.join(texts.listSeparator) : String(value);
}
