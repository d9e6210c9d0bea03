import type { RuleDocument } from "../src/model/documents.ts";
import type { Form } from "../src/model/form.ts";
import { SEVERITY_NAMES } from "../src/model/severity.ts";
import { rulesDocument } from "../src/pipeline/rules-document.ts";

const WHOSE = { unit: "own unit", city: "the city", others: "other units", all: "every unit" } as const;
const WHEN = {
	...{ before: "period before", same: "same period", latest: "latest report" },
	...{ "year-before": "a year before", within: "this year so far" },
} as const;
/** A day before any trial ends: the page says from when a rule binds, not whether it does. */
const BEFORE_ANY = "0000-01-01";

/** The ledger of rules as a page of docs/: what every report is judged by, from the forms and the built-in checks alone. */
export function renderRules(forms: readonly Form[]): string {
	const { rules } = rulesDocument(forms, [], BEFORE_ANY);
	const declared = rules.filter((rule) => rule.forms.length > 0);
	const builtIn = rules.filter((rule) => rule.forms.length === 0);
	const head = ["| code | severity | says | to do | reads | tells |", "|---|---|---|---|---|---|"];
	return `${[
		"# The ledger of rules (审核关系)",
		"",
		"Generated from `src/forms` and the built-in checks by `npm run docs`; do not edit. `huibao rules [CODE|FORM]` lists the same with the trials and waivers of an installation.",
		"",
		"强制性 (mandatory) blocks acceptance; 核实性 (to be explained) is accepted with a written explanation; 提示 (for information) asks for nothing. Codes are stable. *tells*: what a finding says beside its cell.",
		"A rule with more than one severity comes to the one that what was found deserves. Where a rule reads another report that has not been accepted, it is left out.",
		...forms.flatMap((form) => {
			const own = declared.filter((rule) => rule.forms.includes(form.id));
			return own.length === 0 ? [] : ["", `## ${form.id} ${form.title.zh}`, "", ...head, ...own.map((rule) => line(rule, form))];
		}),
		...["", "## Every form", "", ...head, ...builtIn.map((rule) => line(rule, null))],
	].join("\n")}\n`;
}

function line(rule: RuleDocument, form: Form | null): string {
	const { code, severities, states, remedy, tells, trial, asksFor } = rule;
	const weight = [
		...severities.map((severity) => SEVERITY_NAMES[severity].zh),
		...(trial ? [`试行，自${trial.hardFrom}起`] : []),
		...(asksFor === "confirm" ? ["confirming is enough"] : []),
	];
	const others = rule.forms.filter((id) => id !== form?.id);
	const also = others.length === 0 ? [] : [`also in ${others.join(", ")}`];
	const cells = [code, weight.join("<br>"), bothOf(states), bothOf(remedy), [readsOf(rule, form), ...also].join("<br>"), tells.join(", ")];
	return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

function bothOf({ zh, en }: RuleDocument["states"]): string {
	return zh === "" ? "" : `${zh}<br>${en}`;
}

/** The headers of the columns that a rule reads, those of other reports with whose they are and of which period. */
function readsOf({ reads, looksAt }: RuleDocument, form: Form | null): string {
	if (looksAt) return bothOf(looksAt);
	const byReport = new Map<string, string[]>();
	for (const read of reads) {
		const place = [
			...(read.form === form?.id && !read.of ? [] : [read.form]),
			...(read.table === "" ? [] : [read.table]),
			...(read.of ? [`(${WHOSE[read.of.whose]}, ${WHEN[read.of.when]})`] : []),
		].join(" ");
		byReport.set(place, [...(byReport.get(place) ?? []), read.header]);
	}
	return [...byReport].map(([place, headers]) => `${place === "" ? "" : `${place}: `}${headers.join("、")}`).join("<br>");
}
