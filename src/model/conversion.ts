/**
 * Ways in which what an office wrote was put into the form's units, types and spellings without a word from it (mess.md, N). Each has its sentence in src/messages.
 */
export const CONVERSION_KINDS = [
	/** NBSP, ideographic and zero-width blanks, line breaks and blanks at the ends taken out. */
	"blanks",
	/** Full-width digits, letters and signs read as narrow ones. */
	"full-width",
	/** A number stored as text. */
	"text-number",
	/** Thousands separators, ￥, brackets of a negative amount taken out. */
	"number-marks",
	"chinese-numerals",
	/** 元, 千元, 亿 → the form's 万元. */
	"amount-unit",
	/** 万㎡ → ㎡. */
	"area-unit",
	/** 1.2万人 → 12000. */
	"count-unit",
	/** 110人: the form's own unit, written in the cell, taken off. */
	"unit-word",
	/** 约110, 60多: the number, its qualifier kept in the column that the form has for it. */
	"qualifier",
	/** 35%, or 35 in a column of per cent. */
	"percent",
	/** 43643 → 2019-06-27. */
	"date-serial",
	/** A day of a workbook whose serial numbers count from 1904. */
	"date-1904",
	/** 2019.6.27, 20190627, 2019年6月27日. */
	"date-text",
	/** A month where a day was possible. */
	"month-only",
	/** Day, month or time of day left out where the form asks for less. */
	"date-shortened",
	/** Case, blanks, hyphens and a leading apostrophe of a code. */
	"code-cleaned",
	"phone-split",
	/** √, 有, 1, Y → yes. */
	"yes-no-word",
	"enum-synonym",
	/** A unit's short name, alias or code → its official name. */
	"region-alias",
	"list-split",
	/** 无, /, — in a column that may be blank. */
	"not-applicable",
	/** A value repeated over the rows of its merged range. `from` is the cell that it stands in. */
	"merged-fill",
	/** For comparing alone, the name is kept: 〔〕【】() as （）. */
	"name-brackets",
	/** For comparing alone, the name is kept: 陽江 as 阳江. */
	"name-variants",
] as const;

export type ConversionKind = (typeof CONVERSION_KINDS)[number];

/** One kind of conversion in one column of a sheet. */
export interface Conversion {
	readonly kind: ConversionKind;
	readonly table: string;
	readonly sheet: string;
	readonly field: string;
	/** The column's heading as the office wrote it. */
	readonly header: string;
	/** Cells that were converted so. */
	readonly count: number;
	/** The first few different ones: what stood in the cell, and what it was read as. */
	readonly examples: readonly ConversionExample[];
}

export interface ConversionExample {
	readonly cell: string;
	readonly from: string;
	readonly to: string;
}

/** Examples kept of each kind and column. */
export const EXAMPLES_KEPT = 3;
