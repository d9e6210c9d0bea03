import type { ReportingUnit } from "../model/division.ts";
import type { Finding } from "../model/finding.ts";
import type { Grid, Row, Sheet } from "../model/grid.ts";
import type { Period } from "../model/period.ts";
import type { Refusal } from "../model/refusal.ts";
import type { Catalogue, Evidence, Hints, RecognisedSubmission, SkippedSheet } from "../model/submission.ts";
import { isReturnList } from "./read-explanations.ts";
import { type BuiltBlock, buildBlock } from "./recognise/block.ts";
import { catalogueFor, catalogueOfAll, dependsOnUnit } from "./recognise/catalogue-for.ts";
import { indexOf } from "./recognise/catalogue-index.ts";
import { isInstructions, isNoReport } from "./recognise/instructions.ts";
import { nameFindings } from "./recognise/names.ts";
import { withNearestForms } from "./recognise/nearest-forms.ts";
import { nilSection, outdatedSheet, type Section, takeApart } from "./recognise/sections.ts";
import { batchOf } from "./recognise/which-batch.ts";
import { retiredEdition } from "./recognise/which-edition.ts";
import { settlePeriod } from "./recognise/which-period.ts";
import { type Settled, settleUnit } from "./recognise/which-unit.ts";

/** What a workbook was understood to be. Every sheet is in exactly one of the three, or in several where it holds several tables. */
export interface Recognition {
	readonly submissions: readonly RecognisedSubmission[];
	/** Sheets, or tables on them, that are no submission; null where the whole file is none. */
	readonly refusals: readonly { readonly sheet: string | null; readonly refusal: Refusal }[];
	readonly skipped: readonly SkippedSheet[];
}

/** A table whose unit and period are known. */
interface Placed {
	readonly section: Section;
	readonly unit: ReportingUnit;
	readonly period: Period;
	readonly batch: string;
	readonly evidence: readonly Evidence[];
}

/**
 * Says which forms, of which units and periods, a workbook holds and where their rows and columns stand. Form by 表号, then header, then title and file name;
 * period and unit by the sheet, then names, then folder; what contradicts is refused, never guessed (forms.md, "Totals, zeros, comparison").
 * A synonym confirmed for one unit counts only in files that are that unit's alone.
 */
export function recognise(grid: Grid, hints: Hints, catalogue: Catalogue): Recognition {
	if (!dependsOnUnit(catalogue)) return recogniseWith(grid, hints, catalogue);
	// A file in an office's folder is that office's, or refused.
	if (hints.folderUnit) return recogniseWith(grid, hints, catalogueFor(catalogue, hints.folderUnit.code));
	const unit = onlyUnit(recogniseWith(grid, hints, catalogueOfAll(catalogue)));
	const found = unit && recogniseWith(grid, hints, catalogueFor(catalogue, unit));
	// What speaks for several units is read by what holds for all of them.
	return found && onlyUnit(found) === unit ? found : recogniseWith(grid, hints, catalogueFor(catalogue, null));
}

/** The one unit whose submissions a file holds; null where there are none or several. */
function onlyUnit({ submissions }: Recognition): string | null {
	const codes = new Set(submissions.map(({ unit }) => unit.code));
	return codes.size === 1 ? (submissions[0]?.unit.code ?? null) : null;
}

function recogniseWith(grid: Grid, hints: Hints, catalogue: Catalogue): Recognition {
	const sections: Section[] = [];
	const refusals: { sheet: string | null; refusal: Refusal }[] = [];
	const skipped: SkippedSheet[] = [];
	const outcomes = grid.sheets.map((sheet) => ({ sheet, ...lookAt(sheet, hints.fileName, catalogue) }));
	const found = outcomes.some((outcome) => outcome.sections.length > 0);
	for (const outcome of outcomes) {
		sections.push(...outcome.sections);
		// What is no report beside one that was found does not make the file unreadable; the receipt tells it.
		const aside = outcome.noReport && found;
		if (outcome.refusal && !aside)
			refusals.push({ sheet: outcome.sheet.name, refusal: withNearestForms(outcome.refusal, outcome.rows, indexOf(catalogue)) });
		const reason = aside ? "no-report" : outcome.reason;
		if (reason) skipped.push({ sheet: outcome.sheet.name, reason });
	}
	const { placed, refused } = place(sections, hints, catalogue);
	refusals.push(...refused);
	const submissions = tellPassedOver(assemble(placed, grid, hints, catalogue), skipped);
	if (submissions.length === 0 && refusals.length === 0) refusals.push({ sheet: null, refusal: { code: "content.none", params: beside(grid) } });
	return { submissions, refusals, skipped };
}

