import type { Grid, Sheet } from "../../model/grid.ts";
import type { ReadLimits } from "../../model/read-limits.ts";
import { RefusalError } from "../../model/refusal.ts";
import { ReadBudget } from "../limits.ts";
import { attributesOf, decodeXml, walkXml } from "../xml.ts";
import { Styles } from "./styles.ts";
import { TableReader } from "./table-reader.ts";

/**
 * Spreadsheets in the XML of Excel 2003 into the neutral grid.
 * @throws RefusalError file.unreadable, file.doctype, limit.*
 */
export function readSpreadsheetMl(xml: string, limits: ReadLimits): Grid {
	const walk = new WorkbookWalk(new ReadBudget(limits));
	walkXml(xml, walk, limits.nesting);
	if (walk.sheets.length === 0) throw new RefusalError("file.unreadable", { reason: "no worksheet" });
	return { sheets: walk.sheets, names: new Map() };
}

/** State of the walk through the document. */
class WorkbookWalk {
	readonly sheets: Sheet[] = [];
	private readonly budget: ReadBudget;
	private readonly styles = new Styles();
	private date1904 = false;
	private head = { name: "", hidden: false };
	private table: TableReader | null = null;
	/** Type of the data that is being read. */
	private type = "String";
	/** Character data, where it is wanted: runs of rich text join. */
	private gathered: string | null = null;
	private inComment = false;

	constructor(budget: ReadBudget) {
		this.budget = budget;
	}

	open(name: string, raw: string): void {
		switch (name) {
			case "Worksheet":
				this.head = { name: attributesOf(raw).Name ?? "", hidden: false };
				this.table = new TableReader(this.styles, this.date1904, this.budget);
				break;
			case "Column":
				this.table?.column(attributesOf(raw));
				break;
			case "Row":
				this.table?.openRow(attributesOf(raw));
				break;
			case "Cell":
				this.table?.openCell(attributesOf(raw));
				break;
			case "Comment":
				this.inComment = true;
				break;
			case "Data":
				this.type = attributesOf(raw).Type ?? "String";
				this.gathered = this.inComment ? null : "";
				break;
			case "Date1904":
			case "Visible":
				this.gathered = "";
				break;
			default:
				this.openStyle(name, raw);
		}
	}

	text(raw: string): void {
		if (this.gathered !== null) this.gathered += decodeXml(raw);
	}

	close(name: string): void {
		switch (name) {
			case "Style":
				this.styles.close();
				break;
			case "Comment":
				this.inComment = false;
				break;
			case "Data":
				if (this.gathered !== null) this.table?.data(this.type, this.gathered);
				this.gathered = null;
				break;
			case "Cell":
				this.table?.closeCell();
				break;
			case "Row":
				this.table?.closeRow();
				break;
			case "Worksheet":
				if (this.table) this.sheets.push(this.table.finish(this.head.name, this.head.hidden));
				this.table = null;
				break;
			default:
				this.closeOption(name);
		}
	}

	private openStyle(name: string, raw: string): void {
		if (name !== "Style" && name !== "NumberFormat") return;
		const { ID, Parent, Format } = attributesOf(raw);
		if (name === "Style") this.styles.open(ID, Parent);
		else this.styles.format(Format ?? "");
	}

	private closeOption(name: string): void {
		if (name === "Date1904") this.date1904 = !/^\s*(?:0|false)\s*$/i.test(this.gathered ?? "");
		else if (name === "Visible") this.head.hidden = /hidden/i.test(this.gathered ?? "");
		else return;
		this.gathered = null;
	}
}
