import type { Finding } from "../model/finding.ts";
import type { Language } from "../model/text.ts";
import type { ChangeCounts, ProblemCounts, Since, SinceVersion } from "../model/version.ts";
import { changesEn } from "./changes-en.ts";
import { type ChangeTexts, changesZhCN } from "./changes-zh-CN.ts";

/** Words of what changed between versions, in each language. */
export const CHANGE_TEXTS: Readonly<Record<Language, ChangeTexts>> = { "zh-CN": changesZhCN, en: changesEn };

/** What changed since the version before, in one sentence: 上次的8个问题已改正7个，仍有1个；另有3个单元格改动、新增2行、删除1行。 */
export function tellSince(since: Since, language: Language): string {
	const texts = CHANGE_TEXTS[language];
	return since.counted
		? `${told(since, texts.last, texts)}${between(language)}${tellCounted(since.counted, language)}`
		: told(since, texts.last, texts);
}

/** What changed since the version that counted until now. */
export function tellCounted(since: SinceVersion, language: Language): string {
	const texts = CHANGE_TEXTS[language];
	const sentence = texts.counted(since.than.version, told(since, texts.earlier, texts));
	return language === "en" ? sentence.charAt(0).toUpperCase() + sentence.slice(1) : sentence;
}

/** What changed between any two versions. */
export function tellChanges(counts: ChangeCounts, language: Language): string {
	const texts = CHANGE_TEXTS[language];
	return sentenceOf(counts, texts.earlier, texts);
}

function told(since: SinceVersion, whose: string, texts: ChangeTexts): string {
	if ("uncompared" in since) return texts.joined([texts.uncompared[since.uncompared](since.than.version)]);
	return sentenceOf(since.counts, whose, texts);
}

function between(language: Language): string {
	return language === "en" ? " " : "";
}

function sentenceOf(counts: ChangeCounts, whose: string, texts: ChangeTexts): string {
	const { problems } = counts;
	const said = [problems.before === 0 ? "" : ofBefore(problems, whose, texts), problems.fresh === 0 ? "" : texts.problems.fresh(problems.fresh)];
	return texts.joined([...said, ofRows(counts, texts)].filter((part) => part !== ""));
}

/** 新问题, 上次已指出; "" where the finding's report is the first of its slot. */
export function toldSince({ since }: Pick<Finding, "since">, language: Language): string {
	const { again, fresh } = CHANGE_TEXTS[language];
	return since === undefined ? "" : since === "again" ? again : fresh;
}

function ofBefore(problems: ProblemCounts, whose: string, texts: ChangeTexts): string {
	const { before, settled, explained, again } = problems;
	if (settled === before) return texts.problems.allSettled(whose, before);
	if (explained === before) return texts.problems.allExplained(whose, before);
	return again === before ? texts.problems.allAgain(whose, before) : texts.problems.some(whose, problems);
}

/** What else changed: where problems were told before, beside the cells that they were about. */
function ofRows({ problems, rows, cells, otherCells }: ChangeCounts, texts: ChangeTexts): string {
	const own = problems.before === 0 ? cells : otherCells;
	const parts = [
		...(own === 0 ? [] : [texts.cells(own)]),
		...(rows.added === 0 ? [] : [texts.added(rows.added)]),
		...(rows.removed === 0 ? [] : [texts.removed(rows.removed)]),
		...(rows.corrected === 0 ? [] : [texts.corrected(rows.corrected)]),
	];
	if (rows.changed + rows.added + rows.removed === 0) return texts.unchanged;
	if (parts.length === 0) return texts.nothingElse;
	return problems.before === 0 ? texts.listed(parts) : texts.besides(texts.listed(parts));
}