interface Look {
	readonly sections: readonly Section[];
	readonly refusal: Refusal | null;
	readonly reason: SkippedSheet["reason"] | null;
	/** Nothing on the sheet is, or was meant to be, a form. */
	readonly noReport: boolean;
	readonly rows: readonly Row[];
}

function lookAt(sheet: Sheet, fileName: string, catalogue: Catalogue): Look {
	if (isReturnList(sheet.rows)) return { sections: [], refusal: null, reason: "return-list", noReport: false, rows: [] };
	const taken = takeApart(sheet, fileName, catalogue);
	const { sections, refusal, rows } = taken;
	const kept = sheet.hidden ? sections.filter(({ fit }) => fit !== null && fit.assignment.missing.length === 0) : sections;
	const listed = isInstructions(sheet.name, rows)
		? kept.filter(({ fit, evidence }) => evidence.from === "form-number" || fit?.assignment.missing.length === 0)
		: kept;
	const look = (seen: Partial<Look>): Look => ({ sections: [], refusal: null, reason: null, noReport: false, rows, ...seen });
	if (listed.length > 0) return look({ sections: listed, refusal });
	if (rows.length === 0) return look({ reason: "blank" });
	if (sheet.hidden) return look({ reason: "hidden" });
	const nil = nilSection(sheet, rows, catalogue);
	if (nil) return look({ sections: [nil] });
	if (isInstructions(sheet.name, rows)) return look({ reason: "instructions" });
	const unread = refusal ?? outdatedSheet(rows, catalogue) ?? { code: "form.unknown", params: { sheet: sheet.name } };
	return look({ refusal: unread, noReport: isNoReport(taken, catalogue) });
}

/** The first report of a file says which other sheets were not read. */
function tellPassedOver([first, ...others]: readonly RecognisedSubmission[], skipped: readonly SkippedSheet[]): RecognisedSubmission[] {
	if (!first) return [];
	const passedOver = skipped.filter(({ reason }) => reason === "no-report");
	const bare = { cell: null, field: null, header: null, value: null, expected: null };
	const told = passedOver.map(({ sheet }): Finding => ({ code: "sheet.passed-over", severity: "info", sheet, ...bare }));
	return [{ ...first, findings: [...told, ...first.findings] }, ...others];
}

/** Settles unit, period and batch of every table; a table that says neither asks the others of its workbook, where those agree. */
function place(
	sections: readonly Section[],
	hints: Hints,
	catalogue: Catalogue,
): { placed: Placed[]; refused: { sheet: string; refusal: Refusal }[] } {
	const alone = sections.map((section) => settle(section, hints, catalogue, null, null));
	const sibling = { unit: agreed(alone.map(({ unit }) => unit)), period: agreed(alone.map(({ period }) => period)) };
	const outcomes = sections.map((section) => ({
		section,
		outcome: placeOne(section, hints, settle(section, hints, catalogue, sibling.unit, sibling.period)),
	}));
	return {
		placed: outcomes.flatMap(({ outcome }) => ("refusal" in outcome ? [] : [outcome])),
		refused: outcomes.flatMap(({ section, outcome }) => ("refusal" in outcome ? [{ sheet: section.sheet.name, refusal: outcome.refusal }] : [])),
	};
}

interface WhoseAndWhen {
	readonly unit: Settled<ReportingUnit>;
	readonly period: Settled<Period>;
}

function placeOne(section: Section, { fileName }: Hints, { unit, period }: WhoseAndWhen): Placed | { refusal: Refusal } {
	const { form, sheet, labelled } = section;
	if ("refusal" in unit) return unit;
	if ("refusal" in period) return period;
	if (form.owedBy === "city" && unit.value.kind !== "city") {
		return { refusal: { code: "unit.not-owed", params: { form: form.id, unit: unit.value.shortName } } };
	}
	const retired = retiredEdition(form, { labelled, columns: section.header.columns }, period.value);
	if (retired) return { refusal: retired };
	const batch = batchOf(form, period.value, labelled, sheet.name, fileName);
	const evidence = [inSheet(section.evidence, sheet), period.evidence, unit.evidence, ...(batch.evidence ? [inSheet(batch.evidence, sheet)] : [])];
	return { section, unit: unit.value, period: period.value, batch: batch.value, evidence };
}

