import type { Decisions, Explanation, ExplanationFault, Slot, TypedExplanation, Waiver } from "../../model/decision.ts";
import { type Finding, type FindingGroup, findingIdentity, groupIdentity, type Settlement } from "../../model/finding.ts";
import type { Form } from "../../model/form.ts";
import type { Known } from "../../model/known.ts";
import { asksFor, faultOf, ownWords } from "../explanation.ts";
import { inForceFor, waiverOf } from "./waived.ts";

/** What was found, and what is decided about it. */
interface Found {
	readonly findings: readonly Finding[];
	readonly groups: readonly FindingGroup[];
}

/** The same with what nothing more is asked about marked, and what of the file's own explanations holds. */
interface Settled {
	readonly findings: Finding[];
	readonly groups: FindingGroup[];
	readonly explanations: Explanation[];
}

/** What is known about one submission's findings. */
interface Case {
	readonly form: Form;
	readonly slot: Slot;
	/** In force for the unit today. */
	readonly waivers: readonly Waiver[];
	readonly decisions: Decisions;
	readonly typed: ReadonlyMap<string, TypedExplanation>;
	readonly at: string;
	/** Filled with what the file explains. */
	readonly explained: Explanation[];
}

/**
 * Marks the findings about which nothing more is asked: those of a rule that the city waives, and soft ones that the office has explained, in the file itself or before, as
 * long as the same stands in the cell. What is no explanation is noted in the finding's parameters, so that the office is told why it is asked again; and what it said of the
 * same finding in the period before is shown, never applied.
 * @param today YYYY-MM-DD
 */
export function settle(
	found: Found,
	form: Form,
	slot: Slot,
	{ decisions, typed, at }: Pick<Known, "decisions" | "typed" | "at">,
	today: string,
): Settled {
	const { waivers, explanations, before } = decisions;
	if (waivers.length + explanations.length + before.length + typed.length === 0) return { ...copied(found), explanations: [] };
	const inForce = inForceFor(waivers, slot.unit, today);
	const written = new Map(typed.filter(({ text }) => text.trim() !== "").map((each) => [each.identity, each]));
	const known: Case = { form, slot, waivers: inForce, decisions, typed: written, at, explained: [] };
	// What is said of all findings of a kind holds for those that are told one by one as well.
	const groups = found.groups.map((group) => settledGroup(group, known));
	return { findings: found.findings.map((finding) => settledFinding(finding, known)), groups, explanations: known.explained };
}

function copied({ findings, groups }: Found): Found & Pick<Settled, "findings" | "groups"> {
	return { findings: [...findings], groups: [...groups] };
}

function settledFinding(finding: Finding, known: Case): Finding {
	if (finding.severity === "info") return finding;
	const settled = waived(finding, known.waivers);
	if (settled) return { ...finding, settled };
	const typed = known.typed.get(findingIdentity(finding));
	if (finding.severity === "hard") return typed ? withParams(finding, { said: typed.text, fault: "hard" }) : finding;
	const about = known.decisions.explanations.filter((each) => isAbout(each, finding));
	const held = [...about, ...known.explained].findLast((each) => isAbout(each, finding) && holdsFor(each, finding));
	// A workbook that comes again repeats what was said before; a later word counts more.
	const fault = typed && !about.some(({ text }) => text === typed.text) ? judged(typed, finding, finding.value, known) : undefined;
	if (typed && fault === null)
		return { ...finding, settled: explainedBy(keep(typed.text, finding, finding.key ?? null, finding.value ?? "", known)) };
	if (held) return { ...finding, settled: explainedBy(held) };
	const asked = withBefore(finding, known);
	if (typed && fault)
		return withParams(asked, { said: typed.text, fault, ...(fault === "value" ? { saidOf: typed.value ?? "" } : asks(finding, known)) });
	const stale = about.at(-1);
	return stale ? withParams(asked, { said: stale.text, fault: "value", saidOf: stale.value ?? "" }) : asked;
}

function settledGroup(group: FindingGroup, known: Case): FindingGroup {
	if (group.severity === "info") return group;
	const one: Finding = { ...group, sheet: "", cell: null, value: null, expected: null };
	const settled = waived(one, known.waivers);
	if (settled) return { ...group, settled };
	const typed = known.typed.get(groupIdentity(group));
	if (group.severity === "hard") return typed ? withParams(group, { said: typed.text, fault: "hard" }) : group;
	const fault = typed && judged(typed, one, typed.value, known);
	if (typed && fault === null) return { ...group, settled: explainedBy(keep(typed.text, one, null, null, known)) };
	const held = known.decisions.explanations.findLast((each) => isGeneral(each) && isAbout(each, one));
	if (held) return { ...group, settled: explainedBy(held) };
	return typed && fault ? withParams(group, { said: typed.text, fault, ...asks(group, known) }) : group;
}

/** Why what was typed does not explain a finding in whose cell a value stands now; null where it does. */
function judged(typed: TypedExplanation, finding: Finding, value: string | null, { form }: Case): ExplanationFault | null {
	if (typed.value !== null && blanksFolded(typed.value) !== blanksFolded(value ?? "")) return "value";
	return faultOf(typed.text, asksFor(finding.code, form), ownWords(finding, typed.told, form));
}

function blanksFolded(text: string): string {
	return text.replace(/\s+/g, " ").trim();
}

function keep(text: string, { code, table = "", field }: Finding, key: string | null, value: string | null, known: Case): Explanation {
	const { slot, at, explained } = known;
	const made: Explanation = { ...slot, code, table, field, key, value, text: text.trim(), by: `unit:${slot.unit}`, at, source: "workbook" };
	explained.push(made);
	return made;
}

function explainedBy({ text, by, at }: Explanation): Settlement {
	return { kind: "explained", text, by, at };
}

function waived({ code, severity, key }: Finding, waivers: readonly Waiver[]): Settlement | null {
	const waiver = waiverOf(code, severity, () => key ?? null, waivers);
	return waiver ? { kind: "waived", waiver: waiver.id, reason: waiver.reason, until: waiver.until } : null;
}

/** Whether an explanation is of a finding, whatever stands in its cell. */
function isAbout(explanation: Explanation, finding: Finding): boolean {
	const { code, table, field, key } = explanation;
	if (code !== finding.code || table !== (finding.table ?? "") || field !== finding.field) return false;
	return key === (finding.key ?? null) || isGeneral(explanation);
}

function holdsFor(explanation: Explanation, { value }: Finding): boolean {
	return explanation.value === null || explanation.value === (value ?? "");
}

/** Whether it is of every finding of its kind in its column. */
function isGeneral({ key, value }: Explanation): boolean {
	return key === null && value === null;
}

function withBefore(finding: Finding, { decisions }: Case): Finding {
	const said = decisions.before.findLast((explanation) => isAbout(explanation, finding));
	return said ? { ...finding, before: said.text } : finding;
}

function withParams<F extends Finding | FindingGroup>(finding: F, params: NonNullable<Finding["params"]>): F {
	return { ...finding, params: { ...finding.params, ...params } };
}

function asks({ code }: Pick<Finding, "code">, { form }: Case): Record<string, string> {
	return { asks: asksFor(code, form) };
}
