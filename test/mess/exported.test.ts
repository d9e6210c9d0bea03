import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import * as sheetjs from "@e965/xlsx";
import { expect, onTestFinished, test } from "vitest";
import { openApp } from "../../src/app.ts";
import { YANGJIANG_UNITS } from "../../src/reference/units.ts";
import { statisticsCsv } from "../../src/stages/statistics.ts";

const FORMULAS = ['=HYPERLINK("http://example.invalid","点此")', "+86 核实", "-已换证", "@阳春市飞惊泵业股份有限公司"];

test("mess 58: what begins as a formula does is published as text", { timeout: 120_000 }, async () => {
	const home = await mkdtemp(path.join(tmpdir(), "huibao-exported-"));
	onTestFinished(() => rm(home, { recursive: true, force: true }));
	const app = await openApp({ env: { HUIBAO_DATA: home, HUIBAO_NOW: "2019-07-02T09:00:00+08:00" }, language: "zh-CN" });
	onTestFinished(() => app.close());
	await app.ingest([path.join("fixtures", "mess", "58-cells-that-begin-as-formulas-do", "阳春市高新技术企业名录.xlsx")]);
	await app.consolidate("2019H1", null);
	const { folder } = await app.publish("2019H1");
	const workbook = (await readdir(folder)).find((name) => name.endsWith(".xlsx")) ?? "";
	const book = sheetjs.read(await readFile(path.join(folder, workbook)), { cellFormula: true, cellNF: true });
	const cells = Object.values(book.Sheets)
		.flatMap((sheet) => Object.entries(sheet).flatMap(([ref, cell]) => (ref.startsWith("!") ? [] : [cell as sheetjs.CellObject])))
		.filter(({ v }) => FORMULAS.includes(String(v)));
	expect(cells.map(({ v }) => v).toSorted()).toEqual(FORMULAS.toSorted());
	// Formatted as text too: edited and entered again, such a cell stays what it is.
	expect(cells.map(({ t, f, z }) => [t, f, z])).toEqual(cells.map(() => ["s", undefined, "@"]));
});

test("mess 58: statistics.csv holds nothing that a spreadsheet takes for a formula", () => {
	const bare = { period: "2019H1", cutoff: "2019-06-27", asOf: "2019-06-27T12:00:00.000Z" };
	const indicator = { id: "a", name: "=1+1", nameEn: "@SUM(A1)", unit: "+家", value: -3, byUnit: {}, byDivision: {} };
	const csv = statisticsCsv(
		{ ...bare, indicators: [indicator] } as unknown as Parameters<typeof statisticsCsv>[0],
		YANGJIANG_UNITS,
		"-阳江市",
		() => {
			return { status: "reported", carriedFrom: [], qualifier: undefined };
		},
	);
	const fields = csv
		.slice(1)
		.split(/\r\n/)
		.flatMap((line) => line.split(","));
	expect(fields).toEqual(expect.arrayContaining(["'=1+1", "'@SUM(A1)", "'+家", "'-阳江市", "-3"]));
	expect(fields.filter((field) => /^[=+@\t\r]|^-(?!\d)/.test(field))).toEqual([]);
});
