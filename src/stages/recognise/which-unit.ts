import type { ReportingUnit } from "../../model/division.ts";
import type { Refusal } from "../../model/refusal.ts";
import type { Evidence } from "../../model/submission.ts";
import type { Labelled } from "./labels.ts";
import { type NamedUnit, unitMentioned, unitNamed } from "./unit-label.ts";

/** What is known of one thing (a unit, a period, a batch), or why it cannot be. */
export type Settled<T> = { readonly value: T; readonly evidence: Evidence } | { readonly refusal: Refusal };

export interface UnitSources {
	readonly sheet: string;
	readonly labelled: Labelled;
	readonly fileName: string;
	readonly folder: ReportingUnit | null;
	readonly units: readonly ReportingUnit[];
}

interface Found {
	readonly unit: ReportingUnit;
	readonly evidence: Evidence;
}

/** The unit that the sheet itself names: its 填报单位 line, else its title, else its tab. null where it names none. */
export function unitOfSheet(sources: UnitSources): Settled<ReportingUnit> | null {
	const { sheet, labelled, units } = sources;
	const stated = labelled.labels.filter(({ kind, text }) => kind === "unit" && text !== "");
	const label = stated.map((line) => found(unitNamed(line.text, units), "sheet", line.text, line.cell)).find((f) => f !== null);
	if (stated[0] && !label) return { refusal: { code: "unit.unknown", params: { sheet, text: stated[0].text } } };
	const titles = labelled.plain.map(({ text, cell }) => found(unitMentioned(text, units), "title", text, cell)).filter((f) => f !== null);
	// The bureau stands in every title as the one who issues the form: it is no second office.
	const title = titles.find(({ unit }) => unit.kind !== "city") ?? titles[0];
	if (label && title && title.unit !== label.unit && title.unit.kind !== "city") {
		return { refusal: { code: "unit.disagrees", params: { name: sheet, sheet: label.unit.shortName, other: title.unit.shortName } } };
	}
	const own = label ?? title ?? found(unitMentioned(sheet, units), "sheet", sheet);
	return own && { value: own.unit, evidence: own.evidence };
}

/** The unit that the file's name names. */
export function unitOfName({ fileName, units }: Pick<UnitSources, "fileName" | "units">): Settled<ReportingUnit> | null {
	const named = found(unitMentioned(fileName, units), "file-name", fileName);
	return named && { value: named.unit, evidence: named.evidence };
}

function found(named: NamedUnit | null, from: Evidence["from"], text: string, cell?: string): Found | null {
	return named && { unit: named.unit, evidence: { of: "unit", from, text, ...(cell === undefined ? {} : { cell }) } };
}

/** The unit that submits: sheet, else file name, else folder, else another sheet of the file. Never one against the folder: that is refused, not guessed. */
export function settleUnit(sources: UnitSources, sibling: Settled<ReportingUnit> | null): Settled<ReportingUnit> {
	const { sheet, folder } = sources;
	const own = unitOfSheet(sources) ?? unitOfName(sources);
	if (own && "refusal" in own) return own;
	if (own && folder && own.value.code !== folder.code) {
		return { refusal: { code: "unit.disagrees", params: { name: sheet, sheet: own.value.shortName, folder: folder.shortName } } };
	}
	if (own) return own;
	if (folder) return { value: folder, evidence: { of: "unit", from: "folder", text: folder.shortName } };
	return sibling && "value" in sibling ? sibling : { refusal: { code: "unit.unknown", params: { sheet } } };
}
