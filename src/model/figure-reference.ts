import type { ReportingUnit } from "./division.ts";
import { matchKey } from "./match-key.ts";
import { nearestNames } from "./nearest.ts";
import type { Bilingual } from "./text.ts";

/**
 * How templates name a figure: `{{hnte.stock}}` for the whole city, `{{hnte.stock@江城区}}` for a unit, `{{hnte.stock@江城区:完成率}}` for what is said of it beside its value.
 * An indicator is written as its id or its Chinese name, a unit as its code, name or alias, an administrative division as 区划441702.
 */

/** What can be said of a figure, and how templates may write it. Growth rates are fractions of one, as are completion and share. */
export const MEASURES = {
	value: { zh: "本期", en: "value" },
	"last-year": { zh: "上年同期", en: "same period last year" },
	change: { zh: "增减", en: "change on last year" },
	growth: { zh: "同比", en: "growth on last year" },
	"last-period": { zh: "上期", en: "period before" },
	"period-change": { zh: "比上期增减", en: "change on the period before" },
	"period-growth": { zh: "环比", en: "growth on the period before" },
	target: { zh: "年度目标", en: "target of the year" },
	completion: { zh: "完成率", en: "completion of the target" },
	/** What is still missing of the target's lower bound; 0 where it is met. */
	gap: { zh: "还差", en: "still missing of the target" },
	stretch: { zh: "上限完成率", en: "completion of the target's upper bound" },
	schedule: { zh: "序时进度", en: "elapsed share of the year" },
	rank: { zh: "排名", en: "rank among the units" },
	share: { zh: "占比", en: "share of the city" },
} as const satisfies Record<string, Bilingual>;

export type Measure = keyof typeof MEASURES;

export const MEASURE_NAMES = Object.keys(MEASURES) as [Measure, ...Measure[]];

/** What templates may say beside figures. */
export const FACTS = {
	period: { zh: "报告期", en: "period: 2019年上半年" },
	"period-code": { zh: "报告期代码", en: "code of the period: 2019H1" },
	year: { zh: "年份", en: "year" },
	cutoff: { zh: "统计截止日", en: "cutoff" },
	"as-of": { zh: "数据时点", en: "instant as of which the data count" },
	city: { zh: "地市", en: "city" },
	issuer: { zh: "单位", en: "issuing office" },
	release: { zh: "发布编号", en: "short code of the release" },
} as const satisfies Record<string, Bilingual>;

export type Fact = keyof typeof FACTS;

export interface FigureReference {
	readonly kind: "figure";
	readonly indicator: string;
	/** null for the whole city. */
	readonly place: FigurePlace | null;
	readonly measure: Measure;
}

/** A reporting unit, or a division with all its units, by code. */
export interface FigurePlace {
	readonly cut: "unit" | "division";
	readonly code: string;
}

export interface FactReference {
	readonly kind: "fact";
	readonly fact: Fact;
}

/** Why what stands between the braces names nothing, and what was probably meant. */
export interface ReferenceFault {
	readonly kind: "fault";
	/** empty: nothing is written; ambiguous: a name that several indicators have. */
	readonly what: "empty" | "indicator" | "ambiguous" | "place" | "measure";
	/** The part that is wrong. */
	readonly written: string;
	/** What it may have been meant to be, the nearest first: ids with names, unit names, measures. */
	readonly nearest: readonly string[];
}

/** What references may name. */
export interface Referable {
	readonly indicators: readonly { readonly id: string; readonly name: Bilingual }[];
	readonly units: readonly ReportingUnit[];
}

const DIVISION = /^(?:区划|division[: ]?)(\d+)$/i;

/** Everything that stands between double braces in a text, in its order. */
export function referencesIn(text: string): { readonly at: number; readonly length: number; readonly inside: string }[] {
	return [...text.matchAll(/\{\{([^{}]*)\}\}/g)].map((match) => ({ at: match.index, length: match[0].length, inside: (match[1] ?? "").trim() }));
}

