import { type CellRange, LAST_COLUMN, LAST_ROW, quotedSheet, toA1 } from "../../model/a1.ts";
import { putRow } from "./cell-bytes.ts";
import { drawingXml } from "./drawing-xml.ts";
import { checkApart } from "./merges.ts";
import { checkRange } from "./names.ts";
import { CHART_TYPE, DRAWING_TYPE, type Part, type Relation, relationships, sheetPart } from "./package-xml.ts";
import { type ListedLink, sheetFoot, sheetHead } from "./sheet-xml.ts";
import type { StyleTable } from "./style-table.ts";
import type { CellLink, PlacedChart, RowOptions, SheetSetup, SheetWriter, WrittenCell } from "./types.ts";
import { XmlBytes } from "./xml-bytes.ts";
import type { ZipStream } from "./zip-stream.ts";

/** Excel's bounds. */
const MOST_LINKS = 65_530;
const LONGEST_TOOLTIP = 255;
const LONGEST_ADDRESS = 2079;
const WIDEST_COLUMN = 255;

/** What sheets of one workbook share. */
export interface SheetContext {
	readonly zip: ZipStream;
	readonly styles: StyleTable;
	/** Counts the charts and drawings of the workbook, whose parts are numbered. */
	readonly counts: { charts: number; drawings: number };
	/** Parts that the package must say the type of. */
	readonly parts: Part[];
}

/** A sheet as it is written. Up to a block of XML it is packed as a whole, the same on every machine; a longer one is handed on block by block. */
export class Sheet implements SheetWriter {
	readonly name: string;
	/** Ranges that the workbook part names. */
	readonly named: { filter: CellRange | null; area: CellRange | null };
	readonly titleRows: readonly [number, number] | undefined;
	/** Sheets that links lead to, each with the first cell that does. */
	readonly linked = new Map<string, string>();
	/** Written to its end. */
	closed = false;
	nextRow = 1;
	private readonly part: Part;
	private readonly setup: SheetSetup;
	private readonly context: SheetContext;
	private readonly out = new XmlBytes();
	private readonly merges: CellRange[] = [];
	private readonly links: ListedLink[] = [];
	private readonly relations: Relation[] = [];
	private readonly charts: PlacedChart[] = [];
	private lastColumn = 0;
	private lastRow = 0;
	private ended = false;
	private streaming = false;
	/** Why the sheet was given up. */
	private fault: unknown = null;
	/** Blocks are handed on one after the other, also where rows are not awaited. */
	private turn: Promise<void> = Promise.resolve();

	constructor(name: string, number: number, setup: SheetSetup, context: SheetContext) {
		if (setup.widths.length > LAST_COLUMN || setup.widths.some((width) => !(width >= 0 && width <= WIDEST_COLUMN))) {
			throw new RangeError(`sheet ${name}: widths of columns are from 0 to ${WIDEST_COLUMN} characters`);
		}
		this.name = name;
		this.named = { filter: null, area: null };
		this.titleRows = setup.print?.titleRows;
		this.part = sheetPart(number);
		this.setup = setup;
		this.context = context;
		this.out.xml(sheetHead(setup));
	}

	async row(cells: readonly (WrittenCell | null)[], options: RowOptions = {}): Promise<void> {
		this.checkOpen();
		const number = this.nextRow;
		try {
			putRow(this.out, number, cells, options, this.context.styles);
			for (let at = 0; at < cells.length; at++) {
				const link = cells[at]?.link;
				if (link) this.addLink(toA1({ row: number, column: at + 1 }), link);
			}
		} catch (fault) {
			// Half of the row may have been written: nothing may follow it.
			this.fault = fault instanceof RangeError ? new RangeError(`sheet ${this.name}, ${fault.message}`) : fault;
			throw this.fault;
		}
		this.nextRow = number + 1;
		if (cells.length > this.lastColumn) this.lastColumn = cells.length;
		if (cells.length > 0) this.lastRow = number;
		if (this.out.ready.length > 0) await this.handOn();
	}

	skip(rows: number): void {
		this.checkOpen();
		if (!Number.isInteger(rows) || rows < 0 || this.nextRow + rows > LAST_ROW)
			throw new RangeError(`sheet ${this.name}: ${rows} rows cannot be passed over`);
		this.nextRow += rows;
	}

	merge(range: CellRange): void {
		this.checkOpen();
		checkRange(range, `sheet ${this.name}, merged cells`);
		if (range.top === range.bottom && range.left === range.right) return;
		this.merges.push(range);
	}

