/** What was said, or null where it is nothing but blanks. */
export function said(text: string | null): string | null {
	return text === null || text.trim() === "" ? null : text.trim();
}
