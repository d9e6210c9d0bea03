import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import * as SheetJS from "@e965/xlsx";
import { unzipSync } from "fflate";
import { describe, expect, onTestFinished, test } from "vitest";
import { CONSOLIDATED_TEXTS } from "../../src/messages/workbook-texts.ts";
import { drawnSeries } from "../../src/model/chart.ts";
import type { ConsolidatedReport } from "../../src/model/report.ts";
import { consolidatedWorkbooks } from "../../src/workbooks/write-consolidated.ts";
import { at, elementsNamed, treeOf } from "./charts/chart-tree.ts";
import { chartsOf } from "./charts/charts-of.ts";
import { SAMPLE_DASHBOARD } from "./sample-dashboard.ts";
import { SAMPLE_REPORT } from "./sample-report.ts";

const found = (command: string, ...args: string[]): boolean => spawnSync(command, args, { stdio: "ignore" }).status === 0;
const LIBREOFFICE = found("soffice", "--version");
const PYTHON = ["/usr/bin/python3", "python3"].find((python) => found(python, "-c", "import openpyxl"));

async function written(report: ConsolidatedReport): Promise<Uint8Array> {
	const pieces: Uint8Array[] = [];
	await consolidatedWorkbooks(CONSOLIDATED_TEXTS).write(report, { write: async (piece) => void pieces.push(piece) });
	return Buffer.concat(pieces);
}

const bytes = await written(SAMPLE_REPORT);
const book = SheetJS.read(bytes, { type: "array", cellNF: true, cellFormula: true });
const cell = (sheet: string, ref: string) => book.Sheets[sheet]?.[ref] as SheetJS.CellObject | undefined;
/** Where a text stands in a column. */
const rowOf = (sheet: string, column: string, text: string) => {
	const found = Object.entries(book.Sheets[sheet] ?? {}).find(([ref, one]) => ref.startsWith(column) && (one as SheetJS.CellObject).v === text);
	return Number(found?.[0].slice(1));
};

describe("看板", () => {
	test("prints key figures as they are known: a number, a blank, a range, a qualifier, —", () => {
		const line = (name: string) => {
			const row = rowOf("看板", "A", name);
			return ["C", "D", "E", "F", "G"].map((column) => cell("看板", `${column}${row}`)?.v ?? null);
		};
		expect(line("有效期内高新技术企业")).toEqual([71, 63, 0.127, 100, 0.71]);
		expect(line("市局走访企业")).toEqual([null, "—", "—", "—", "—"]);
		expect(line("省级工程技术研究中心")).toEqual([36, "—", "—", "1–2", 36]);
		expect(cell("看板", `C${rowOf("看板", "A", "参训企业")}`)).toMatchObject({ v: 60, z: '#,##0"以上"_)' });
	});

	test("says how each figure is made: a name of the summary's, a quotient of its own line; nothing that would make zero of a blank", () => {
		const formulas = (name: string) => {
			const row = rowOf("看板", "A", name);
			return [row, ...["C", "D", "E", "F", "G"].map((column) => cell("看板", `${column}${row}`)?.f)];
		};
		const [row, ...stock] = formulas("有效期内高新技术企业");
		expect(stock).toEqual(["hb.hnte.stock", "hb.hnte.stock.LastYear", `ROUND((C${row}-D${row})/D${row},3)`, undefined, `ROUND(C${row}/F${row},3)`]);
		expect(formulas("市局走访企业").slice(1)).toEqual([undefined, undefined, undefined, undefined, undefined]);
		expect(formulas("汇总表未列的指标").slice(1)).toEqual([undefined, undefined, undefined, undefined, undefined]);
	});

	test("leads from each key figure to its line of the summary", () => {
		expect(book.Workbook?.Names?.find(({ Name }) => Name === "hb.hnte.stock")?.Ref).toMatch(/^'汇总表'!/);
		const line = cell("看板", `C${rowOf("看板", "A", "有效期内高新技术企业")}`)?.l?.Target;
		expect(line).toBe(`#${book.Workbook?.Names?.find(({ Name }) => Name === "hb.hnte.stock")?.Ref.replaceAll("$", "")}`);
		expect(cell("看板", `C${rowOf("看板", "A", "汇总表未列的指标")}`)?.l).toBeUndefined();
	});

	test("has what asks for attention in sentences, and they stay texts", () => {
		const texts = Object.values(book.Sheets.看板 ?? {}).flatMap((one) =>
			typeof (one as SheetJS.CellObject).v === "string" ? [(one as SheetJS.CellObject).v] : [],
		);
		expect(texts).toContain("需要关注：");
		for (const [at, concern] of SAMPLE_DASHBOARD.concerns.entries()) expect(texts).toContain(`${at + 1}. ${concern}`);
	});

	test("has charts that refer to cells of 图表数据, which hold what the charts show", async () => {
		const charts = await chartsOf(bytes);
		expect(charts.map(({ title, alternative }) => [title, alternative])).toEqual(
			SAMPLE_DASHBOARD.charts.map(({ chart }) => [chart.title, chart.alternative]),
		);
		for (const [at, { series }] of charts.entries()) {
			const { chart } = SAMPLE_DASHBOARD.charts[at] ?? { chart: undefined };
			const drawn = chart ? drawnSeries(chart) : [];
			expect(series.map(({ name, values }) => ({ name, values }))).toEqual(drawn);
			for (const { name, categories, values, inCells } of series) {
				expect(categories).toEqual(chart?.categories);
				expect(inCells).toEqual({ name, categories, values });
			}
		}
	});

	test("has two charts side by side, but for wide ones and the last of an odd number", async () => {
		const [completion, column, trend] = SAMPLE_DASHBOARD.charts;
		if (!completion || !column || !trend) throw new Error("the sample has three charts");
		const many = Array.from({ length: 13 }, (_, at) => `第${at + 1}县`);
		const chart = { ...column.chart, categories: many, series: [{ name: "存量", values: many.map((_, at) => at) }] };
		const wide = { ...column, chart, sources: [many.map(() => null)] };
		const charts = [completion, wide, trend, completion];
		const made = unzipSync(await written({ ...SAMPLE_REPORT, dashboard: { ...SAMPLE_DASHBOARD, charts } }));
		const anchors = elementsNamed(treeOf(made["xl/drawings/drawing1.xml"] ?? new Uint8Array()), "twoCellAnchor");
		const columns = anchors.map((anchor) => ["from", "to"].map((corner) => Number(at(anchor, corner, "col").text)));
		// In the order of the rows: the pair, the wide one that stood between, the one that is left.
		expect(columns).toEqual([
			[0, 4],
			[4, 8],
			[0, 8],
			[0, 8],
		]);
	});

	test("prints on one page upright", () => {
		const names = book.Workbook?.Names?.filter(({ Name }) => Name.endsWith("Print_Area")).map(({ Ref }) => Ref);
		expect(names?.some((ref) => /^'?看板'?!\$A\$1:\$H\$\d+$/.test(ref))).toBe(true);
	});
});

