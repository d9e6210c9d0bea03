import { z } from "zod";
import type { Frozen } from "./frozen.ts";
import { STORED_STATUSES } from "./stored.ts";
import { UNCOMPARED } from "./version.ts";

/** The JSON documents on what changed between versions (docs/contract.md): parts of others, and those of `diff --json`. */

const int = z.int();
const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]);

const changeCounts = z.object({
	problems: z
		.object({ before: int, settled: int, explained: int, again: int, fresh: int })
		.describe("findings that were open before; of them those put right, explained or waived, and still open; and new ones"),
	rows: z
		.object({ same: int, added: int, removed: int, changed: int, corrected: int })
		.describe("corrected: those of the changed ones whose key is another, known by what else they say"),
	cells: int.describe("cells that say something else in rows that both versions have; those of a corrected key are left out"),
	otherCells: int.describe("of these, cells of which no finding of the version before asked anything"),
});

const sinceVersion = changeCounts.partial().extend({
	submission: int,
	version: int,
	message: z.string(),
	uncompared: z.enum(UNCOMPARED).optional().describe("why the two cannot be compared; without it the counts stand here"),
});

/** What changed in a report since the version before, in documents on files. */
export const sinceSchema = sinceVersion
	.extend({
		counted: sinceVersion
			.optional()
			.describe("the same since the version that counted until this one was accepted, where that is not the one before"),
	})
	.describe("what changed since the version before, which is named by submission and version; message is one sentence on both comparisons");

const side = z.object({
	submission: int.nullable().describe("null for a file that is compared before it is sent"),
	version: int.nullable(),
	file: z.string(),
	status: z.enum(STORED_STATUSES),
	receivedAt: z.string().nullable(),
});

const slot = { form: z.string(), unit: z.string(), period: z.string(), batch: z.string() };
const place = z.object({ sheet: z.string(), row: int });

const finding = z.object({
	code: z.string(),
	severity: z.enum(["hard", "soft", "info"]),
	sheet: z.string(),
	cell: z.string().nullable(),
	header: z.string().nullable(),
	key: z.string().nullable().describe("the natural key of the row that it is about"),
	message: z.string(),
});

const loneRow = z.object({
	table: z.string(),
	key: z.string().nullable(),
	...place.shape,
	values: z.record(z.string(), z.string()).describe("field → what it says, as people read it; blank fields are left out"),
});

const diffBody = changeCounts.extend({
	findings: z.object({
		settled: z.array(finding),
		explained: z.array(finding),
		again: z.array(finding),
		fresh: z.array(finding),
	}),
	changed: z.array(
		z.object({
			table: z.string().describe("A or B, for a form of several tables; else empty"),
			key: z.string().nullable().describe("what the row goes by now"),
			keyBefore: z.string().nullable(),
			corrected: z.boolean().describe("its key was corrected: known by what else it says"),
			before: place,
			after: place,
			cells: z.array(
				z.object({
					field: z.string(),
					header: z.string(),
					before: value,
					after: value,
					shown: z.tuple([z.string(), z.string()]).describe("both as people read them; personal ones masked, here and in before and after"),
					cells: z.tuple([z.string().nullable(), z.string().nullable()]).describe("A1 in either version; null where the sheet has no such column"),
				}),
			),
		}),
	),
	added: z.array(loneRow),
	removed: z.array(loneRow),
	left: z.object({ changed: int, added: int, removed: int }).describe("rows beyond those listed"),
});

/** `diff --json`. */
export const diffDocument = diffBody.partial().extend({
	...slot,
	before: side,
	after: side,
	counting: int.nullable().describe("the version of the slot that counts now; null where none does"),
	same: z.boolean().describe("they say the same and are judged the same"),
	message: z.string(),
	uncompared: z.enum(UNCOMPARED).optional().describe("why the two cannot be compared; without it the counts and lists stand here"),
});

/** `diff --period P --since TIME --json`: one entry for each slot of which a version came in since then. */
export const changesDocument = z.object({
	period: z.string(),
	since: z.string(),
	slots: z.array(
		changeCounts.partial().extend({
			...slot,
			from: int.nullable().describe("the version that stood then; null where nothing had come in"),
			to: int.describe("the newest version"),
			submission: int,
			status: side.shape.status,
			receivedAt: z.string(),
			loaded: int.describe("rows that pass in the newest version"),
			uncompared: z.enum(UNCOMPARED).optional(),
			message: z.string(),
		}),
	),
});

export type DiffDocument = Frozen<z.infer<typeof diffDocument>>;
export type ChangesDocument = Frozen<z.infer<typeof changesDocument>>;
export type DiffFinding = Frozen<z.infer<typeof finding>>;
export type DiffChangedRow = Frozen<z.infer<typeof diffBody>>["changed"][number];
export type DiffLoneRow = Frozen<z.infer<typeof loneRow>>;
