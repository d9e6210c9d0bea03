import { type CellAddress, covers, toA1 } from "../../model/a1.ts";
import { isOfSlot } from "../../model/decision.ts";
import type { CellTraceDocument } from "../../model/documents.ts";
import type { Grid } from "../../model/grid.ts";
import type { Indicator } from "../../model/indicator.ts";
import { period as periodOf } from "../../model/period.ts";
import { countsNow, type StoredSubmission } from "../../model/stored.ts";
import { slotOf } from "../../model/submission.ts";
import type { RowRead } from "../../stages/read-again.ts";
import { type Consolidation, effectiveTables, keptConsolidation, previousYear, queryParams, type Scope } from "../consolidate.ts";
import { baseFigures, fieldsTold, type TracePorts } from "../trace.ts";
import { rowsReadAgain } from "./originals.ts";

/** A cell of a county's file. */
export interface CountyCell {
	readonly sha256: string;
	/** Name under which the file is told of. */
	readonly fileName: string;
	readonly sheet: string;
	readonly cell: CellAddress;
}

type FedFigure = CellTraceDocument["figures"][number];

/**
 * From a county cell to every published figure that it feeds: what was read of it, whether its row counts, and of each period that was ever consolidated the figures that count the
 * row, those that read this very cell first. A cell of a merged range stands for all rows that the range covers.
 * @returns null where the cell stands in no table that a form was recognised in
 */
export async function traceCell(at: CountyCell, grid: Grid, ports: TracePorts): Promise<CellTraceDocument | null> {
	const stored = await ports.store.submissionsOfFile(at.sha256);
	const ref = toA1(at.cell);
	const [sheet] = grid.sheets.filter(({ name }) => name === at.sheet);
	const range = sheet?.merges.find((merged) => covers(merged, at.cell));
	const [first, last] = range ? [range.top, range.bottom] : [at.cell.row, at.cell.row];
	const read = rowsReadAgain(grid, stored[0] ?? { unit: "", fileName: at.fileName }, ports.catalogue, (name, row) => {
		return name === at.sheet && row >= first && row <= last;
	});
	const rows = read.filter(({ cells }) => cells.some((cell) => cell.ref === ref));
	const [own = read[0]] = rows;
	if (!own) return null;
	const cell = own.cells.find((each) => each.ref === ref);
	const submission = newestOf(stored, own);
	return {
		cell: {
			...{ file: at.fileName, sha256: at.sha256, sheet: at.sheet, ref },
			...{ raw: cell?.raw ?? "", value: cell?.value ?? null, conversions: [...(cell?.conversions ?? [])] },
			...{ field: cell?.field ?? null, header: cell?.header ?? null },
			...placeOf(own),
			...{ submission: submission?.id ?? null, status: submission?.status ?? null, counts: submission !== null && countsNow(submission) },
		},
		figures: submission ? await figuresFed(rows.length > 0 ? rows : [own], cell?.field ?? null, submission, ports) : [],
	};
}

function newestOf(stored: readonly StoredSubmission[], { submission }: RowRead): StoredSubmission | null {
	const own = stored.filter((each) => isOfSlot(each, slotOf(submission)));
	return own.find(countsNow) ?? own.at(-1) ?? null;
}

function placeOf({ submission, row, role }: RowRead) {
	const { form, unit, period, batch } = slotOf(submission);
	return { form, unit, period, batch, row, role };
}

async function figuresFed(rows: readonly RowRead[], field: string | null, submission: StoredSubmission, ports: TracePorts): Promise<FedFigure[]> {
	const fed: FedFigure[] = [];
	for (const code of await ports.store.consolidatedPeriods()) {
		const kept = await keptConsolidation(periodOf(code), ports);
		if (kept) for (const figure of await fedIn(kept, rows, field, submission, ports)) fed.push(figure);
	}
	return [...fed.filter(({ by }) => by === "cell"), ...fed.filter(({ by }) => by === "row")];
}

/** Counted figures that count some of the rows, and those that are derived from them, in the order of declaration. */
async function fedIn(
	kept: Consolidation,
	rows: readonly RowRead[],
	field: string | null,
	submission: StoredSubmission,
	ports: TracePorts,
): Promise<FedFigure[]> {
	const bases = [
		...(await countersIn(kept.scope, rows, field, submission, ports)).map((base) => ({ ...base, before: false })),
		...(await countersIn(previousYear(kept.scope), rows, field, submission, ports)).map((base) => ({ ...base, before: true })),
	];
	if (bases.length === 0) return [];
	return kept.indicators.flatMap((indicator) => {
		const own = baseFigures(indicator, kept.indicators);
		const through = bases.filter((base) => own.some(({ id, before }) => id === base.indicator && before === base.before));
		if (through.length === 0) return [];
		const units = new Set(through.flatMap((base) => base.units));
		const by = through.some(({ reads }) => reads) ? "cell" : "row";
		return [...units].flatMap((unit) => entry(indicator, kept, unit, by, [...new Set(through.map((base) => base.indicator))]));
	});
}

function entry(indicator: Indicator, { figures, scope }: Consolidation, unit: string | null, by: "cell" | "row", through: string[]): FedFigure[] {
	const figure = figures.get(indicator.id);
	if (!figure || (unit !== null && indicator.kind === "derived" && indicator.cityOnly)) return [];
	const value = unit === null ? figure.value : (figure.byUnit[unit] ?? null);
	// A rate without a base, a target that was not set for the unit: there is no such figure.
	if (value === null) return [];
	return [
		{
			...{ id: indicator.id, name: indicator.name.zh, value, unit: indicator.unit, period: scope.period.code, reportingUnit: unit, by },
			...(indicator.kind === "derived" ? { through } : {}),
		},
	];
}

interface Counter {
	readonly indicator: string;
	readonly units: readonly (string | null)[];
	/** The indicator reads the cell itself, not only its row. */
	readonly reads: boolean;
}

/** Counted indicators that count some of the rows in one publication. */
async function countersIn(
	scope: Scope,
	rows: readonly RowRead[],
	field: string | null,
	submission: StoredSubmission,
	ports: TracePorts,
): Promise<Counter[]> {
	const form = ports.forms.find(({ id }) => id === submission.form);
	if (!form) return [];
	const tables = effectiveTables(form, await ports.store.countingAt(scope.asOf), scope, ports);
	const params = queryParams(scope, ports.bureauNames);
	const found = new Map<string, Counter>();
	for (const { table, sheet, row } of rows) {
		const effective = tables[table];
		if (!effective?.submissions.includes(submission.id)) continue;
		const place = { submission: submission.id, unit: submission.unit, table, sheet, row };
		for (const { indicator: id, units } of await ports.store.countersOf(form, place, effective, params, ports.units)) {
			const declared = form.indicators.find((each) => each.id === id);
			if (declared?.kind !== "counted") continue;
			const known = found.get(id);
			const all = [...new Set([...(known?.units ?? []), ...units])];
			found.set(id, { indicator: id, units: all, reads: field !== null && fieldsTold(form, declared).includes(field) });
		}
	}
	return [...found.values()];
}
