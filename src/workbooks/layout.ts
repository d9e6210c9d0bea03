/** Columns of Latin digits that a text takes: Chinese characters and full-width forms take two. */
export function displayWidth(text: string): number {
	let width = 0;
	for (const character of text) {
		const point = character.codePointAt(0) ?? 0;
		width += point > 0x2e7f || (point > 0x7f && WIDE.test(character)) ? 2 : 1;
	}
	return width;
}

const WIDE = /[—…“”‘’①-⓿Ⅰ-Ⅻ]/;

/** Lines that a text needs in a column of a width, in which words and codes of Latin letters and digits are not parted. */
export function linesIn(text: string, width: number): number {
	const room = Math.max(1, width - 1);
	return text.split("\n").reduce((sum, line) => sum + linesOf(line, room), 0);
}

const LATIN = /[!-~]{2}/;
const UNPARTED = /[!-~]+|[^!-~]/gu;

function linesOf(line: string, room: number): number {
	const whole = displayWidth(line);
	if (whole <= room) return 1;
	if (!LATIN.test(line)) return Math.ceil(whole / room);
	let [lines, used] = [1, 0];
	for (const [word] of line.matchAll(UNPARTED)) {
		const width = displayWidth(word);
		if (used + width <= room) {
			used += width;
			continue;
		}
		// One that is longer than a line goes on over as many as it takes.
		const longer = Math.ceil(width / room) - 1;
		lines += (used > 0 ? 1 : 0) + longer;
		used = width - longer * room;
	}
	return lines;
}

/** Height in points of a row with so many lines of body text. */
export function heightOf(lines: number): number {
	return Math.min(400, Math.max(20, lines * 14 + 6));
}

/** A column's width: enough for what stands in it, no wider than `widest` (the rest wraps). The heading may break into two lines. */
export function columnWidth(heading: string, texts: Iterable<string>, widest = 36): number {
	let width = Math.max(...heading.split("\n").map((line) => displayWidth(line)));
	width = Math.max(6, Math.min(width, Math.ceil(width / 2) + 2, 16));
	for (const text of texts) width = Math.max(width, Math.max(...text.split("\n").map(displayWidth)));
	return Math.min(width, widest) + 2;
}

/** The least width of a table, in characters: room for the line of unit, period and measure above it. */
const LEAST_WIDTH = 104;

/** The widths of a table's columns, all wider in proportion where the table would be too narrow for its head. */
export function fittedWidths(widths: readonly number[]): number[] {
	const factor = Math.max(1, LEAST_WIDTH / widths.reduce((sum, width) => sum + width, 0));
	return widths.map((width) => Math.round(width * factor * 10) / 10);
}

/** First and last column of what stands in one merged cell. */
export type Span = readonly [from: number, to: number];

/** Where the 表号 block stands: at the right edge, all its lines beginning in the same column. */
export function spanAtRight(widths: readonly number[], lines: readonly string[]): Span {
	return [firstFromRight(widths, Math.max(...lines.map(displayWidth)) + 2), widths.length];
}

/** The line between title and table: where its left, middle and right part stand. The outer parts get the columns that they need, the middle what remains, nothing where none does. */
export function threeSpans(widths: readonly number[], parts: readonly [string, string, string]): readonly [Span, Span | null, Span] {
	const right = firstFromRight(widths, displayWidth(parts[2]) + 2);
	let left = 1;
	for (let sum = widths[0] ?? 0; sum < displayWidth(parts[0]) + 2 && left < right - 2; sum += widths[left - 1] ?? 0) left += 1;
	return [[1, left], right > left + 1 ? [left + 1, right - 1] : null, [Math.max(right, left + 1), widths.length]];
}

/** The column, counted from the right, from which on there is room for so many characters. The first two columns are left alone. */
function firstFromRight(widths: readonly number[], wanted: number): number {
	let first = widths.length;
	for (let sum = widths[first - 1] ?? 0; sum < wanted && first > 3; sum += widths[first - 1] ?? 0) first -= 1;
	return first;
}

/** 单位负责人： 统计负责人： …: one line, spread over the width. */
export function signatureLine(widths: readonly number[], signatures: readonly string[]): string {
	const width = totalWidth(widths);
	const bare = signatures.reduce((sum, one) => sum + displayWidth(one), 0);
	const gap = Math.floor((width - bare) / (2 * signatures.length));
	return signatures.join("　".repeat(Math.max(2, Math.min(8, gap))));
}

export function totalWidth(widths: readonly number[]): number {
	return widths.reduce((sum, width) => sum + width, 0);
}

/** A sheet name that Excel takes: no []:*?/\ or quotes at the ends, at most 31 characters, not used yet (compared without case). */
export function sheetName(wanted: string, taken: Set<string>): string {
	const clean =
		wanted
			.replace(/[[\]:*?/\\]/g, " ")
			.replace(/^'+|'+$/g, "")
			.slice(0, 31) || "Sheet";
	let name = clean;
	for (let at = 2; taken.has(name.toUpperCase()); at++) name = `${clean.slice(0, 31 - `(${at})`.length)}(${at})`;
	taken.add(name.toUpperCase());
	return name;
}
