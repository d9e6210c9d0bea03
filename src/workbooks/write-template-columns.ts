import type { DataValidation, Style } from "exceljs";
import type { Field } from "../model/fields.ts";
import type { TemplateTexts } from "../model/workbook-texts.ts";
import { CENTRED_STYLE, CODE_STYLE, numberFormat, numberStyle, TEXT_STYLE } from "./style.ts";

/** What a field's column in a template looks like and takes. */
export interface TemplateColumn {
	readonly style: Partial<Style>;
	/** The kind of value in words: 整数, 从列表中选一项. */
	readonly says: string;
	/** Closed list of values, offered as a drop-down. */
	readonly choices: readonly string[] | null;
	/** A check by the spreadsheet program itself; null where what people may write is wider than such checks can say. */
	readonly rule: Pick<DataValidation, "type" | "operator" | "formulae"> | null;
	readonly width: number;
}

/** The earliest and latest day and year that a template lets pass: a typing mistake, not a rule of the domain. */
const FIRST_YEAR = 1949;
const LAST_YEAR = 2099;

/** The column of a field. `regions`: names of the reporting units. */
export function templateColumn(field: Field, regions: readonly string[], texts: TemplateTexts): TemplateColumn {
	const { kinds } = texts;
	const { type } = field;
	const free = { choices: null, rule: null };
	switch (type.kind) {
		case "text":
			return { style: TEXT_STYLE, says: kinds.text(type.max), choices: null, rule: maxLength(type.max), width: field.matchByName ? 22 : 16 };
		case "code": {
			const width = type.scheme === "uscc" ? 21 : 15;
			return { style: CODE_STYLE, says: type.scheme === "uscc" ? kinds.uscc : kinds.code(type.max), choices: null, rule: maxLength(type.max), width };
		}
		case "integer": {
			const style = numberStyle(numberFormat(0));
			// 约110 is text to Excel: a check for whole numbers would refuse it.
			if (type.qualifier !== undefined) return { ...free, style, says: kinds.approximate, width: 11 };
			const [min, max] = [type.min ?? null, type.max ?? null];
			return { style, says: kinds.integer(min, max), choices: null, rule: within("whole", min, max), width: 11 };
		}
		case "decimal": {
			const [min, max] = [type.min ?? null, type.max ?? null];
			const says = kinds.decimal(type.places, min, max);
			return { style: numberStyle(numberFormat(type.places)), says, choices: null, rule: within("decimal", min, max), width: 12 };
		}
		case "percent":
			return { style: numberStyle(percentFormat(type.places)), says: kinds.percent, choices: null, rule: within("decimal", 0, null), width: 11 };
		case "date":
			return { style: dated("yyyy-mm-dd"), says: kinds.date, choices: null, rule: dateRule(), width: 12 };
		case "date-or-month":
			return { ...free, style: dated("@"), says: kinds.dateOrMonth, width: 12 };
		case "month":
			return { ...free, style: dated("@"), says: kinds.month, width: 11 };
		case "year":
			return { style: dated("0"), says: kinds.year, choices: null, rule: within("whole", FIRST_YEAR, LAST_YEAR), width: 9 };
		default:
			return choiceColumn(field, regions, texts);
	}
}

function choiceColumn(field: Field, regions: readonly string[], { kinds, yes, no }: TemplateTexts): TemplateColumn {
	const { type } = field;
	if (type.kind === "yes-no") return { style: CENTRED_STYLE, says: kinds.yesNo, choices: [yes, no], rule: null, width: 9 };
	if (type.kind === "region") {
		const choices = type.whole === undefined ? regions : [type.whole, ...regions];
		return { style: CENTRED_STYLE, says: kinds.region, choices, rule: null, width: 14 };
	}
	if (type.kind === "enum") {
		const members = type.members.map((member) => member.value);
		// A drop-down takes one value; where several may stand in a cell the list is only told.
		const [says, choices] = type.several ? [`${kinds.severalOf}：${members.join("、")}`, null] : [kinds.oneOf, members];
		return { style: CENTRED_STYLE, says, choices, rule: null, width: Math.min(15, Math.max(9, ...members.map((value) => value.length * 2 + 3))) };
	}
	return { style: TEXT_STYLE, says: kinds.list, choices: null, rule: null, width: 16 };
}

/** 0.00%: decimals count those of the per-cent figure. */
export function percentFormat(places: number): string {
	return places > 0 ? `0.${"0".repeat(places)}%` : "0%";
}

function dated(numFmt: string): Partial<Style> {
	return { ...numberStyle(numFmt), alignment: { horizontal: "center", vertical: "middle" } };
}

function maxLength(max: number): TemplateColumn["rule"] {
	return { type: "textLength", operator: "lessThanOrEqual", formulae: [max] };
}

function within(type: "whole" | "decimal", min: number | null, max: number | null): TemplateColumn["rule"] {
	if (min !== null && max !== null) return { type, operator: "between", formulae: [min, max] };
	if (min !== null) return { type, operator: "greaterThanOrEqual", formulae: [min] };
	return max === null ? null : { type, operator: "lessThanOrEqual", formulae: [max] };
}

function dateRule(): TemplateColumn["rule"] {
	return { type: "date", operator: "between", formulae: [new Date(Date.UTC(FIRST_YEAR, 0, 1)), new Date(Date.UTC(LAST_YEAR, 11, 31))] };
}
