import * as SheetJS from "@e965/xlsx";
import fc from "fast-check";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { afterEach, describe, expect, test, vi } from "vitest";
import { TABLE_TEXTS } from "../../src/messages/table-texts.ts";
import { CONSOLIDATED_TEXTS } from "../../src/messages/workbook-texts.ts";
import { type FigureOf, figureName, parseFigureName, unitPlace } from "../../src/model/figure-name.ts";
import { MEASURES, type Measure } from "../../src/model/figure-reference.ts";
import { type ConsolidatedReport, printedFigure } from "../../src/model/report.ts";
import { readWorkbookFigures } from "../../src/workbooks/figures.ts";
import { sheetName } from "../../src/workbooks/layout.ts";
import { readGrid } from "../../src/workbooks/read.ts";
import { consolidatedWorkbooks } from "../../src/workbooks/write-consolidated.ts";
import { firstRowOf } from "../../src/workbooks/write-consolidated-roster.ts";
import { SAMPLE_REPORT } from "./sample-report.ts";

const books = consolidatedWorkbooks(CONSOLIDATED_TEXTS);
const bytes = await write(SAMPLE_REPORT);
const independent = SheetJS.read(bytes, { type: "array", cellNF: true, cellFormula: true });

async function write(report: ConsolidatedReport): Promise<Uint8Array> {
	const pieces: Uint8Array[] = [];
	await books.write(report, { write: async (piece) => void pieces.push(piece) });
	return Buffer.concat(pieces);
}

/** The cell that a defined name points at, found by the independent reader. */
function named(name: string): SheetJS.CellObject | undefined {
	const target = independent.Workbook?.Names?.find((one) => one.Name === name)?.Ref ?? "";
	const match = /^'?(.+?)'?!\$([A-Z]+)\$(\d+)$/.exec(target);
	return independent.Sheets[match?.[1] ?? ""]?.[`${match?.[2]}${match?.[3]}`] as SheetJS.CellObject | undefined;
}

/** All cells of a sheet by address, by the independent reader. */
function cellsOf(sheet: string): Map<string, SheetJS.CellObject> {
	const found = independent.Sheets[sheet] ?? {};
	return new Map(Object.entries(found).filter(([ref]) => !ref.startsWith("!")) as [string, SheetJS.CellObject][]);
}

