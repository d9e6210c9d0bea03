import type { ReportBlock, ReportRun } from "../../model/report-document.ts";
import { type Atom, cut, runsOf, textOf } from "./atoms.ts";
import type { Omission, TemplateWords } from "./template-data.ts";

/** Where a sentence ends. */
const STOP = /[。！？][”’）]?/;
/** Headings of official papers, by their numbers: 一、 · （一） · 1． A line that goes on behind a full stop is a paragraph. */
const HEADINGS: readonly (readonly [RegExp, 1 | 2 | 3])[] = [
	[/^[一二三四五六七八九十]+、[^。；]+$/, 1],
	[/^[（(][一二三四五六七八九十]+[）)][^。；]+$/, 2],
	[/^\d{1,2}[．.、][^。；\d][^。；]*$/, 3],
];
const SIGNATURE = /^(?:落款|signed)[：:]\s*/i;
const PAGE_BREAK = /^(?:另起页|page break)$/i;

/** Makes blocks of lines: headings, paragraphs without the sentences that the data do not bear out, tables and charts. */
export function paragraphs(lines: readonly (readonly Atom[])[], texts: TemplateWords): { blocks: ReportBlock[]; omitted: Omission[] } {
	const blocks: ReportBlock[] = [];
	const omitted: Omission[] = [];
	for (const line of lines) {
		const [only] = line;
		if (only?.kind === "block") blocks.push(only.block);
		else {
			const { kept, dropped } = sentences(line);
			for (const each of dropped) if (!omitted.some(({ text }) => text === each.text)) omitted.push(each);
			const runs = runsOf(kept);
			if (runs.length > 0) blocks.push(blockOf(runs));
		}
	}
	return { blocks: withEmptySections(blocks, texts), omitted };
}

/** A line's sentences: those that can be said, and those that lack something. */
function sentences(line: readonly Atom[]): { kept: Atom[]; dropped: Omission[] } {
	const kept: Atom[] = [];
	const dropped: Omission[] = [];
	for (const sentence of cut(line, STOP, (mark) => mark)) {
		const missing = sentence.flatMap((atom) => (atom.kind === "missing" ? [atom.what] : []));
		const [first] = sentence;
		if (missing.length === 0 || !first) kept.push(...sentence);
		else dropped.push({ line: first.line, text: textOf(sentence), missing: [...new Set(missing)] });
	}
	return { kept, dropped };
}

function blockOf(runs: readonly ReportRun[]): ReportBlock {
	const text = runs.map((run) => run.text).join("");
	if (PAGE_BREAK.test(text)) return { kind: "page-break" };
	const level = HEADINGS.find(([pattern]) => pattern.test(text))?.[1];
	if (level !== undefined) return { kind: "heading", level, runs };
	const [first, ...rest] = runs;
	if (first && SIGNATURE.test(first.text)) {
		const signed = { ...first, text: first.text.replace(SIGNATURE, "") };
		return { kind: "signature", runs: [signed, ...rest].filter((run) => run.text !== "") };
	}
	return { kind: "paragraph", runs };
}

/** A heading below which nothing stands says so, for the officer to fill in. */
function withEmptySections(blocks: readonly ReportBlock[], texts: TemplateWords): ReportBlock[] {
	return blocks.flatMap((block, at): ReportBlock[] => {
		if (block.kind !== "heading") return [block];
		const next = blocks[at + 1];
		const empty =
			next === undefined || next.kind === "page-break" || next.kind === "signature" || (next.kind === "heading" && next.level <= block.level);
		return empty ? [block, { kind: "paragraph", runs: [{ text: texts.emptySection, prompt: true }] }] : [block];
	});
}
