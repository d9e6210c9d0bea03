import type { Sheet } from "../../model/grid.ts";
import { RefusalError } from "../../model/refusal.ts";
import { type Attributes, type Draft, type PageContext, PageLayout, type RowDraft } from "./page-layout.ts";
import { Placement, spanOf } from "./placement.ts";
import { RunningText } from "./running-text.ts";
import { isHiddenStyle } from "./styles.ts";

/** A table that is open. */
interface Table {
	readonly hidden: boolean;
	readonly placement: Placement;
	/** Rows that wait for the table to end; null where they are placed at once, in a table that stands in no other. */
	readonly rows: RowDraft[] | null;
	row: RowDraft | null;
	cell: Draft | null;
	readonly text: RunningText;
	columns: number;
}

const BLOCKS = new Set([
	"p",
	"div",
	"li",
	"ul",
	"ol",
	"h1",
	"h2",
	"h3",
	"h4",
	"h5",
	"h6",
	"pre",
	"center",
	"blockquote",
	"caption",
	"hr",
	"dt",
	"dd",
]);
/** Elements whose text nobody sees. */
const UNSEEN = new Set(["script", "style", "title", "xml", "template", "noscript", "select", "textarea"]);

/**
 * Follows the tags of a web page to its tables. They become one sheet, one below the other, as in Excel; text between them takes a row of its own. Cells are the page's
 * true cells: a row that is short of some stays short.
 */
export class PageReader {
	private readonly nesting: number;
	private readonly layout: PageLayout;
	private readonly tables: Table[] = [];
	/** Text outside of all tables. */
	private readonly loose = new RunningText();
	private unseen = 0;
	/** Whether cells are closed by tags of their own in this page. */
	private closesCells = false;
	private pageOpen = false;

	constructor(context: PageContext) {
		this.nesting = context.budget.limits.nesting;
		this.layout = new PageLayout(context);
	}

	open(name: string, attributes: Attributes): void {
		if (UNSEEN.has(name)) this.unseen += 1;
		else if (name === "table") this.openTable(attributes);
		else if (name === "tr") this.openRow(attributes);
		else if (name === "td" || name === "th") this.openCell(attributes);
		else if (name === "col") this.noteColumn(attributes);
		else if (name === "br") this.textPlace().break();
		else if (name === "html") this.pageOpen = true;
		else if (BLOCKS.has(name)) this.block();
	}

	text(text: string): void {
		if (this.unseen === 0) this.textPlace().add(text);
	}

	/** @param implied closed by what follows, or by the end of the page, and not by a tag of its own */
	close(name: string, implied: boolean): void {
		if (UNSEEN.has(name)) this.unseen -= 1;
		else if (name === "table" && !implied) this.closeTable();
		else if (name === "tr" && !implied) this.endRow();
		else if ((name === "td" || name === "th") && !implied) {
			this.closesCells = true;
			this.endCell();
		} else if (name === "html" && !implied) this.pageOpen = false;
		else if (BLOCKS.has(name)) this.block();
	}

	/** @throws RefusalError file.truncated where the page breaks off inside a table */
	finish(head: Pick<Sheet, "name" | "hidden">): Sheet {
		const table = this.tables.at(-1);
		// Pages made by hand leave end tags out; one that otherwise sets them was cut.
		if (table && (this.pageOpen || (table.cell && this.closesCells))) throw new RefusalError("file.truncated");
		while (this.tables.length > 0) this.closeTable();
		this.layout.line(this.loose.take());
		return this.layout.finish(head);
	}

	private openTable(attributes: Attributes): void {
		if (this.tables.length >= this.nesting) throw new RefusalError("limit.nesting", { limit: this.nesting });
		const outer = this.tables.at(-1);
		if (outer?.cell) outer.text.block();
		if (!outer) this.layout.line(this.loose.take());
		const hidden = isHiddenStyle(attributes) || (outer?.hidden ?? false);
		this.tables.push({ hidden, placement: new Placement(), rows: outer ? [] : null, row: null, cell: null, text: new RunningText(), columns: 0 });
	}

	private closeTable(): void {
		this.endRow();
		const table = this.tables.pop();
		const outer = this.tables.at(-1);
		if (!outer) this.layout.endTable();
		if (!table?.rows || !outer) return;
		const filled = table.rows.flatMap((row) => row.cells).filter(({ text }) => text !== "");
		const [only] = filled;
		// A table around a single text is nothing but its frame.
		if (only && filled.length === 1 && outer.cell) outer.text.add(only.text);
		else if (outer.row) outer.row.below.push(table.rows);
		else if (outer.rows) for (const row of table.rows) outer.rows.push(row);
		else this.layout.rows(table.rows, new Placement());
	}

	private openRow(attributes: Attributes): void {
		const table = this.tables.at(-1);
		if (!table) return;
		this.endRow();
		table.row = { hidden: table.hidden || isHiddenStyle(attributes), cells: [], below: [] };
	}

	private openCell(attributes: Attributes): void {
		const table = this.tables.at(-1);
		if (!table) return;
		this.endCell();
		table.row ??= { hidden: table.hidden, cells: [], below: [] };
		table.cell = { ...spanOf(attributes), attributes, text: "" };
		table.text.take();
	}

	private endCell(): void {
		const table = this.tables.at(-1);
		if (!table?.cell || !table.row) return;
		table.cell.text = table.text.take();
		table.row.cells.push(table.cell);
		table.cell = null;
	}

	private endRow(): void {
		this.endCell();
		const table = this.tables.at(-1);
		if (!table?.row) return;
		const { row } = table;
		table.row = null;
		if (table.rows) table.rows.push(row);
		else {
			// A caption, and what stands between the cells by mistake, comes before them.
			this.layout.line(this.loose.take());
			this.layout.rows([row], table.placement);
		}
	}

	private noteColumn(attributes: Attributes): void {
		const table = this.tables.at(-1);
		if (!table) return;
		const count = Math.max(1, Number.parseInt(attributes.span ?? "1", 10) || 1);
		if (this.tables.length === 1 && isHiddenStyle(attributes)) this.layout.hideColumns(table.columns + 1, table.columns + count);
		table.columns += count;
	}

	/** Where text belongs now: the open cell, or the page around the tables. */
	private textPlace(): RunningText {
		const table = this.tables.at(-1);
		return table?.cell ? table.text : this.loose;
	}

	private block(): void {
		const table = this.tables.at(-1);
		if (table?.cell) table.text.block();
		else if (!table) this.layout.line(this.loose.take());
	}
}
