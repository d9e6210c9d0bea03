import { EXPLANATION_FAULTS, type ExplanationFault } from "../model/decision.ts";
import type { Field } from "../model/fields.ts";
import { FINDING_CODES, type Finding, type FindingCode, type FindingGroup } from "../model/finding.ts";
import type { Form } from "../model/form.ts";
import type { PassedOver } from "../model/passed-over.ts";
import type { Refusal } from "../model/refusal.ts";
import type { AsksFor, Rule } from "../model/rule.ts";
import { inLanguage, type Language } from "../model/text.ts";
import type { UsageError } from "../model/usage.ts";
import { CHECK_TEXTS } from "./check-texts.ts";
import { en } from "./en.ts";
import type { Said, Sentences, Subject } from "./sentences.ts";
import { zhCN } from "./zh-CN.ts";

const SENTENCES: Readonly<Record<Language, Sentences>> = { "zh-CN": zhCN, en };
/** Characters of a cell's value that a sentence shows. */
const SHOWN = 60;

/**
 * A finding as one sentence for the clerk who filled in the sheet: where it stands, what is wrong, what to do.
 * @param form gives the words of its own rules and fields; without it such a finding is told by its code
 */
export function tell(finding: Finding, language: Language, form?: Form): string {
	return SENTENCES[language].together([tellAlone(finding, language, form), ...standing(finding, language)]);
}

/** As `tell`, without what has been said and decided about it. */
export function tellAlone(finding: Finding, language: Language, form?: Form): string {
	const { subject, said } = asking(finding, language, form);
	// Sentences on columns name the column themselves; one on the file's name says what the name says, which stands in no cell.
	const column = finding.code.startsWith("column.") ? "" : subject.column;
	const value = finding.code === "name.sheet-differs" ? "" : subject.value;
	const { join, where } = SENTENCES[language];
	return join(where(finding.sheet, finding.cell ?? "", column, value), said);
}

/** As `tell`, without where it stands and what stands there: for a table that has columns for those. */
export function tellProblem(finding: Finding, language: Language, form?: Form): string {
	const problem = SENTENCES[language].join("", asking(finding, language, form).said);
	return SENTENCES[language].together([problem.charAt(0).toUpperCase() + problem.slice(1), ...standing(finding, language)]);
}

/** As `tellProblem`, with what is to be done apart: for a table that has a column for it. */
export function tellParts(finding: Finding, language: Language, form?: Form): { readonly problem: string; readonly remedy: string } {
	const sentences = SENTENCES[language];
	const { subject, said } = understood(finding, language, form);
	const rule = isFindingCode(finding.code) ? undefined : ruleOf(finding.code, form);
	// The sentence on a rule has its remedy in it.
	const { what, remedy } = rule
		? { what: sentences.rule(inLanguage(rule.states, language), "", subject).what, remedy: inLanguage(rule.remedy, language) }
		: said;
	const sentence = (text: string) => {
		const bare = text.replace(/[。.]$/, "");
		return bare === "" ? "" : sentences.join("", { what: bare.charAt(0).toUpperCase() + bare.slice(1), remedy: "" });
	};
	return { problem: sentences.together([sentence(what), ...standing(finding, language)]), remedy: sentence(remedy) };
}

/** How a finding stands: why nothing more is asked, or why what was said of it will not do, and what was said in the period before. */
function standing({ settled, params, before }: Pick<Finding, "settled" | "params" | "before">, language: Language): string[] {
	const sentences = SENTENCES[language];
	if (settled) return [sentences.settled(settled.kind === "explained" ? { ...settled, text: plain(settled.text) } : settled)];
	const fault = EXPLANATION_FAULTS.find((each) => each === params?.fault);
	const param = paramsOf(params);
	return [
		...(fault ? [sentences.faults[fault](plain(param("said")), param)] : []),
		...(before === undefined ? [] : [sentences.before(plain(before))]),
	];
}

/** As `understood`, for one sentence: of what is settled it leaves out what would have to be done, since nothing more is asked. */
function asking(finding: Finding, language: Language, form: Form | undefined): { subject: Subject; said: Said } {
	const { subject, said } = understood(finding, language, form);
	if (!finding.settled) return { subject, said };
	const rule = isFindingCode(finding.code) ? undefined : ruleOf(finding.code, form);
	const { what } = rule ? SENTENCES[language].rule(inLanguage(rule.states, language), "", subject) : said;
	return { subject, said: { what: what.replace(/[。.] ?$/, ""), remedy: "" } };
}

