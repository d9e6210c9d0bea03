import type { CliTexts } from "../../messages/cli-zh-CN.ts";
import type { ConsolidateDocument, PublishDocument, TraceDocument } from "../../model/documents.ts";

/** Rows of a trace that are shown; the rest stands in its JSON. */
const SHOWN_ROWS = 100;

type Value = TraceDocument["figure"]["value"];

/** A figure as people write it: 1–2 for a range, the qualifier before or behind. */
export function shownValue(value: Value, texts: CliTexts, qualifier?: string): string {
	if (value === null) return texts.none;
	const number = typeof value === "number" ? String(value) : value.join("–");
	if (qualifier === "约") return `约${number}`;
	return qualifier === undefined ? number : `${number}${qualifier}`;
}

/** What a consolidation came to. */
export function consolidateReport(document: ConsolidateDocument, texts: CliTexts, unitName: (code: string) => string): string[] {
	const { missing, carried, notReported } = document;
	return [
		texts.consolidate.done(document.period, document.cutoff, document.indicators),
		...(notReported.length > 0 ? [texts.consolidate.notReported(notReported.length)] : []),
		...(missing.length > 0 ? [texts.consolidate.missing] : []),
		...missing.map(({ form, units }) => `  ${form} ${units.map(unitName).join("、")}`),
		...carried.map(({ unit, form, period }) => texts.consolidate.carried(unitName(unit), form, period)),
	];
}

/** Where a publication lies, or why there is none. */
export function publishReport(
	document: PublishDocument,
	texts: CliTexts,
	join: (folder: string, name: string) => string,
	unitName: (code: string) => string,
): string[] {
	if (document.differences.length > 0) {
		return [
			texts.publish.differs(document.differences.length),
			...document.differences.map((d) =>
				texts.publish.difference(d.figure, d.unit === null ? texts.city : unitName(d.unit), shownValue(d.expected, texts), String(d.found)),
			),
		];
	}
	return [
		texts.publish.verified(document.figuresCompared),
		texts.publish.done(document.folder),
		texts.publish.workbook(join(document.folder, document.workbook)),
	];
}

/** The way back from a figure: each source row with its file, sheet and cells. */
export function traceReport(document: TraceDocument, texts: CliTexts, unitName: (code: string) => string): string[] {
	const { figure, inputs, sources } = document;
	const shown = sources.slice(0, SHOWN_ROWS);
	return [
		texts.trace.figure(figure.name, shownValue(figure.value, texts, figure.qualifier), figure.value === null ? "" : figure.unit),
		texts.trace.scope(figure.period, figure.reportingUnit === null ? texts.city : unitName(figure.reportingUnit)),
		...(inputs
			? [texts.trace.inputs, ...inputs.map((input) => `  ${input.name}（${input.id}, ${input.period}）${shownValue(input.value, texts)}`)]
			: []),
		sources.length === 0 ? (figure.value === 0 ? texts.trace.zero : texts.trace.none) : texts.trace.sources(sources.length),
		...shown.flatMap((source, at) => {
			const before = shown[at - 1];
			const cells = source.cells.map((cell) => `${cell.ref} ${cell.raw}`).join("  ");
			const line = `    ${source.row === undefined ? "" : `${texts.trace.row(source.row)}  `}${cells}`;
			const same = before && before.sha256 === source.sha256 && before.sheet === source.sheet;
			return same
				? [line]
				: [`  ${source.unit ? `${unitName(source.unit)} ` : ""}${source.file} 《${source.sheet}》 ${source.sha256.slice(0, 12)}`, line];
		}),
		...(sources.length > shown.length ? [texts.trace.more(sources.length - shown.length)] : []),
	];
}
