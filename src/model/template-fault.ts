/** Why a line of a report template cannot be used, with what was probably meant. The sentence is in src/messages. */
export interface TemplateFault {
	/** From 1. */
	readonly line: number;
	readonly code: TemplateFaultCode;
	/** The part of the line that is wrong. */
	readonly written: string;
	/** What it may have been meant to be, the nearest first. */
	readonly nearest: readonly string[];
}

export const TEMPLATE_FAULTS = [
	/** A 【 without 】, or {{ without }}. */
	"mark-open",
	"tag-unknown",
	/** 如果, 列出, 表 … without 完. */
	"block-open",
	/** 完 without anything to end. */
	"end-alone",
	/** 否则 outside a condition or list. */
	"else-alone",
	"condition",
	"number",
	/** {{…}} inside 补充, which is printed as it is written. */
	"prompt",
	/** {{ }} with nothing in it. */
	"empty",
	"indicator",
	"ambiguous",
	"place",
	"measure",
	/** A fact where a figure is needed. */
	"no-figure",
	"source",
	"field",
	/** A field that holds personal data. */
	"personal",
	/** 每单位, 每月 or 表 inside what may not hold it. */
	"nested",
	/** An option of 列出, 表 or 图. */
	"option",
	"chart-kind",
	/** A table or chart without a header and a row. */
	"rows",
	/** A row with more or fewer cells than the header. */
	"cells",
	/** The template has no 标题： line. */
	"title",
] as const;

export type TemplateFaultCode = (typeof TEMPLATE_FAULTS)[number];
