/** Characters that take two columns of a terminal: CJK, kana, hangul, full-width forms, CJK punctuation. */
const WIDE =
	/[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;
/** Combining marks and characters without width. */
const NARROWEST = /[\p{Mn}\p{Me}\u200b-\u200f\ufeff]/u;

/** Columns that a text takes on a terminal. */
export function displayWidth(text: string): number {
	let width = 0;
	for (const character of text) width += NARROWEST.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
	return width;
}

/** Text padded with spaces to a display width. */
export function pad(text: string, width: number, align: "left" | "right" = "left"): string {
	const blanks = " ".repeat(Math.max(0, width - displayWidth(text)));
	return align === "left" ? text + blanks : blanks + text;
}

/** A plain table: the first column left, the others by `align` (right by default), two spaces between. */
export function table(head: readonly string[], rows: readonly (readonly string[])[], align: "left" | "right" = "right"): string[] {
	const widths = head.map((title, at) => Math.max(displayWidth(title), ...rows.map((row) => displayWidth(row[at] ?? ""))));
	const line = (cells: readonly string[]) =>
		widths
			.map((width, at) => pad(cells[at] ?? "", width, at === 0 ? "left" : align))
			.join("  ")
			.trimEnd();
	return [line(head), widths.map((width) => "-".repeat(width)).join("  "), ...rows.map(line)];
}
