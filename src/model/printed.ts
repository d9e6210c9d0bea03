import type { FigureOf } from "./figure-name.ts";
import type { FigureValue, Qualifier } from "./indicator.ts";

/** What a figure's place holds: its value (null: not reported), or nothing that could be had: —. */
export type Told = FigureValue | "not-applicable";

/** A figure as it stands in a published workbook: not-applicable where its cell prints —, null where it is blank. */
export interface PrintedFigure extends FigureOf {
	readonly value: Told;
}

/** Whether something is a range of two bounds. */
export function isRange(value: Told): value is readonly [number, number] {
	return Array.isArray(value);
}

const groupings = new Map<number, Intl.NumberFormat>();

/** A number as tables print it, with thousands separators and so many decimals. To make the formatter anew for each cell would cost more than all else of a long table. */
export function grouped(value: number, places: number): string {
	let grouping = groupings.get(places);
	if (!grouping) {
		grouping = new Intl.NumberFormat("en-US", { minimumFractionDigits: places, maximumFractionDigits: places });
		groupings.set(places, grouping);
	}
	return grouping.format(value);
}

/** How a number is shown. count: as it is; percent: 86.9 stands for 86.9 %; fraction: 0.869 does. */
export type Scale = "count" | "percent" | "fraction";

/** What tells how a figure is printed. */
export interface Print {
	readonly scale: Scale;
	/** Decimals of what is printed: 1 for 86.9 %, whichever way it is held. */
	readonly places: number;
	readonly qualifier?: Qualifier | undefined;
}

/** As a table prints it: 1,234.50, 86.9%, 约110, 60以上, 1–2, — for not applicable, "" for not reported. */
export function printedInTable(value: Told, { scale, places, qualifier }: Print): string {
	if (value === null) return "";
	if (value === "not-applicable") return "—";
	const one = (number: number) =>
		scale === "fraction" ? `${(number * 100).toFixed(places)}%` : `${grouped(number, places)}${scale === "percent" ? "%" : ""}`;
	const text = isRange(value) ? value.map(one).join("–") : one(value);
	return qualifier === "约" ? `约${text}` : `${text}${qualifier ?? ""}`;
}

/** As running text says it, without its unit: 1234.50, 86.9%, 约110, 60多 (33以上 where the number is not round), 1–2; null where nothing may be said. */
export function saidInText(value: Told, { scale, places, qualifier }: Print): string | null {
	if (value === null || value === "not-applicable") return null;
	const text = printedInTable(value, { scale, places }).replaceAll(",", "");
	if (qualifier === "以上") return typeof value === "number" && value >= 10 && value % 10 === 0 ? `${text}多` : `${text}以上`;
	return qualifier === "约" ? `约${text}` : text;
}

/** The number format under which a cell shows a number as `printedInTable` does. */
export function cellFormat({ scale, places, qualifier }: Print): string {
	const decimals = places > 0 ? `.${"0".repeat(places)}` : "";
	const format = scale === "fraction" ? `0${decimals}%` : `#,##0${decimals}${scale === "percent" ? '"%"' : ""}`;
	if (qualifier === "约") return `"约"${format}`;
	return qualifier === "以上" ? `${format}"以上"` : format;
}
