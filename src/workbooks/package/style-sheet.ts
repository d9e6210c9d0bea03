import { RefusalError } from "../../model/refusal.ts";
import { DECLARATION, escaped } from "../escaped.ts";
import { type Element, XmlPart } from "./xml-part.ts";

/** Lists of a style sheet that are added to, and all in the order in which they must stand. */
const ORDER = ["numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors", "extLst"] as const;
const LISTS = ["numFmts", "fonts", "fills", "borders", "cellXfs"] as const;
type ListName = (typeof LISTS)[number];

/** What a list must begin with where the style sheet has none: the first fills are Excel's own, whatever they say. */
const FIRST: Readonly<Record<ListName, readonly string[]>> = {
	numFmts: [],
	fonts: [`font><sz val="11"/><name val="宋体"/><charset val="134"/></font`],
	fills: ['fill><patternFill patternType="none"/></fill', 'fill><patternFill patternType="gray125"/></fill'],
	borders: ["border"],
	cellXfs: ['xf numFmtId="0" fontId="0" fillId="0" borderId="0"'],
};

/** Ids of number formats below this are built in. */
const FIRST_OWN_NUMBER_FORMAT = 164;

/** More formats than this (of 65,490 that Excel can hold) are not made. */
const MOST_FORMATS = 65_000;

interface List {
	readonly element: Element | null;
	readonly items: readonly Element[];
	readonly added: string[];
	/** Where items stand, by what is written. */
	readonly places: Map<string, number>;
}

/** How a cell of our own sheet looks, with ids within what is added for it. */
export interface Look {
	readonly font: string;
	readonly fill: string | null;
	readonly border: string | null;
	/** What stands inside the format: alignment, protection. */
	readonly inside: string;
	readonly quoted: boolean;
}

/** The style sheet of a workbook: cell formats are added to it, none is changed, so that every index that stands in a cell keeps its meaning. */
export class StyleSheet {
	readonly part: XmlPart;
	readonly prefix: string;
	private readonly root: Element;
	private readonly children: readonly Element[];
	private readonly lists: Readonly<Record<ListName, List>>;
	private readonly numberFormats: { id: number; code: string }[];
	private readonly derived = new Map<string, number>();

	constructor(part: XmlPart) {
		this.part = part;
		this.root = part.root();
		this.prefix = this.root.tag.prefix;
		this.children = part.children(this.root);
		const list = (name: ListName): List => {
			const element = this.children.find(({ tag }) => tag.name === name) ?? null;
			const items = element === null ? [] : part.children(element);
			return { element, items, added: items.length === 0 ? FIRST[name].map((item) => this.firstItem(item)) : [], places: new Map() };
		};
		this.lists = { numFmts: list("numFmts"), fonts: list("fonts"), fills: list("fills"), borders: list("borders"), cellXfs: list("cellXfs") };
		this.numberFormats = this.lists.numFmts.items.map(({ tag }) => {
			const { numFmtId, formatCode = "" } = part.attributes(tag);
			return { id: Number(numFmtId), code: formatCode };
		});
	}

	/** How many cell formats the sheet came with. */
	get formats(): number {
		return this.lists.cellXfs.items.length;
	}

	/** The element of an item as the sheet came with it. */
	came(list: ListName, index: number): Element | undefined {
		return this.lists[list].items[index];
	}

	/** Start tag of a cell format; "" where there is none of that index. */
	startOf(format: number): string {
		return /^<[^>]*>/.exec(this.xfOf(format))?.[0] ?? "";
	}

	/**
	 * A cell format made of another one, or of the first where that does not exist.
	 * @param key tells one change from another: the same key of the same format gives what was made before
	 * @param change gives the changed element
	 */
	derive(format: number, key: string, change: (xf: string) => string): number {
		const { items, added } = this.lists.cellXfs;
		const base = format < items.length + added.length ? format : 0;
		const known = this.derived.get(`${base} ${key}`);
		if (known !== undefined) return known;
		const index = this.item("cellXfs", change(this.xfOf(base)));
		this.derived.set(`${base} ${key}`, index);
		return index;
	}

	/** Whether a cell format was made of another one. */
	get isChanged(): boolean {
		return this.derived.size > 0;
	}

	/** Code of a number format of the workbook's own; undefined for one that is built in. */
	numberFormat(id: number): string | undefined {
		return this.numberFormats.find((own) => own.id === id)?.code;
	}

