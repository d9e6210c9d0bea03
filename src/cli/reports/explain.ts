import type { CliTexts } from "../../messages/cli-zh-CN.ts";
import type { ExplainDocument, FindingDocument } from "../../model/documents.ts";
import { isOpen } from "../../model/finding.ts";
import { shortForm } from "./files.ts";

/** Findings told of each kind; the rest is counted. */
const TOLD = 50;

/** How a submission stands: what was explained just now, what is still to be corrected or explained, with the numbers that it goes by, and what was settled before. */
export function explainReport(
	{ submission, explained, findings: found, groups }: ExplainDocument,
	texts: CliTexts,
	unitName: (code: string) => string,
): string[] {
	const { id, file, form, unit, period, batch, status, before } = submission;
	const findings = found.toSorted((a, b) => a.number - b.number);
	const what = [shortForm(form), unitName(unit), period, batch, file, `[${texts.stored[status]}]`];
	const lines = (title: string, of: readonly FindingDocument[]) =>
		of.length === 0 ? [] : [title, ...of.slice(0, TOLD).map(line), ...more(of, texts)];
	const [hard, soft] = (["hard", "soft"] as const).map((severity) => findings.filter((each) => each.severity === severity && isOpen(each)));
	const settled = findings.filter((each) => !isOpen(each));
	return [
		[texts.explain.submission(id), ...what.filter((part) => part !== "")].join("  "),
		...(explained.length === 0 ? [] : [texts.explain.kept(explained.length)]),
		...(before === status ? [] : [texts.explain.changed(texts.stored[before], texts.stored[status])]),
		...lines(texts.explain.toCorrect, hard ?? []),
		...lines(texts.explain.toExplain, soft ?? []),
		...groups.filter(isOpen).map(({ message }) => `  ${message}`),
		...(soft && soft.length > 0 ? [texts.explain.how(id, soft[0]?.number ?? 1)] : []),
		...lines(texts.explain.settled, settled),
		...(findings.some(isOpen) || groups.some(isOpen) ? [] : [texts.explain.nothingOpen]),
	];
}

function line({ number, code, message }: FindingDocument): string {
	return `  ${number}. ${code}  ${message}`;
}

function more(findings: readonly FindingDocument[], texts: CliTexts): string[] {
	return findings.length > TOLD ? [`  ${texts.files.more(findings.length - TOLD)}`] : [];
}
