import { AREA_ORDER, REPORT_TEXTS } from "../messages/report-texts.ts";
import { unitPlace } from "../model/figure-name.ts";
import { type Area, type Figure, type Indicator, placesOf } from "../model/indicator.ts";
import type { SummaryGroup, SummaryRow } from "../model/report.ts";
import { type Applicability, isInapplicable, owedBy } from "../stages/applicable.ts";
import { completionOf, targetIndicator } from "../stages/consolidate.ts";
import type { ConsolidatePorts, Consolidation } from "./consolidate.ts";

/** 汇总表: every indicator that is printed, by area. */
export function summary({ indicators, figures }: Consolidation, ports: ConsolidatePorts): SummaryGroup[] {
	const applicability: Applicability = { figures, owed: owedBy(ports.forms, ports.units), units: ports.units };
	let line = 0;
	return AREA_ORDER.map((area: Area) => ({
		title: REPORT_TEXTS.area[area],
		rows: indicators.filter((i) => i.area === area && isPrinted(i, figures)).map((i) => summaryRow(++line, i, applicability)),
	})).filter((group) => group.rows.length > 0);
}

/** Completion rates stand in a column of their own; members of long breakdowns are printed where there is something to tell. */
function isPrinted(indicator: Indicator, figures: ReadonlyMap<string, Figure>): boolean {
	const figure = figures.get(indicator.id);
	if (!figure || /\.(completion|stretch)$/.test(indicator.id)) return false;
	const silent = indicator.detail === true;
	return !silent || [figure.value, ...Object.values(figure.byUnit)].some((value) => value !== 0 && value !== null);
}

function summaryRow(line: number, indicator: Indicator, applicability: Applicability): SummaryRow {
	const { figures, units } = applicability;
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
		places: placesOf(indicator),
		indent: indicator.within !== undefined,
		value: figure.value,
		byUnit: figure.byUnit,
		cityOnly: cityOnly && figure.value !== null,
		notApplicable: [null, ...units.map(({ code }) => code)].filter((unit) => isInapplicable(indicator, unitPlace(unit), applicability)),
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