	filter(table: CellRange): void {
		this.checkOpen();
		checkRange(table, `sheet ${this.name}, filter`);
		this.named.filter = table;
	}

	printArea(range: CellRange): void {
		this.checkOpen();
		checkRange(range, `sheet ${this.name}, print area`);
		this.named.area = range;
	}

	chart(chart: PlacedChart): void {
		this.checkOpen();
		checkRange(chart.over, `sheet ${this.name}, chart`);
		this.charts.push(chart);
	}

	async close(): Promise<void> {
		this.checkOpen();
		this.ended = true;
		checkApart(this.merges);
		const { out, context } = this;
		const drawing = this.charts.length > 0 ? context.counts.drawings + 1 : null;
		const relation = drawing === null ? null : `rId${this.relations.push({ type: "drawing", target: `../drawings/drawing${drawing}.xml` })}`;
		const used = this.lastColumn === 0 ? null : { column: this.lastColumn, row: this.lastRow };
		const foot = { used, filter: this.named.filter, merges: this.merges, links: this.links, drawing: relation };
		for (const xml of sheetFoot(foot, this.setup.print)) out.xml(xml);
		if (this.streaming || out.ready.length > 0) {
			await this.handOn();
			await context.zip.endPart(out.rest());
		} else await context.zip.whole(this.part.name, out.rest());
		context.parts.push(this.part);
		if (this.relations.length > 0) await this.beside(this.part.name, this.relations);
		if (drawing !== null) await this.writeDrawing(drawing);
		this.closed = true;
	}

	/** Hands full blocks on. */
	private handOn(): Promise<void> {
		this.turn = this.turn.then(async () => {
			const { zip } = this.context;
			if (!this.streaming) await zip.beginPart(this.part.name);
			this.streaming = true;
			for (let block = this.out.ready.shift(); block; block = this.out.ready.shift()) {
				for (const free of await zip.block(block)) this.out.recycle(free);
			}
		});
		return this.turn;
	}

	private addLink(cell: string, { to, tooltip }: CellLink): void {
		if (this.links.length === MOST_LINKS) throw new RangeError(`cell ${cell}: a sheet has ${MOST_LINKS} links at most`);
		if (tooltip !== undefined && tooltip.length > LONGEST_TOOLTIP)
			throw new RangeError(`cell ${cell}: a tooltip has ${LONGEST_TOOLTIP} characters at most`);
		if ("url" in to) {
			if (to.url.length > LONGEST_ADDRESS) throw new RangeError(`cell ${cell}: an address has ${LONGEST_ADDRESS} characters at most`);
			const at = this.relations.push({ type: "hyperlink", target: to.url, outside: true });
			this.links.push({ cell, target: { relation: `rId${at}` }, tooltip });
			return;
		}
		checkRange({ top: to.cell.row, bottom: to.cell.row, left: to.cell.column, right: to.cell.column }, `cell ${cell}, link`);
		if (!this.linked.has(to.sheet)) this.linked.set(to.sheet, cell);
		this.links.push({ cell, target: { location: `${quotedSheet(to.sheet)}!${toA1(to.cell)}` }, tooltip });
	}

	private async writeDrawing(number: number): Promise<void> {
		const { zip, counts, parts } = this.context;
		counts.drawings = number;
		const path = `xl/drawings/drawing${number}.xml`;
		await zip.whole(path, Buffer.from(drawingXml(this.charts)));
		parts.push({ name: path, type: DRAWING_TYPE });
		const relations: Relation[] = [];
		for (const { xml } of this.charts) {
			counts.charts += 1;
			const chart = `xl/charts/chart${counts.charts}.xml`;
			await zip.whole(chart, Buffer.from(xml));
			parts.push({ name: chart, type: CHART_TYPE });
			relations.push({ type: "chart", target: `../charts/chart${counts.charts}.xml` });
		}
		await this.beside(path, relations);
	}

	/** The relationships of a part stand beside it. */
	private async beside(path: string, relations: readonly Relation[]): Promise<void> {
		const at = path.lastIndexOf("/") + 1;
		await this.context.zip.whole(`${path.slice(0, at)}_rels/${path.slice(at)}.rels`, Buffer.from(relationships(relations)));
	}

	private checkOpen(): void {
		if (this.fault !== null) throw this.fault;
		if (this.ended) throw new Error(`sheet ${this.name} is closed`);
	}
}
