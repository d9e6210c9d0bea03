import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { read, utils } from "@e965/xlsx";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openApp } from "../../src/app.ts";
import type { App } from "../../src/cli/app-port.ts";
import { cellTraceDocument, type DemoDocument, traceDocument } from "../../src/model/documents.ts";
import { UsageError } from "../../src/model/usage.ts";
import { cellTrace, figureTrace } from "../support/traced.ts";

interface Published {
	readonly indicator: string;
	readonly value: unknown;
}

const published = Object.entries(JSON.parse(await readFile("fixtures/published/2019H1.json", "utf8")) as Record<string, Published>);
let home: string;
let app: App;
let demo: DemoDocument;

beforeAll(async () => {
	home = await mkdtemp(path.join(tmpdir(), "huibao-trace-"));
	app = await openApp({ env: { HUIBAO_DATA: home }, language: "zh-CN" });
	demo = await app.demo();
}, 300_000);

afterAll(async () => {
	await app.close();
	await rm(home, { recursive: true, force: true });
});

const ofCounty = (unit: string, name: string) => path.join("fixtures", "demo", "2019H1", unit, name);

describe("from figures to cells and from cells to figures", () => {
	test.each(published)("%s is found again from a cell that it comes from", async (_, { indicator, value }) => {
		const traced = figureTrace(await app.trace({ figure: indicator, period: "2019H1", unit: null }));
		expect(traceDocument.parse(traced)).toEqual(traced);
		expect(traced.figure.value).toEqual(value);
		const source = traced.sources.at(-1);
		if (!source) {
			expect(value).toBe(0);
			return;
		}
		const cell = source.cells.at(-1);
		const back = cellTrace(await app.trace({ from: source.sha256, cell: `${source.sheet}!${cell?.ref}` }));
		expect(cellTraceDocument.parse(back)).toEqual(back);
		expect(back.cell).toMatchObject({ file: source.file, raw: cell?.raw, value: cell?.value, role: "data", counts: true });
		const fed = back.figures.find(({ id, reportingUnit }) => id === indicator && reportingUnit === null);
		expect(fed).toMatchObject({ value, by: "cell", period: "2019H1" });
	});

	test("a derived figure is fed through the counted ones that it rests on", async () => {
		const { sources } = figureTrace(await app.trace({ figure: "projects.approved", period: "2019H1", unit: null }));
		const key = sources[0]?.cells.find(({ field }) => field === "proposal_no");
		const { figures } = cellTrace(await app.trace({ from: sources[0]?.file ?? "", cell: `${sources[0]?.sheet}!${key?.ref}` }));
		expect(figures.find(({ id, reportingUnit }) => id === "projects.approval-rate" && reportingUnit === null)).toMatchObject({
			through: expect.arrayContaining(["projects.reviewed", "projects.approved"]),
		});
	});

	test("a baseline of the year before feeds what is measured against it", async () => {
		const { sources } = figureTrace(await app.trace({ figure: "incubators.area.multiple", period: "2019H1", unit: null }));
		const before = sources.find(({ file }) => file.includes("2018"));
		const area = before?.cells.find(({ value }) => typeof value === "number");
		const { cell, figures } = cellTrace(await app.trace({ from: before?.sha256 ?? "", cell: `${before?.sheet}!${area?.ref}` }));
		expect(cell.period).toBe("2018");
		expect(figures.map(({ id }) => id)).toContain("incubators.area.multiple");
		expect(figures.map(({ id }) => id)).not.toContain("incubators.area");
	});

	test("every roster's row leads back to the cell that its office filled in", async () => {
		const workbook = path.join(home, "output", "2019H1", demo.publish.workbook);
		const book = read(await readFile(workbook));
		let followed = 0;
		for (const sheet of book.SheetNames.filter((name) => /^[统综]\d{2}/.test(name))) {
			const rows = utils.sheet_to_json<unknown[]>(book.Sheets[sheet] ?? {}, { header: 1, blankrows: true });
			const header = rows.findIndex((row) => row.includes("来源行"));
			const row = rows[header + 1] ?? [];
			const at = rows[header]?.indexOf("来源行") ?? 0;
			if (typeof row[at] !== "number") continue;
			const traced = cellTrace(await app.trace({ workbook, cell: `${sheet}!A${header + 2}` }));
			expect(traced.cell).toMatchObject({ row: row[at], file: row[at - 2], sheet: row[at - 1], role: "data", counts: true });
			expect(traced.published).toEqual({ workbook: demo.publish.workbook, sheet, cell: `A${header + 2}` });
			followed += 1;
		}
		expect(followed).toBeGreaterThanOrEqual(12);
	}, 60_000);
});

test("a qualifier is told of the whole figure, not of the units that have another number", async () => {
	const at = async (unit: string | null) => figureTrace(await app.trace({ figure: "outreach.hnte-class.people", period: "2019H1", unit })).figure;
	expect(await at(null)).toMatchObject({ value: 110, qualifier: "约" });
	expect(await at("市本级")).toMatchObject({ value: 110, qualifier: "约" });
	const other = await at("阳东区");
	expect(other.value).toBe(0);
	expect(other).not.toHaveProperty("qualifier");
});

