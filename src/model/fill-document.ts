import { z } from "zod";
import { TEXT_PLACES } from "./fill.ts";
import type { Frozen } from "./frozen.ts";
import { periodCode } from "./period.ts";

const value = z
	.union([z.number(), z.tuple([z.number(), z.number()]), z.string(), z.null()])
	.describe(
		"a number (86.9 for per-cent figures, 0.869 for growth, completion and share), a range [low, high], a text; null where nothing was reported, and for texts with figures in them",
	);

const cellSchema = z.object({
	sheet: z.string(),
	cell: z.string(),
	source: z
		.enum(["placeholder", "name", "mapping", "table"])
		.describe("what says so: a placeholder in the cell, a defined name hb.…, the mapping file, a table of the mapping file"),
	references: z.array(z.string()).describe("as they are written; several inside a text"),
	value,
	shown: z.string().describe("as a table prints it"),
	status: z
		.enum(["filled", "not-reported", "not-applicable", "formula", "text"])
		.describe("not-reported: the cell is left blank; not-applicable: it prints —; formula, text: what the cell holds stays"),
	missing: z.array(z.string()).describe("codes of the units that did not report, where the figure lacks some"),
	carried: z.array(z.string()).describe("codes of the units whose earlier data stand in"),
});

const faultSchema = z.object({
	code: z.enum(["empty", "indicator", "ambiguous", "place", "measure", "sheet", "cell", "shape", "name", "name-target", "formula", "twice"]),
	sheet: z.string().nullable(),
	cell: z.string().nullable().describe("A1; a defined name or what the mapping writes where that leads to no cell"),
	where: z.enum(TEXT_PLACES).optional(),
	written: z.string(),
	nearest: z.array(z.string()).describe("what was probably meant"),
	message: z.string(),
});

/** `fill --json`. Where there are faults nothing is written. */
export const fillDocument = z.object({
	template: z.object({ file: z.string(), sha256: z.string() }),
	period: periodCode,
	cutoff: z.string(),
	asOf: z.string(),
	release: z.string().nullable().describe("short code under which these figures were published; null where they were not"),
	written: z.string().nullable().describe("path of the filled workbook; null with --list and where there are faults"),
	cells: z.array(cellSchema),
	texts: z.array(z.object({ sheet: z.string().nullable(), where: z.enum(TEXT_PLACES), before: z.string(), after: z.string() })),
	remarks: z.array(z.object({ code: z.enum(["recalculated", "charts", "pivots", "macros", "signatures"]), count: z.int(), message: z.string() })),
	faults: z.array(faultSchema),
});

export type FillDocument = Frozen<z.infer<typeof fillDocument>>;