describe("the consolidated workbook", () => {
	test("has its sheets in the order that the province reads them", () => {
		expect(independent.SheetNames).toEqual([
			"汇总表",
			"看板",
			"同比环比表",
			"排名通报",
			"统01 高新技术企业名录",
			"统12 农村科技特派员对接",
			"报送一览",
			"报送情况",
			"审核说明",
			"未报送清单",
			"图表数据",
		]);
		const head = [...cellsOf("汇总表")].filter(([ref]) => /^[A-Z]+[1-4]$/.test(ref)).map(([, cell]) => cell.v);
		expect(head).toEqual([
			SAMPLE_REPORT.title,
			"表　　号：内部工作用表",
			"制定机关：阳江市科学技术局",
			"汇总单位（盖章）：阳江市科学技术局",
			"报告期：2019年上半年",
			"统计截止日：2019年6月27日　　计量单位：详见表内",
		]);
	});

	test("every figure stands in the cell that its name points at", () => {
		for (const row of SAMPLE_REPORT.summary.flatMap((group) => group.rows)) {
			const printed = (value: unknown) => (Array.isArray(value) ? value.join("–") : (value ?? undefined));
			expect(named(figureName(row.indicator, null))?.v, row.indicator).toEqual(printed(row.value));
			for (const { code } of SAMPLE_REPORT.units) {
				const value = printedFigure(row, code);
				expect(named(figureName(row.indicator, unitPlace(code)))?.v, `${row.indicator} ${code}`).toEqual(
					value === "not-applicable" ? "—" : printed(value),
				);
			}
		}
	});

	test("zero, not applicable and not reported are three different things", () => {
		expect(named("hb.platforms.national")?.v).toBe(0);
		expect(named("hb.inspection.rectified.rate.u441702_00")?.v).toBe("—");
		expect(named("hb.hnte.rate.u441700_00")?.v).toBe("—");
		expect(named("hb.hnte.rate.u441700_72")?.v).toBeUndefined();
		expect(named("hb.hnte.visited")?.v).toBeUndefined();
		expect(named("hb.hnte.expiring.u441700_71")?.v).toBeUndefined();
		expect([...cellsOf("汇总表").values()].map((cell) => cell.v)).toContain(TABLE_TEXTS.legend.marks);
	});

	test("qualified numbers stay numbers, and formats are those of statistical tables", () => {
		expect(named("hb.outreach.training.people")).toMatchObject({ t: "n", v: 110, z: '"约"#,##0_)', w: "约110 " });
		expect(named("hb.outreach.training.enterprises")).toMatchObject({ t: "n", v: 60, z: '#,##0"以上"_)', w: "60以上 " });
		expect(named("hb.hnte.revenue")).toMatchObject({ z: "#,##0.00_)", w: "1,234,567.80 " });
		expect(named("hb.inspection.rectified.rate")).toMatchObject({ v: 86.9, z: "#,##0.0_)", w: "86.9 " });
		expect(named("hb.platforms.centre.provincial.u441702_00")?.z).toBe("#,##0_)");
		const completion = [...cellsOf("汇总表").values()].filter((cell) => cell.z === "0.0%_)").map((cell) => cell.w?.trim());
		expect(completion).toEqual(["71.0%", "300.0%", "86.9%"]);
	});

	test("of which rows are indented, the first one with 其中", () => {
		const names = [...cellsOf("汇总表")].filter(([ref]) => /^A\d+$/.test(ref)).map(([, cell]) => cell.v);
		expect(names).toContain("　　其中：省级工程技术研究中心");
		expect(names).toContain("　　　　　市级工程技术研究中心");
	});

	test("rosters name file, sheet, row and digest of each row, sum amounts and never years or rates", () => {
		const rows = SheetJS.utils.sheet_to_json<unknown[]>(independent.Sheets["统01 高新技术企业名录"] ?? {}, { header: 1, raw: true });
		expect(rows[4]?.slice(-5)).toEqual(["来源文件", "来源工作表", "来源行", "文件校验", "计入指标"]);
		expect(rows[5]?.slice(-5)).toEqual(["江城区+2019年上半年+高新技术企业.xlsx", "统01", 8, "9f86d081884c", "〔1〕〔12〕"]);
		const total = rows[7] ?? [];
		expect(total.slice(0, 2)).toEqual(["合计", "共 2 条"]);
		expect(total.filter((value) => typeof value === "number")).toEqual([320, 12346]);
	});

	test("a roster's totals are formulas over the rows in sight, and a figure's detail leads to the row of the sheet that it says", () => {
		const cells = cellsOf("统01 高新技术企业名录");
		const formulas = [...cells].filter(([, { f }]) => f !== undefined).map(([ref, { f, v }]) => [ref, f, v]);
		expect(formulas).toEqual([
			["B8", '"共 "&SUBTOTAL(103,B6:B7)&" 条"', "共 2 条"],
			["H8", "SUBTOTAL(109,H6:H7)", 320],
			["I8", "SUBTOTAL(109,I6:I7)", 12346],
		]);
		expect(cells.get("Q5")?.l).toMatchObject({ Target: "#'汇总表'!A1", Tooltip: "到“汇总表”。〔12〕即行次为 12 的一行" });
		expect(cells.get(`C${firstRowOf({ roster: 0, first: 1, rows: 1 })}`)?.v).toBe("-示例合金材料有限公司");
	});

	test("a roster whose rows are others than it said is not published", async () => {
		const rosters = SAMPLE_REPORT.rosters.map((roster) => ({ ...roster, count: roster.count + 1 }));
		await expect(write({ ...SAMPLE_REPORT, rosters })).rejects.toThrow("统01 高新技术企业名录: 2 rows where 3 were expected");
	});

	test("numbers beyond the first rows, by which columns are measured, are not cut", async () => {
		const column = { field: "amount", header: "金额", unit: "万元", kind: "decimal", places: 2, masked: false } as const;
		const numbers = { values: 3, sum: 1_234_567_891_234.5, least: -1, greatest: 1_234_567_890_123.25 };
		const [roster] = SAMPLE_REPORT.rosters;
		if (!roster) throw new Error("the sample has no roster");
		const written = await write({ ...SAMPLE_REPORT, rosters: [{ ...roster, columns: [{ ...column, numbers }], sample: [] }] });
		const sheet = strFromU8(unzipSync(written)["xl/worksheets/sheet4.xml"] ?? new Uint8Array());
		const width = Number(/<col min="3" max="3" width="([\d.]+)"/.exec(sheet)?.[1]);
		expect(width).toBeGreaterThan("1,234,567,891,234.50".length);
	});

	test("shows at one look who has reported and marks what is open", () => {
		const rows = SheetJS.utils.sheet_to_json<unknown[]>(independent.Sheets.报送一览 ?? {}, { header: 1, raw: true });
		expect(rows[2]).toEqual(["填报单位", "统01\n高新技术企业名录", "统12\n农村科技特派员对接", "已报／应报"]);
		expect(rows.slice(3, 5)).toEqual([
			["江城区", 1, "零报告", "2／2"],
			["海陵岛试验区", "未报", "—", "0／1"],
		]);
		const styled = SheetJS.read(bytes, { type: "array", cellStyles: true }).Sheets.报送一览 ?? {};
		const fill = (ref: string) => (styled[ref] as SheetJS.CellObject & { s?: { fgColor?: { rgb?: string } } }).s?.fgColor?.rgb;
		expect([fill("B5"), fill("D5"), fill("B4"), fill("C5")]).toEqual(["FBE3D6", "FBE3D6", undefined, undefined]);
	});

	test("a roster too wide to be read on A4 is printed on A3", async () => {
		const paper = (workbook: Uint8Array) =>
			/paperSize="(\d+)"/.exec(strFromU8(unzipSync(workbook)["xl/worksheets/sheet4.xml"] ?? new Uint8Array()))?.[1];
		const [roster] = SAMPLE_REPORT.rosters;
		if (!roster) throw new Error("the sample has no roster");
		const columns = [...roster.columns, ...roster.columns, ...roster.columns];
		const wide = await write({ ...SAMPLE_REPORT, rosters: [{ ...roster, columns }] });
		const narrow = await write({ ...SAMPLE_REPORT, rosters: [{ ...roster, columns: roster.columns.slice(0, 5) }] });
		expect([paper(narrow), paper(wide)]).toEqual(["9", "8"]);
	});

	test("codes are text, dates are dates, personal data are masked", async () => {
		const grid = await readGrid(bytes, "a.xlsx");
		const row = [...(grid.sheets.find((sheet) => sheet.name.startsWith("统01"))?.rows ?? [])].find(({ number }) => number === 6);
		const cells = Object.fromEntries((row?.cells ?? []).map((cell) => [cell.column, cell]));
		expect(cells[4]).toMatchObject({ type: "s", value: "91441702XXXX00019W", format: "text" });
		expect(cells[5]).toMatchObject({ type: "d", value: "2018-11-28" });
		expect(cells[11]).toMatchObject({ type: "s", value: "1*********1" });
	});

	test("text that looks like a formula is text, in every sheet", () => {
		const risky = ['=HYPERLINK("http://example.org","x")', "-示例合金材料有限公司", "+86", "@附件1.xls"];
		const cells = [...cellsOf("统01 高新技术企业名录").values()];
		for (const text of risky)
			expect(
				cells.find((cell) => cell.v === text),
				text,
			).toMatchObject({ t: "s", z: "@" });
		for (const name of independent.SheetNames)
			for (const { f = "" } of cellsOf(name).values()) expect(risky.filter((text) => f.includes(text.slice(1)))).toEqual([]);
		expect(cellsOf("未报送清单").get("B6")).toMatchObject({ t: "s", v: "=海陵岛试验区" });
	});

	test("an auditor sees how a figure is made, and a click leads to the rows that it was counted from", () => {
		expect(named("hb.hnte.stock")).toMatchObject({ v: 71, f: "SUM(E9:K9)" });
		expect(named("hb.hnte.stock")?.l).toMatchObject({ Target: "#'统01 高新技术企业名录'!A7", Tooltip: "到名录" });
		const comparison = cellsOf("同比环比表");
		expect(comparison.get("B8")).toMatchObject({ v: 71, f: "'汇总表'!D9" });
		expect(comparison.get("D8")).toMatchObject({ v: 0.127, w: "12.7% ", f: "ROUND((B8-C8)/C8,3)" });
		const elsewhere = comparison.get("B9");
		expect([elsewhere?.v, elsewhere?.f]).toEqual([5, undefined]);
		const ranks = [...cellsOf("排名通报")].filter(([ref]) => /^A\d+$/.test(ref)).map(([, cell]) => [cell.v, cell.f]);
		expect(ranks).toContainEqual([2, "SUMPRODUCT(ISNUMBER(C13:C15)*(C13:C15>C14))+1"]);
	});

	test("header cells of several levels are merged, and columns are numbered as in statistical forms", () => {
		const merged = (independent.Sheets.汇总表?.["!merges"] ?? []).map((range) => SheetJS.utils.encode_range(range));
		expect(merged).toEqual(expect.arrayContaining(["A5:A6", "D5:D6", "E5:K5", "N5:N6"]));
		const codes = [...cellsOf("汇总表")].filter(([ref]) => /^[A-Z]+7$/.test(ref)).map(([, cell]) => cell.v);
		expect(codes).toEqual(["甲", "乙", "丙", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, "丁"]);
	});

	test("is set up for printing: A4 landscape, one page wide, header repeated, pages numbered, panes frozen", () => {
		const sheet = strFromU8(unzipSync(bytes)["xl/worksheets/sheet1.xml"] ?? new Uint8Array());
		expect(sheet).toMatch(/<pageSetup[^>]*paperSize="9"[^>]*orientation="landscape"/);
		expect(sheet).toMatch(/<pageSetup[^>]*fitToHeight="0"/);
		expect(sheet).toContain('fitToPage="1"');
		expect(sheet).toMatch(/<pane xSplit="4" ySplit="7"/);
		expect(sheet).toMatch(/第 &amp;P 页 共 &amp;N 页/);
		expect(strFromU8(unzipSync(bytes)["xl/workbook.xml"] ?? new Uint8Array())).toContain("'汇总表'!$5:$7");
	});
});

