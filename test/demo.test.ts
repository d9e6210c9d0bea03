import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { read, utils, type WorkBook } from "@e965/xlsx";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openApp } from "../src/app.ts";
import { columnLetters } from "../src/model/a1.ts";
import { type DemoDocument, demoDocument, type StatisticsDocument, statisticsDocument } from "../src/model/documents.ts";
import { figureName, unitPlace } from "../src/model/figure-name.ts";
import { readDataPackage } from "./support/data-package.ts";
import { figureTrace } from "./support/traced.ts";
import { handBook, sheetXml, text } from "./workbooks/annotate/books.ts";
import { chartsOf } from "./workbooks/charts/charts-of.ts";
import { packageFaults } from "./workbooks/package-faults.ts";

interface Published {
	indicator: string;
	value: number | [number, number];
	split?: Record<string, number>;
	qualifier?: string;
}

const published = JSON.parse(await readFile("fixtures/published/2019H1.json", "utf8")) as Record<string, Published>;
const figures = Object.entries(published);

let home: string;
let demo: DemoDocument;
let statistics: StatisticsDocument;
let workbook: WorkBook;

async function run(): Promise<DemoDocument> {
	const app = await openApp({ env: { HUIBAO_DATA: home }, language: "zh-CN" });
	try {
		return await app.demo();
	} finally {
		await app.close();
	}
}

async function outputs(): Promise<Record<string, string>> {
	const folder = path.join(home, "output", "2019H1");
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const files = entries.filter((entry) => entry.isFile()).map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
	const names = files.sort();
	return Object.fromEntries(await Promise.all(names.map(async (name) => [name, (await readFile(path.join(folder, name))).toString("base64")])));
}

beforeAll(async () => {
	home = await mkdtemp(path.join(tmpdir(), "huibao-demo-"));
	demo = await run();
	const folder = path.join(home, "output", "2019H1");
	statistics = JSON.parse(await readFile(path.join(folder, "statistics.json"), "utf8")) as StatisticsDocument;
	workbook = read(await readFile(path.join(folder, demo.publish.workbook)));
}, 300_000);

afterAll(() => rm(home, { recursive: true, force: true }));

/** Value of a named cell, read by a reader that shares nothing with ours. */
function cellNamed(name: string): unknown {
	const reference = workbook.Workbook?.Names?.find((n) => n.Name === name)?.Ref;
	const [, sheet = "", cell = ""] = /^'?(.+?)'?!(.+)$/.exec(reference ?? "") ?? [];
	return workbook.Sheets[sheet.replaceAll("''", "'")]?.[cell.replaceAll("$", "")]?.v;
}

const printed = (value: number | [number, number]) => (Array.isArray(value) ? value.join("–") : value);

test("the register knows every enterprise of the demo under one code and one name", async () => {
	const app = await openApp({ env: { HUIBAO_DATA: home }, language: "zh-CN" });
	try {
		const { overview } = await app.register(null, null);
		const none = { found: 0 };
		expect(overview).toMatchObject({ codes: 218, names: 218, severalNames: none, severalCodes: none, severalUnits: none });
		const { enterprises } = await app.register("广东甲帐药业厂", "阳春");
		expect(enterprises).toMatchObject([{ name: "广东甲帐药业有限公司", otherNames: [{ name: "广东甲帐药业厂", from: null }] }]);
	} finally {
		await app.close();
	}
});

test("there are 57 published figures to compare with", () => expect(figures).toHaveLength(57));

describe.each(figures)("%s", (_id, figure) => {
	test("agrees in statistics.json, split and qualifier included", () => {
		const entry = statistics.indicators.find(({ id }) => id === figure.indicator);
		expect(entry?.value).toEqual(figure.value);
		expect(entry?.qualifier).toBe(figure.qualifier);
		for (const [unit, value] of Object.entries(figure.split ?? {})) expect(entry?.byUnit[unit], unit).toBe(value);
	});

	test("stands in the workbook's cells", () => {
		expect(cellNamed(figureName(figure.indicator, null))).toBe(printed(figure.value));
		for (const [unit, value] of Object.entries(figure.split ?? {}))
			expect(cellNamed(figureName(figure.indicator, unitPlace(unit))), unit).toBe(value);
	});
});

