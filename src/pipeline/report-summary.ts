import { AREA_ORDER, REPORT_TEXTS } from "../messages/report-texts.ts";
import type { Area, Figure, Indicator } from "../model/indicator.ts";
import type { SummaryGroup, SummaryRow } from "../model/report.ts";
import { completionOf, targetIndicator } from "../stages/consolidate.ts";
import { owing } from "../stages/roll-up.ts";
import type { ConsolidatePorts, Consolidation } from "./consolidate.ts";

/** 汇总表: every indicator that is printed, by area. */
export function summary({ indicators, figures }: Consolidation, ports: ConsolidatePorts): SummaryGroup[] {
	const owed = new Map(
		ports.forms.flatMap((form) => form.indicators.map(({ id }) => [id, owing(form, ports.units).map(({ code }) => code)] as const)),
	);
	let line = 0;
	return AREA_ORDER.map((area: Area) => ({
		title: REPORT_TEXTS.area[area],
		rows: indicators.filter((i) => i.area === area && isPrinted(i, figures)).map((i) => summaryRow(++line, i, figures, owed.get(i.id) ?? [])),
	})).filter((group) => group.rows.length > 0);
}

/** Cells without a value where none can be had: a form that is not the unit's, a target that was not set for it, a rate of nothing. Where something was not reported they stay blank. */
function notApplicable(indicator: Indicator, figure: Figure, figures: ReadonlyMap<string, Figure>, owed: readonly string[]): (string | null)[] {
	const at = (of: Figure | undefined, unit: string | null) => (unit === null ? of?.value : of?.byUnit[unit]) ?? null;
	const withoutBase = (unit: string | null) =>
		indicator.kind === "derived" && indicator.inputs.every((input) => input.at === undefined && at(figures.get(input.id), unit) !== null);
	const notGiven = indicator.kind === "counted" && indicator.measure.kind === "given";
	const none = (unit: string | null) => withoutBase(unit) || (unit !== null && (notGiven || !owed.includes(unit)));
	return [null, ...Object.keys(figure.byUnit)].filter((unit) => at(figure, unit) === null && none(unit));
}

/** Completion rates stand in a column of their own; members of long breakdowns are printed where there is something to tell. */
function isPrinted(indicator: Indicator, figures: ReadonlyMap<string, Figure>): boolean {
	const figure = figures.get(indicator.id);
	if (!figure || /\.(completion|stretch)$/.test(indicator.id)) return false;
	const silent = indicator.detail === true;
	return !silent || [figure.value, ...Object.values(figure.byUnit)].some((value) => value !== 0 && value !== null);
}

function summaryRow(line: number, indicator: Indicator, figures: ReadonlyMap<string, Figure>, owed: readonly string[]): SummaryRow {
	const figure = figures.get(indicator.id);
	if (!figure) throw new Error(`no figure for ${indicator.id}`);
	const goal = indicator.target === undefined ? undefined : figures.get(targetIndicator(indicator.target))?.value;
	const { target, completion, stretch } = completionOf(figure.value, goal);
	const cityOnly = (indicator.kind === "derived" && indicator.cityOnly === true) || Object.values(figure.byUnit).every((value) => value === null);
	return {
		line,
		indicator: indicator.id,
		name: indicator.name.zh,
		unit: indicator.unit,
		places: indicator.places ?? (indicator.unit === "%" ? 1 : 0),
		indent: indicator.within !== undefined,
		value: figure.value,
		byUnit: figure.byUnit,
		cityOnly: cityOnly && figure.value !== null,
		notApplicable: notApplicable(indicator, figure, figures, owed),
		...(figure.qualifier ? { qualifier: figure.qualifier } : {}),
		target,
		completion: completion === null ? null : completion / 100,
		remark: [
			...(stretch === null ? [] : [REPORT_TEXTS.stretch(stretch)]),
			...(figure.carried ? [REPORT_TEXTS.carried] : []),
			...(figure.missing && figure.value !== null ? [REPORT_TEXTS.incomplete(figure.missing.length)] : []),
		].join("；"),
	};
}
