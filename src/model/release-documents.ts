import { z } from "zod";
import type { Frozen } from "./frozen.ts";
import { releaseChanges, releaseManifest } from "./release.ts";

/** newest: it lies in the period's folder; superseded: a newer one does; made: it is just being put in place, or the program died over it; abandoned: it never was. */
export const RELEASE_STANDINGS = ["newest", "superseded", "withdrawn", "made", "abandoned"] as const;
export type ReleaseStanding = (typeof RELEASE_STANDINGS)[number];

const release = z.object({
	period: z.string(),
	number: z.int(),
	code: z.string().describe("printed in the footer of every page"),
	standing: z.enum(RELEASE_STANDINGS),
	madeAt: z.string(),
	asOf: z.string(),
	cutoff: z.string(),
	by: z.string().describe("system for the nightly job"),
	reason: z.string().nullable(),
	manifest: z.string().describe("SHA-256 of manifest.json"),
	folder: z.string().nullable().describe("where its files lie; null where they never came there"),
	changes: releaseManifest.shape.changes,
	withdrawn: z.object({ at: z.string(), by: z.string(), reason: z.string() }).nullable(),
});

/** `releases --json`: every release, or the one that was asked for or withdrawn. */
export const releasesDocument = z.object({
	releases: z.array(release),
	changes: releaseChanges
		.nullable()
		.optional()
		.describe("of the one release that was asked for: what differs from the one before; null for the first"),
});

const cellDifference = z.object({
	sheet: z.string(),
	cell: z.string().describe("A1"),
	figure: z.string().nullable().describe("name of the figure that stands there"),
	expected: z.union([z.string(), z.number(), z.boolean(), z.null()]).describe("what the release holds; null where the cell is blank"),
	found: z.union([z.string(), z.number(), z.boolean(), z.null()]),
});

/**
 * `verify --json`. intact: bit for bit what was published; resaved: the same cells in other bytes; altered: it says that it is of a release, or lies where one lies, and is not what was published;
 * unknown: of no release of this home.
 */
export const verifyDocument = z.object({
	path: z.string(),
	verdict: z.enum(["intact", "resaved", "altered", "unknown"]),
	sha256: z.string().nullable().describe("of the file; null for a folder"),
	release: release.nullable().describe("of which it is, or says that it is"),
	name: z.string().nullable().describe("what the file is called in the release"),
	also: z.array(release).describe("other releases that hold the very same file"),
	cells: z
		.object({
			count: z.int(),
			uncalculated: z.int().describe("formulas without a stored result, which the program that saved the file left out: not compared"),
			differences: z.array(cellDifference).describe("the first fifty, figures first"),
			sheets: z.object({ missing: z.array(z.string()), extra: z.array(z.string()) }),
		})
		.nullable()
		.describe("of a workbook that is not what was published: what differs from the copy that is kept; null where it was not compared"),
	parts: z
		.array(z.string())
		.nullable()
		.describe("of a workbook or document whose cells were not compared: the parts of the file that are other bytes than in the copy that is kept"),
	files: z
		.object({
			missing: z.array(z.string()),
			changed: z.array(z.string()),
			extra: z.array(z.string()).describe("files that the release does not have"),
		})
		.nullable()
		.describe("of a folder; of a manifest that was altered, changed names what of it differs"),
});

export type ToldRelease = Frozen<z.infer<typeof release>>;
export type ReleasesDocument = Frozen<z.infer<typeof releasesDocument>>;
export type VerifyDocument = Frozen<z.infer<typeof verifyDocument>>;
