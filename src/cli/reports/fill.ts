import type { FillTexts } from "../../messages/fill-texts.ts";
import type { FillDocument } from "../../model/fill-document.ts";
import { table } from "../table.ts";

type Cell = FillDocument["cells"][number];

/** What was filled with what, or would be; or all that is wrong. */
export function fillReport(document: FillDocument, texts: FillTexts): string[] {
	const { faults, cells, texts: beside, remarks, written } = document;
	if (faults.length > 0) return [texts.refused(faults.length), ...faultLines(faults, texts).map((line) => `  ${line}`)];
	const blank = cells.filter(({ status }) => status === "not-reported").length;
	const kept = cells.filter(({ status }) => status === "formula" || status === "text").length;
	return [
		...(cells.length === 0
			? []
			: table(
					texts.head,
					cells.map((cell) => cellLine(cell, texts)),
					"left",
				)),
		...beside.map(({ sheet, where, after }) =>
			`${sheet ?? ""} ${texts.where[where]}  ${oneLine(where === "header-footer" ? withoutCodes(after) : after)}`.trim(),
		),
		"",
		texts.found(cells.length - kept, beside.length),
		...(blank > 0 ? [texts.blank(blank)] : []),
		...(kept > 0 ? [texts.kept(kept)] : []),
		...remarks.map(({ message }) => message),
		written === null ? texts.listed : texts.written(written),
	];
}

/** Each mistake once, with the first place where it was made. */
function faultLines(faults: FillDocument["faults"], texts: FillTexts): string[] {
	const alike = new Map<string, FillDocument["faults"][number][]>();
	for (const fault of faults) {
		const key = JSON.stringify([fault.code, fault.written]);
		alike.set(key, [...(alike.get(key) ?? []), fault]);
	}
	return [...alike.values()].flatMap(([first, ...others]) => (first ? [texts.fault(first, others.length)] : []));
}

function cellLine({ sheet, cell, references, shown, status, missing, carried }: Cell, texts: FillTexts): string[] {
	const notes = [
		...(status === "filled" ? [] : [texts.status[status]]),
		...(missing.length > 0 ? [texts.missing(missing.length)] : []),
		...(carried.length > 0 ? [texts.carried(carried.length)] : []),
	];
	return [`${sheet}!${cell}`, references.join("、"), oneLine(shown), notes.join("，")];
}

/** A header or footer without what it says of its looks and sides: &"宋体,Regular"&9 and &L. */
function withoutCodes(text: string): string {
	return text
		.replace(/&(?:"[^"]*"|\d+ ?|K[0-9A-F+-]{6,8}|[BIUSXYE])/g, "")
		.replace(/&[LCR]/g, " ")
		.replaceAll("&&", "&")
		.trim();
}

function oneLine(text: string): string {
	return text.replace(/\s+/g, " ");
}
