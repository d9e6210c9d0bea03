import { strToU8, type Zippable, zipSync } from "fflate";
import { toA1 } from "../../../src/model/a1.ts";
import type { Cell, Grid, Sheet } from "../../../src/model/grid.ts";
import { DEFAULT_READ_LIMITS, type ReadLimits } from "../../../src/model/read-limits.ts";
import { RefusalError } from "../../../src/model/refusal.ts";
import { readGrid } from "../../../src/workbooks/read.ts";

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships";

/** What goes into a workbook written by hand. */
export interface Parts {
	/** What stands in `<sheetData>`. */
	readonly rows?: string;
	/** What stands before and after it. */
	readonly before?: string;
	readonly after?: string;
	/** The whole worksheet, instead. */
	readonly sheet?: string | Uint8Array;
	/** `<si>` elements; without, there is no such part. */
	readonly strings?: string;
	/** What stands in the style sheet; without, there is no such part. */
	readonly styles?: string;
	/** What stands in `<workbook>` before and after the sheets. */
	readonly properties?: string;
	readonly behind?: string;
	/** More parts, or others in their place. */
	readonly parts?: Readonly<Record<string, string | Uint8Array>>;
}

/** Parts of a workbook of one sheet. */
export function partsOf({ rows = "", before = "", after = "", sheet, strings, styles, properties = "", behind = "", parts = {} }: Parts): Zippable {
	const relationships = [
		["worksheet", "worksheets/sheet1.xml"],
		...(strings === undefined ? [] : [["sharedStrings", "sharedStrings.xml"]]),
		...(styles === undefined ? [] : [["styles", "styles.xml"]]),
	];
	const written: Record<string, string | Uint8Array> = {
		"_rels/.rels": `<Relationships xmlns="${PACKAGE}"><Relationship Id="a" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml": `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">${properties}<sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets>${behind}</workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships xmlns="${PACKAGE}">${relationships
			.map(([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`)
			.join("")}</Relationships>`,
		"xl/worksheets/sheet1.xml": sheet ?? `<worksheet xmlns="${MAIN}">${before}<sheetData>${rows}</sheetData>${after}</worksheet>`,
		...(strings === undefined ? {} : { "xl/sharedStrings.xml": `<sst xmlns="${MAIN}" count="1" uniqueCount="99">${strings}</sst>` }),
		...(styles === undefined ? {} : { "xl/styles.xml": `<styleSheet xmlns="${MAIN}">${styles}</styleSheet>` }),
		...parts,
	};
	return Object.fromEntries(Object.entries(written).map(([name, content]) => [name, typeof content === "string" ? strToU8(content) : content]));
}

/** A workbook of one sheet. */
export function packed(parts: Parts): Uint8Array {
	return zipSync(partsOf(parts));
}

export function cellsOf(sheet: Sheet | undefined): Record<string, Cell> {
	return Object.fromEntries(
		[...(sheet?.rows ?? [])].flatMap((row) => row.cells.map((cell) => [toA1({ row: row.number, column: cell.column }), cell])),
	);
}

/** Values of the first sheet by A1. */
export async function valuesOf(parts: Parts | Uint8Array): Promise<Record<string, Cell["value"]>> {
	const grid = await readGrid(parts instanceof Uint8Array ? parts : packed(parts), "a.xlsx");
	return Object.fromEntries(Object.entries(cellsOf(grid.sheets[0])).map(([ref, cell]) => [ref, cell.value]));
}

export async function refusalOf(work: Promise<Grid>): Promise<string> {
	const error: unknown = await work.then(
		() => null,
		(reason: unknown) => reason,
	);
	if (!(error instanceof RefusalError)) throw new Error(`no refusal but ${String(error)}`);
	return error.refusal.code;
}

/** How a workbook is refused. */
export function refused(parts: Parts | Uint8Array, limits: Partial<ReadLimits> = {}): Promise<string> {
	return refusalOf(readGrid(parts instanceof Uint8Array ? parts : packed(parts), "a.xlsx", { ...DEFAULT_READ_LIMITS, ...limits }));
}
