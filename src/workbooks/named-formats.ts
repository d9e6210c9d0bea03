import type { NumberFormatKind } from "../model/grid.ts";
import { formatKind } from "./number-formats.ts";

/** Formats that SpreadsheetML and Excel's web pages call by name. Some names would pass for date codes: Fixed, Standard. */
const NAMED: Readonly<Record<string, NumberFormatKind>> = {
	"": "general",
	general: "general",
	percent: "percent",
	text: "text",
	"general number": "number",
	currency: "number",
	"euro currency": "number",
	fixed: "number",
	standard: "number",
	scientific: "number",
	"yes/no": "number",
	"true/false": "number",
	"on/off": "number",
	"general date": "date",
	"long date": "date",
	"medium date": "date",
	"short date": "date",
	"long time": "date",
	"medium time": "date",
	"short time": "date",
};

/** What a format says that a value is, where the format may be written by name. */
export function namedFormatKind(format: string): NumberFormatKind {
	return NAMED[format.trim().toLowerCase()] ?? formatKind(0, format);
}
