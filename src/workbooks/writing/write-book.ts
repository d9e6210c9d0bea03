import { type CellAddress, type CellRange, LAST_COLUMN } from "../../model/a1.ts";
import type { Look } from "./look.ts";
import { absoluteReference, checkDefinedName, checkRange, checkSheetName, rangeOf } from "./names.ts";
import {
	APPLICATION_PROPERTIES,
	applicationProperties,
	CORE_PROPERTIES,
	contentTypes,
	coreProperties,
	type DefinedName,
	type Part,
	rootRelationships,
	workbookRelationships,
	workbookXml,
} from "./package-xml.ts";
import { Sheet } from "./sheet.ts";
import { StyleTable } from "./style-table.ts";
import type { BookProperties, BookWriter, PieceSink, SheetSetup, SheetWriter, StyleId } from "./types.ts";
import { type Parts, ZipStream } from "./zip-stream.ts";

const PROPERTIES = [CORE_PROPERTIES, APPLICATION_PROPERTIES];

/**
 * Begins an .xlsx workbook that is written front to back into a sink. Same content, same bytes, at any time and in any time zone: short sheets and all other parts on every
 * machine, sheets of more than half a megabyte of XML with the same build of Node (their blocks are packed by its zlib).
 */
export function writeBook(sink: PieceSink, properties: BookProperties): BookWriter {
	return new Book(sink, properties);
}

interface Name {
	readonly name: string;
	readonly sheet: string;
	readonly cells: CellRange;
}

class Book implements BookWriter {
	private readonly zip: ZipStream;
	private readonly styles = new StyleTable();
	private readonly sheets: Sheet[] = [];
	/** Upper-case names of the sheets that there are. */
	private readonly taken = new Set<string>();
	/** Named cells by their names in upper case, in the order of naming. */
	private readonly names = new Map<string, Name>();
	private readonly parts: Part[] = [];
	private readonly counts = { charts: 0, drawings: 0 };
	private order: readonly string[] = [];

	constructor(sink: PieceSink, properties: BookProperties) {
		// Programs that tell a file by its first bytes look for these, and for a part of the workbook as the fourth.
		this.zip = new ZipStream(sink, [
			["_rels/.rels", rootRelationships(PROPERTIES)],
			[CORE_PROPERTIES.name, coreProperties(properties)],
			[APPLICATION_PROPERTIES.name, applicationProperties(properties)],
		]);
	}

	style(look: Look): StyleId {
		return this.styles.of(look);
	}

	sheet(name: string, setup: SheetSetup): SheetWriter {
		checkSheetName(name);
		if (this.taken.has(name.toUpperCase())) throw new RangeError(`there is a sheet "${name}" already`);
		const before = this.sheets.at(-1);
		if (before && !before.closed) throw new Error(`sheet ${before.name} must be closed before ${name} begins`);
		this.taken.add(name.toUpperCase());
		const sheet = new Sheet(name, this.sheets.length + 1, setup, { zip: this.zip, styles: this.styles, counts: this.counts, parts: this.parts });
		this.sheets.push(sheet);
		return sheet;
	}

	define(name: string, sheet: string, cells: CellAddress | CellRange): void {
		checkDefinedName(name);
		if (this.names.has(name.toUpperCase())) throw new RangeError(`there are cells named "${name}" already`);
		checkRange(rangeOf(cells), `cells named ${name}`);
		this.names.set(name.toUpperCase(), { name, sheet, cells: rangeOf(cells) });
	}

	cellNamed(name: string): { readonly sheet: string; readonly cell: CellAddress } | null {
		const found = this.names.get(name.toUpperCase());
		return found ? { sheet: found.sheet, cell: { row: found.cells.top, column: found.cells.left } } : null;
	}

	arrange(names: readonly string[]): void {
		this.order = names;
	}

	async finish(): Promise<void> {
		const last = this.sheets.at(-1);
		if (!last) throw new RangeError("a workbook has a sheet at least");
		if (!last.closed) throw new Error(`sheet ${last.name} must be closed before the workbook is finished`);
		const tabs = this.tabs();
		this.checkTargets(new Set(tabs.map(({ name }) => name)));
		const listed = tabs.map((sheet) => ({ name: sheet.name, number: this.sheets.indexOf(sheet) + 1 }));
		const parts: Parts = [
			["xl/workbook.xml", workbookXml(listed, this.definedNames(tabs))],
			["xl/_rels/workbook.xml.rels", workbookRelationships(this.sheets.length)],
			["xl/styles.xml", this.styles.xml()],
			["[Content_Types].xml", contentTypes([...PROPERTIES, ...this.parts])],
		];
		for (const [name, xml] of parts) await this.zip.whole(name, Buffer.from(xml));
		await this.zip.finish();
	}

	/** Sheets in the order of their tabs. */
	private tabs(): Sheet[] {
		const place = (sheet: Sheet) => {
			const at = this.order.indexOf(sheet.name);
			return at < 0 ? this.order.length : at;
		};
		return this.sheets.toSorted((a, b) => place(a) - place(b));
	}

	private checkTargets(sheets: ReadonlySet<string>): void {
		for (const name of this.order) if (!sheets.has(name)) throw new RangeError(`there is no sheet "${name}" to be put in order`);
		for (const { name, sheet } of this.names.values())
			if (!sheets.has(sheet)) throw new RangeError(`cells named ${name}: there is no sheet "${sheet}"`);
		for (const sheet of this.sheets) {
			for (const [target, cell] of sheet.linked) {
				if (!sheets.has(target))
					throw new RangeError(`sheet ${sheet.name}, cell ${cell}: the link leads to a sheet "${target}" that there is none of`);
			}
		}
	}

	private definedNames(tabs: readonly Sheet[]): DefinedName[] {
		const ofSheets = tabs.flatMap(({ name, named, titleRows }, tab): DefinedName[] => {
			const { area, filter } = named;
			const titles = titleRows ? `${absoluteReference(name, wholeRows(titleRows)).replace(/\$[A-Z]+(?=\$)/g, "")}` : null;
			return [
				...(filter ? [{ name: "_xlnm._FilterDatabase", tab, reference: absoluteReference(name, filter), hidden: true }] : []),
				...(area ? [{ name: "_xlnm.Print_Area", tab, reference: absoluteReference(name, area) }] : []),
				...(titles ? [{ name: "_xlnm.Print_Titles", tab, reference: titles }] : []),
			];
		});
		return [
			...[...this.names.values()].map(({ name, sheet, cells }) => ({ name, tab: null, reference: absoluteReference(sheet, cells) })),
			...ofSheets,
		];
	}
}

function wholeRows([top, bottom]: readonly [number, number]): CellRange {
	return { top, left: 1, bottom, right: LAST_COLUMN };
}
