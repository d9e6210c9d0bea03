import type { CellContent } from "../../model/fill.ts";
import { quotient } from "../../model/indicator.ts";
import { cellFormat, type Print, printedInTable } from "../../model/printed.ts";
import { escaped } from "../escaped.ts";
import { formatKind, isoToSerial } from "../number-formats.ts";
import type { FoundCell } from "../package/sheet-cells.ts";
import type { StyleSheet } from "../package/style-sheet.ts";
import { withAttribute, type XmlPart } from "../package/xml-part.ts";
import { startsLikeFormula } from "../writing/texts.ts";
import { fillPassage, passagesIn, STRING_TEXTS, VALUE_TEXTS } from "./passages.ts";

/** Codes of the built-in formats that numbers of templates have; Excel does not write them into the file. */
const BUILT_IN: Readonly<Record<number, string>> = { 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%" };

/** Days from 1900 to 1904. */
const TO_1904 = 1462;

/** What a cell is written as. */
interface Written {
	readonly format: number;
	/** What stands in the cell from now on; null where it is blank. */
	readonly value: number | string | null;
}

/** Writes what cells are to hold, each in its own style. */
export class CellWriter {
	/** What was written, by A1. */
	readonly values = new Map<string, number | string | null>();
	private readonly styles: StyleSheet;
	private readonly part: XmlPart;
	private readonly texts: ReadonlyMap<string, string>;
	private readonly date1904: boolean;

	/** @param texts what stands in place of each placeholder, by what is written between its braces */
	constructor(styles: StyleSheet, part: XmlPart, texts: ReadonlyMap<string, string>, date1904: boolean) {
		this.styles = styles;
		this.part = part;
		this.texts = texts;
		this.date1904 = date1904;
	}

	/** A cell that the sheet has not got. */
	made(content: CellContent, cell: string, format: number, prefix: string): string {
		const { value, format: own } = this.write(content, cell, format);
		const start = `<${prefix}c r="${cell}"${own === 0 ? "" : ` s="${own}"`}${typeof value === "string" ? ' t="inlineStr"' : ""}`;
		return value === null ? `${start}/>` : `${start}>${inside(value, prefix)}</${prefix}c>`;
	}

	/** A cell that is there: what it held goes, all else of it stays. */
	changed(found: FoundCell, content: CellContent): void {
		if (content.kind !== "in-place") {
			this.replace(found, this.write(content, found.cell, found.format));
			return;
		}
		this.values.set(found.cell, content.text);
		this.inPlace(found);
	}

	private replace({ tag, end, format, ...found }: FoundCell, { value, format: own }: Written): void {
		const { part } = this;
		let start = part.slice(tag.at, tag.end).replace(/\s*\/?>$/, "");
		if (own !== format) start = withAttribute(start, "s", String(own));
		// The value had what the type says, and may have had metadata of a rich kind.
		start = withAttribute(withAttribute(start, "t", typeof value === "string" ? "inlineStr" : null), "vm", null);
		const kept = part.children({ tag, end, ...found }).filter((child) => !["v", "is", "f"].includes(child.tag.name));
		const content = (value === null ? "" : inside(value, tag.prefix)) + kept.map((child) => part.slice(child.tag.at, child.end)).join("");
		part.replace(tag.at, end, content === "" ? `${start}/>` : `${start}>${content}</${tag.prefix}c>`);
	}

	/** Texts of the shared table are filled there. */
	private inPlace(found: FoundCell): void {
		const kind = this.part.attributes(found.tag).t === "inlineStr" ? STRING_TEXTS : VALUE_TEXTS;
		for (const passage of passagesIn(this.part, found, kind)) fillPassage(this.part, passage, this.texts);
	}

	private write(content: CellContent, cell: string, format: number): Written {
		const written = this.writtenAs(content, format);
		this.values.set(cell, written.value);
		return written;
	}

	private writtenAs(content: CellContent, format: number): Written {
		switch (content.kind) {
			case "blank":
				return { format, value: null };
			case "number":
				return this.number(content.value, content.print, format);
			case "day":
				if (this.kindOf(format) !== "date") return this.text(content.text, format);
				return { format, value: isoToSerial(content.day) - (this.date1904 ? TO_1904 : 0) };
			case "text":
				return this.text(content.text, content.asNumber ? this.styles.derive(format, "right", rightAligned) : format);
			case "in-place":
				return this.text(content.text, format);
		}
	}

	private text(text: string, format: number): Written {
		// Text that begins as a formula does stays text when somebody edits it.
		const quoted = startsLikeFormula(text) ? this.styles.derive(format, "quoted", (xf) => withAttribute(xf, "quotePrefix", "1")) : format;
		return { format: quoted, value: text };
	}

	/** A number in the cell's own format, where that can show it: rates as fractions under a percent format and where the cell has no format, in per cent under any other. */
	private number(number: number, print: Print, format: number): Written {
		const kind = this.kindOf(format);
		const rate = print.scale !== "count";
		if (kind === "text" && (rate || print.qualifier)) return this.text(printedInTable(number, print), format);
		const fraction = kind === "percent" || kind === "general" || kind === "date";
		const scaled = rate ? inScale(number, print, fraction) : number;
		const unfit = kind === "date" || (rate ? kind === "general" : kind === "percent");
		const shown: Print = { ...print, scale: rate ? "fraction" : "count" };
		return { format: this.formatFor(format, shown, unfit, kind === "general"), value: scaled };
	}

	/** @param unfit the cell's own format cannot show the number @param general it has none */
	private formatFor(format: number, print: Print, unfit: boolean, general: boolean): number {
		const own = unfit || general ? undefined : this.codeOf(format);
		if (own === undefined && !unfit && !print.qualifier) return format;
		const code = own === undefined ? cellFormat(print) : qualified(own, print.qualifier);
		if (code === own) return format;
		const id = this.styles.numberFormatId(code);
		return this.styles.derive(format, `shows ${code}`, (xf) => withAttribute(withAttribute(xf, "numFmtId", String(id)), "applyNumberFormat", "1"));
	}

	private kindOf(format: number) {
		const id = this.numberFormatOf(format);
		return formatKind(id, this.styles.numberFormat(id));
	}

	private codeOf(format: number): string | undefined {
		const id = this.numberFormatOf(format);
		return this.styles.numberFormat(id) ?? BUILT_IN[id];
	}

	private numberFormatOf(format: number): number {
		return Number(/\snumFmtId\s*=\s*["'](\d+)["']/.exec(this.styles.startOf(format))?.[1] ?? 0);
	}
}

function inside(value: number | string, prefix: string): string {
	if (typeof value === "number") return `<${prefix}v>${value}</${prefix}v>`;
	const spaces = /^\s|\s$/.test(value) ? ' xml:space="preserve"' : "";
	return `<${prefix}is><${prefix}t${spaces}>${escaped(value)}</${prefix}t></${prefix}is>`;
}

/** A cell format that does not say on which side its texts stand, with numbers' side. */
function rightAligned(xf: string): string {
	const known = /<(?:\w+:)?alignment\b[^>]*>/.exec(xf)?.[0];
	if (known !== undefined && /\shorizontal\s*=\s*["'](?!general)/.test(known)) return xf;
	const applied = withAttribute(xf, "applyAlignment", "1");
	if (known !== undefined) return applied.replace(known, withAttribute(known, "horizontal", "right"));
	const prefix = /^<(\w+:)?/.exec(xf)?.[1] ?? "";
	const alignment = `<${prefix}alignment horizontal="right"/>`;
	if (/^<[^>]*\/>/.test(applied)) return applied.replace(/\s*\/>$/, `>${alignment}</${prefix}xf>`);
	return applied.replace(/^<[^>]*>/, (start) => start + alignment);
}

/** A rate as a fraction or in per cent, to the decimals that it is printed with and two more; no digits of a binary fraction. */
function inScale(number: number, { scale, places }: Print, fraction: boolean): number {
	if ((scale === "fraction") === fraction) return number;
	return quotient(fraction ? number : number * 100, fraction ? 100 : 1, places + 2) ?? 0;
}

/** A format of the template's own with the qualifier before or behind the number, inside its first section; one that an earlier filling left there says nothing of this number. */
function qualified(code: string, qualifier: Print["qualifier"]): string {
	const first = /^(?:"[^"]*"|\\.|[^;])*/.exec(code)?.[0] ?? code;
	const rest = code.slice(first.length);
	const bare = first.replace(/"(?:约|以上)"/g, "");
	if (qualifier === undefined) return bare + rest;
	if (qualifier === "以上") return `${bare}"以上"${rest}`;
	const conditions = /^(?:\[[^\]]*\])*/.exec(bare)?.[0] ?? "";
	return `${conditions}"约"${bare.slice(conditions.length)}${rest}`;
}
