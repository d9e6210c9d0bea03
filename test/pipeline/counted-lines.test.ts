import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { consolidatePorts, openHouse } from "../../src/app/house.ts";
import { openApp } from "../../src/app.ts";
import { loadConfig } from "../../src/config.ts";
import { tableOf } from "../../src/model/form.ts";
import { period } from "../../src/model/period.ts";
import type { ConsolidatedReport, Detail, Roster, RosterRow, SummaryRow } from "../../src/model/report.ts";
import type { StoredSubmission } from "../../src/model/stored.ts";
import { type ConsolidatePorts, type Consolidation, effectiveTables, keptConsolidation, queryParams } from "../../src/pipeline/consolidate.ts";
import { buildReport } from "../../src/pipeline/report.ts";
import { baseFigures } from "../../src/pipeline/trace.ts";

let home: string;
let close: () => Promise<void>;
let ports: ConsolidatePorts;
let consolidation: Consolidation;
let report: ConsolidatedReport;
let counting: StoredSubmission[];
/** Rows by roster. */
let rosters: RosterRow[][];

beforeAll(async () => {
	home = await mkdtemp(path.join(tmpdir(), "huibao-lines-"));
	const app = await openApp({ env: { HUIBAO_DATA: home }, language: "zh-CN" });
	await app.demo();
	await app.close();
	const house = await openHouse(loadConfig({ HUIBAO_DATA: home }, home), "zh-CN");
	close = () => house.close();
	ports = await consolidatePorts(house);
	const kept = await keptConsolidation(period("2019H1"), ports);
	if (!kept) throw new Error("the demo has consolidated nothing");
	consolidation = kept;
	counting = await ports.store.countingAt(consolidation.scope.asOf);
	report = await buildReport(consolidation, ports, { city: "阳江市", issuer: "阳江市科学技术局", maskPersonal: true });
	rosters = await Promise.all(report.rosters.map(rowsOf));
}, 300_000);

async function rowsOf({ rows }: Roster): Promise<RosterRow[]> {
	const all: RosterRow[] = [];
	for await (const batch of rows()) all.push(...batch);
	return all;
}

afterAll(async () => {
	await close();
	await rm(home, { recursive: true, force: true });
});

const placeOf = ({ source: { sha256, sheet, row } }: Pick<RosterRow, "source">) => `${sha256} ${sheet} ${row}`;

/** The rows that a line's figure comes from, asked for one indicator after the other: by place in what offices sent. */
async function sourcesOf({ indicator: id }: SummaryRow, unit: string | null): Promise<Set<string>> {
	const { scope, indicators } = consolidation;
	const indicator = indicators.find((each) => each.id === id);
	const found = new Set<string>();
	for (const base of indicator ? baseFigures(indicator, indicators).filter(({ before }) => !before) : []) {
		const form = ports.forms.find((each) => each.indicators.some((i) => i.id === base.id));
		const counted = form?.indicators.find((i) => i.id === base.id);
		if (!form || counted?.kind !== "counted") throw new Error(base.id);
		const table = tableOf(form, counted.table).id;
		const effective = effectiveTables(form, counting, scope, ports)[table];
		if (!effective) throw new Error(table);
		const rows = await ports.store.sourcesOf(form, base.id, effective, queryParams(scope, ports.bureauNames), ports.units, unit);
		for (const { submission, sheet, row } of rows) found.add(`${submission.sha256} ${sheet} ${row} ${form.id}${table}`);
	}
	return found;
}

/** A figure's rows where its details say that they are. */
function expectDetails(details: readonly Detail[] | undefined, sources: ReadonlySet<string>): void {
	const expected = rosters.flatMap((rows, roster) => {
		const places = rows.flatMap((row, place) => (sources.has(`${placeOf(row)} ${idOf(roster)}`) ? [place] : []));
		return places.length === 0 ? [] : [{ roster, first: places[0], rows: places.length }];
	});
	expect(details ?? []).toEqual(expected);
	expect((details ?? []).reduce((sum, { rows }) => sum + rows, 0)).toBe(sources.size);
}

/** Form and table of a roster. */
function idOf(roster: number): string {
	const { forms } = ports;
	return forms.flatMap((form) => form.tables.map((table) => `${form.id}${table.id}`))[roster] ?? "";
}

describe("the rows of the rosters name the lines of the summary that count them", () => {
	test("lines are numbered through, and every roster has its rows", () => {
		const lines = report.summary.flatMap(({ rows }) => rows.map(({ line }) => line));
		expect(lines).toEqual(lines.map((_, at) => at + 1));
		expect(lines.length).toBeGreaterThan(100);
		expect(report.rosters.map(({ count }) => count)).toEqual(rosters.map((rows) => rows.length));
	});

	test("every figure's rows are those that trace finds, for the city and for every unit, and its details lead to the first of them", async () => {
		let counted = 0;
		for (const row of report.summary.flatMap(({ rows }) => rows)) {
			const all = new Set<string>();
			for (const unit of [null, ...report.units.map(({ code }) => code)]) {
				const sources = await sourcesOf(row, unit);
				expectDetails(unit === null ? row.details?.city : row.details?.byUnit[unit], sources);
				for (const source of sources) all.add(source);
			}
			const named = rosters.flatMap((rows, roster) =>
				rows.flatMap((each) => (each.countedIn.includes(`〔${row.line}〕`) ? [`${placeOf(each)} ${idOf(roster)}`] : [])),
			);
			expect(new Set(named), row.indicator).toEqual(all);
			counted += named.length;
		}
		expect(counted).toBeGreaterThan(1000);
	}, 120_000);

	test("a row that no printed figure counts names none", () => {
		const uncounted = rosters.flat().filter(({ countedIn }) => countedIn === "");
		expect(uncounted.length).toBeGreaterThan(0);
		for (const { countedIn } of rosters.flat()) expect(countedIn).toMatch(/^(?:〔[1-9]\d*〕)*$/);
	});
});
