import type { ReportingUnit } from "../../../model/division.ts";
import type { KnownName } from "../../../model/register.ts";

/** Where the register has a name from, as a sentence needs it: the name and its last report. */
export function evidence({ name, last }: KnownName, units: readonly ReportingUnit[]): Record<string, string> {
	const unit = units.find(({ code }) => code === last.unit);
	return { known: name, unit: unit?.shortName ?? last.unit, unitEn: unit?.nameEn ?? last.unit, form: last.form, period: last.period };
}
