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
}

const compiled = new WeakMap<readonly ReportingUnit[], readonly Way[]>();

/** Every way in which units are written, longest first. */
function waysOf(units: readonly ReportingUnit[]): readonly Way[] {
	const known = compiled.get(units);
	if (known) return known;
	const ways = units
		.flatMap((unit) => [unit.name, unit.shortName, ...unit.aliases].map((way) => ({ key: matchKey(way), unit })))
		.sort((a, b) => b.key.length - a.key.length);
	compiled.set(units, ways);
	return ways;
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
	const key = matchKey(value).replace(NO_ZONE, "※");
	const ways = waysOf(units);
	const found = ways.find((way) => way.key === matchKey(value)) ?? ways.find((way) => stands(way, key));
	return found ? { unit: found.unit, text: found.key } : null;
}

/**
 * The unit that a title, the name of a sheet or of a file names. The city's short names (市级, 市局) are words of other titles too (市级科技计划项目):
 * here they count only where they stand for themselves between brackets, signs or blanks.
 */
export function unitMentioned(text: string, units: readonly ReportingUnit[]): NamedUnit | null {
	const tokens = text.split(/[\s+_\-—–()（）【】[\]〔〕、,，.:：]+|(?=20\d\d年?)/).map(matchKey);
	const key = matchKey(text).replace(NO_ZONE, "※");
	const mentioned = waysOf(units).find((way) => (way.unit.kind === "city" && way.key.length < 3 ? tokens.includes(way.key) : stands(way, key)));
	return mentioned ? { unit: mentioned.unit, text: mentioned.key } : null;
}
