import type { CliTexts } from "../../messages/cli-zh-CN.ts";
import type { ConsolidateDocument, PublishDocument, TraceDocument } from "../../model/documents.ts";
import { table } from "../table.ts";

/** Changed figures of a publication that are shown; the rest stands in changes.json. */
const SHOWN_CHANGES = 20;

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
	const { release, unchanged, restored, folder, workbook, files } = document;
	return [
		...(unchanged && release
			? [texts.publish.unchanged(release.number, release.code, document.period)]
			: [texts.publish.verified(document.figuresCompared)]),
		...(restored.length > 0 ? [texts.publish.restored(restored)] : []),
		texts.publish.done(folder),
		...(release && !unchanged ? [texts.publish.release(release.number, release.code)] : []),
		texts.publish.workbook(join(folder, workbook)),
		...files.filter(({ name }) => name.endsWith(".docx")).map(({ name }) => texts.publish.report(join(folder, name))),
		...(document.changes ? changesReport(document.changes, texts, unitName) : []),
	];
}

/** What differs from the release before: how much, and the first figures. */
export function changesReport(
	{ figures, inputs }: NonNullable<PublishDocument["changes"]>,
	texts: CliTexts,
	unitName: (code: string) => string,
): string[] {
	const shown = figures.slice(0, SHOWN_CHANGES).map(({ name, unit, reportingUnit, before, after }) => {
		return [`${name}（${unit}）`, reportingUnit === null ? texts.city : unitName(reportingUnit), shownValue(before, texts), shownValue(after, texts)];
	});
	return [
		texts.publish.changed(figures.length, inputs.length),
		...(shown.length > 0 ? table(texts.decision.effectHeadings, shown, "left") : []),
		...(figures.length > shown.length ? [texts.publish.moreChanged(figures.length - shown.length)] : []),
	];
}
