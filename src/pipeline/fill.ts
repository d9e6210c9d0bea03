import { FILL_TEXTS, NOT_PUBLISHED, NOT_REPORTED } from "../messages/fill-texts.ts";
import { fromA1 } from "../model/a1.ts";
import type { FilledWorkbook, FillPlan, FillRemark, Template } from "../model/fill.ts";
import type { FillDocument } from "../model/fill-document.ts";
import type { Figure } from "../model/indicator.ts";
import type { Language } from "../model/text.ts";
import type { FillMapping } from "../stages/fill/mapping.ts";
import { type FillFault, type FillProposal, planFill } from "../stages/fill/plan.ts";
import { bookOf } from "./comparisons.ts";
import type { ConsolidatePorts, Consolidation } from "./consolidate.ts";
import { type FactOptions, factTexts } from "./fact-texts.ts";

export interface FillPorts extends ConsolidatePorts {
	/** @throws RefusalError where the file is no workbook that can be filled */
	openTemplate(bytes: Uint8Array, fileName: string): Promise<Template>;
	fillTemplate(bytes: Uint8Array, plan: FillPlan): FilledWorkbook;
}

/** A template that is to be filled. */
export interface FillRequest {
	readonly fileName: string;
	readonly sha256: string;
	readonly bytes: Uint8Array;
	readonly mapping: FillMapping;
}

/**
 * Fills a template with the figures of a consolidation, as far as nothing is wrong with it; tells what was, or would be, filled.
 * @throws RefusalError where the file is no workbook that can be filled
 */
export async function fill(
	{ fileName, sha256, bytes, mapping }: FillRequest,
	consolidation: Consolidation,
	ports: FillPorts,
	{ language, ...options }: Omit<FactOptions, "release"> & { readonly language: Language },
): Promise<{ readonly document: FillDocument; readonly workbook: FilledWorkbook | null }> {
	const { scope } = consolidation;
	const template = await ports.openTemplate(bytes, fileName);
	const release = await releaseSaying(consolidation, ports);
	const proposal = planFill(template, mapping, {
		book: await bookOf(consolidation, ports),
		facts: factTexts(scope, { ...options, release }),
		units: ports.units,
		notReported: NOT_REPORTED,
		notPublished: NOT_PUBLISHED,
		city: options.city,
	});
	const workbook = proposal.faults.length === 0 ? ports.fillTemplate(bytes, proposal.plan) : null;
	const document: FillDocument = {
		template: { file: fileName, sha256 },
		period: scope.period.code,
		cutoff: scope.cutoff,
		asOf: scope.asOf,
		release,
		written: null,
		cells: inSheetOrder(proposal, template),
		texts: proposal.texts,
		remarks: (workbook?.remarks ?? []).map((remark) => toldRemark(remark, language)),
		faults: proposal.faults.map((fault) => toldFault(fault, language)),
	};
	return { document, workbook };
}

/** Short code of the newest release of the period that stands, where it says these very figures. */
async function releaseSaying({ scope, figures }: Consolidation, { store }: FillPorts): Promise<string | null> {
	const newest = (await store.releases(scope.period.code)).findLast(({ state }) => state === "published");
	if (!newest || newest.cutoff !== scope.cutoff) return null;
	const published = await store.consolidation(scope.period.code, newest.asOf);
	const said = new Map(published?.figures.map((figure) => [figure.id, numbersOf(figure)]));
	return [...figures.values()].every((figure) => said.get(figure.id) === numbersOf(figure)) ? newest.code : null;
}

function numbersOf({ value, byUnit, qualifier }: Figure): string {
	return JSON.stringify([value, Object.entries(byUnit).toSorted(([a], [b]) => (a < b ? -1 : 1)), qualifier ?? ""]);
}

/** Cells as a reader meets them: sheet by sheet, row by row. */
function inSheetOrder({ cells }: FillProposal, { worksheets }: Template): FillProposal["cells"] {
	const places = cells.map((cell) => ({ cell, sheet: worksheets.indexOf(cell.sheet), at: fromA1(cell.cell) ?? { row: 0, column: 0 } }));
	return places.toSorted((a, b) => a.sheet - b.sheet || a.at.row - b.at.row || a.at.column - b.at.column).map(({ cell }) => cell);
}

function toldRemark({ code, count }: FillRemark, language: Language): FillDocument["remarks"][number] {
	return { code, count, message: FILL_TEXTS[language].remark(code, count) };
}

function toldFault({ what: code, sheet, cell, where, written, nearest }: FillFault, language: Language): FillDocument["faults"][number] {
	const fault = { code, sheet, cell, ...(where === undefined ? {} : { where }), written, nearest };
	return { ...fault, message: FILL_TEXTS[language].fault(fault) };
}
