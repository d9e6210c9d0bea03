import type { ConsolidateDocument } from "../model/documents.ts";
import type { ConsolidatePorts, Consolidation } from "./consolidate.ts";

/** What a consolidation came to: how many figures, which have no value, who is missing and whose earlier data stands in. */
export function consolidateDocument(id: number, { scope, indicators, figures }: Consolidation, ports: ConsolidatePorts): ConsolidateDocument {
	const ofForm = ports.forms.map((form) => {
		const own = form.indicators.flatMap((indicator) => figures.get(indicator.id) ?? []);
		return {
			form: form.id,
			units: [...new Set(own.flatMap((figure) => figure.missing ?? []))],
			carried: Object.entries(Object.assign({}, ...own.map((figure) => figure.carried ?? {})) as Record<string, string>),
		};
	});
	return {
		period: scope.period.code,
		cutoff: scope.cutoff,
		asOf: scope.asOf,
		consolidation: id,
		indicators: figures.size,
		notReported: indicators.filter((indicator) => (figures.get(indicator.id)?.value ?? null) === null).map((indicator) => indicator.id),
		missing: ofForm.filter(({ units }) => units.length > 0).map(({ form, units }) => ({ form, units })),
		carried: ofForm.flatMap(({ form, carried }) => carried.map(([unit, period]) => ({ form, unit, period }))),
	};
}