test("cells that show a figure of another sheet lead to its rows, wherever the formula stands in their line", async () => {
	const workbook = path.join(home, "output", "2019H1", demo.publish.workbook);
	const book = read(await readFile(workbook), { cellFormula: true });
	let followed = 0;
	for (const sheet of ["看板", "图表数据"]) {
		const cells = Object.entries(book.Sheets[sheet] ?? {}).filter(
			([ref, cell]) => /^[A-Z]+\d+$/.test(ref) && /^'?汇总表'?!|^hb\./.test(cell.f ?? ""),
		);
		expect(cells.length, sheet).toBeGreaterThan(0);
		for (const [ref, { v }] of cells.filter((_, at) => at % 12 === 0)) {
			const { figure } = figureTrace(await app.trace({ workbook, cell: `${sheet}!${ref}` }));
			if (typeof v === "number") expect(figure.value, `${sheet}!${ref}`).toBe(v);
			followed += 1;
		}
	}
	expect(followed).toBeGreaterThan(3);
	const ofLine = figureTrace(await app.trace({ workbook, cell: "图表数据!A20" }));
	expect(ofLine.figure.id).toMatch(/^[a-z]/);
	const missing = app.trace({ workbook, cell: "没有这张表!A1" }).catch((fault: unknown) => (fault as UsageError).code);
	expect(await missing).toBe("usage.no-such-sheet");
});

test("figures of the report in words are traced as those of the workbook are", async () => {
	const folder = path.join(home, "output", "2019H1");
	const report = path.join(folder, (await readdir(folder)).find((name) => name.endsWith(".docx")) ?? "");
	const expected = figureTrace(await app.trace({ figure: "hnte.stock", period: "2019H1", unit: null }));
	expect(figureTrace(await app.trace({ workbook: report, cell: "hnte.stock" }))).toEqual(expected);
	expect(figureTrace(await app.trace({ workbook: report, cell: "hb.hnte.stock" }))).toEqual(expected);
	const code = (cell: string) => app.trace({ workbook: report, cell }).catch((fault: unknown) => (fault as UsageError).code);
	expect(await code("hnte.stok")).toBe("usage.no-such-figure");
	expect(await code("hnte.stock.size.micro")).toBe("usage.cell-is-no-figure");
});

describe("cells that feed nothing say why", () => {
	const roster = ofCounty("江城区", "江城区+2019年上半年+高新技术企业.xlsx");

	test("a header, a cell beside the columns, a conversion", async () => {
		const header = cellTrace(await app.trace({ from: roster, cell: "B6" }));
		expect(header).toMatchObject({ cell: { role: "header", field: null }, figures: [] });
		const serial = cellTrace(await app.trace({ from: roster, cell: "高新技术企业名录!A8" }));
		expect(serial.cell).toMatchObject({ role: "data", field: null });
		expect(serial.figures.every(({ by }) => by === "row")).toBe(true);
		expect(serial.figures.length).toBeGreaterThan(0);
		const { sources } = figureTrace(await app.trace({ figure: "finance.loans.drawn", period: "2019H1", unit: null }));
		const converted = sources.flatMap(({ cells }) => cells).find(({ conversions }) => conversions?.includes("date-text"));
		expect(converted?.raw).not.toBe(converted?.value);
	});

	test("a file that was never taken in, and one that was returned", async () => {
		const returned = "fixtures/returned/阳西县";
		const [name = ""] = (await readdir(returned)).filter((file) => file.includes("日期不存在"));
		const { cell, figures } = cellTrace(await app.trace({ from: path.join(returned, name), cell: "B7" }));
		expect(cell).toMatchObject({ status: "returned", counts: false, role: "data" });
		expect(figures).toEqual([]);
		const unknown = cellTrace(await app.trace({ from: "fixtures/forms/阳科统01/good/sample.csv", cell: "B8" }).catch(onlyUsage));
		expect(unknown.cell).toMatchObject({ submission: null, status: null, counts: false });
	});

	test("what is no table, no file or no cell is told", async () => {
		const code = async (target: Parameters<App["trace"]>[0]) => app.trace(target).catch((fault: unknown) => (fault as UsageError).code);
		expect(await code({ from: roster, cell: "高新技术企业名录!B400" })).toBe("usage.cell-not-read");
		expect(await code({ from: roster, cell: "没有这张表!B8" })).toBe("usage.cell-not-read");
		expect(await code({ from: "没有.xlsx", cell: "B8" })).toBe("usage.no-such-file");
		expect(await code({ from: roster, cell: "第八行" })).toBe("usage.no-such-cell");
	});
});

test("the sign between sheet and cell may be of full width", async () => {
	const workbook = path.join(home, "output", "2019H1", demo.publish.workbook);
	expect(await app.trace({ workbook, cell: "汇总表！D9" })).toEqual(await app.trace({ workbook, cell: "汇总表!D9" }));
});

test("an original that was altered or is lost is named, and is no internal fault", async () => {
	const { sources } = figureTrace(await app.trace({ figure: "hnte.stock", period: "2019H1", unit: "江城区" }));
	const { sha256 = "", file = "", sheet = "", cells = [] } = sources[0] ?? {};
	const place = path.join(home, "archive", sha256.slice(0, 2), sha256);
	const bytes = await readFile(place);
	const told = (target: Parameters<App["trace"]>[0]) => app.trace(target).catch((fault: unknown) => fault as UsageError);
	try {
		await writeFile(place, bytes.subarray(1));
		expect(await told({ figure: "hnte.stock", period: "2019H1", unit: null })).toMatchObject({
			...{ code: "usage.original-gone", params: { file, why: "altered", check: sha256.slice(0, 12) } },
		});
		await rm(place);
		expect(await told({ from: sha256, cell: `${sheet}!${cells[0]?.ref}` })).toMatchObject({
			code: "usage.original-gone",
			params: { file, why: "missing" },
		});
	} finally {
		await writeFile(place, bytes);
	}
});

function onlyUsage(fault: unknown): never {
	throw fault instanceof UsageError ? new Error(`${fault.code} ${JSON.stringify(fault.params)}`) : fault;
}
