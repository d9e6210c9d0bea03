import type { Field } from "../../model/fields.ts";

/** A unit of measure as a power of ten of its base (元, ㎡, or the field's own count word). */
export interface Measure {
	readonly dimension: "money" | "area" | "count";
	readonly power: number;
}

/** A unit of measure, and where it was named: in the column's header, in the sheet's 计量单位 line, or by the form. */
export interface AppliedUnit {
	readonly unit: string;
	readonly from: "header" | "sheet" | "form";
}

const SCALES: Readonly<Record<string, number>> = { "": 0, 十: 1, 百: 2, 千: 3, 万: 4, 十万: 5, 百万: 6, 千万: 7, 亿: 8, 万亿: 12 };
/** Alternatives of a regular expression, longest first. */
export const SCALE_WORDS = "万亿|千万|百万|十万|亿|万|千|百";

const UNIT = new RegExp(`^(?:单位:?)?(?:人民币|rmb)?(${SCALE_WORDS})?(.*?)(?:人民币)?$`, "i");
const MONEY = /^(?:元|圆|块|块钱|rmb|cny)$/i;
const AREA = /^(?:㎡|m2|m²|m\^2|平方米|平米|平方|平)$/i;
/** Count words that an office writes after a number whatever the form calls them. */
const COUNT = /^(?:人|名|位|家|户|个|件|项|次|人次|场|期|篇|支|台|套|只|笔|年|天|岁|分|所|组|批|村|款|亩|本|份|辆)$/;

/** Power of ten of a scale word (万 → 4, "" → 0), or undefined where it is none. */
export const scalePower = (word: string): number | undefined => SCALES[word];

/** What a unit's text measures: 万元 → money × 10⁴, 平方米 → area, 家 → count. null where it is no unit known here. */
export function measureOf(text: string): Measure | null {
	const match = UNIT.exec(text.replace(/[\s:：()（）]/g, ""));
	const power = SCALES[match?.[1] ?? ""];
	const word = match?.[2] ?? "";
	if (power === undefined) return null;
	if (MONEY.test(word)) return { dimension: "money", power };
	if (AREA.test(word)) return { dimension: "area", power };
	return COUNT.test(word) ? { dimension: "count", power } : null;
}

/** What a field's stored value measures. A field without a unit of money or area counts. */
export function measureOfField(field: Field): Measure {
	return (field.unit === undefined ? null : measureOf(field.unit)) ?? { dimension: "count", power: 0 };
}

/** How the bare numbers of a column are measured: its header's unit, else the sheet's 计量单位 line (money alone), else the form's (mess.md, rule of units). */
export function measureOfColumn(field: Field, headerUnit: string | undefined, amountUnit: string | null): Measure {
	const applied = unitOfColumn(field, headerUnit, amountUnit);
	return (applied && applied.from !== "form" ? measureOf(applied.unit) : null) ?? measureOfField(field);
}

/** The unit that applies to the bare numbers of a column, and who named it; null for a field that is measured in nothing. */
export function unitOfColumn(field: Field, headerUnit: string | undefined, amountUnit: string | null): AppliedUnit | null {
	const own = measureOfField(field);
	if (headerUnit !== undefined && measureOf(headerUnit)?.dimension === own.dimension) return { unit: headerUnit, from: "header" };
	if (own.dimension === "money" && amountUnit !== null && measureOf(amountUnit)?.dimension === "money") return { unit: amountUnit, from: "sheet" };
	return field.unit === undefined ? null : { unit: field.unit, from: "form" };
}
