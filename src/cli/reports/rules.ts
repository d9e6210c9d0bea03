import type { CliTexts } from "../../messages/cli-zh-CN.ts";
import type { RuleDocument, RulesDocument } from "../../model/documents.ts";
import { inLanguage, type Language } from "../../model/text.ts";
import { pad } from "../table.ts";
import { shortForm } from "./files.ts";

/** Every rule in a line, by the form whose cells it marks. */
export function rulesReport({ rules }: RulesDocument, texts: CliTexts, language: Language): string[] {
	const forms = [...new Set(rules.flatMap((rule) => rule.forms))];
	const declared = forms.flatMap((form) =>
		section(
			form,
			rules.filter((rule) => rule.forms.includes(form)),
			texts,
			language,
		),
	);
	const builtIn = rules.filter((rule) => rule.forms.length === 0);
	const lines = [...declared, ...(builtIn.length === 0 ? [] : section(texts.rules.builtIn, builtIn, texts, language))];
	return [...lines, texts.rules.more];
}

function section(title: string, rules: readonly RuleDocument[], texts: CliTexts, language: Language): string[] {
	const width = Math.max(...rules.map(({ code }) => code.length));
	return [
		title,
		...rules.map(
			(rule) => `  ${rule.code.padEnd(width)}  ${pad(weightOf(rule, texts), 6)}  ${inLanguage(rule.states, language)}${marks(rule, texts)}`,
		),
		"",
	];
}

/** 强制性, or 强制性/核实性 of a check that may come to either. */
function weightOf({ severities }: RuleDocument, texts: CliTexts): string {
	return severities.map((severity) => texts.standing[severity]).join("/");
}

/** What an officer should know at a glance: that a rule is on trial, or waived for somebody. */
function marks({ trial, waivers }: RuleDocument, texts: CliTexts): string {
	const told = [...(trial?.on ? [texts.rules.onTrial(trial.hardFrom)] : []), ...(waivers.length > 0 ? [texts.rules.waived(waivers.length)] : [])];
	return told.length === 0 ? "" : ` [${told.join("; ")}]`;
}

/** All that there is to say of a rule. */
export function ruleReport(rule: RuleDocument, texts: CliTexts, language: Language, unitName: (code: string) => string): string[] {
	const { labels } = texts.rules;
	const remedy = inLanguage(rule.remedy, language);
	const { trial } = rule;
	return [
		`${rule.code}  ${weightOf(rule, texts)}`,
		`  ${labels.states}${inLanguage(rule.states, language)}`,
		...(remedy === "" ? [] : [`  ${labels.remedy}${remedy}`]),
		`  ${labels.forms}${rule.forms.length === 0 ? texts.rules.everyForm : rule.forms.map(shortForm).join(texts.rules.and)}`,
		`  ${labels.reads}${readsOf(rule, texts, language)}`,
		...(rule.tells.length === 0 ? [] : [`  ${labels.tells}${rule.tells.map((what) => texts.rules.tells[what]).join(texts.rules.and)}`]),
		...(rule.asksFor === null ? [] : [`  ${labels.explain}${texts.rules.asksFor[rule.asksFor]}`]),
		...(trial === null ? [] : [`  ${labels.trial}${trial.on ? texts.rules.onTrial(trial.hardFrom) : texts.rules.trialOver(trial.hardFrom)}`]),
		...rule.waivers.map(
			(waiver) => `  ${labels.waiver}${texts.rules.waiver({ ...waiver, unit: waiver.unit === null ? null : unitName(waiver.unit) })}`,
		),
		"",
	];
}

/** The columns that a rule reads, of each report in turn: 统01 营业收入、研发费用; 统03（本单位，同期）平台名称. */
function readsOf({ reads, looksAt }: RuleDocument, texts: CliTexts, language: Language): string {
	if (looksAt) return inLanguage(looksAt, language);
	const byReport = new Map<string, string[]>();
	for (const { form, table, header, of } of reads) {
		const report = `${shortForm(form)}${table}${of ? texts.rules.other(texts.rules.whose[of.whose], texts.rules.when[of.when]) : ""}`;
		byReport.set(report, [...(byReport.get(report) ?? []), header]);
	}
	return [...byReport].map(([report, headers]) => `${report} ${headers.join(texts.rules.and)}`).join("; ");
}
