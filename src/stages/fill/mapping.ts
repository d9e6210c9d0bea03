import { z } from "zod";
import type { Grid } from "../../model/grid.ts";

/** A file that says what is to stand in which cells of a template, as it is written: nothing of it is known to exist yet. */
export interface FillMapping {
	readonly cells: readonly MappedCell[];
	readonly tables: readonly MappedTable[];
}

export interface MappedCell {
	/** 汇总!C5, or C5 where the template has one sheet. */
	readonly place: string;
	/** A reference as between double braces, or a text with some in their braces. */
	readonly reference: string;
}

/** A block of cells whose headings say what stands in it: units along one side, indicators along the other. */
export interface MappedTable {
	readonly sheet?: string | undefined;
	/** Cells with names of units; without them every figure is the city's. */
	readonly units?: string | undefined;
	/** Cells with names of indicators or their ids. */
	readonly indicators: string;
	/** Cells with names of measures (本期, 同比), along either side. */
	readonly measures?: string | undefined;
}

export const NO_MAPPING: FillMapping = { cells: [], tables: [] };

const table = z.strictObject({
	sheet: z.string().optional(),
	units: z.string().optional(),
	indicators: z.string(),
	measures: z.string().optional(),
});

/** `{"汇总!C5": "hnte.stock@江城区", "table": {"sheet": "汇总", "units": "C4:I4", "indicators": "A5:A30"}}`; several tables as a list. */
export const fillMappingFile = z.object({ table: z.union([table, z.array(table)]).optional() }).catchall(z.string());

/** The mapping that a JSON document gives. */
export function mappingOf({ table: given, ...cells }: z.infer<typeof fillMappingFile>): FillMapping {
	return {
		cells: Object.entries(cells).map(([place, reference]) => ({ place, reference: String(reference) })),
		tables: given === undefined ? [] : [given].flat(),
	};
}

/** Words in the second column that make a line one of a table. */
const TABLE = /^(?:表格?|table)$/i;

/**
 * The mapping that stands in a sheet or a CSV file: a cell and what is to stand in it in each line, with the unit and the measure of its own where these are written in columns beside it; or for
 * a table the cells of the indicators, 表格, the cells of the units and those of the measures. Lines whose first cell is blank are passed over, and a first line that names no cells.
 */
export function mappingIn({ sheets }: Grid): FillMapping {
	const lines = [...(sheets[0]?.rows ?? [])].map(({ cells }) =>
		[1, 2, 3, 4].map((column) => String(cells.find((cell) => cell.column === column)?.value ?? "").trim()),
	);
	const said = lines.filter(([place], at) => place !== "" && !(at === 0 && !/[A-Za-z]\$?\d/.test(place ?? "")));
	const isTable = (line: readonly string[]) => TABLE.test(line[1] ?? "");
	return {
		cells: said
			.filter((line) => !isTable(line))
			.map(([place = "", reference = "", unit = "", measure = ""]) => ({ place, reference: narrowed(reference, unit, measure) })),
		tables: said
			.filter(isTable)
			.map(([indicators = "", , units, measures]) => ({ indicators, units: units || undefined, measures: measures || undefined })),
	};
}

/** A reference, or those in a text, with the unit and the measure that stand beside it; what has them already is left to be refused, not guessed at. */
function narrowed(reference: string, unit: string, measure: string): string {
	const added = `${unit === "" ? "" : `@${unit}`}${measure === "" ? "" : `:${measure}`}`;
	if (added === "") return reference;
	return reference.includes("}}") ? reference.replaceAll("}}", () => `${added}}}`) : `${reference}${added}`;
}
