import type { Field } from "../../model/fields.ts";
import type { Value } from "../../model/value.ts";

/** A row's value as a Chinese report says it: 2月15日 (with the year where it is another one), 60多, 约110, 35%; "" for nothing. */
export function cellText(field: Field, row: Readonly<Record<string, Value>>, year: number): string {
	const value = row[field.name] ?? null;
	if (value === null) return "";
	if (Array.isArray(value)) return value.join("、");
	if (typeof value === "boolean") return value ? "是" : "否";
	if (typeof value === "string") return isTime(field) ? dayText(value, year) : value.trim();
	if (field.type.kind === "percent") return `${Number((value * 100).toFixed(field.type.places))}%`;
	const qualifier = "qualifier" in field.type && field.type.qualifier ? row[field.type.qualifier] : null;
	if (qualifier === "约") return `约${value}`;
	return qualifier === "以上" ? `${value}多` : String(value);
}

function isTime({ type }: Field): boolean {
	return type.kind === "date" || type.kind === "month" || type.kind === "date-or-month";
}

/** 2月15日; 2018年11月2日 of another year; 2019年3月 for a month. */
function dayText(value: string, year: number): string {
	const [, written, month, day] = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(value) ?? [];
	if (!written || !month) return value;
	const front = Number(written) === year ? "" : `${written}年`;
	return `${front}${Number(month)}月${day ? `${Number(day)}日` : ""}`;
}