/** What the inside of a pair of braces (or a mapping's entry) names. Full-width marks count like plain ones. */
export function resolveReference(inside: string, known: Referable): FigureReference | FactReference | ReferenceFault {
	const written = inside.replaceAll("＠", "@").replaceAll("：", ":").trim();
	if (written === "") return { kind: "fault", what: "empty", written: inside, nearest: [] };
	const fact = named(FACTS, written);
	if (fact) return { kind: "fact", fact };
	const [figure = "", measureWritten, ...more] = written.split(":").map((part) => part.trim());
	const [subject = "", placeWritten, ...others] = figure.split("@").map((part) => part.trim());
	const indicator = indicatorOf(subject, known);
	if (typeof indicator !== "string") return indicator;
	const place = placeWritten === undefined ? null : placeOf([placeWritten, ...others].join("@"), known.units);
	if (place && "kind" in place) return place;
	const measure = measureWritten === undefined ? "value" : measureOf([measureWritten, ...more].join(":"));
	if (typeof measure !== "string") return measure;
	return { kind: "figure", indicator, place, measure };
}

function named<K extends string>(names: Readonly<Record<K, Bilingual>>, written: string): K | undefined {
	const wanted = written.toLowerCase();
	// asOf and lastYear are as-of and last-year.
	return (Object.keys(names) as K[]).find((key) => key === wanted || key.replaceAll("-", "") === wanted || names[key].zh === written);
}

/** Whether something that was looked up names nothing. */
export function isFault(found: unknown): found is ReferenceFault {
	return typeof found === "object" && found !== null && "kind" in found && found.kind === "fault";
}

/** The measure of a key or a Chinese name. */
export function measureOf(written: string): Measure | ReferenceFault {
	return named(MEASURES, written) ?? { kind: "fault", what: "measure", written, nearest: nearestMeasures(written) };
}

/** The indicator of an id or a Chinese name. */
export function indicatorOf(written: string, { indicators }: Referable): string | ReferenceFault {
	if (indicators.some(({ id }) => id === written)) return written;
	const called = indicators.filter(({ name }) => matchKey(name.zh) === matchKey(written));
	const shown = ({ id, name }: Referable["indicators"][number]) => `${id}（${name.zh}）`;
	if (called.length === 1 && called[0]) return called[0].id;
	if (called.length > 1) return { kind: "fault", what: "ambiguous", written, nearest: called.map(shown) };
	const near = nearestNames(
		written,
		indicators.flatMap(({ id, name }) => [id, name.zh]),
		6,
	);
	const meant = near.flatMap((each) => indicators.filter(({ id, name }) => id === each || name.zh === each).slice(0, 1));
	return { kind: "fault", what: "indicator", written, nearest: [...new Set(meant.map(shown))].slice(0, 3) };
}

/** The unit or division of a code, name or alias. */
export function placeOf(written: string, units: readonly ReportingUnit[]): FigurePlace | ReferenceFault {
	const division = DIVISION.exec(written)?.[1];
	if (division && units.some((unit) => unit.division === division)) return { cut: "division", code: division };
	const wanted = matchKey(written);
	const unit = units.find(({ code, name, shortName, aliases }) => [code, name, shortName, ...aliases].some((way) => matchKey(way) === wanted));
	if (unit) return { cut: "unit", code: unit.code };
	const near = nearestNames(
		written,
		units.flatMap(({ code, name, shortName }) => [shortName, name, code]),
	);
	const shown = near.length > 0 ? near : units.map(({ shortName }) => shortName);
	return { kind: "fault", what: "place", written, nearest: shown };
}

function nearestMeasures(written: string): string[] {
	const names = Object.entries(MEASURES).flatMap(([key, { zh }]) => [zh, key]);
	const near = nearestNames(written, names);
	return near.length > 0 ? near : Object.values(MEASURES).map(({ zh }) => zh);
}