test("what the demo says of itself keeps its schema, and everything came out as intended", () => {
	expect(demoDocument.parse(demo)).toEqual(demo);
	expect(demo.unexpected).toEqual([]);
	expect(demo.agreement).toEqual({ compared: 57, differences: [] });
	expect(demo.publish.differences).toEqual([]);
	expect(demo.publish.figuresCompared).toBeGreaterThan(57 * 8);
	expect(demo.ingest.files.length).toBeGreaterThan(30);
});

test("statistics.json keeps its schema; units sum to the city where every split is additive", () => {
	expect(statisticsDocument.parse(statistics)).toEqual(statistics);
	for (const { indicator, value, split } of Object.values(published)) {
		if (!split || typeof value !== "number") continue;
		const entry = statistics.indicators.find(({ id }) => id === indicator);
		const sum = Object.values(entry?.byUnit ?? {}).reduce<number>((total, part) => total + (typeof part === "number" ? part : 0), 0);
		expect(sum, indicator).toBe(value);
		const divisions = Object.values(entry?.byDivision ?? {}).reduce<number>((total, part) => total + (typeof part === "number" ? part : 0), 0);
		expect(divisions, indicator).toBe(value);
	}
});

test("rows are conserved in every submission", () => {
	for (const { submissions, file } of [...demo.ingest.files, ...demo.returned.files]) {
		for (const { rows } of submissions) {
			expect(rows.seen, file).toBe(rows.loaded + rows.rejected + rows.duplicate + rows.total + rows.note + rows.header);
		}
	}
});

test("what is returned tells file, sheet, cell, rule and remedy, and its original is in the archive", async () => {
	const archived = new Set((await readdir(path.join(home, "archive"), { recursive: true })).map((name) => path.basename(name)));
	for (const file of [...demo.ingest.files, ...demo.returned.files]) expect(archived.has(file.sha256), file.file).toBe(true);
	for (const file of demo.returned.files) {
		if (file.status === "refused") expect(file.refusal?.message.length, file.file).toBeGreaterThan(10);
		const hard = file.submissions.flatMap(({ findings }) => findings).filter(({ severity }) => severity === "hard");
		if (file.status === "returned") expect(hard.length, file.file).toBeGreaterThan(0);
		for (const finding of hard) if (finding.cell) expect(finding.message).toContain(finding.cell);
	}
});

test("the first sheet is the summary, then the leader's page, every form has its roster, and then come coverage, notes and what the charts draw", () => {
	expect(workbook.SheetNames.slice(0, 5)).toEqual(["汇总表", "看板", "同比环比表", "分区划汇总表", "排名通报"]);
	expect(workbook.SheetNames.slice(-5)).toEqual(["报送情况", "审核说明", "未报送清单", "指标说明", "图表数据"]);
	expect(workbook.SheetNames.filter((name) => /^[统综]\d{2}/.test(name))).toHaveLength(15);
	const roster = utils.sheet_to_json<string[]>(workbook.Sheets[workbook.SheetNames.find((name) => name.startsWith("统01")) ?? ""] ?? {}, {
		header: 1,
	});
	expect(roster.flat()).toEqual(expect.arrayContaining(["来源文件", "来源工作表", "来源行"]));
});

test("the published workbook holds nothing that Excel would repair", async () => {
	expect(packageFaults(await readFile(path.join(home, "output", "2019H1", demo.publish.workbook)))).toEqual([]);
});

