import type { Field } from "../model/fields.ts";
import type { Language } from "../model/text.ts";
import type { Value } from "../model/value.ts";

/** A value as people read it; "" for nothing. Amounts and counts are in the form's unit, which is not said. */
export function tellValue(value: Value, { type }: Pick<Field, "type">, language: Language): string {
	if (value === null) return "";
	if (typeof value === "boolean") return language === "en" ? (value ? "yes" : "no") : value ? "是" : "否";
	if (Array.isArray(value)) return value.join(language === "en" ? ", " : "、");
	if (typeof value === "number" && type.kind === "percent") return `${Number((value * 100).toFixed(type.places))}%`;
	return String(value);
}
