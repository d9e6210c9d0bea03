import { type CellChange, changeCells, type WantedCells } from "./sheet-cells.ts";
import type { Element, XmlPart } from "./xml-part.ts";

/** What stands before the drawing of comments in a worksheet (ECMA-376 18.3.1.99), in order. */
const BEFORE_LEGACY = new Set([
	...["sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection", "protectedRanges", "scenarios"],
	...["autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting", "dataValidations"],
	...["hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches"],
	...["ignoredErrors", "smartTags", "drawing"],
]);

/** A worksheet part (or a sheet of another kind) that is changed in places. */
export class WorksheetPart {
	readonly part: XmlPart;
	private readonly root: Element;
	private readonly children: readonly Element[];

	constructor(part: XmlPart) {
		this.part = part;
		this.root = part.root();
		this.children = part.children(this.root, "sheetData");
	}

	/** Takes it out of the sheets that are chosen together: what is typed into one of several would go into all. */
	deselect(): void {
		const views = this.child("sheetViews");
		if (!views) return;
		for (const { tag } of this.part.children(views)) {
			if (this.part.attributes(tag).tabSelected !== undefined) this.part.setAttribute(tag, "tabSelected", null);
		}
	}

	/** Changes cells, and makes those that are not there. */
	changeCells<T>(wanted: WantedCells<T>, change: CellChange<T>): void {
		const data = this.child("sheetData");
		if (data) changeCells(this.part, data, wanted, change, this.columnFormats());
	}

	/** Relationship of the drawing that holds the boxes of comments; null where there is none. */
	get legacyDrawing(): string | null {
		const found = this.child("legacyDrawing");
		return found ? (this.part.attributes(found.tag).id ?? null) : null;
	}

	putLegacyDrawing(relationship: string, namespace: string): void {
		const before = this.children.findLast(({ tag }) => BEFORE_LEGACY.has(tag.name));
		const element = `<${this.root.tag.prefix}legacyDrawing xmlns:r="${namespace}" r:id="${relationship}"/>`;
		if (before) this.part.insert(before.end, element);
		else if (this.root.tag.kind === "empty") this.part.append(this.root, element);
		else this.part.insert(this.root.from, element);
	}

	/** One of the elements directly inside it. */
	child(name: string): Element | undefined {
		return this.children.find(({ tag }) => tag.name === name);
	}

	/** What columns give to cells that are not there. */
	private columnFormats(): (column: number) => number {
		const list = this.child("cols");
		const columns = (list ? this.part.children(list) : []).map(({ tag }) => {
			const { min, max, style } = this.part.attributes(tag);
			return { min: Number(min), max: Number(max), style: Number(style ?? 0) };
		});
		return (column) => columns.find(({ min, max }) => column >= min && column <= max)?.style ?? 0;
	}
}
