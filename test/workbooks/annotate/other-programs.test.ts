import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readExplanations } from "../../../src/stages/read-explanations.ts";
import { annotate } from "../../../src/workbooks/annotate/annotate.ts";
import { readGrid } from "../../../src/workbooks/read.ts";
import { bookOf, contentOf, handBook, markAt, partText, sheetXml, unzip } from "./books.ts";
import { KINDS } from "./kinds.ts";

const found = (command: string, ...args: string[]): boolean => spawnSync(command, args, { stdio: "ignore" }).status === 0;
const LIBREOFFICE = found("soffice", "--version");
const PYTHON = ["/usr/bin/python3", "python3"].find((python) => found(python, "-c", "import openpyxl"));
const MARKS = [markAt("高企", "C2"), markAt("高企", "B3", "soft"), markAt("高企", "E9")];

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(path.join(tmpdir(), "huibao-annotate-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Opens workbooks in LibreOffice and has it save them; gives what it saved. */
function resaved(files: Readonly<Record<string, Uint8Array>>): Record<string, Uint8Array> {
	const out = path.join(folder, "resaved");
	const paths = Object.entries(files).map(([name, bytes]) => {
		const file = path.join(folder, name);
		writeFileSync(file, bytes);
		return file;
	});
	const profile = `-env:UserInstallation=file://${path.join(folder, "profile")}`;
	spawnSync("soffice", [profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", out, ...paths], { stdio: "ignore" });
	return Object.fromEntries(Object.keys(files).map((name) => [name, readFileSync(path.join(out, name.replace(/\.\w+$/, ".xlsx")))]));
}

describe.skipIf(!LIBREOFFICE)("LibreOffice", () => {
	test("opens every kind of annotated workbook and finds in it all that there was, and the list", async () => {
		const files: Record<string, Uint8Array> = {};
		const originals: Record<string, Uint8Array> = {};
		for (const [at, { book }] of Object.values(KINDS).entries()) {
			const bytes = book instanceof Uint8Array ? book : handBook(book);
			originals[`${at}.xlsx`] = bytes;
			files[`${at}.xlsx`] = (await annotate(bytes, bookOf(MARKS))).content;
		}
		const saved = resaved(files);
		for (const [name, bytes] of Object.entries(saved)) {
			const [grid, original] = [await readGrid(bytes, name), await readGrid(originals[name] ?? bytes, name)];
			const kind = Object.keys(KINDS)[Number.parseInt(name, 10)] ?? name;
			expect(
				grid.sheets.map((sheet) => sheet.name),
				kind,
			).toEqual(["问题清单", ...original.sheets.map((sheet) => sheet.name)]);
			expect(valuesOf(grid.sheets.slice(1)), kind).toEqual(valuesOf(original.sheets));
			expect(readExplanations(grid), kind).toHaveLength(3);
			expect(Object.keys(commentsOf(bytes)), kind).toEqual(expect.arrayContaining(["C2", "B3", "E9"]));
		}
	}, 180_000);

	test("saves a returned workbook so that explanations are read, and our marks are known and taken away, with the colours that were", async () => {
		const bytes = handBook({ sheets: [{ name: "高企", xml: sheetXml() }] });
		const { content } = await annotate(bytes, bookOf(MARKS));
		const typed = partText(content, "xl/worksheets/sheet2.xml");
		expect(typed).toContain('<c r="I5" ');
		const saved = resaved({ "typed.xlsx": content })["typed.xlsx"] ?? content;
		expect(readExplanations(await readGrid(saved, "a.xlsx")).map(({ identity }) => JSON.parse(identity)[0])).toEqual(["01-H1", "01-H1", "01-H1"]);
		const again = (await annotate(saved, bookOf([markAt("高企", "A2")]))).content;
		const grid = await readGrid(again, "a.xlsx");
		expect(grid.sheets.map(({ name }) => name)).toEqual(["问题清单", "高企"]);
		expect(Object.keys(commentsOf(again))).toEqual(["A2"]);
		const fill = (cell: string) => fillOf(again, cell);
		expect([fill("C2"), fill("A2")]).toEqual(["FFFF00", "FFC8CD"]);
		expect(fill("B3")).toBe("");
		expect(contentOf(grid, ["问题清单"])).toEqual(contentOf(await readGrid(saved, "a.xlsx"), ["问题清单"]));
	}, 120_000);
});

describe.skipIf(PYTHON === undefined)("openpyxl", () => {
	test("opens every kind of annotated workbook, with what it knows of it", async () => {
		for (const [kind, { book }] of Object.entries(KINDS)) {
			// Its reader finds no sheet in files of the strict namespaces, whoever has written them.
			if (kind === "strict namespaces") continue;
			const bytes = book instanceof Uint8Array ? book : handBook(book);
			const file = path.join(folder, "annotated.xlsx");
			writeFileSync(file, (await annotate(bytes, bookOf(MARKS))).content);
			const { stdout, stderr } = spawnSync(PYTHON ?? "", ["-W", "ignore", "-c", LOOK, file], { encoding: "utf8" });
			expect(stderr, kind).toBe("");
			expect(JSON.parse(stdout), kind).toMatchObject({ first: "问题清单", note: "〔huibao 审核〕\n请看 C2", fill: "FFFFC8CD" });
			if (kind === "chart and picture") expect(JSON.parse(stdout)).toMatchObject({ charts: 1 });
			if (kind === "conditional formats, validations, sparklines") expect(JSON.parse(stdout)).toMatchObject({ conditional: 1, validations: 1 });
		}
	}, 120_000);
});

const LOOK = `
import json, sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
sheet = book["高企"]
print(json.dumps({"first": book.sheetnames[0], "note": sheet["C2"].comment.text, "fill": sheet["C2"].fill.fgColor.rgb,
    "charts": len(sheet._charts), "conditional": len(sheet.conditional_formatting), "validations": len(sheet.data_validations.dataValidation)}))
`;

/** Values by place, numbers and texts; how numbers are shown is the program's. */
function valuesOf(sheets: Awaited<ReturnType<typeof readGrid>>["sheets"]): unknown[] {
	return sheets.map(({ name, hidden, merges, rows }) => ({
		name,
		hidden,
		merges,
		rows: [...rows].map(({ number, cells }) => [number, cells.map(({ column, value }) => [column, value])]),
	}));
}

/** Comments of all sheets by cell. */
function commentsOf(bytes: Uint8Array): Record<string, string> {
	return Object.assign(
		{},
		...Object.entries(unzip(bytes))
			.filter(([name]) => /comments\d*\.xml$/.test(name))
			.map(([, xml]) => Object.fromEntries([...xml.matchAll(/<comment ref="(\w+)"/g)].map((match) => [match[1], ""]))),
	);
}

/** The colour of a cell of the first sheet that was sent, without its opacity; "" for none. */
function fillOf(bytes: Uint8Array, cell: string): string {
	const path = Object.keys(unzip(bytes)).find(
		(name) =>
			/worksheets\/sheet\d+\.xml$/.test(name) &&
			partText(bytes, name).includes("甲公司") === false &&
			new RegExp(`<c [^>]*r="${cell}"`).test(partText(bytes, name)) &&
			!partText(bytes, name).includes("huibao:return"),
	);
	const format = Number(new RegExp(`<c [^>]*r="${cell}"[^>]*>`).exec(partText(bytes, path ?? ""))?.[0].match(/ s="(\d+)"/)?.[1]);
	const styles = partText(bytes, "xl/styles.xml");
	const xf = styles.split("<cellXfs")[1]?.match(/<xf [^>]*?(?:\/>|>.*?<\/xf>)/gs)?.[format] ?? "";
	const fill = styles.split("<fills")[1]?.match(/<fill>.*?<\/fill>/gs)?.[Number(/fillId="(\d+)"/.exec(xf)?.[1])] ?? "";
	return /<fgColor rgb="FF(\w+)"/.exec(fill)?.[1] ?? "";
}
