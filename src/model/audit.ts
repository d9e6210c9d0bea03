import { z } from "zod";
import type { Frozen } from "./frozen.ts";

/** What an audit found (`huibao audit --json`). */

const figureValue = z.union([z.number(), z.tuple([z.number(), z.number()]), z.string(), z.null()]);

/** What may be wrong with an original that counts. */
export const ORIGINAL_FAULTS = ["missing", "altered", "unreadable", "not-found", "rows"] as const;
export type OriginalFault = (typeof ORIGINAL_FAULTS)[number];

/** What may be wrong with a file of the archive. */
export const ARCHIVE_FAULTS = ["altered", "stray"] as const;
export type ArchiveFault = (typeof ARCHIVE_FAULTS)[number];

const reportOfOriginal = z.object({ form: z.string(), unit: z.string(), period: z.string(), batch: z.string(), version: z.int() });

const originalProblem = z.object({
	sha256: z.string(),
	file: z.string().describe("name under which the office sent it"),
	problem: z
		.enum(ORIGINAL_FAULTS)
		.describe(
			"missing from the archive; altered there; not readable; without the report that was published; with another number of rows than was published",
		),
	reports: z.array(reportOfOriginal),
	message: z.string(),
});

const auditDifference = z.object({
	indicator: z.string(),
	name: z.string(),
	unit: z.string().nullable().describe("reporting-unit code; null for a division or the city"),
	division: z.string().nullable(),
	measure: z.string().describe("value, or what else is said of the figure: completion, growth, rank, qualifier, carried, …"),
	published: figureValue,
	recomputed: figureValue,
	file: z.string(),
	at: z.string().describe("SHEET!A1, A1 of a table, or a path in JSON"),
	message: z.string(),
});

export const auditedRelease = z.object({
	period: z.string(),
	number: z.int(),
	code: z.string(),
	sound: z.boolean(),
	problems: z.array(z.object({ file: z.string().nullable(), message: z.string() })).describe("of its manifest and its files"),
	originals: z.object({ read: z.int(), rows: z.int(), problems: z.array(originalProblem) }),
	figures: z.object({
		recomputed: z.int().describe("indicators, each for the city, every unit and every division"),
		compared: z.array(z.object({ file: z.string(), figures: z.int() })),
		differences: z.array(auditDifference),
		unconfirmed: z
			.array(
				z.object({
					indicator: z.string(),
					name: z.string(),
					places: z.array(z.string()).describe("* for the city, else codes of units and divisions"),
					message: z.string(),
				}),
			)
			.describe("they rest on originals that are lost"),
	}),
});

/** `audit --json`. */
export const auditDocument = z.object({
	sound: z.boolean(),
	archive: z
		.object({
			originals: z.int(),
			problems: z.array(
				z.object({
					name: z.string().describe("path below the archive; its last part is the SHA-256 under which an original is kept"),
					problem: z.enum(ARCHIVE_FAULTS).describe("altered; stray: no original at all"),
					files: z.array(z.string()).describe("names under which it came, where they are known"),
					message: z.string(),
				}),
			),
		})
		.describe("every file of the archive, of whatever release"),
	releases: z.array(auditedRelease),
});

export type AuditDocument = Frozen<z.infer<typeof auditDocument>>;
export type AuditedRelease = Frozen<z.infer<typeof auditedRelease>>;
