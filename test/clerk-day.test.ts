import { existsSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import exceljs from "exceljs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openApp } from "../src/app.ts";
import type { App } from "../src/cli/app-port.ts";
import type { CheckedFile, StatisticsDocument } from "../src/model/documents.ts";
import { receiptIn } from "./support/receipts.ts";

/**
 * A clerk's fortnight with real files alone: drop, returned, half of it corrected and one thing explained in the copy that came back, dropped again, the rest corrected, accepted
 * with the explanation, published, closed; then a late correction, what it would change, its adjustment, and the publication anew.
 */

const UNIT = "441704-00";
const FORM = "阳科统01";
const NAME = "阳东高企名录.xlsx";

let home: string;
let app: App;

/** The office's own workbook: lines above the table, colours, a note, a sheet of its own beside the roster. */
async function drafted(to: string): Promise<void> {
	const sample = (await readFile("fixtures/forms/阳科统01/good/sample.csv", "utf8")).trim().split(/\r?\n/);
	const book = new exceljs.Workbook();
	const sheet = book.addWorksheet("高企名录");
	for (const line of sample) sheet.addRow(line.split(",").map((text) => (/^\d{1,6}(\.\d+)?$/.test(text) ? Number(text) : text)));
	sheet.mergeCells("A1:U1");
	sheet.getRow(3).font = { bold: true };
	sheet.getRow(3).fill = { type: "pattern", pattern: "solid", fgColor: { argb: "FFDDEBF7" } };
	sheet.getColumn(2).width = 34;
	sheet.getCell("T4").dataValidation = { type: "list", allowBlank: true, formulae: ['"有效,重新认定中,到期,撤销,迁出"'] };
	sheet.getCell("B4").note = "老企业，资料在三号柜";
	book.addWorksheet("通讯录").addRow(["陈某某", "5550101"]);
	for (const [cell, value] of Object.entries(MISTAKES)) sheet.getCell(cell).value = value;
	await book.xlsx.writeFile(to);
}

/** Cells as the clerk first fills them in, four wrong and one to be explained, and as they should be. */
const MISTAKES = { H4: 2017, J5: "2020-11-30", P6: 90, C7: "91441704MA5T01048K", R4: 156.91 } as const;
const RIGHT = { H4: 2018, J5: "2020-11-09", P6: 9, C7: "91441704MA5T01048J" } as const;
const REASON = "上半年主要设备尚未到货，研发投入集中在下半年";

async function at(now: string): Promise<void> {
	await app?.close();
	app = await openApp({ env: { HUIBAO_DATA: home, HUIBAO_NOW: now }, language: "zh-CN" });
}

async function drop(file: string, as: string): Promise<CheckedFile> {
	const folder = path.join(home, "inbox", "阳东区");
	await mkdir(folder, { recursive: true });
	await copyFile(file, path.join(folder, as));
	const { files } = await app.ingest([]);
	const [taken] = files;
	if (!taken || files.length !== 1) throw new Error(`${files.length} files were taken in`);
	return taken;
}

const returned = (name: string) => path.join(home, "returned", "阳东区", name);
const submissionOf = (file: CheckedFile) => file.submissions[0] as NonNullable<CheckedFile["submissions"][0]>;
const openOf = (file: CheckedFile) => submissionOf(file).findings.filter(({ severity, settled }) => severity !== "info" && !settled);

/** Opens a workbook as an office program does, changes cells, and saves it. */
async function edited(from: string, to: string, change: (book: exceljs.Workbook) => void): Promise<void> {
	const book = new exceljs.Workbook();
	await book.xlsx.readFile(from);
	change(book);
	await book.xlsx.writeFile(to);
}

function rosterOf(book: exceljs.Workbook): exceljs.Worksheet {
	const sheet = book.getWorksheet("高企名录");
	if (!sheet) throw new Error("the roster is gone");
	return sheet;
}

function corrected(book: exceljs.Workbook, cells: Readonly<Record<string, string | number>>): void {
	for (const [cell, value] of Object.entries(cells)) rosterOf(book).getCell(cell).value = value;
}

/** Writes into the column 说明 of the line that is about a cell. */
function explained(book: exceljs.Workbook, cell: string, text: string): void {
	const list = book.getWorksheet("问题清单");
	let headings: Map<string, number> | null = null;
	let written = 0;
	list?.eachRow((row) => {
		const texts = (row.values as unknown[]).map((value) => (typeof value === "object" && value !== null && "text" in value ? value.text : value));
		if (!headings && texts.includes("说明"))
			headings = new Map(texts.flatMap((value, column) => (typeof value === "string" ? [[value, column]] : [])));
		else if (headings && texts[headings.get("单元格") ?? 0] === cell) {
			row.getCell(headings.get("说明") ?? 0).value = text;
			written++;
		}
	});
	expect(written, `lines about ${cell}`).toBe(1);
}

async function figure(id: string): Promise<StatisticsDocument["indicators"][number] | undefined> {
	const statistics: StatisticsDocument = JSON.parse(await readFile(path.join(home, "output", "2019H1", "statistics.json"), "utf8"));
	return statistics.indicators.find((indicator) => indicator.id === id);
}

async function published(): Promise<Buffer> {
	const { workbook, folder } = await app.publish("2019H1");
	return readFile(path.join(folder, workbook));
}

const stateNow = async () => (await app.status("2019H1")).forms.find(({ form }) => form === FORM)?.units[UNIT];
const conclusion = async (name: string) => (await receiptIn(returned(name))).回执?.find(([label]) => label === "结论")?.[1];

describe("a clerk's day", () => {
	beforeAll(async () => {
		home = await mkdtemp(path.join(tmpdir(), "huibao-day-"));
		await at("2019-07-01T09:00:00+08:00");
		await app.init();
		await drafted(path.join(home, "draft.xlsx"));
	});
	afterAll(async () => {
		await app.close();
		await rm(home, { recursive: true, force: true });
	});

	test("begins without a report", async () => {
		expect((await stateNow())?.shown).toBe("missing");
	});

	test("the first file comes back with every problem marked in a copy of it", async () => {
		const taken = await drop(path.join(home, "draft.xlsx"), NAME);
		expect(taken.status).toBe("returned");
		expect(openOf(taken).map(({ cell, severity }) => `${cell} ${severity}`)).toEqual(["H4 hard", "R4 soft", "J5 hard", "P6 hard", "C7 hard"]);
		expect((await stateNow())?.shown).toBe("returned");
		expect(await conclusion(`${NAME}.回执.xlsx`)).toMatch(/退回/);
		const book = new exceljs.Workbook();
		await book.xlsx.readFile(returned(`${NAME}.退回.xlsx`));
		expect(book.worksheets.map(({ name }) => name)).toEqual(["问题清单", "高企名录", "通讯录"]);
		const sheet = book.getWorksheet("高企名录");
		for (const cell of Object.keys(MISTAKES)) expect(JSON.stringify(sheet?.getCell(cell).note), cell).toMatch(/请/);
		// What was theirs is as it was.
		expect(JSON.stringify(sheet?.getCell("B4").note)).toContain("三号柜");
		expect(sheet?.getCell("T4").dataValidation).toMatchObject({ type: "list" });
		expect(sheet?.getColumn(2).width).toBe(34);
		expect(sheet?.getCell("B3").fill).toMatchObject({ fgColor: { argb: "FFDDEBF7" } });
	});

	test("half of it corrected and one thing explained in the copy: the answer says what is left", async () => {
		await at("2019-07-02T09:00:00+08:00");
		const { C7, H4, ...rest } = RIGHT;
		const half = path.join(home, "half.xlsx");
		await edited(returned(`${NAME}.退回.xlsx`), half, (book) => {
			corrected(book, { H4, C7 });
			explained(book, "R4", REASON);
		});
		const taken = await drop(half, NAME);
		expect(taken.status).toBe("returned");
		expect(openOf(taken).map(({ cell }) => cell)).toEqual(Object.keys(rest));
		expect(submissionOf(taken).findings.find(({ cell }) => cell === "R4")?.settled).toMatchObject({ kind: "explained", text: REASON });
		const told = (await receiptIn(returned(`${NAME}.回执.xlsx`))).回执?.flat().join("\n");
		expect(told).toContain("上次的5个问题已改正2个、已说明（或不再要求）1个，仍有2个");
	});

	test("boilerplate in place of a reason explains nothing, and the answer says why", async () => {
		const hollow = path.join(home, "hollow.xlsx");
		await edited(returned(`${NAME}.退回.xlsx`), hollow, (book) => {
			corrected(book, RIGHT);
			explained(book, "R4", "情况属实。");
		});
		const { files } = await app.check([hollow], { rows: false, context: false });
		expect(files.map(({ status }) => status)).toEqual(["pending"]);
		expect(files[0] && openOf(files[0]).map(({ cell, message }) => [cell, message])).toEqual([["R4", expect.stringContaining("情况属实")]]);
	});

	test("the rest corrected: accepted, with the explanation; the marked copy is gone", async () => {
		await at("2019-07-03T09:00:00+08:00");
		const whole = path.join(home, "whole.xlsx");
		await edited(returned(`${NAME}.退回.xlsx`), whole, (book) => corrected(book, RIGHT));
		const taken = await drop(whole, NAME);
		expect(openOf(taken)).toEqual([]);
		expect(taken.status).toBe("accepted");
		expect((await stateNow())?.shown).toBe("accepted");
		expect(await conclusion(`${NAME}.回执.xlsx`)).toMatch(/通过/);
		expect(existsSync(returned(`${NAME}.退回.xlsx`))).toBe(false);
	});

	test("published with the explanation, then closed", async () => {
		await at("2019-07-04T20:00:00+08:00");
		await app.consolidate("2019H1", null);
		const first = await published();
		const book = new exceljs.Workbook();
		await book.xlsx.load(first as unknown as ArrayBuffer);
		const notes = JSON.stringify(book.getWorksheet("审核说明")?.getSheetValues());
		expect(notes).toContain(REASON);
		expect((await figure("hnte.stock"))?.byUnit[UNIT]).toBe(4);
		await app.lock("2019H1", { by: "李科长", reason: "已上报省厅", form: null, unit: null, anyway: true });
		expect((await stateNow())?.shown).toBe("locked");
	});

	test("a late correction waits; its effect is told before and with the adjustment; the publication follows", async () => {
		await at("2019-07-20T09:00:00+08:00");
		const first = await published();
		const late = path.join(home, "late.xlsx");
		await edited(path.join(home, "whole.xlsx"), late, (book) => corrected(book, { T7: "撤销" }));
		const taken = await drop(late, NAME);
		const { id } = submissionOf(taken);
		const waits = async () => (await stateNow())?.slots.map(({ state, waiting }) => [state, waiting?.state]);
		expect(await waits()).toEqual([["locked", "received"]]);
		expect(await conclusion(`${NAME}.回执.xlsx`)).toMatch(/待审/);
		expect((await figure("hnte.stock"))?.byUnit[UNIT]).toBe(4);

		const options = { by: "李科长", reason: "企业6月底被撤销资格", withdraw: false, republish: false };
		const tried = await app.adjust(String(id), { ...options, dryRun: true });
		expect(await waits()).toEqual([["locked", "received"]]);
		const done = await app.adjust(String(id), { ...options, dryRun: false });
		expect(done.effect).toEqual(tried.effect);
		expect(JSON.stringify(done.effect)).toContain("hnte.stock");
		expect((await stateNow())?.shown).toBe("adjusted");

		await app.consolidate("2019H1", null);
		const second = await published();
		expect((await figure("hnte.stock"))?.byUnit[UNIT]).toBe(3);
		expect(second.equals(first)).toBe(false);
		// As it stood before, it is made again bit by bit.
		await app.consolidate("2019H1", "2019-07-04T20:00:00+08:00");
		expect((await published()).equals(first)).toBe(true);
	});

	test("everything stands in a log that shows whether it was touched", async () => {
		const log = await app.log({ submission: null, period: "2019H1", verify: true });
		expect(log.entries.map(({ kind }) => kind)).toEqual([
			...["received", "received", "explained", "received", "published"],
			...["locked", "published", "received", "adjusted", "superseded", "published"],
		]);
		expect(log.verified).toMatchObject({ brokenAt: null, cutOff: [] });
	});
});
