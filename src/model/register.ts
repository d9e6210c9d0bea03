import type { Slot } from "./decision.ts";

/** The register (名录库): under which codes and names enterprises stand in accepted data. It follows from the data and holds nothing of its own. */

/** Where and when a name was reported. */
export interface Seen {
	readonly form: string;
	readonly unit: string;
	/** Code of the period, and its last day, YYYY-MM-DD. */
	readonly period: string;
	readonly periodEnd: string;
}

/** A name that stands with a code in reports that count. */
export interface KnownName {
	/** As it was written: the unified code of 18 characters, or an older one of 15 or 9 that was accepted. */
	readonly code: string;
	readonly name: string;
	/** Match key of the name. */
	readonly key: string;
	/** The former name that was stated beside it, with its match key. */
	readonly former: string | null;
	readonly formerKey: string | null;
	/** Its earliest and its latest report. */
	readonly first: Seen;
	readonly last: Seen;
}

/** A name that stands with a code in one report that counts. */
export interface Sighting extends Omit<KnownName, "first" | "last">, Seen {}

/** Enterprises that were found, as their sightings by code, and how many there are in all. */
export interface RegisterHits {
	readonly found: number;
	readonly sightings: readonly Sighting[];
}

/** What the register holds, and what looks wrong in it. */
export interface RegisterDoubts {
	readonly codes: number;
	/** Names, told apart by their match keys. */
	readonly names: number;
	/** Codes that had several names, or stood in several units' reports, in the last period in which they were reported. */
	readonly severalNames: RegisterHits;
	readonly severalUnits: RegisterHits;
	/** Unified codes under which one name stands, several to a name. */
	readonly severalCodes: RegisterHits;
}

/** What a submission asks of the register. Each list is bounded by who asks. */
export interface RegisterQuestion {
	/** Codes with the match keys of the names beside them, as the rows state them. Where the register knows either by the other alone, there is nothing to say, and it is left out of the answer. */
	readonly stated: readonly { readonly code: string; readonly key: string }[];
	/** Other whole codes. */
	readonly codes: readonly string[];
	/** First characters of codes whose end is lost. */
	readonly stems: readonly string[];
	/** Organisation codes (GB 11714), which unified codes hold as their characters 9 to 17. */
	readonly organisations: readonly string[];
	/** Match keys of other whole names, present or former. */
	readonly names: readonly string[];
	/** Match keys of what may be a part of a name. */
	readonly parts: readonly string[];
	/** Those that the file reports anew: their earlier versions do not count as known. */
	readonly slots: readonly Slot[];
}

/** Names that a question is answered with, at most. */
export const MOST_KNOWN_NAMES = 20_000;

export function asksNothing({ stated, codes, stems, organisations, names, parts }: RegisterQuestion): boolean {
	return stated.length + codes.length + stems.length + organisations.length + names.length + parts.length === 0;
}