	/** Id of a number format, which is added where the workbook has none of its code. */
	numberFormatId(code: string): number {
		const known = this.numberFormats.find((one) => one.code === code);
		if (known) return known.id;
		const id = Math.max(FIRST_OWN_NUMBER_FORMAT - 1, ...this.numberFormats.map((one) => one.id)) + 1;
		this.item("numFmts", `<numFmt numFmtId="${id}" formatCode="${escaped(code)}"/>`);
		this.numberFormats.push({ id, code });
		return id;
	}

	/** A format of our own sheet. */
	add({ font, fill, border, inside, quoted }: Look): number {
		const ids = [
			`fontId="${this.item("fonts", font)}"`,
			`fillId="${fill === null ? 0 : this.item("fills", fill)}"`,
			`borderId="${border === null ? 0 : this.item("borders", border)}"`,
		];
		const applied = `applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1" applyProtection="1"${quoted ? ' quotePrefix="1"' : ""}`;
		const parent = this.children.some(({ tag }) => tag.name === "cellStyleXfs") ? ' xfId="0"' : "";
		return this.item("cellXfs", `<xf numFmtId="0" ${ids.join(" ")}${parent} ${applied}>${inside}</xf>`);
	}

	/** Writes what was added into the part. */
	finish(): void {
		for (const name of LISTS) {
			const { element, items, added } = this.lists[name];
			const written = added.join("");
			if (written === "") continue;
			if (element === null || element.tag.kind === "empty") this.putList(name, element, written, added.length);
			else this.extendList(element, written, items.length + added.length);
		}
	}

	/** The index of an item; what stands in the list already is not added again, so that a workbook that is returned many times does not grow. */
	item(list: ListName, xml: string): number {
		const written = this.prefixed(xml);
		const { items, added, places } = this.lists[list];
		if (places.size === 0) for (const [at, { tag, end }] of items.entries()) places.set(this.part.slice(tag.at, end), at);
		const known = places.get(written);
		if (known !== undefined) return known;
		const index = items.length + added.push(written) - 1;
		if (index >= MOST_FORMATS) throw new RefusalError("file.unreadable", { reason: "too many cell formats" });
		places.set(written, index);
		return index;
	}

	private xfOf(format: number): string {
		const { items, added } = this.lists.cellXfs;
		const item = items[format];
		return item === undefined ? (added[format - items.length] ?? "") : this.part.slice(item.tag.at, item.end);
	}

	/** Our elements are written without a prefix; here they get that of the part. Copies of the part's own have it. */
	private prefixed(xml: string): string {
		if (this.prefix === "" || xml.startsWith(`<${this.prefix}`)) return xml;
		return xml.replace(/<(\/?)(?=\w)/g, `<$1${this.prefix}`);
	}

	private firstItem(inside: string): string {
		return this.prefixed(inside.includes(">") ? `<${inside}>` : `<${inside}/>`);
	}

	private extendList(element: Element, written: string, count: number): void {
		if (/\scount\s*=/.test(this.part.slice(element.tag.at, element.tag.end))) this.part.setAttribute(element.tag, "count", String(count));
		this.part.insert(element.to, written);
	}

	private putList(name: ListName, empty: Element | null, written: string, count: number): void {
		const list = `<${this.prefix}${name} count="${count}">${written}</${this.prefix}${name}>`;
		if (empty !== null) {
			this.part.replace(empty.tag.at, empty.end, list);
			return;
		}
		const behind = ORDER.slice(ORDER.indexOf(name) + 1) as readonly string[];
		const next = this.children.find(({ tag }) => behind.includes(tag.name));
		if (next) this.part.insert(next.tag.at, list);
		else this.part.append(this.root, list);
	}
}

/** The style sheet of a workbook that has none. */
export function emptyStyleSheet(namespace: string): XmlPart {
	const format = `<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>`;
	const lists = [
		`<fonts count="1"><font><sz val="11"/><name val="宋体"/><charset val="134"/></font></fonts>`,
		`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>`,
		`<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>`,
		`<cellStyleXfs count="1">${format}</cellStyleXfs>`,
		`<cellXfs count="1">${format}</cellXfs>`,
	];
	const xml = `${DECLARATION}<styleSheet xmlns="${namespace}">${lists.join("")}</styleSheet>`;
	return new XmlPart(Buffer.from(xml));
}