test("the charts draw the figures of the statistics, each from cells that hold them", async () => {
	const charts = await chartsOf(await readFile(path.join(home, "output", "2019H1", demo.publish.workbook)));
	for (const { title, alternative, series } of charts) {
		expect(alternative, title).toContain(title);
		for (const { name, categories, values, inCells } of series) expect(inCells, `${title} ${name}`).toEqual({ name, categories, values });
	}
	const drawn = new Map(
		charts.map(({ title, series }) => [title, new Map(series.map(({ name, categories, values }) => [name, { categories, values }]))]),
	);
	const entry = (id: string) => statistics.indicators.find((indicator) => indicator.id === id);
	const offices = (id: string) => Object.entries(entry(id)?.byUnit ?? {}).flatMap(([unit, value]) => (unit === "441700-00" ? [] : [value]));
	const sum = (title: string) =>
		[...(drawn.get(title)?.values() ?? [])].flatMap(({ values }) => values).reduce<number>((total, value) => total + (value ?? 0), 0);

	expect(drawn.get("高新技术企业存量（分单位）")?.get("存量")?.values).toEqual(offices("hnte.stock"));
	expect(sum("高新技术企业存量（分技术领域）")).toBe(71);
	expect(sum("科技创新平台（分类别、级别）")).toBe(entry("platforms.total")?.value);
	const outcomes = drawn.get("年初到期未验收项目的去向（分单位）");
	expect(outcomes?.get("已验收")?.values).toEqual(offices("projects.overdue.accepted"));
	expect(outcomes?.get("尚未验收")?.values).toEqual(offices("projects.overdue.outstanding"));
	expect(sum("年初到期未验收项目的去向（分单位）")).toBe(54);
	const split = drawn.get("本年首次认定高新技术企业：年度目标与完成（分单位）");
	expect([split?.get("年度目标")?.values, split?.get("已完成")?.values]).toEqual([offices("targets.101"), offices("pipeline.recognised")]);
	const completion = drawn.get("年度目标完成率与序时进度");
	const rates = new Map(completion?.get("完成率")?.categories.map((name, at) => [name, completion.get("完成率")?.values[at]]));
	expect(rates.get("高新技术企业存量")).toBe(Number(entry("hnte.stock.completion")?.value) / 100);
	expect(new Set(completion?.get("序时进度48.8%")?.values)).toEqual(new Set([0.488]));
});

