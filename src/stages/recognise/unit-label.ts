import type { ReportingUnit } from "../../model/division.ts";
import { matchKey } from "../../model/match-key.ts";

/** A unit found in a text. */
export interface NamedUnit {
	readonly unit: ReportingUnit;
	/** As written there, as a match key. */
	readonly text: string;
}

interface Way {
	readonly key: string;
	readonly unit: ReportingUnit;
	/** Its place among all of them. */
	readonly at: number;
}

/** The ways in which units are written, by their keys, and the lengths that keys have, longest first: a nation's list has ten thousands, of which a text holds a few. */
interface Ways {
	readonly byKey: ReadonlyMap<string, readonly Way[]>;
	readonly lengths: readonly number[];
}

const compiled = new WeakMap<readonly ReportingUnit[], Ways>();

function waysOf(units: readonly ReportingUnit[]): Ways {
	const known = compiled.get(units);
	if (known) return known;
	const byKey = new Map<string, Way[]>();
	for (const unit of units) {
		for (const key of [unit.name, unit.shortName, ...unit.aliases].map(matchKey)) {
			const same = byKey.get(key);
			if (same) same.push({ key, unit, at: byKey.size });
			else byKey.set(key, [{ key, unit, at: byKey.size }]);
		}
	}
	const ways = { byKey, lengths: [...new Set([...byKey.keys()].map((key) => key.length))].sort((a, b) => b - a) };
	compiled.set(units, ways);
	return ways;
}

/** The ways that stand in a text, the longest first, those of one length in the order of the units. */
function* waysIn(text: string, { byKey, lengths }: Ways): Generator<Way> {
	for (const length of lengths) {
		const found = new Set<Way>();
		for (let at = 0; at + length <= text.length; at++) for (const way of byKey.get(text.slice(at, at + length)) ?? []) found.add(way);
		yield* [...found].sort((a, b) => a.at - b.at);
	}
}

/** 高新技术企业, 高新技术产品 and their like hold the 高新 of no zone. */
const NO_ZONE = /高新(?!区)(?!技术(?:产业)?(?:开发)?区)(?:技术)?(?=企业|产品|领域|技术|名录|$)/g;

/** Whether a text holds a name of a unit. 市科技局 and its like are the city's only where no other city stands before them (湛江市科技局). */
function stands({ key }: Way, text: string): boolean {
	const at = text.indexOf(key);
	return at === 0 || (at > 0 && !(/^[市区县]/.test(key) && /[\u4e00-\u9fff]/.test(text.charAt(at - 1))));
}

/**
 * The unit that the value of a 填报单位 line names: the whole value, else the longest name in it, so that bureaus and centres are read as their county.
 * Never the 高新 of 高新技术企业. null where there is none.
 */
export function unitNamed(value: string, units: readonly ReportingUnit[]): NamedUnit | null {
	const ways = waysOf(units);
	const whole = matchKey(value);
	const key = whole.replace(NO_ZONE, "※");
	const found = ways.byKey.get(whole)?.[0] ?? first(waysIn(key, ways), (way) => stands(way, key));
	return found ? { unit: found.unit, text: found.key } : null;
}

/**
 * The unit that a title, the name of a sheet or of a file names. The city's short names (市级, 市局) are words of other titles too (市级科技计划项目):
 * here they count only where they stand for themselves between brackets, signs or blanks.
 */
export function unitMentioned(text: string, units: readonly ReportingUnit[]): NamedUnit | null {
	const tokens = text.split(/[\s+_\-—–()（）【】[\]〔〕、,，.:：]+|(?=20\d\d年?)/).map(matchKey);
	const key = matchKey(text).replace(NO_ZONE, "※");
	const isMeant = (way: Way) => (way.unit.kind === "city" && way.key.length < 3 ? tokens.includes(way.key) : stands(way, key));
	const mentioned = first(waysIn(key, waysOf(units)), isMeant);
	return mentioned ? { unit: mentioned.unit, text: mentioned.key } : null;
}

function first<T>(values: Iterable<T>, fits: (value: T) => boolean): T | null {
	for (const value of values) if (fits(value)) return value;
	return null;
}
