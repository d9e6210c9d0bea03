import type { ReportingUnit } from "../../model/division.ts";
import type { Finding } from "../../model/finding.ts";
import type { Form } from "../../model/form.ts";
import { type Period, periodName } from "../../model/period.ts";
import type { Catalogue, Evidence } from "../../model/submission.ts";
import { titledForm } from "./form-names.ts";
import { agrees } from "./period-label.ts";
import { statementsInName } from "./which-period.ts";
import { unitOfName } from "./which-unit.ts";

/** What was recognised, to compare with the file's name. */
export interface Recognised {
	readonly form: Form;
	readonly period: Period;
	readonly unit: ReportingUnit;
	readonly evidence: readonly Evidence[];
	readonly sheet: string;
}

/** Where the file's name says another form, period or unit than the sheet, the sheet wins and it is told (forms.md). */
export function nameFindings(recognised: Recognised, formsOfFile: readonly Form[], fileName: string, { forms, units }: Catalogue): Finding[] {
	const { form, period, unit, evidence, sheet } = recognised;
	const told = (of: Evidence["of"], name: string, inSheet: string): Finding => ({
		code: "name.sheet-differs",
		severity: "info",
		sheet,
		cell: evidence.find((e) => e.of === of)?.cell ?? null,
		field: null,
		header: null,
		value: name,
		expected: inSheet,
		params: { of, name, sheet: inSheet },
	});
	const findings: Finding[] = [];
	const namedForm = titledForm(fileName, forms);
	if (namedForm && !formsOfFile.includes(namedForm)) findings.push(told("form", namedForm.title.zh, form.title.zh));
	const statements = statementsInName(fileName);
	const [stated] = statements;
	if (stated && !statements.some((statement) => agrees(statement, period))) findings.push(told("period", stated.text, periodName(period, "zh-CN")));
	const named = unitOfName({ fileName, units });
	if (named && "value" in named && named.value.code !== unit.code) findings.push(told("unit", named.value.shortName, unit.shortName));
	return findings;
}
