import type { RegisterDocument } from "../model/documents.ts";
import { matchKey } from "../model/match-key.ts";
import type { RegisterHits, Sighting } from "../model/register.ts";
import type { Store } from "./ports.ts";

type Enterprise = RegisterDocument["enterprises"][number];

/** Enterprises that are shown of a search and of each kind of doubt; the rest is counted. */
const SHOWN = 50;

/** Enterprises of the register whose code or name holds a text. @param unit code of the only unit whose reports are meant; null for all */
export async function searchRegister(text: string, unit: string | null, store: Pick<Store, "searchRegister">): Promise<RegisterDocument> {
	const query = text.trim();
	const code = query.replace(/[\s-]/g, "").toUpperCase();
	const hits = await store.searchRegister(code, matchKey(query), unit, SHOWN);
	return { query, unit, found: hits.found, enterprises: enterprisesIn(hits), overview: null };
}

/** What the register holds, and what looks wrong in it. */
export async function overviewOfRegister(unit: string | null, store: Pick<Store, "doubtsOfRegister">): Promise<RegisterDocument> {
	const { codes, names, severalNames, severalCodes, severalUnits } = await store.doubtsOfRegister(unit, SHOWN);
	const told = (hits: RegisterHits) => ({ found: hits.found, enterprises: enterprisesIn(hits) });
	const overview = { codes, names, severalNames: told(severalNames), severalCodes: told(severalCodes), severalUnits: told(severalUnits) };
	return { query: null, unit, found: codes, enterprises: [], overview };
}

/** The enterprises of some sightings, those reported last first. */
function enterprisesIn({ sightings }: RegisterHits): Enterprise[] {
	const byCode = new Map<string, Sighting[]>();
	for (const sighting of sightings) byCode.set(sighting.code, [...(byCode.get(sighting.code) ?? []), sighting]);
	const enterprises = [...byCode.values()].map((seen) => ({ seen, until: seen.reduce((day, each) => later(day, each.periodEnd), "") }));
	return enterprises.toSorted((a, b) => order(b.until, a.until)).map(({ seen, until }) => enterprise(seen, until));
}

/** @param seen its sightings, oldest period first; @param until the last day of the last one's period */
function enterprise(seen: readonly Sighting[], until: string): Enterprise {
	const names = namesIn(seen);
	const current = names.filter(({ last }) => last.periodEnd === until).toSorted((a, b) => b.reports - a.reports)[0];
	const others = names.filter((each) => each !== current).map(({ name, first, last }) => ({ name, from: first.period, to: last.period }));
	const known = new Set(names.map(({ key }) => key));
	const stated = new Map(seen.flatMap(({ former, formerKey }) => (former === null || known.has(formerKey ?? "") ? [] : [[formerKey ?? "", former]])));
	return {
		code: seen[0]?.code ?? "",
		name: current?.name ?? "",
		otherNames: [...[...stated.values()].map((name) => ({ name, from: null, to: null })), ...others],
		units: distinct(seen.map(({ unit }) => unit)),
		forms: distinct(seen.map(({ form }) => form)),
		since: (seen[0]?.periodEnd === until ? seen.at(-1) : seen[0])?.period ?? "",
		period: seen.at(-1)?.period ?? "",
	};
}

interface NameSpan {
	readonly key: string;
	/** As it was written last. */
	name: string;
	readonly first: Sighting;
	last: Sighting;
	/** How many reports hold it. */
	reports: number;
}

/** Names told apart by their match keys, in the order in which they came up. */
function namesIn(seen: readonly Sighting[]): NameSpan[] {
	const spans = new Map<string, NameSpan>();
	for (const sighting of seen) {
		const span = spans.get(sighting.key);
		if (!span) spans.set(sighting.key, { key: sighting.key, name: sighting.name, first: sighting, last: sighting, reports: 1 });
		else Object.assign(span, { name: sighting.name, last: sighting, reports: span.reports + 1 });
	}
	return [...spans.values()];
}

function distinct(texts: readonly string[]): string[] {
	return [...new Set(texts)].sort(order);
}

function later(a: string, b: string): string {
	return order(a, b) > 0 ? a : b;
}

function order(a: string, b: string): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}
