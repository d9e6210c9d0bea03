import type { TraceTarget } from "../cli/app-port.ts";
import { openArchive, sha256Of } from "../files/archive.ts";
import type { GivenFile } from "../files/given.ts";
import { tellRefusal } from "../messages/tell.ts";
import { CONSOLIDATED_TEXTS } from "../messages/workbook-texts.ts";
import { type CellAddress, fromA1, toA1 } from "../model/a1.ts";
import type { CellTraceDocument, TraceDocument } from "../model/documents.ts";
import { type FigureOf, figureName, parseFigureName, unitPlace } from "../model/figure-name.ts";
import { type Referable, resolveReference } from "../model/figure-reference.ts";
import { keyFields } from "../model/form.ts";
import type { Grid } from "../model/grid.ts";
import { OriginalGone } from "../model/original-gone.ts";
import { DEFAULT_READ_LIMITS } from "../model/read-limits.ts";
import { RefusalError } from "../model/refusal.ts";
import { inForce } from "../model/stored.ts";
import { UsageError } from "../model/usage.ts";
import { traceCell } from "../pipeline/trace/from-cell.ts";
import { rowsReadAgain } from "../pipeline/trace/originals.ts";
import { type PublishedRow, publishedRow } from "../pipeline/trace/published-row.ts";
import { figureAt, periodOfWorkbook, traceFigure } from "../pipeline/trace.ts";
import { catalogueWith } from "./catalogue-with.ts";
import { consolidatePorts, type House, unitCalled } from "./house.ts";
import { bytesOf, givenOne } from "./intake.ts";
import { kept } from "./publication.ts";

type Traced = TraceDocument | CellTraceDocument;
type Ports = Awaited<ReturnType<typeof tracePorts>>;

/** From a figure or a published cell back to the cells of the offices, or from a county cell to the figures that it feeds. Makes nothing. @throws UsageError for what does not exist */
export async function trace(house: House, target: TraceTarget): Promise<Traced> {
	const ports = await tracePorts(house);
	try {
		return await traced(house, target, ports);
	} catch (fault) {
		if (!(fault instanceof OriginalGone)) throw fault;
		const { sha256, why } = fault;
		const file = (await ports.store.submissions()).find((submission) => submission.sha256 === sha256)?.fileName ?? sha256;
		throw new UsageError("usage.original-gone", { file, why, check: sha256.slice(0, 12) });
	}
}

async function traced(house: House, target: TraceTarget, ports: Ports): Promise<Traced> {
	if ("figure" in target) {
		const place = unitPlace(target.unit === null ? null : unitCalled(target.unit, house.units).code);
		return figure(house, target.period, { indicator: target.figure, place, measure: "value" }, ports);
	}
	if ("from" in target) return fromCounty(house, target, ports);
	return published(house, target, ports);
}

async function tracePorts(house: House) {
	const store = await house.known();
	const catalogue = catalogueWith(house, inForce(await store.synonyms()));
	const archive = openArchive(house.layout.archive);
	return { ...(await consolidatePorts(house, Promise.resolve(store))), catalogue, archive, readGrid: house.readGrid };
}

async function figure(house: House, period: string, of: FigureOf, ports: Ports): Promise<TraceDocument> {
	const found = await traceFigure(await kept(house, period), of, ports);
	if (!found) throw new UsageError("usage.no-such-figure", { figure: of.indicator });
	return found;
}

/** A cell of a published workbook: a figure by its name, or a roster's cell by the row's own 来源 columns. */
async function published(house: House, target: { workbook: string; cell: string }, ports: Ports): Promise<Traced> {
	const file = await givenOne(target.workbook);
	if (/\.docx$/i.test(file.fileName)) return inDocument(house, file, target.cell, ports);
	const { sheet, cell } = cellNamed(target.cell);
	const grid = await workbookAt(house, file);
	const found = figureAt(grid, sheet, toA1(cell), CONSOLIDATED_TEXTS.period);
	if (found) return figure(house, found.period.code, found, ports);
	const row = publishedRow(grid, sheet, cell, CONSOLIDATED_TEXTS.roster);
	if (!row) return shown(house, file, { grid, sheet, cell: toA1(cell) }, ports);
	return { ...(await fromRosterRow(row, ports)), published: { workbook: file.fileName, sheet, cell: toA1(cell) } };
}

/** A cell that shows a figure of another sheet by its formula. */
async function shown(house: House, file: GivenFile, at: { grid: Grid; sheet: string; cell: string }, ports: Ports): Promise<TraceDocument> {
	const { grid, sheet, cell } = at;
	if (!grid.sheets.some(({ name }) => name === sheet)) {
		const sheets = grid.sheets.map(({ name }) => name).join("、");
		throw new UsageError("usage.no-such-sheet", { sheet, file: file.fileName, sheets });
	}
	const { figureBehind } = await import("../workbooks/figures-behind.ts");
	const limits = { ...DEFAULT_READ_LIMITS, ...house.config.limits };
	const bytes = await bytesOf(file, house.config.limits.bytes);
	const of = grid.source?.format === "xlsx" ? figureBehind(bytes, grid, sheet, cell, limits) : null;
	const period = of && periodOfWorkbook(grid, CONSOLIDATED_TEXTS.period);
	if (!of || !period) throw new UsageError("usage.cell-is-no-figure", { cell: `${sheet}!${cell}`, file: file.fileName });
	return figure(house, period.code, of, ports);
}