function settle(
	{ form, sheet, labelled }: Section,
	hints: Hints,
	{ units }: Catalogue,
	unitOfOthers: Settled<ReportingUnit> | null,
	periodOfOthers: Settled<Period> | null,
): WhoseAndWhen {
	const shared = { sheet: sheet.name, labelled, fileName: hints.fileName };
	return {
		unit: settledIn(sheet, settleUnit({ ...shared, folder: hints.folderUnit, units }, unitOfOthers)),
		period: settledIn(sheet, settlePeriod(form, { ...shared, option: hints.period }, periodOfOthers)),
	};
}

function settledIn<T>(sheet: Sheet, settled: Settled<T>): Settled<T> {
	return "value" in settled ? { ...settled, evidence: inSheet(settled.evidence, sheet) } : settled;
}

/** Evidence that stands in a cell names its sheet; what another sheet told names that one already. */
function inSheet(evidence: Evidence, { name }: Sheet): Evidence {
	return evidence.cell === undefined || evidence.sheet !== undefined ? evidence : { ...evidence, sheet: name };
}

/** What the tables of a workbook that know say, where they say the same. */
function agreed<T extends { readonly code: string }>(all: readonly Settled<T>[]): Settled<T> | null {
	const known = all.filter((settled) => "value" in settled);
	const first = known[0];
	return first && known.every(({ value }) => value.code === first.value.code) ? first : null;
}

/** Tables of one form, unit, period and batch are one submission, wherever in the workbook they stand. */
function assemble(placed: readonly Placed[], grid: Grid, hints: Hints, catalogue: Catalogue): RecognisedSubmission[] {
	const groups = new Map<string, Placed[]>();
	for (const p of placed) {
		const key = JSON.stringify([p.section.form.id, p.period.code, p.unit.code, p.batch]);
		groups.set(key, [...(groups.get(key) ?? []), p]);
	}
	const forms = [...new Set(placed.map(({ section }) => section.form))];
	return [...groups.values()].flatMap((group) => {
		const first = group[0];
		if (!first) return [];
		const { form } = first.section;
		const { period, unit, batch } = first;
		const built = group.map(({ section }) => buildBlock(section, indexOf(catalogue), { period, unit, units: catalogue.units }));
		const evidence = group.flatMap((p) => p.evidence);
		const empty = emptyTables(built, form.tables.length > 1 ? form.tables.map(({ id }) => id) : [], beside(grid));
		const names = nameFindings({ form, period, unit, evidence, sheet: first.section.sheet.name }, forms, hints.fileName, catalogue);
		return [
			{
				form,
				period,
				unit,
				batch,
				nil: built.some((b) => b.saysNil) && !built.some(hasData),
				blocks: built.map(({ block }) => block),
				evidence,
				signatures: Object.assign({}, ...built.map(({ signatures }) => signatures)) as Record<string, string>,
				findings: [...names, ...built.flatMap(({ findings }) => findings), ...empty],
			},
		];
	});
}

function hasData({ block }: BuiltBlock): boolean {
	return block.rows.some(({ role }) => role === "data");
}

/** What may hold the data that the cells lack (mess.md 56), as the sentence's parameter: comments, drawings. */
function beside({ objects }: Grid): Record<string, string> {
	const kinds = [...(objects?.comments ? ["comments"] : []), ...(objects?.drawings ? ["drawings"] : [])];
	return kinds.length === 0 ? {} : { beside: kinds.join(",") };
}

/** Tables without a row and without a word that there is nothing: empty is not nil. A form's table that stands nowhere in the file is told like an empty one. */
function emptyTables(built: readonly BuiltBlock[], wanted: readonly string[], objects: Readonly<Record<string, string>>): Finding[] {
	const nothing = !built.some(hasData) && built.some(({ saysNil }) => saysNil);
	if (nothing) return [];
	const filled = new Set(built.filter((b) => hasData(b) || b.saysNil).map(({ block }) => block.table.id));
	const found = (sheet: string, cell: string | null, table: string): Finding => ({
		code: "table.empty",
		severity: "hard",
		sheet,
		cell,
		field: null,
		header: null,
		value: null,
		expected: null,
		params: { ...objects, ...(table === "" ? {} : { table }) },
	});
	const told = new Set<string>();
	const empty = built.flatMap(({ block }) => {
		if (filled.has(block.table.id) || told.has(block.table.id)) return [];
		told.add(block.table.id);
		return [found(block.sheet, block.columns[0]?.headerCell ?? null, block.table.id)];
	});
	const absent = wanted.filter((id) => !built.some(({ block }) => block.table.id === id)).map((id) => found(built[0]?.block.sheet ?? "", null, id));
	return [...empty, ...absent];
}
