import { DECLARATION } from "../escaped.ts";
import type { Alignment, Borders, Fill, Font, Look } from "./look.ts";
import { attributeText, startsLikeFormula } from "./texts.ts";
import type { StyleId } from "./types.ts";

/** Numbers of the formats that every program knows. */
const BUILT_IN = new Map([
	["General", 0],
	["0", 1],
	["0.00", 2],
	["#,##0", 3],
	["#,##0.00", 4],
	["0%", 9],
	["0.00%", 10],
	["@", 49],
]);
const FIRST_OWN_FORMAT = 164;
/** Excel's bound of the styles of a workbook. */
const MOST_STYLES = 65_000;

/** Widths of columns are counted in digits of this font; it is that of cells whose look names none. */
const DEFAULT_FONT: Font = { name: "Calibri", size: 11 };

/** A list in which equal things stand once. */
class Interned<Item> {
	readonly items: string[] = [];
	private readonly places = new Map<string, number>();
	private readonly write: (item: Item) => string;

	constructor(write: (item: Item) => string, ...first: readonly Item[]) {
		this.write = write;
		for (const item of first) this.place(item);
	}

	place(item: Item): number {
		const xml = this.write(item);
		const known = this.places.get(xml);
		if (known !== undefined) return known;
		this.places.set(xml, this.items.length);
		return this.items.push(xml) - 1;
	}
}

/** The styles of a workbook: each look once, and a twin of it for texts that begin as formulas do. */
export class StyleTable {
	private readonly fonts = new Interned(fontXml, DEFAULT_FONT);
	private readonly fills = new Interned((xml: string) => xml, ...RESERVED_FILLS);
	private readonly borders = new Interned(bordersXml, {});
	private readonly formats = new Map<string, number>();
	private readonly styles = new Interned((xml: string) => xml);
	private readonly looks: Look[] = [];
	private readonly known = new WeakMap<Look, StyleId>();
	private readonly twins: (StyleId | undefined)[] = [];
	/** What a cell says of its style, by number: closes its reference. */
	readonly attributes: Uint8Array[] = [];

	constructor() {
		this.add({}, false);
	}

	/** @throws RangeError where there are more than Excel takes */
	of(look: Look): StyleId {
		const known = this.known.get(look);
		if (known !== undefined) return known;
		const id = this.add(look, false);
		this.known.set(look, id);
		return id;
	}

	/** The style of a cell that holds a text. One that begins as a formula does is marked as if an apostrophe led it, and formatted as text, so that it stays text when it is edited. */
	forText(style: StyleId, text: string): StyleId {
		if (!startsLikeFormula(text)) return style;
		const known = this.twins[style];
		if (known !== undefined) return known;
		const twin = this.add({ ...this.looks[style], numFmt: "@" }, true);
		this.twins[style] = twin;
		return twin;
	}

	/** xl/styles.xml. */
	xml(): string {
		const formats = [...this.formats].map(([code, id]) => `<numFmt numFmtId="${id}" formatCode="${attributeText(code)}"/>`);
		return [
			`${DECLARATION}<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`,
			formats.length === 0 ? "" : list("numFmts", formats),
			list("fonts", this.fonts.items),
			list("fills", this.fills.items),
			list("borders", this.borders.items),
			list("cellStyleXfs", [`<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>`]),
			list("cellXfs", this.styles.items),
			list("cellStyles", [`<cellStyle name="Normal" xfId="0" builtinId="0"/>`]),
			"</styleSheet>",
		].join("");
	}

	private add(look: Look, quoted: boolean): StyleId {
		const id = this.styles.place(this.formatXml(look, quoted)) as StyleId;
		if (id >= MOST_STYLES) throw new RangeError(`more than ${MOST_STYLES} styles are more than a workbook can hold`);
		this.looks[id] = look;
		this.attributes[id] = Buffer.from(`" s="${id}"`);
		return id;
	}

	private formatXml({ font, fill, border, alignment, numFmt = "General" }: Look, quoted: boolean): string {
		const parts = [
			`numFmtId="${this.formatId(numFmt)}"`,
			`fontId="${this.fonts.place(font ?? DEFAULT_FONT)}"`,
			`fillId="${fill ? this.fills.place(fillXml(fill)) : 0}"`,
			`borderId="${this.borders.place(border ?? {})}"`,
			`xfId="0"`,
			...(quoted ? [`quotePrefix="1"`] : []),
			...(numFmt === "General" ? [] : [`applyNumberFormat="1"`]),
			...(font ? [`applyFont="1"`] : []),
			...(fill ? [`applyFill="1"`] : []),
			...(border ? [`applyBorder="1"`] : []),
			...(alignment ? [`applyAlignment="1"`] : []),
		].join(" ");
		return alignment ? `<xf ${parts}>${alignmentXml(alignment)}</xf>` : `<xf ${parts}/>`;
	}

	private formatId(code: string): number {
		const id = BUILT_IN.get(code) ?? this.formats.get(code) ?? FIRST_OWN_FORMAT + this.formats.size;
		if (id >= FIRST_OWN_FORMAT) this.formats.set(code, id);
		return id;
	}
}

function list(name: string, items: readonly string[]): string {
	return `<${name} count="${items.length}">${items.join("")}</${name}>`;
}

function fontXml({ name, size, charset, bold, italic, underline, color }: Font): string {
	return [
		"<font>",
		bold ? "<b/>" : "",
		italic ? "<i/>" : "",
		underline ? "<u/>" : "",
		`<sz val="${size}"/>`,
		color ? `<color rgb="${color.argb}"/>` : "",
		`<name val="${attributeText(name)}"/>`,
		charset === undefined ? "" : `<charset val="${charset}"/>`,
		"</font>",
	].join("");
}

/** The first two are the same in every workbook. */
const RESERVED_FILLS = [`<fill><patternFill patternType="none"/></fill>`, `<fill><patternFill patternType="gray125"/></fill>`];

function fillXml({ pattern, fgColor }: Fill): string {
	return `<fill><patternFill patternType="${pattern}"><fgColor rgb="${fgColor.argb}"/></patternFill></fill>`;
}

function bordersXml(borders: Borders): string {
	const sides = (["left", "right", "top", "bottom"] as const).map((side) => {
		const line = borders[side];
		return line ? `<${side} style="${line.style}"><color rgb="${line.color.argb}"/></${side}>` : `<${side}/>`;
	});
	return `<border>${sides.join("")}<diagonal/></border>`;
}

function alignmentXml({ horizontal, vertical, wrapText, indent }: Alignment): string {
	return [
		"<alignment",
		horizontal ? ` horizontal="${horizontal}"` : "",
		vertical ? ` vertical="${vertical === "middle" ? "center" : vertical}"` : "",
		wrapText ? ` wrapText="1"` : "",
		indent ? ` indent="${indent}"` : "",
		"/>",
	].join("");
}
