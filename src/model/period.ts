import { z } from "zod";
import { plusDays } from "./calendar.ts";

export type PeriodKind = "year" | "half-year" | "quarter" | "month";

/** A reporting period, written 2019, 2019H1, 2019Q2 or 2019-06. */
export interface Period {
	readonly code: string;
	readonly kind: PeriodKind;
	readonly year: number;
	/** First and last day, YYYY-MM-DD. */
	readonly start: string;
	readonly end: string;
}

const CODE = /^(20\d{2})(?:H([12])|Q([1-4])|-(0[1-9]|1[0-2]))?$/;

/** The period that a code names, or null where the text is no period code. */
export function parsePeriod(code: string): Period | null {
	const match = CODE.exec(code);
	if (!match?.[1]) return null;
	const year = Number(match[1]);
	if (match[2]) return span(code, "half-year", year, (Number(match[2]) - 1) * 6 + 1, 6);
	if (match[3]) return span(code, "quarter", year, (Number(match[3]) - 1) * 3 + 1, 3);
	if (match[4]) return span(code, "month", year, Number(match[4]), 1);
	return span(code, "year", year, 1, 12);
}

/** The period that a code names. @throws RangeError where the text is no period code. */
export function period(code: string): Period {
	const parsed = parsePeriod(code);
	if (!parsed) throw new RangeError(`not a period code: ${code}`);
	return parsed;
}

/** A period's code as a Zod schema. */
export const periodCode = z.string().refine((text) => parsePeriod(text) !== null, { message: "period: 2019, 2019H1, 2019Q2 or 2019-06" });

/** The period of a kind that a day (YYYY-MM-DD) falls into. */
export function periodOf(kind: PeriodKind, day: string): Period {
	const year = day.slice(0, 4);
	const month = Number(day.slice(5, 7));
	if (kind === "year") return period(year);
	if (kind === "half-year") return period(`${year}H${month <= 6 ? 1 : 2}`);
	if (kind === "quarter") return period(`${year}Q${Math.ceil(month / 3)}`);
	return period(day.slice(0, 7));
}

/** The period of the same kind that begins when another ends. */
export function following(p: Period): Period {
	return periodOf(p.kind, plusDays(p.end, 1));
}

/** The period of the same kind that ends when another begins. */
export function preceding(p: Period): Period {
	return periodOf(p.kind, plusDays(p.start, -1));
}

/** The period of the same kind a year before: 2018H1 of 2019H1. */
export function yearBefore(p: Period): Period {
	return period(p.code.replace(/^\d{4}/, String(p.year - 1)));
}

/** The longest period that ends on a day (the last of a month, YYYY-MM-DD): the year for December 31, the half-year for June 30. */
export function endingWith(day: string): Period {
	const kinds = ["year", "half-year", "quarter", "month"] as const;
	const found = kinds.map((kind) => periodOf(kind, day)).find(({ end }) => end === day);
	if (!found) throw new RangeError(`no period ends on ${day}`);
	return found;
}

/** Whether `inner` lies inside `outer` (equal counts). */
export function contains(outer: Period, inner: Period): boolean {
	return outer.start <= inner.start && inner.end <= outer.end;
}

/** The last period of a kind inside `outer`: the second quarter for 2019H1; `outer` itself where the kind is as long or longer. */
export function lastWithin(outer: Period, kind: PeriodKind): Period {
	const last = periodOf(kind, outer.end);
	return contains(outer, last) ? last : outer;
}

/** The periods of a kind inside `outer`, in their order. */
export function subPeriods(outer: Period, kind: PeriodKind): Period[] {
	const found: Period[] = [];
	for (let at = periodOf(kind, outer.start); contains(outer, at); at = periodOf(kind, plusDays(at.end, 1))) found.push(at);
	return found;
}

/** 2019年上半年, 2019年第二季度, 2019年6月, 2019年 · First half of 2019, … */
export function periodName(p: Period, lang: "zh-CN" | "en"): string {
	const index = Number(p.code.slice(5));
	if (lang === "zh-CN") {
		if (p.kind === "year") return `${p.year}年`;
		if (p.kind === "half-year") return `${p.year}年${index === 1 ? "上" : "下"}半年`;
		if (p.kind === "quarter") return `${p.year}年第${"一二三四"[Number(p.code.slice(5)) - 1]}季度`;
		return `${p.year}年${Number(p.code.slice(5))}月`;
	}
	if (p.kind === "half-year") return `${index === 1 ? "first" : "second"} half of ${p.year}`;
	if (p.kind === "quarter") return `quarter ${index} of ${p.year}`;
	return p.code;
}

/** The period that a Chinese name as given by `periodName` names, or null. */
export function periodNamed(name: string): Period | null {
	const year = /^(20\d{2})年/.exec(name)?.[1];
	if (!year) return null;
	const months = Array.from({ length: 12 }, (_, at) => `${year}-${two(at + 1)}`);
	const codes = [year, `${year}H1`, `${year}H2`, ...[1, 2, 3, 4].map((quarter) => `${year}Q${quarter}`), ...months];
	return codes.map(period).find((candidate) => periodName(candidate, "zh-CN") === name) ?? null;
}

function span(code: string, kind: PeriodKind, year: number, firstMonth: number, months: number): Period {
	const lastMonth = firstMonth + months - 1;
	const lastDay = new Date(Date.UTC(year, lastMonth, 0)).getUTCDate();
	return { code, kind, year, start: `${year}-${two(firstMonth)}-01`, end: `${year}-${two(lastMonth)}-${two(lastDay)}` };
}

function two(n: number): string {
	return String(n).padStart(2, "0");
}
