import { z } from "zod";
import type { Frozen } from "./frozen.ts";
import { periodCode } from "./period.ts";

/**
 * The manifest of a release (发布): what went in, what was decided, what came out. With it and the archived originals alone everything that was published can be computed again
 * (`huibao audit`), and a file can be told to be of that release, unchanged (`huibao verify`).
 */

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const instant = z.string().describe("ISO 8601 in UTC");

/** A version that counts, as it came in and as it was judged. */
export const manifestSubmission = z.object({
	id: z.int(),
	form: z.string(),
	unit: z.string(),
	period: z.string(),
	batch: z.string(),
	version: z.int(),
	nil: z.boolean(),
	receivedAt: instant.describe("of rows that share a key and stand in periods of one end those received last are the latest"),
	readAt: instant.describe("of its first acceptance: its rows are what its original said by the synonyms and waivers of then"),
	acceptedAt: instant.describe("of the acceptance by which it counts"),
	rows: z.int().describe("rows that were loaded"),
	usedFor: z
		.array(z.string())
		.describe("codes of the periods whose figures it goes into: the published one, the year before for baselines, the periods compared with"),
});

export const manifestInput = z.object({
	sha256,
	file: z.string().describe("name under which the office sent it"),
	size: z.int(),
	submissions: z.array(manifestSubmission),
});

const manifestExplanation = z
	.object({
		form: z.string(),
		unit: z.string(),
		period: z.string(),
		batch: z.string(),
		code: z.string(),
		table: z.string(),
		field: z.string().nullable(),
		key: z.string().nullable(),
		value: z.string().nullable(),
		text: z.string(),
		by: z.string(),
		at: instant,
	})
	.describe(
		"where personal data are masked, text, and key and value of personal fields, are sha256: and the hash of what stood there; 审核说明 tells what was said",
	);

const manifestWaiver = z.object({
	id: z.int(),
	rule: z.string(),
	unit: z.string().nullable(),
	key: z.string().nullable(),
	reason: z.string(),
	by: z.string(),
	at: instant,
	until: z.string(),
	endedAt: instant.nullable(),
});

const manifestSynonym = z.object({
	id: z.int(),
	form: z.string(),
	table: z.string(),
	field: z.string(),
	heading: z.string(),
	key: z.string(),
	unit: z.string().nullable(),
	by: z.string(),
	at: instant,
	revokedAt: instant.nullable(),
});

export const manifestOutput = z.object({
	/** Path below the release's folder, with forward slashes. */
	name: z.string(),
	sha256,
	size: z.int(),
});

export const releaseManifest = z.object({
	format: z.literal("huibao-release/1"),
	period: periodCode,
	number: z.int().min(1).describe("of this period's releases, from 1"),
	code: z.string().describe("short code, printed in the footer of every page of the workbook: 2019H1-3-7K4Q2M"),
	city: z.string(),
	issuer: z.string(),
	program: z.string().describe("name and version"),
	madeAt: instant,
	asOf: instant,
	cutoff: z.string(),
	cutoffs: z.record(z.string(), z.string()).describe("统计截止日 of the periods whose figures it is compared with, by their codes"),
	readings: z.record(z.string(), z.unknown()),
	settings: z.record(z.string(), z.unknown()).describe("those that change what is published: 沿用上期, deadlines, masking of personal fields"),
	bureauNames: z.array(z.string()).describe("every way in which the city bureau is written as a host"),
	units: z.array(z.object({ code: z.string(), name: z.string(), division: z.string(), kind: z.string() })),
	fingerprint: sha256.describe("of everything that the release says, without its number and instants: two releases of one fingerprint say the same"),
	inputs: z.array(manifestInput),
	decisions: z.object({
		explanations: z.array(manifestExplanation),
		waivers: z.array(manifestWaiver),
		synonyms: z.array(manifestSynonym),
	}),
	outputs: z.array(manifestOutput),
	changes: z
		.object({ figures: z.int().describe("of the city and of units"), inputs: z.int().describe("reports that came, went or were replaced") })
		.nullable()
		.describe("how many things differ from the release before; which, changes.json says; null for the first"),
	verification: z.object({
		figuresCompared: z.int().describe("figures read back from the written workbook and compared with the database"),
		differences: z.int(),
	}),
	log: z.object({ entry: z.int(), hash: z.string() }).nullable().describe("head of the log when the release was made"),
	before: z.object({ number: z.int(), code: z.string(), manifest: sha256 }).nullable().describe("the release before, and the hash of its manifest"),
	reason: z.string().nullable().describe("why it was published anew"),
});

