import { escaped } from "../escaped.ts";

/** Text for the content of an XML element of SpreadsheetML. All line ends become that of Excel's cells; not all programs know the escape that would keep a carriage return. */
export function elementText(text: string): string {
	return escaped(text.replace(/\r\n?/g, "\n"));
}

/** Text for an attribute: line ends and tabs are kept from becoming spaces. */
export function attributeText(text: string): string {
	return elementText(text).replaceAll("\n", "&#10;").replaceAll("\t", "&#9;");
}

/** Text that a program might take for a formula when the cell is edited or the sheet is saved as text. */
export function startsLikeFormula(text: string): boolean {
	const first = text.charCodeAt(0);
	return first === 0x3d || first === 0x2b || first === 0x2d || first === 0x40 || first === 0x09 || first === 0x0d;
}
