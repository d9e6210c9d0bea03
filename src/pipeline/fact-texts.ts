import { longDay } from "../messages/chinese.ts";
import { inShanghai } from "../model/calendar.ts";
import { periodName } from "../model/period.ts";
import type { FactTexts } from "../stages/fill/answers.ts";
import type { Scope } from "./consolidate.ts";

/** Whose publication it is, and under which short code it was published; null where it was not. */
export interface FactOptions {
	readonly city: string;
	readonly issuer: string;
	readonly release: string | null;
}

/** What is said beside the figures of a scope, in the words of a Chinese office. */
export function factTexts({ period, cutoff, asOf }: Pick<Scope, "period" | "cutoff" | "asOf">, { city, issuer, release }: FactOptions): FactTexts {
	const known = inShanghai(asOf);
	return {
		period: { text: periodName(period, "zh-CN") },
		"period-code": { text: period.code },
		year: { text: String(period.year) },
		cutoff: { text: longDay(cutoff), day: cutoff },
		"as-of": { text: `${longDay(known.slice(0, 10))}${known.slice(10)}`, day: known.slice(0, 10) },
		city: { text: city },
		issuer: { text: issuer },
		release: { text: release ?? "" },
	};
}
