/** Characters that XML cannot hold, halves of surrogate pairs among them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;
/** An underscore is special where it begins what reads as an escape; two escapes in a row share one. */
const SPECIAL = /[&<>"]|_(?=x[0-9a-fA-F]{4}_)/g;
const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** How a part of a package begins. */
export const DECLARATION = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n`;

/** Text for XML; what reads as an escape of SpreadsheetML (_x000D_) is kept from being one. */
export function escaped(text: string): string {
	return text.replace(FORBIDDEN, "\ufffd").replace(SPECIAL, (found) => ENTITIES[found] ?? "_x005F_");
}
