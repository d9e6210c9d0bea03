import type { ReceiptCell, ReceiptLine, ReceiptSheet, ReceiptStyle } from "../model/receipt.ts";

/** What the sheets of receipts and comparisons are put together from. */

/** A list as a sheet shows it: what it is called, how wide its columns are, and what stands above them. */
export interface List {
	readonly name: string;
	readonly widths: readonly number[];
	readonly headings: readonly string[];
}

export const cell = (value: string | number, style: ReceiptStyle = "text"): ReceiptCell => ({ value, style });
export const centred = (value: string): ReceiptCell => cell(value, "centre");
export const counted = (value: number): ReceiptCell => cell(value, "number");

/** A sheet of one list under its headings; null where it would have no row. */
export function listSheet({ name, widths, headings }: List, lines: readonly ReceiptLine[], below: readonly ReceiptLine[] = []): ReceiptSheet | null {
	if (lines.length === 0) return null;
	return { name, widths, lines: [headings.map((value) => cell(value, "heading")), ...lines, ...below], headLines: 1 };
}
