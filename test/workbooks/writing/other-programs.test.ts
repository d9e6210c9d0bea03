import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { NO_READ_LIMITS } from "../../../src/model/read-limits.ts";
import { readGrid } from "../../../src/workbooks/read.ts";
import { cells, written } from "./written.ts";

const found = (command: string, ...args: string[]): boolean => spawnSync(command, args, { stdio: "ignore" }).status === 0;
const LIBREOFFICE = found("soffice", "--version");
const PYTHON = ["/usr/bin/python3", "python3"].find((python) => found(python, "-c", "import openpyxl"));

const ROWS = 20_000;
const TEXTS = [
	'=HYPERLINK("http://example.org","x")',
	"+86 13800000000",
	"-示例公司",
	"@附件1.xls",
	"\t=1+1",
	" 前后有空格 ",
	"两\n行",
	"<&>\"'",
	"😀𠮷",
	"0012",
];
const FORMULAS: readonly (readonly [formula: string, value: number | string])[] = [
	["SUM(B2:B5)", 4],
	['IF(B2>1,"超",B2*100)', 50],
	['"合"&"计"', "合计"],
];

/** A workbook with everything that the writer can do: texts, formulas, links, names that need quoting, a sheet that is handed on in blocks. */
const workbook = written(async (book) => {
	const plain = book.style({});
	const amount = book.style({ numFmt: "#,##0.00", font: { name: "仿宋", size: 11, bold: true }, alignment: { horizontal: "right" } });
	const print = { paper: "A4", landscape: true, fitToWidth: true, titleRows: [1, 1], footer: { left: "2019H1-3", centre: "第 &P 页" } } as const;
	const summary = book.sheet("汇总 'A' 表", { widths: [30, 12, 12], frozen: { rows: 1, columns: 1 }, print });
	await summary.row(cells(plain, "文", "数", "式"), { height: 24 });
	for (const [at, text] of TEXTS.entries()) {
		const [formula, value] = FORMULAS[at] ?? [];
		const calculated = formula === undefined ? null : { value: value ?? null, formula, style: plain };
		const link = { to: { sheet: "明细", cell: { row: at + 2, column: 2 } }, tooltip: "看明细" };
		await summary.row([{ value: text, style: plain, link }, { value: at + 0.5, style: amount }, calculated]);
	}
	summary.merge({ top: 13, left: 1, bottom: 14, right: 3 });
	summary.filter({ top: 1, left: 1, bottom: TEXTS.length + 1, right: 3 });
	summary.printArea({ top: 1, left: 1, bottom: 14, right: 3 });
	await summary.close();
	const long = book.sheet("明细", { widths: [8, 30] });
	await long.row(cells(plain, "序号", "名称"));
	for (let at = 1; at <= ROWS; at++) await long.row(cells(plain, at, `第${at}家企业有限公司（江城分公司）`, at / 4, "-"));
	await long.close();
	book.define("hb.first", "汇总 'A' 表", { row: 2, column: 2 });
});

let folder: string;
let file: string;
beforeAll(async () => {
	folder = mkdtempSync(path.join(tmpdir(), "huibao-writing-"));
	file = path.join(folder, "written.xlsx");
	writeFileSync(file, await workbook);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const READ = `
import json, sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
first, long = book.worksheets
rows = [[cell.value for cell in row] for row in first.iter_rows(min_row=2, max_row=11)]
kinds = [first.cell(row, 1).data_type for row in range(2, 12)]
values = openpyxl.load_workbook(sys.argv[1], data_only=True).worksheets[0]
print(json.dumps({
    "sheets": book.sheetnames, "rows": rows, "kinds": kinds, "results": [values.cell(row, 3).value for row in (2, 3, 4)],
    "long": [long.max_row, long.cell(long.max_row, 2).value, long.cell(long.max_row, 3).value],
    "quoted": [first.cell(row, 1).quotePrefix for row in range(2, 8)],
    "link": [first["A2"].hyperlink.location, first["A2"].hyperlink.tooltip],
    "frozen": first.freeze_panes, "titles": first.print_title_rows, "area": first.print_area, "filter": first.auto_filter.ref,
    "merged": [str(one) for one in first.merged_cells.ranges], "footer": [first.oddFooter.left.text, first.oddFooter.center.text],
    "look": [first["B2"].number_format, first["B2"].font.name, first["B2"].font.b, first["B2"].alignment.horizontal],
    "made": [book.properties.title, book.properties.creator, str(book.properties.created), book.properties.language],
}))`;

describe.skipIf(PYTHON === undefined)("openpyxl", () => {
	test("reads everything as it was given", async () => {
		const { status, stdout, stderr } = spawnSync(PYTHON ?? "", ["-c", READ, file], { encoding: "utf8", maxBuffer: 1 << 26 });
		expect(stderr, "openpyxl says nothing").toBe("");
		expect(status).toBe(0);
		const read = JSON.parse(stdout);
		expect(read.rows.map((row: unknown[]) => row[0])).toEqual(TEXTS);
		expect(read.kinds).toEqual(TEXTS.map(() => "s"));
		expect(read.quoted).toEqual([true, true, true, true, true, false]);
		expect(read.rows.slice(0, 3).map((row: unknown[]) => row[2])).toEqual(FORMULAS.map(([formula]) => `=${formula}`));
		expect(read).toMatchObject({
			sheets: ["汇总 'A' 表", "明细"],
			results: FORMULAS.map(([, value]) => value),
			long: [ROWS + 1, `第${ROWS}家企业有限公司（江城分公司）`, ROWS / 4],
			link: ["'明细'!B2", "看明细"],
			frozen: "B2",
			titles: "$1:$1",
			filter: "A1:C11",
			merged: ["A13:C14"],
			footer: ["2019H1-3", "第 &P 页"],
			look: ["#,##0.00", "仿宋", true, "right"],
			made: ["名录", "阳江市科学技术局", "2019-06-27 12:00:00", "zh-CN"],
		});
	}, 60_000);
});

describe.skipIf(!LIBREOFFICE)("LibreOffice", () => {
	test("opens it, and finds in it all that there is", async () => {
		const profile = `-env:UserInstallation=file://${path.join(folder, "profile")}`;
		const out = path.join(folder, "saved");
		spawnSync("soffice", [profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", out, file], { stdio: "ignore" });
		const [saved, ours] = [
			await readGrid(readFileSync(path.join(out, "written.xlsx")), "a.xlsx"),
			await readGrid(await workbook, "a.xlsx", NO_READ_LIMITS),
		];
		const valuesOf = (grid: typeof saved) =>
			grid.sheets.map(({ name, rows }) => [name, [...rows].map(({ cells: row }) => row.map(({ value }) => value))]);
		expect(valuesOf(saved)).toEqual(valuesOf(ours));
		expect([...saved.names]).toEqual([...ours.names]);
		expect(saved.sheets.map(({ merges }) => merges)).toEqual(ours.sheets.map(({ merges }) => merges));
		const formulas = [...(saved.sheets[0]?.rows ?? [])].slice(1, 4).map((row) => row.cells.find(({ column }) => column === 3)?.formula);
		expect(formulas).toEqual([true, true, true]);
	}, 180_000);
});
