import { type Form, tableOf } from "../../model/form.ts";
import type { IndicatorInput } from "../../model/indicator.ts";
import type { ManifestSubmission } from "../../model/release.ts";
import { type Basis, yearBefore } from "./basis.ts";
import { type AuditPlace, basisOfOther, comparedWith } from "./beside.ts";
import type { PublishedFigure } from "./published.ts";
import { standing } from "./standing.ts";

/** Indicator → places (as `placeKey` writes them) at which its figure rests on something lost. */
type Resting = ReadonlyMap<string, ReadonlySet<string>>;

/** What of a release cannot be confirmed, because originals are lost. */
export interface Unconfirmed {
	/** Whether a figure of the period itself can be. */
	readonly confirmable: (figure: Pick<PublishedFigure, "indicator" | "place" | "measure">) => boolean;
	/** The indicators of the period that cannot, each with the places at which. */
	readonly figures: readonly { readonly indicator: string; readonly places: readonly AuditPlace[] }[];
}

/** What of a release rests on versions whose originals are lost: what was counted of them, for their units, divisions and the city, and whatever is made of it. */
export function unconfirmedWithout(
	lost: ReadonlySet<ManifestSubmission>,
	forms: readonly Form[],
	basis: Basis,
	cutoffs: Readonly<Record<string, string>>,
): Unconfirmed {
	const { lastYear, periodBefore, dayBefore } = comparedWith(basis.period);
	const of = (own: Basis) => restingOn(lost, forms, own);
	const now = of(basis);
	const [yearAgo, ...before] = [lastYear, periodBefore, dayBefore].map((other) => of(basisOfOther(basis, other, cutoffs)));
	const targets = new Map(
		forms.flatMap(({ indicators }) => indicators.flatMap(({ id, target }) => (target ? [[id, `targets.${target}`] as const] : []))),
	);
	const rests = (resting: Resting | undefined, id: string, place: AuditPlace) => resting?.get(id)?.has(placeKey(place)) ?? false;
	return {
		confirmable({ indicator, place, measure }) {
			if (rests(now, indicator, place)) return false;
			const target = targets.get(indicator);
			if (measure === "rank" || measure === "share") return !rests(now, indicator, null) && (target === undefined || !rests(now, target, null));
			if (measure === "target" || measure === "completion" || measure === "gap" || measure === "stretch")
				return target === undefined || !rests(now, target, place);
			if (measure === "last-year" || measure === "change" || measure === "growth") return !rests(yearAgo, indicator, place);
			return !measure.includes("period") || before.every((other) => !rests(other, indicator, place));
		},
		figures: [...now].map(([indicator, places]) => ({ indicator, places: [...places].map(placeOf) })),
	};
}

function restingOn(lost: ReadonlySet<ManifestSubmission>, forms: readonly Form[], basis: Basis): Resting {
	const resting = countedOn(lost, forms, basis);
	const before = countedOn(lost, forms, yearBefore(basis));
	const derived = new Map(
		forms.flatMap(({ indicators }) => indicators.flatMap((each) => (each.kind === "derived" ? [[each.id, each] as const] : []))),
	);
	const of = (id: string): ReadonlySet<string> => {
		const known = resting.get(id);
		const inputs: readonly IndicatorInput[] = derived.get(id)?.inputs ?? [];
		if (known || inputs.length === 0) return known ?? new Set();
		const places = new Set(inputs.flatMap((input) => [...(input.at === undefined ? of(input.id) : (before.get(input.id) ?? []))]));
		if (places.size > 0) resting.set(id, places);
		return places;
	};
	for (const id of derived.keys()) of(id);
	for (const { id, target } of forms.flatMap(({ indicators }) => indicators)) {
		const places = new Set(target === undefined ? [] : [...of(id), ...of(`targets.${target}`)]);
		if (places.size > 0) for (const part of ["completion", "stretch"]) resting.set(`${id}.${part}`, places);
	}
	return resting;
}

function countedOn(lost: ReadonlySet<ManifestSubmission>, forms: readonly Form[], basis: Basis): Map<string, ReadonlySet<string>> {
	const resting = new Map<string, ReadonlySet<string>>();
	for (const form of forms) {
		for (const table of form.tables) {
			const own = standing(form, table, basis).submissions.filter((each) => lost.has(each));
			if (own.length === 0) continue;
			for (const indicator of form.indicators) {
				if (indicator.kind !== "counted" || tableOf(form, indicator.table).id !== table.id) continue;
				// What the city gives for its units stands in the city's own report.
				const given = indicator.measure.kind === "given";
				const units = basis.units.filter(({ code }) => given || own.some(({ unit }) => unit === code));
				const keys = units.flatMap(({ code, division }) => [`unit ${code}`, `division ${division}`]);
				resting.set(indicator.id, new Set(["*", ...keys]));
			}
		}
	}
	return resting;
}

function placeOf(key: string): AuditPlace {
	const [cut = "", code = ""] = key.split(" ");
	return cut === "unit" || cut === "division" ? { cut, code } : null;
}

function placeKey(place: AuditPlace): string {
	return place === null ? "*" : `${place.cut} ${place.code}`;
}
