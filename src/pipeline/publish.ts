import type { PublishDocument } from "../model/documents.ts";
import type { FigureValue } from "../model/indicator.ts";
import { type ConsolidatedReport, printedFigure } from "../model/report.ts";
import { statistics, statisticsCsv } from "../stages/statistics.ts";
import type { ConsolidatePorts, Consolidation } from "./consolidate.ts";
import type { ConsolidatedWorkbooks, PrintedFigure, StagePublication, Staging } from "./ports.ts";
import { buildReport, type ReportOptions } from "./report.ts";

export interface PublishPorts extends ConsolidatePorts {
	readonly workbooks: ConsolidatedWorkbooks;
	readonly stage: StagePublication;
	/** SHA-256 of some bytes, lower-case hex. */
	readonly sha256: (bytes: Uint8Array) => string;
}

/** Says how far the log went when the publication was made: kept outside the database, it shows later whether the log's end was cut off. */
const LOG_HEAD = "log-head.json";

type Difference = PublishDocument["differences"][number];

/**
 * write → re-open → compare every figure → swap into place.
 * A workbook whose figures differ from the database is not published: `differences` says which, and what was published before stays.
 */
export async function publish(consolidation: Consolidation, ports: PublishPorts, options: ReportOptions): Promise<PublishDocument> {
	const { scope, indicators, figures } = consolidation;
	const head = { period: scope.period.code, cutoff: scope.cutoff, asOf: scope.asOf };
	const report = await buildReport(consolidation, ports, options);
	const numbers = statistics(head, indicators, figures);
	const workbook = `${report.title}.xlsx`;
	const staging = await ports.stage(scope.period);
	try {
		await staging.write(workbook, await ports.workbooks.write(report));
		await staging.write("statistics.json", `${JSON.stringify(numbers, null, "\t")}\n`);
		await staging.write("statistics.csv", statisticsCsv(numbers, ports.units, options.city));
		const last = await ports.store.logHead();
		if (last) await staging.write(LOG_HEAD, `${JSON.stringify({ entry: last.id, hash: last.hash })}\n`);
		const expected = expectedFigures(report);
		const printed = await ports.workbooks.readFigures(await staging.read(workbook));
		const differences = compare(expected, printed);
		const files = await describe([workbook, "statistics.json", "statistics.csv"], staging, ports.sha256);
		if (differences.length > 0) await staging.discard();
		const folder = differences.length > 0 ? "" : await staging.commit();
		return { ...head, folder, workbook, files, figuresCompared: expected.length, differences };
	} catch (error) {
		await staging.discard();
		throw error;
	}
}

/** Every figure that the summary must show, for the city and each unit. */
function expectedFigures({ summary, units }: ConsolidatedReport): PrintedFigure[] {
	return summary
		.flatMap((group) => group.rows)
		.flatMap((row) => [
			{ indicator: row.indicator, unit: null, value: printedFigure(row, null) },
			...units.map(({ code }) => ({ indicator: row.indicator, unit: code, value: printedFigure(row, code) })),
		]);
}

function compare(expected: readonly PrintedFigure[], printed: readonly PrintedFigure[]): Difference[] {
	const key = (figure: PrintedFigure) => `${figure.indicator} ${figure.unit ?? ""}`;
	const found = new Map(printed.map((figure) => [key(figure), figure]));
	return expected.flatMap((figure) => {
		const cell = found.get(key(figure));
		if (cell && same(figure.value, cell.value)) return [];
		const value = figure.value === "not-applicable" ? null : figure.value;
		return [{ figure: figure.indicator, unit: figure.unit, expected: value, found: cell ? text(cell.value) : "no such cell" }];
	});
}

function same(a: FigureValue | "not-applicable", b: FigureValue | "not-applicable"): boolean {
	if (typeof a === "number" && typeof b === "number") return Math.abs(a - b) < 1e-9 * Math.max(1, Math.abs(a));
	return JSON.stringify(a) === JSON.stringify(b);
}

function text(value: FigureValue | "not-applicable"): string | number | null {
	return Array.isArray(value) ? value.join("–") : (value as string | number | null);
}

async function describe(names: readonly string[], staging: Staging, sha256: (bytes: Uint8Array) => string) {
	const files = [];
	for (const name of names) {
		const bytes = await staging.read(name);
		files.push({ name, sha256: sha256(bytes), size: bytes.length });
	}
	return files;
}
