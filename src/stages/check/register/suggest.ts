import type { ReportingUnit } from "../../../model/division.ts";
import type { Finding } from "../../../model/finding.ts";
import type { KnownName } from "../../../model/register.ts";
import type { NormalisedRow } from "../../../model/submission.ts";
import type { NormalisedBlock } from "../../normalise.ts";
import { evidence } from "./evidence.ts";
import { partOf, shortNames, type WrongCode, wrongCodes } from "./question.ts";

/** Possibilities that a finding names. */
const NAMED = 3;

/** Adds to findings on wrong codes and short names what the register holds in their place. It is a proposal: nothing in the data changes for it. */
export function suggest(
	findings: readonly Finding[],
	blocks: readonly NormalisedBlock[],
	names: readonly KnownName[],
	units: readonly ReportingUnit[],
): readonly Finding[] {
	if (names.length === 0) return findings;
	const told = new Map<Finding, Finding>();
	const likeOf = new Map<NormalisedRow, ReadonlySet<string>>();
	for (const wrong of wrongCodes(findings, blocks)) {
		const meant = codesMeant(wrong, names);
		likeOf.set(wrong.row, meant.like);
		if (meant.found.length > 0) told.set(wrong.finding, withCodes(wrong.finding, meant, units));
	}
	for (const { finding, row, code, key } of shortNames(findings, blocks)) {
		const found = fullNames(key, code, likeOf.get(row), names);
		if (found.length > 0) told.set(finding, withNames(finding, found, units));
	}
	return told.size === 0 ? findings : findings.map((finding) => told.get(finding) ?? finding);
}

interface Meant {
	/** Names with the codes that may be meant, likeliest first, each code once. */
	readonly found: readonly KnownName[];
	/** Whether the name beside the code says so, or only the likeness of the code itself. */
	readonly by: "name" | "code";
	/** Every code that is like the wrong one. */
	readonly like: ReadonlySet<string>;
}

/** The codes that a wrong one may be meant as: those that both the code and the name beside it point to, else what either points to. */
function codesMeant(wrong: WrongCode, names: readonly KnownName[]): Meant {
	const { key } = wrong;
	const unified = names.filter(({ code }) => code.length === 18);
	const byName = key === undefined ? [] : unified.filter((known) => known.key === key || known.formerKey === key);
	const byCode = unified.filter(isLike(wrong, names));
	const like = new Set(byCode.map(({ code }) => code));
	const both = byName.filter(({ code }) => like.has(code));
	const part = partOf(key);
	// A short name beside it tells which of several like codes it is.
	const partly = byCode.filter((known) => part !== null && (partOf(known.key) ?? "").includes(part));
	const [first = []] = [both, byName, partly, byCode].filter((some) => some.length > 0);
	const by = byName.length > 0 || partly.length > 0 ? "name" : "code";
	return { found: eachOnce(both.length > 0 ? both : by === "name" ? [...first, ...byCode] : first), by, like };
}

function isLike({ written, stem, near, organisation, finding }: WrongCode, names: readonly KnownName[]): (known: KnownName) => boolean {
	const codes = new Set(near);
	// Under an old number the register knows a name; the new code stands under that name.
	const replaced = new Set(finding.code === "uscc.legacy" ? names.filter(({ code }) => code === written).map(({ key }) => key) : []);
	return ({ code, key }) =>
		codes.has(code) || (stem !== null && code.startsWith(stem)) || (organisation !== null && code.slice(8, 17) === organisation) || replaced.has(key);
}

/** The name of each code that was reported last, in the given order of codes. */
function eachOnce(names: readonly KnownName[]): KnownName[] {
	const current = new Map<string, KnownName>();
	for (const known of names) {
		const other = current.get(known.code);
		if (!other || other.last.periodEnd < known.last.periodEnd) current.set(known.code, known);
	}
	return [...current.values()];
}

function withCodes(finding: Finding, { found, by }: Meant, units: readonly ReportingUnit[]): Finding {
	const [only] = found;
	if (!only) return finding;
	// What arithmetic alone expects: a check character, or the code with its lookalikes exchanged.
	const computed = finding.expected === null ? {} : { computed: finding.expected };
	const named = found.slice(0, NAMED);
	return {
		...finding,
		expected: named.map(({ code }) => code).join("、"),
		params: { ...finding.params, ...computed, by, ...evidence(only, units), ...severalOf(found, ({ code, name }) => `${code}（${name}）`) },
	};
}

/** The full names that a short one may stand for: that of its code, else those that it is a part of and, where its code is wrong, whose codes are like it. */
function fullNames(key: string | undefined, code: string | null, like: ReadonlySet<string> | undefined, names: readonly KnownName[]): KnownName[] {
	const ofCode = eachOnce(names.filter((known) => known.code === code));
	if (ofCode.length > 0) return ofCode.filter((known) => known.key !== key);
	const part = partOf(key);
	if (part === null) return [];
	const holding = names.filter((known) => known.key !== key && (partOf(known.key) ?? "").includes(part));
	const narrowed = holding.filter((known) => like?.has(known.code));
	return eachName(narrowed.length > 0 ? narrowed : holding);
}

/** Names told apart by their match keys, each as it was reported last. */
function eachName(names: readonly KnownName[]): KnownName[] {
	const current = new Map<string, KnownName>();
	for (const known of names) {
		const other = current.get(known.key);
		if (!other || other.last.periodEnd < known.last.periodEnd) current.set(known.key, known);
	}
	return [...current.values()];
}

function withNames(finding: Finding, found: readonly KnownName[], units: readonly ReportingUnit[]): Finding {
	const [only] = found;
	if (!only) return finding;
	return {
		...finding,
		expected: found
			.slice(0, NAMED)
			.map(({ name }) => name)
			.join("、"),
		params: { ...finding.params, code: only.code, ...evidence(only, units), ...severalOf(found, ({ code, name }) => `${name}（${code}）`) },
	};
}

function severalOf(found: readonly KnownName[], said: (known: KnownName) => string): Record<string, string | number> {
	if (found.length < 2) return {};
	const named = found.slice(0, NAMED).map(said).join("、");
	return { count: found.length, list: found.length > NAMED ? `${named}……` : named };
}