test("71 is traced to 71 rows of county files, raw texts as they stand there", async () => {
	const app = await openApp({ env: { HUIBAO_DATA: home }, language: "zh-CN" });
	try {
		const traced = figureTrace(await app.trace({ figure: "hnte.stock", period: "2019H1", unit: null }));
		expect(traced.figure.value).toBe(71);
		expect(traced.sources).toHaveLength(71);
		expect(new Set(traced.sources.map(({ sha256 }) => sha256)).size).toBeGreaterThanOrEqual(6);
		for (const { cells, file } of traced.sources) {
			const code = cells.find(({ field }) => field === "uscc");
			expect(code?.raw.replaceAll(/[\s\u00a0'-]/g, "").toUpperCase(), file).toBe(code?.value);
		}
		const ofUnit = figureTrace(await app.trace({ figure: "hnte.stock", period: "2019H1", unit: "441704-00" }));
		expect(ofUnit.sources).toHaveLength(21);
		const name = figureName("hnte.stock", null);
		const reference = workbook.Workbook?.Names?.find((n) => n.Name === name)?.Ref.replaceAll("$", "") ?? "";
		const fromCell = figureTrace(await app.trace({ workbook: path.join(home, "output", "2019H1", demo.publish.workbook), cell: reference }));
		expect(fromCell.figure).toEqual(traced.figure);
	} finally {
		await app.close();
	}
});

test("the open data package is valid to an implementation that is not ours, agrees with every published figure, and names no person", async () => {
	const folder = path.join(home, "output", "2019H1", "datapackage");
	const { valid, problems, tables } = await readDataPackage(folder);
	expect(problems).toEqual([]);
	expect(valid).toBe(true);
	const rows = tables.get("figures") ?? [];
	for (const [id, { indicator, value, split, qualifier }] of figures) {
		const of = (place: string) => rows.find((row) => row.indicator === indicator && row.place === place && row.period === "2019H1");
		const [low, high] = Array.isArray(value) ? value : [value, null];
		expect(of("*"), id).toMatchObject({ value: low, value_high: high, qualifier: qualifier ?? null });
		for (const [unit, own] of Object.entries(split ?? {})) expect(of(unit)?.value, `${id} ${unit}`).toBe(own);
	}
	const everything = (
		await Promise.all((await readdir(path.join(folder, "data"))).map((name) => readFile(path.join(folder, "data", name), "utf8")))
	).join();
	expect(everything).not.toMatch(/1[3-9]\d{9}|0662-|某某|有限公司/);
});

test("a table headed with every indicator and unit is filled with every published figure", async () => {
	const units = [null, ...Object.keys(statistics.indicators[0]?.byUnit ?? {})];
	const headings = units.map((unit, at) => text(`${columnLetters(at + 2)}1`, unit ?? "全市"));
	// By id and by Chinese name in turn.
	const lines = statistics.indicators.map(({ id, name }, at) => `<row r="${at + 2}">${text(`A${at + 2}`, at % 2 === 0 ? id : name)}</row>`);
	const folder = await mkdtemp(path.join(tmpdir(), "huibao-fill-"));
	const [template, map, out] = ["模板.xlsx", "对应表.json", "填好.xlsx"].map((name) => path.join(folder, name)) as [string, string, string];
	await writeFile(
		template,
		handBook({ sheets: [{ name: "汇总", xml: sheetXml({ rows: `<row r="1">${headings.join("")}</row>${lines.join("")}` }) }] }),
	);
	await writeFile(map, JSON.stringify({ table: { units: `B1:${columnLetters(units.length + 1)}1`, indicators: `A2:A${lines.length + 1}` } }));
	const app = await openApp({ env: { HUIBAO_DATA: home, HUIBAO_NOW: "2019-06-27T21:00:00+08:00" }, language: "zh-CN" });
	try {
		const { faults } = await app.fill(template, { period: "2019H1", map, out, asOf: null, list: false });
		expect(faults).toEqual([]);
	} finally {
		await app.close();
	}
	const cells = read(await readFile(out)).Sheets.汇总;
	await rm(folder, { recursive: true });
	for (const [row, { id, unit: measure, value, byUnit }] of statistics.indicators.entries()) {
		for (const [column, unit] of units.entries()) {
			const figure = unit === null ? value : (byUnit[unit] ?? null);
			const found = cells?.[`${columnLetters(column + 2)}${row + 2}`]?.v;
			if (figure === null) expect(["", "—"], `${id} ${unit}`).toContain(found ?? "");
			else if (measure === "%") expect(found, `${id} ${unit}`).toBeCloseTo(Number(figure) / 100, 9);
			else expect(found, `${id} ${unit}`).toBe(printed(figure as number | [number, number]));
		}
	}
});

test("the same file twice changes nothing", async () => {
	const app = await openApp({ env: { HUIBAO_DATA: home, HUIBAO_NOW: "2019-06-27T21:00:00+08:00" }, language: "zh-CN" });
	try {
		const before = await app.status("2019H1");
		const again = await app.ingest(["fixtures/demo/2019H1"]);
		expect(again.files.every(({ known }) => known === true)).toBe(true);
		expect(await app.status("2019H1")).toEqual(before);
	} finally {
		await app.close();
	}
});

test("run again it starts afresh and gives the same bytes", async () => {
	const before = await outputs();
	await run();
	expect(await outputs()).toEqual(before);
});

test("it refuses a home that holds anything else", async () => {
	const stranger = path.join(home, "inbox", "江城区", "mine.xlsx");
	await writeFile(stranger, "mine");
	await expect(run()).rejects.toMatchObject({ code: "usage.home-not-demo" });
	await rm(stranger);
});