/** A figure of a report in words, by the name of its field or as templates write it. */
async function inDocument(house: House, file: GivenFile, written: string, ports: Ports): Promise<TraceDocument> {
	const { readDocumentFigures, readDocumentPeriod } = await import("../documents/read-figures.ts");
	const bytes = await bytesOf(file, house.config.limits.bytes);
	const period = readDocumentPeriod(bytes);
	const told = new Set(readDocumentFigures(bytes).map(({ name }) => name));
	if (period === null) throw new UsageError("usage.no-release-named", { file: file.fileName });
	const { indicators } = await kept(house, period);
	const of = parseFigureName(written) ?? referenceTo(written, { indicators, units: house.units });
	if (!told.has(figureName(of.indicator, of.place, of.measure)))
		throw new UsageError("usage.cell-is-no-figure", { cell: written, file: file.fileName });
	return figure(house, period, of, ports);
}

/** @throws UsageError where it names no figure, with what may have been meant */
function referenceTo(written: string, known: Referable): FigureOf {
	const of = resolveReference(written, known);
	if (of.kind === "figure") return of;
	throw new UsageError("usage.no-such-figure", { figure: written, ...(of.kind === "fault" ? { near: of.nearest.join("、") } : {}) });
}

async function fromRosterRow(row: PublishedRow, ports: Ports): Promise<CellTraceDocument> {
	const submission = (await ports.store.submissions()).find(({ sha256, fileName }) => sha256.startsWith(row.check) && fileName === row.file);
	if (!submission) throw new UsageError("usage.no-such-original", { file: row.file, check: row.check });
	const grid = await archived(submission.sha256, submission.fileName, ports);
	const read = rowsReadAgain(grid, submission, ports.catalogue, (sheet, number) => sheet === row.sheet && number === row.row);
	const form = ports.forms.find(({ id }) => id === submission.form);
	const table = form?.tables.find(({ id }) => read.some((each) => each.table === id));
	const asked = table?.fields.find(({ header }) => header.replaceAll("_", "：") === row.heading)?.name;
	const cells = read.flatMap((each) => each.cells);
	// A column that is huibao's own stands for the whole row: its key tells which row that is.
	const fields = asked === undefined && table ? keyFields(table) : [asked];
	const cell = fields.flatMap((field) => cells.filter((each) => each.field === field))[0] ?? cells[0];
	const address = cell && fromA1(cell.ref);
	const found =
		address && (await traceCell({ sha256: submission.sha256, fileName: submission.fileName, sheet: row.sheet, cell: address }, grid, ports));
	if (!found) throw new UsageError("usage.cell-not-read", { file: row.file, sheet: row.sheet, cell: `${row.row}` });
	return found;
}

async function archived(sha256: string, fileName: string, { archive, readGrid }: Ports): Promise<Grid> {
	return readGrid(await archive.read(sha256), fileName);
}

/** A file by its path, or one that was taken in by its name or the first characters of its hash. */
async function fromCounty(house: House, target: { from: string; cell: string }, ports: Ports): Promise<CellTraceDocument> {
	const { sheet, cell } = cellNamed(target.cell);
	const { sha256, fileName, grid } = await original(house, target.from, ports);
	const name = sheet === "" && grid.sheets.length === 1 ? (grid.sheets[0]?.name ?? "") : sheet;
	const found = await traceCell({ sha256, fileName, sheet: name, cell }, grid, ports);
	if (!found) throw new UsageError("usage.cell-not-read", { file: fileName, sheet: name, cell: toA1(cell) });
	return found;
}

const HASH = /^[0-9a-f]{8,64}$/;

async function original(house: House, written: string, ports: Ports): Promise<{ sha256: string; fileName: string; grid: Grid }> {
	const known = (await ports.store.submissions()).find(
		({ sha256, fileName }) => fileName === written || (HASH.test(written) && sha256.startsWith(written)),
	);
	try {
		const file = await givenOne(written);
		const bytes = await bytesOf(file, house.config.limits.bytes);
		return { sha256: sha256Of(bytes), fileName: file.fileName, grid: await workbookAt(house, file) };
	} catch (fault) {
		if (!(fault instanceof UsageError) || fault.code !== "usage.no-such-file" || !known) throw fault;
		return { ...known, grid: await archived(known.sha256, known.fileName, ports) };
	}
}

/** SHEET!A1, or A1 alone; the sign between them may be one of full width, as Chinese keyboards write it. @throws UsageError where it is neither */
function cellNamed(written: string): { sheet: string; cell: CellAddress } {
	const [, sheet = "", reference = written] = /^'?(.*?)'?[!！](.+)$/.exec(written) ?? [];
	const cell = fromA1(reference);
	if (!cell) throw new UsageError("usage.no-such-cell", { cell: written });
	return { sheet, cell };
}

/** @throws UsageError where the file is no workbook that can be read, with the reason */
async function workbookAt(house: House, file: GivenFile): Promise<Grid> {
	try {
		return await house.readGrid(await bytesOf(file, house.config.limits.bytes), file.fileName);
	} catch (error) {
		if (!(error instanceof RefusalError)) throw error;
		throw new UsageError("usage.no-workbook", { why: tellRefusal(error.refusal, file.fileName, house.language) });
	}
}