test("the release's code stands at the foot of every page of every sheet, beside the page numbers", async () => {
	const parts = unzipSync(await write({ ...SAMPLE_REPORT, releaseCode: "2019H1-3-7K4Q2M" }));
	const sheets = Object.keys(parts).filter((name) => name.startsWith("xl/worksheets/sheet"));
	expect(sheets).toHaveLength(11);
	for (const name of sheets)
		expect(strFromU8(parts[name] ?? new Uint8Array()), name).toMatch(/<oddFooter>&amp;L[^<]*2019H1-3-7K4Q2M&amp;C[^<]*第 &amp;P 页/);
	expect(strFromU8(unzipSync(bytes)["xl/worksheets/sheet1.xml"] ?? new Uint8Array())).toContain("<oddFooter>&amp;C");
});

describe("the same report", () => {
	afterEach(() => {
		vi.useRealTimers();
		vi.unstubAllEnvs();
	});

	test("gives the same bytes at another time in another zone", async () => {
		vi.useFakeTimers({ toFake: ["Date"], now: new Date("2031-01-02T03:04:05Z") });
		vi.stubEnv("TZ", "America/New_York");
		expect(Buffer.from(await write(SAMPLE_REPORT)).equals(Buffer.from(bytes))).toBe(true);
	});

	test("another report gives other bytes", async () => {
		const other = await write({ ...SAMPLE_REPORT, cutoff: "2019-06-30" });
		expect(Buffer.from(other).equals(Buffer.from(bytes))).toBe(false);
	});
});

