import { CHECK_TEXTS } from "../messages/check-texts.ts";
import { BUILT_IN_CHECKS } from "../model/built-in-checks.ts";
import type { Waiver } from "../model/decision.ts";
import type { RuleDocument, RulesDocument } from "../model/documents.ts";
import { FINDING_CODES, type FindingCode } from "../model/finding.ts";
import type { Form, Table } from "../model/form.ts";
import type { Need } from "../model/need.ts";
import { type ContextRule, onTrial, type Rule } from "../model/rule.ts";
import { inForceOn } from "../stages/check/waived.ts";
import { asksFor } from "../stages/explanation.ts";

type Read = RuleDocument["reads"][number];

/**
 * The ledger of rules: everything that a report is judged by, from the forms and the built-in checks alone. A rule that marks cells of several forms under one code is told
 * once.
 * @param today YYYY-MM-DD: which rules are still on trial, and which waivers hold
 */
export function rulesDocument(forms: readonly Form[], waivers: readonly Waiver[], today: string): RulesDocument {
	const standing = inForceOn(waivers, today);
	const waiversOf = (code: string) =>
		standing.filter(({ rule }) => rule === code).map(({ id, unit, key, reason, by, until }) => ({ id, unit, key, reason, by, until }));
	const declared = forms.flatMap((form) => form.tables.flatMap((table) => table.rules.map((rule) => formRule(rule, table, form, forms, today))));
	const rules = [...merged(declared), ...FINDING_CODES.map(builtIn)];
	return { today, rules: rules.map((rule) => ({ ...rule, waivers: waiversOf(rule.code) })) };
}

type Unwaived = Omit<RuleDocument, "waivers">;

function formRule(rule: Rule, table: Table, form: Form, forms: readonly Form[], today: string): Unwaived {
	const { code, kind, severity, states, remedy, trial } = rule;
	const own = [...rule.reads, ...rule.mayBeBlank].map((name) => read(form, table.id, name));
	return {
		...{ code, kind, states, remedy, forms: [form.id], looksAt: null },
		severity: onTrial(rule, today) ? "info" : severity,
		severities: rule.kind === "context" && rule.severities ? [...rule.severities] : [severity],
		reads: [...own, ...others(rule, form, forms)],
		tells: [...(rule.tells ?? [])],
		asksFor: severity === "soft" ? asksFor(code, form) : null,
		trial: trial ? { hardFrom: trial.hardFrom, on: onTrial(rule, today) } : null,
	};
}

function others(rule: Rule, form: Form, forms: readonly Form[]): Read[] {
	if (rule.kind === "table") return Object.entries(rule.alsoReads).flatMap(([table, fields]) => fields.map((name) => read(form, table, name)));
	return rule.kind === "context" ? needed(rule, forms) : [];
}

/** What a rule reads of other reports: whose, and of which period. */
function needed({ needs }: ContextRule, forms: readonly Form[]): Read[] {
	return Object.values(needs).flatMap(({ form: id, table, fields, whose, when }: Need) => {
		const form = forms.find((each) => each.id === id);
		return fields.map((name) => ({
			...(form ? read(form, table ?? "", name) : { form: id, table: table ?? "", field: name, header: name }),
			of: { whose, when },
		}));
	});
}

function read(form: Form, table: string, name: string): Read {
	const field = form.tables.find(({ id }) => id === table)?.fields.find((each) => each.name === name);
	return { form: form.id, table, field: name, header: field?.header ?? name };
}

/** Rules of one code that say the same in several forms, as one. */
function merged(rules: readonly Unwaived[]): Unwaived[] {
	const byText = new Map<string, Unwaived>();
	for (const rule of rules) {
		const key = `${rule.code} ${rule.states.zh}`;
		const known = byText.get(key);
		if (!known) byText.set(key, rule);
		else byText.set(key, { ...known, forms: [...new Set([...known.forms, ...rule.forms])], reads: distinct([...known.reads, ...rule.reads]) });
	}
	return [...byText.values()];
}

function distinct(reads: readonly Read[]): Read[] {
	return [...new Map(reads.map((each) => [JSON.stringify(each), each])).values()];
}

function builtIn(code: FindingCode): Unwaived {
	const { severities, tells } = BUILT_IN_CHECKS[code];
	const [zh, en] = [CHECK_TEXTS["zh-CN"][code], CHECK_TEXTS.en[code]];
	return {
		...{ code, kind: "built-in", forms: [], reads: [], trial: null },
		severity: severities[0] ?? "info",
		severities: [...severities],
		states: { zh: zh.states, en: en.states },
		remedy: { zh: zh.remedy, en: en.remedy },
		looksAt: { zh: zh.reads, en: en.reads },
		tells: [...tells],
		asksFor: severities.includes("soft") ? asksFor(code, null) : null,
	};
}
