import type { Grid, Sheet } from "../../model/grid.ts";
import type { ReadLimits } from "../../model/read-limits.ts";
import { RefusalError } from "../../model/refusal.ts";
import { ReadBudget } from "../limits.ts";
import { walkPart } from "../xlsx/package-parts.ts";
import { attributesOf, decodeXml, walkXml, type XmlHandler } from "../xml.ts";
import type { ZipPackage } from "../zip.ts";
import { ShownText } from "./shown-text.ts";
import { StyleBook } from "./style-book.ts";
import { TableReader } from "./table-reader.ts";

/**
 * OpenDocument spreadsheets (.ods) into the neutral grid: values as stored, notes and drawings not looked at.
 * @throws RefusalError file.encrypted, file.unreadable, file.doctype, limit.*
 */
export async function readOds(zip: ZipPackage, limits: ReadLimits): Promise<Grid> {
	const manifest = Buffer.from(zip.part("META-INF/manifest.xml") ?? []).toString();
	if (zip.find("encrypted-package") !== null || /<(?:\w+:)?encryption-data\b/.test(manifest)) throw new RefusalError("file.encrypted");
	const budget = new ReadBudget(limits);
	const walk = new DocumentWalk(budget);
	if (zip.find("styles.xml") !== null) await walkPart(zip, "styles.xml", walk, budget);
	await walkPart(zip, "content.xml", walk, budget);
	return walk.grid();
}

/** The same document as a single XML file (.fods). @throws RefusalError as `readOds` */
export function readFlatOds(bytes: Uint8Array, limits: ReadLimits): Grid {
	const walk = new DocumentWalk(new ReadBudget(limits));
	walkXml(bytes, walk, limits.nesting);
	return walk.grid();
}

/** Parts of a document that hold tables which are not its sheets: what was changed, links kept for later, pivots. */
const ASIDE = new Set(["tracked-changes", "dde-links", "forms", "data-pilot-tables", "database-ranges", "content-validations", "consolidation"]);

/** State of the walk through a document. */
class DocumentWalk implements XmlHandler {
	private readonly budget: ReadBudget;
	private readonly sheets: Sheet[] = [];
	private readonly styles = new StyleBook();
	private readonly text_ = new ShownText();
	private table: TableReader | null = null;
	private head = { name: "", hidden: false };
	private inCell = false;
	private aside = 0;
	/** Tables inside of cells. */
	private inner = 0;

	constructor(budget: ReadBudget) {
		this.budget = budget;
	}

	get wantsText(): boolean {
		return this.inCell && this.text_.open;
	}

	grid(): Grid {
		if (this.sheets.length === 0) throw new RefusalError("file.unsupported", { kind: "OpenDocument" });
		return { sheets: this.sheets, names: new Map() };
	}

	open(name: string, raw: string): void {
		const read = () => attributesOf(raw);
		if (ASIDE.has(name)) this.aside += 1;
		if (this.aside > 0) return;
		if (this.inCell) {
			if (name === "table") this.inner += 1;
			else if (this.inner === 0) this.text_.openElement(name, read);
			return;
		}
		switch (name) {
			case "table":
				this.openTable(read());
				break;
			case "table-column":
				this.table?.addColumn(read());
				break;
			case "table-row":
				this.table?.openRow(read());
				break;
			case "table-cell":
			case "covered-table-cell":
				this.table?.openCell(read());
				this.inCell = this.table !== null;
				break;
			default:
				if (!this.table) this.styles.open(name, read);
		}
	}

	text(raw: string): void {
		this.text_.add(decodeXml(raw));
	}

	close(name: string): void {
		if (this.aside > 0) {
			if (ASIDE.has(name)) this.aside -= 1;
			return;
		}
		if (this.inCell) {
			this.closeInCell(name);
			return;
		}
		if (name === "table-row") this.table?.closeRow();
		else if (name === "table") this.closeTable();
		else this.styles.close(name);
	}

	private closeInCell(name: string): void {
		if (name === "table") this.inner -= 1;
		else if (this.inner > 0) return;
		else if (name === "table-cell" || name === "covered-table-cell") {
			this.inCell = false;
			this.table?.closeCell(this.text_.take(), name === "covered-table-cell");
		} else this.text_.closeElement(name);
	}

	private openTable(attributes: Readonly<Record<string, string>>): void {
		const name = attributes.name ?? "";
		// Copies of other files' sheets, kept for formulas that point at them.
		this.table = /^'file:/.test(name) ? null : new TableReader(this.styles, this.budget);
		this.head = { name, hidden: this.styles.isHidden(attributes["style-name"]) };
	}

	private closeTable(): void {
		if (this.table) this.sheets.push(this.table.finish(this.head.name, this.head.hidden));
		this.table = null;
	}
}