describe("figures read back", () => {
	const ofValue = (indicator: string, unit: string | null) => ({ indicator, place: unitPlace(unit), measure: "value" as const });

	test("are those of the report, each once", async () => {
		const found = (await books.readFigures(bytes)).filter(({ measure }) => measure === "value");
		const expected = SAMPLE_REPORT.summary
			.flatMap((group) => group.rows)
			.flatMap((row) => [
				{ ...ofValue(row.indicator, null), value: row.value },
				...SAMPLE_REPORT.units.map(({ code }) => ({ ...ofValue(row.indicator, code), value: printedFigure(row, code) })),
			]);
		const order = (a: FigureOf, b: FigureOf) => (`${a.indicator} ${a.place?.code}` < `${b.indicator} ${b.place?.code}` ? -1 : 1);
		expect([...found].sort(order)).toEqual([...expected].sort(order));
		expect((await readWorkbookFigures(bytes)).get("hb.targets.202")).toBe("1–2");
		expect((await readWorkbookFigures(bytes)).get("hb.hnte.stock.LastYear")).toBe(63);
	});

	test("are looked for on the sheets that they stand on alone: a roster may be as long as it likes", async () => {
		const parts = unzipSync(bytes);
		for (const name of Object.keys(parts)) if (/sheet[4-8]\.xml$/.test(name)) parts[name] = strToU8("not read");
		expect(await books.readFigures(zipSync(parts))).toEqual(await books.readFigures(bytes));
	});

	test("a cell that someone changed is seen", async () => {
		const sheet = independent.Sheets.汇总表;
		const stock =
			independent.Workbook?.Names?.find((one) => one.Name === "hb.hnte.stock")
				?.Ref.split("!")[1]
				?.replaceAll("$", "") ?? "";
		const tampered = { ...independent, Sheets: { ...independent.Sheets, 汇总表: { ...sheet, [stock]: { t: "n", v: 72 } } } } as SheetJS.WorkBook;
		const found = await books.readFigures(new Uint8Array(SheetJS.write(tampered, { type: "array", bookType: "xlsx" })));
		expect(found.find((figure) => figure.indicator === "hnte.stock" && figure.place === null && figure.measure === "value")?.value).toBe(72);
	});

	test("a figure's name can be told back", () => {
		const segment = fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,6}){0,2}$/).filter((text) => !/^[ud]\d/.test(text));
		const id = fc.array(segment, { minLength: 1, maxLength: 4 }).map((segments) => segments.join("."));
		const unit = fc.stringMatching(/^\d{6}-\d{2}$/).map(unitPlace);
		const division = fc.stringMatching(/^\d{6}$/).map((code) => ({ cut: "division" as const, code }));
		const measures = fc.constantFrom(...(Object.keys(MEASURES) as Measure[]));
		fc.assert(
			fc.property(id, fc.option(fc.oneof(unit, division)), measures, (indicator, place, measure) => {
				expect(parseFigureName(figureName(indicator, place, measure))).toEqual({ indicator, place, measure });
			}),
		);
		expect(figureName("hnte.stock", unitPlace("441702-00"))).toBe("hb.hnte.stock.u441702_00");
		expect(figureName("hnte.stock", { cut: "division", code: "441702" }, "last-year")).toBe("hb.hnte.stock.d441702.LastYear");
		expect(() => figureName("hnte.u441702-00", null)).toThrow(RangeError);
		expect(() => figureName("hnte_stock", null)).toThrow(RangeError);
		expect(parseFigureName("_xlnm.Print_Area")).toBeNull();
	});
});

test("sheet names are such as Excel takes, and differ", () => {
	const taken = new Set<string>();
	const long = "统10A 科技金融情况（A部分：科技信贷等业务明细表与补充资料）";
	expect(sheetName("a/b:c", taken)).toBe("a b c");
	expect(sheetName("A/B:C", taken)).toBe("A B C(2)");
	expect(sheetName(long, taken).length).toBeLessThanOrEqual(31);
	expect(sheetName(long, taken)).toMatch(/\(2\)$/);
});