const usedVersion = z.object({ file: z.string(), sha256, version: z.int() });
const changedValue = z.union([z.number(), z.tuple([z.number(), z.number()]), z.null()]);

/** changes.json of a release. */
export const releaseChanges = z.object({
	since: z.object({ number: z.int(), code: z.string(), asOf: instant }).describe("the release before"),
	figures: z.array(
		z.object({
			id: z.string(),
			name: z.string(),
			unit: z.string(),
			reportingUnit: z.string().nullable().describe("null for the city"),
			before: changedValue,
			after: changedValue,
		}),
	),
	inputs: z
		.array(
			z.object({
				form: z.string(),
				unit: z.string(),
				period: z.string(),
				batch: z.string(),
				before: usedVersion.nullable().describe("null: it came since"),
				after: usedVersion.nullable().describe("null: it no longer counts"),
			}),
		)
		.describe("reports that came, went or were replaced"),
});

export type ReleaseChanges = Frozen<z.infer<typeof releaseChanges>>;
export type ReleaseManifest = Frozen<z.infer<typeof releaseManifest>>;
export type ManifestInput = Frozen<z.infer<typeof manifestInput>>;
export type ManifestSubmission = Frozen<z.infer<typeof manifestSubmission>>;

/** A short code, wherever it stands in a text. */
export const RELEASE_CODE = /\b(20\d\d(?:H[12]|Q[1-4]|-\d\d)?)-([1-9]\d{0,5})-([0-9A-HJKMNP-TV-Z]{6})\b/;

/** Crockford's digits: none that is taken for another. */
const DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CODE_LENGTH = 6;

/** Short code of a release: period, number and six characters by which a mistyped one is noticed. @param hash SHA-256 of what it says and its number, hex */
export function releaseCode(period: string, number: number, hash: string): string {
	const bits = BigInt(`0x${hash}`);
	const character = (at: number) => DIGITS[Number((bits >> BigInt(at * 5)) & 31n)] ?? "";
	return `${period}-${number}-${Array.from({ length: CODE_LENGTH }, (_, at) => character(at)).join("")}`;
}

/** File of a release that holds its manifest. */
export const MANIFEST_FILE = "manifest.json";

/** made: noted, and about to be put in place; abandoned: the program died before it was, and its number is passed over. */
export const RELEASE_STATES = ["made", "published", "withdrawn", "abandoned"] as const;
export type ReleaseState = (typeof RELEASE_STATES)[number];

/** A file of a release, below its folder. */
export type ReleaseFile = Frozen<z.infer<typeof manifestOutput>>;

/** A release that is about to be put in place. */
export interface NewRelease {
	readonly period: string;
	readonly number: number;
	readonly code: string;
	/** Id of the consolidation that it prints. */
	readonly consolidation: number;
	readonly fingerprint: string;
	readonly manifestSha256: string;
	readonly madeAt: string;
	readonly asOf: string;
	readonly cutoff: string;
	readonly by: string;
	readonly reason: string | null;
}

/** A release as the store keeps it. */
export interface StoredRelease extends NewRelease {
	readonly id: number;
	readonly state: ReleaseState;
	readonly withdrawn: { readonly at: string; readonly by: string; readonly reason: string } | null;
}