function understood(finding: Finding, language: Language, form: Form | undefined): { subject: Subject; said: Said } {
	const sentences = SENTENCES[language];
	const field = fieldNamed(finding, form);
	const heading = finding.header ?? field?.header ?? "";
	const subject: Subject = {
		finding,
		field,
		column: plain(heading),
		// What is said of a heading names it once.
		value: finding.value === heading ? "" : plain(finding.value ?? ""),
		expected: finding.expected ?? "",
		param: paramsOf(finding.params),
	};
	const said = isFindingCode(finding.code) ? sentences.findings[finding.code](subject) : brokenRule(subject, sentences, language, form);
	return { subject, said };
}

/** Why what somebody wrote is no explanation, and what would be one. */
export function tellFault(fault: ExplanationFault, said: string, asks: AsksFor, language: Language): string {
	return SENTENCES[language].faults[fault](plain(said), paramsOf({ asks }));
}

/** Findings of one kind that are only counted: how many, of what, and where the first ones stand. */
export function tellGroup(group: FindingGroup, language: Language, form?: Form): string {
	const { code, field, header, count, cells } = group;
	const column = header ?? fieldNamed({ field, header }, form)?.header ?? "";
	const { counted, together } = SENTENCES[language];
	return together([counted(kindOf(code, language, form), plain(column), count, placesOf(cells, language)), ...standing(group, language)]);
}

/** A code and what it asks for: 01-H4 研发费用 ≤ 营业收入. */
function kindOf(code: string, language: Language, form: Form | undefined): string {
	const rule = ruleOf(code, form);
	const { kindOf: named } = SENTENCES[language];
	if (rule) return named(code, inLanguage(rule.states, language));
	return isFindingCode(code) ? named(code, CHECK_TEXTS[language][code].states) : code;
}

/** Cells as people read them, each sheet named before its first one: 《对接》B5、B6. */
function placesOf(cells: readonly string[], language: Language): string[] {
	let before = "";
	return cells.map((cell) => {
		const end = cell.lastIndexOf("!");
		const [sheet, ref] = [cell.slice(0, Math.max(0, end)), cell.slice(end + 1)];
		const named = sheet === before ? "" : sheet;
		before = sheet;
		return SENTENCES[language].where(named, ref, "", "");
	});
}

/** Why a file was refused, and what to do. */
export function tellRefusal(refusal: Refusal, fileName: string, language: Language): string {
	const sentences = SENTENCES[language];
	const param = paramsOf(refusal.params);
	// Where two readings of a sheet disagree, `sheet` is what stands in it and `name` is the sheet's own.
	const sheet = param("name") || (refusal.code.endsWith(".disagrees") && refusal.code !== "form.disagrees" ? "" : param("sheet"));
	return sentences.join(sentences.file(fileName, sheet), sentences.refusals[refusal.code](param));
}

/** Why something in the inbox was not taken, and what to do. */
export function tellPassedOver({ name, reason, detail }: PassedOver, language: Language): string {
	const sentences = SENTENCES[language];
	return sentences.join(sentences.file(name, ""), sentences.passedOver[reason](detail));
}

/** Why a request cannot be met. */
export function tellUsage(error: UsageError, language: Language): string {
	return SENTENCES[language].usage[error.code](paramsOf(error.params));
}

function brokenRule(subject: Subject, sentences: Sentences, language: Language, form: Form | undefined): Said {
	const rule = ruleOf(subject.finding.code, form);
	if (!rule) return { what: subject.finding.code, remedy: "" };
	return sentences.rule(inLanguage(rule.states, language), inLanguage(rule.remedy, language), subject);
}

function ruleOf(code: string, form: Form | undefined): Rule | undefined {
	return form?.tables.flatMap((table) => table.rules).find((rule) => rule.code === code);
}

/** The field of a finding. Where tables of a form share a name, the one whose heading fits is meant; their words hardly differ. */
function fieldNamed({ field, header }: Pick<Finding, "field" | "header">, form: Form | undefined): Field | null {
	if (field === null || !form) return null;
	const named = form.tables.flatMap((table) => table.fields).filter((f) => f.name === field);
	return named.find((f) => f.header === header) ?? named[0] ?? null;
}

function isFindingCode(code: string): code is FindingCode {
	return (FINDING_CODES as readonly string[]).includes(code);
}

function paramsOf(params: Finding["params"]): (name: string) => string {
	return (name) => {
		const value = params?.[name];
		return value === undefined ? "" : String(value);
	};
}

/** One line, not too long: a sentence shows what stands in a cell, it does not repeat a page of it. */
function plain(text: string): string {
	const line = text.replace(/\s+/g, " ").trim();
	return line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line;
}