describe("图表数据", () => {
	test("is one table of a line per point, whose figures are formulas over the summary", () => {
		const lines = SheetJS.utils.sheet_to_json<unknown[]>(book.Sheets.图表数据 ?? {}, { header: 1, range: 2, defval: null });
		expect(lines[0]).toEqual(["图", "系列", "类别", "数值", "计量单位"]);
		expect(lines).toHaveLength(1 + 4 + 12 + 3);
		const gap = lines.findIndex((line) => line[1] === "本年到期" && line[2] === "海陵岛试验区");
		expect(lines[gap]).toEqual(["高新技术企业（分单位）", "本年到期", "海陵岛试验区", null, "家"]);
		expect(cell("图表数据", `D${gap + 3}`)?.f).toBeUndefined();
		expect(cell("图表数据", `D${gap + 2}`)).toMatchObject({ f: "hb.hnte.expiring.u441781_00", v: 2 });
		// The target of the sample has no line in the summary, so that its share is no formula.
		expect(cell("图表数据", "D4")).toMatchObject({ v: 0.71, z: "0.0%_)" });
		expect(cell("图表数据", "D4")?.f).toBeUndefined();
	});

	test("without charts has its head alone, and 看板 no drawing", async () => {
		const bare = await written({ ...SAMPLE_REPORT, dashboard: { ...SAMPLE_DASHBOARD, charts: [], concerns: [] } });
		expect(await chartsOf(bare)).toEqual([]);
		const sheet = SheetJS.read(bare, { type: "array" }).Sheets.图表数据 ?? {};
		expect(SheetJS.utils.sheet_to_json<unknown[]>(sheet, { header: 1, range: 2 })).toEqual([["图", "系列", "类别", "数值", "计量单位"]]);
	});
});

describe("other programs", () => {
	const folder = () => {
		const made = mkdtempSync(path.join(tmpdir(), "huibao-dashboard-"));
		onTestFinished(() => rmSync(made, { recursive: true, force: true }));
		writeFileSync(path.join(made, "a.xlsx"), bytes);
		return made;
	};

	test.skipIf(PYTHON === undefined)("openpyxl reads every chart, its kind and its references", () => {
		const script = [
			"import json, sys, openpyxl",
			"charts = openpyxl.load_workbook(sys.argv[1])['看板']._charts",
			"plots = lambda chart: [chart, *[other for other in chart._charts if other is not chart]]",
			"told = [[type(p).__name__, [s.val.numRef.f for s in p.ser]] for c in charts for p in plots(c)]",
			"print(json.dumps(told))",
		].join("\n");
		const { stdout, stderr } = spawnSync(PYTHON ?? "", ["-c", script, path.join(folder(), "a.xlsx")], { encoding: "utf8" });
		expect(stderr).toBe("");
		expect(JSON.parse(stdout)).toEqual([
			["BarChart", ["'图表数据'!$D$4:$D$5", "'图表数据'!$D$6:$D$7"]],
			["BarChart", ["'图表数据'!$D$8:$D$13", "'图表数据'!$D$14:$D$19"]],
			["LineChart", ["'图表数据'!$D$20:$D$22"]],
		]);
	});

	test.skipIf(!LIBREOFFICE)(
		"LibreOffice opens the charts and keeps what they show, gaps as well",
		async () => {
			const from = folder();
			const profile = `-env:UserInstallation=file://${path.join(from, "profile")}`;
			const out = path.join(from, "out");
			spawnSync("soffice", [profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", out, path.join(from, "a.xlsx")], {
				stdio: "ignore",
			});
			const saved = await chartsOf(readFileSync(path.join(out, "a.xlsx")));
			const shown = (charts: typeof saved) =>
				charts.map(({ title, series }) => [title, series.map(({ name, categories, inCells }) => [name, categories, inCells.values])]);
			expect(shown(saved)).toEqual(shown(await chartsOf(bytes)));
		},
		120_000,
	);
});
