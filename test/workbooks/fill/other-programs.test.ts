import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toA1 } from "../../../src/model/a1.ts";
import type { CellFill } from "../../../src/model/fill.ts";
import { NO_READ_LIMITS } from "../../../src/model/read-limits.ts";
import { fillTemplate } from "../../../src/workbooks/fill/fill-template.ts";
import { readGrid } from "../../../src/workbooks/read.ts";
import { handBook } from "../annotate/books.ts";
import { KINDS } from "../annotate/kinds.ts";

const found = (command: string, ...args: string[]): boolean => spawnSync(command, args, { stdio: "ignore" }).status === 0;
const LIBREOFFICE = found("soffice", "--version");
const PYTHON = ["/usr/bin/python3", "python3"].find((python) => found(python, "-c", "import openpyxl"));

const CELLS: readonly CellFill[] = [
	{ sheet: "高企", cell: "C2", content: { kind: "number", value: 1000, print: { scale: "count", places: 0, qualifier: "约" } } },
	{ sheet: "高企", cell: "A2", content: { kind: "text", text: "=1+1" } },
	{ sheet: "高企", cell: "E9", content: { kind: "number", value: 0.869, print: { scale: "fraction", places: 1 } } },
];
const filledOf = (bytes: Uint8Array) => fillTemplate(bytes, { cells: CELLS, texts: new Map() }, NO_READ_LIMITS).content;

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(path.join(tmpdir(), "huibao-fill-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function saved(name: string, bytes: Uint8Array): string {
	writeFileSync(path.join(folder, name), bytes);
	return path.join(folder, name);
}

describe.skipIf(!LIBREOFFICE)("LibreOffice", () => {
	test("opens every kind of filled template, keeps its texts texts and calculates what depends on the filled cells", async () => {
		const kinds = Object.entries(KINDS);
		const files = kinds.map(([, { book }], at) => saved(`${at}.xlsx`, filledOf(book instanceof Uint8Array ? book : handBook(book))));
		const out = path.join(folder, "resaved");
		const profile = `-env:UserInstallation=file://${path.join(folder, "profile")}`;
		spawnSync("soffice", [profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", out, ...files], { stdio: "ignore" });
		for (const [at, [kind]] of kinds.entries()) {
			const [grid, sent] = [
				await readGrid(readFileSync(path.join(out, `${at}.xlsx`)), "a.xlsx"),
				await readGrid(readFileSync(files[at] ?? ""), "a.xlsx"),
			];
			expect(
				grid.sheets.map(({ name }) => name),
				kind,
			).toEqual(sent.sheets.map(({ name }) => name));
			const values = valuesOf(grid);
			expect(values, kind).toMatchObject({ A2: "=1+1", C2: 1000, E9: 0.869 });
			if (valuesOf(sent).C3 === "") expect(values, kind).toMatchObject({ C3: 2000, C4: 3000 });
			const others = Object.entries(valuesOf(sent)).filter(([, value]) => value !== "");
			expect(values, kind).toMatchObject(Object.fromEntries(others));
		}
	}, 180_000);
});

describe.skipIf(PYTHON === undefined)("openpyxl", () => {
	test("opens every kind of filled template, with what it knows of it", () => {
		for (const [kind, { book }] of Object.entries(KINDS)) {
			// Its reader finds no sheet in files of the strict namespaces, whoever has written them.
			if (kind === "strict namespaces") continue;
			const file = saved("filled.xlsx", filledOf(book instanceof Uint8Array ? book : handBook(book)));
			const { stdout, stderr } = spawnSync(PYTHON ?? "", ["-W", "ignore", "-c", LOOK, file], { encoding: "utf8" });
			expect(stderr, kind).toBe("");
			const told = JSON.parse(stdout);
			expect(told, kind).toMatchObject({ number: 1000, text: "=1+1", type: "s", rate: 0.869, percent: "0.0%" });
			expect(told.qualified, kind).toMatch(/^"约"#,##0(?:\.00)?$/);
			expect(told, kind).toMatchObject(KEPT[kind] ?? {});
		}
	}, 120_000);
});

/** What else openpyxl finds in the sheets of a kind. */
const KEPT: Readonly<Record<string, object>> = {
	"chart and picture": { charts: 1 },
	"conditional formats, validations, sparklines": { conditional: 1, validations: 1 },
	"protection, hidden sheets, names": { protected: true },
	"merged cells and widths": { merged: 2 },
};

const LOOK = `
import json, sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
sheet = book["高企"]
print(json.dumps({"number": sheet["C2"].value, "qualified": sheet["C2"].number_format, "text": sheet["A2"].value, "type": sheet["A2"].data_type,
    "rate": sheet["E9"].value, "percent": sheet["E9"].number_format, "charts": len(sheet._charts), "protected": sheet.protection.sheet,
    "merged": len(sheet.merged_cells.ranges), "conditional": len(sheet.conditional_formatting), "validations": len(sheet.data_validations.dataValidation)}))
`;

/** Values of the first sheet by A1. */
function valuesOf({ sheets }: Awaited<ReturnType<typeof readGrid>>): Record<string, unknown> {
	const rows = [...(sheets[0]?.rows ?? [])];
	return Object.fromEntries(rows.flatMap(({ number, cells }) => cells.map(({ column, value }) => [toA1({ row: number, column }), value])));
}
