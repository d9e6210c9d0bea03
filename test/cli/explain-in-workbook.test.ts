import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import exceljs from "exceljs";
import { beforeAll, describe, expect, test } from "vitest";
import { checkDocument } from "../../src/model/documents.ts";
import { huibao, newHome } from "../support/huibao.ts";
import { receiptIn } from "../support/receipts.ts";

const SAMPLE = readFileSync(path.join(import.meta.dirname, "../../fixtures/forms/阳科统01/good/sample.csv"), "utf8").replace(/^\ufeff/, "");
const LIST = "问题清单";
const REASON = "企业今年新建生产线，研发项目七月才启动";
/** As the office takes it from the folder of returned files. */
const SENT = "名录.xlsx.退回.xlsx";
const home = newHome();
const office = path.join(home, "阳东区");
const returned = path.join(home, "returned", "阳东区", "名录.xlsx.退回.xlsx");

/** A real workbook of the office, with little spent on research in two rows. */
async function workbook(name: string, change: (csv: string) => string = (csv) => csv): Promise<void> {
	const book = new exceljs.Workbook();
	const sheet = book.addWorksheet("名录");
	const csv = change(SAMPLE.replace("265.18", "26.51").replace("952.00", "95.20"));
	for (const line of csv.trimEnd().split(/\r?\n/)) sheet.addRow(line.split(",").map((text) => (text === "" ? null : text)));
	writeFileSync(path.join(office, name), Buffer.from(await book.xlsx.writeBuffer()));
}

/** What the clerk does: opens the returned workbook, writes into cells, and sends it again. */
async function filledIn(name: string, write: (list: exceljs.Worksheet, report: exceljs.Worksheet) => void): Promise<void> {
	const book = new exceljs.Workbook();
	await book.xlsx.readFile(returned);
	const [list, report] = [book.getWorksheet(LIST), book.getWorksheet("名录")];
	if (!list || !report) throw new Error("no such sheet");
	write(list, report);
	await book.xlsx.writeFile(path.join(office, name));
}

/** The cell of the column 说明 beside a problem. */
function explanationOf(list: exceljs.Worksheet, cell: string): exceljs.Cell {
	for (let row = 1; row <= list.rowCount; row++) if (list.getCell(row, 4).text === cell) return list.getCell(row, 9);
	throw new Error(`no line on ${cell}`);
}

function ingest(name: string, day = "2019-07-01") {
	const { stdout } = huibao(["ingest", path.join("阳东区", name), "--json"], home, { HUIBAO_NOW: `${day}T09:00:00+08:00` });
	const [file] = checkDocument.parse(JSON.parse(stdout)).files;
	const submission = file?.submissions[0];
	if (!file || !submission) throw new Error(stdout);
	const low = submission.findings.filter(({ code }) => code === "01-S1");
	return { file, submission, low, settled: low.map(({ settled }) => settled?.kind ?? "open") };
}

beforeAll(async () => {
	mkdirSync(office);
	await workbook("名录.xlsx");
});

describe("what a clerk writes into the returned workbook", () => {
	test("is asked for in a column of the list", async () => {
		expect(ingest("名录.xlsx")).toMatchObject({ file: { status: "pending" }, settled: ["open", "open"] });
		const lines = (await receiptIn(returned))[LIST] ?? [];
		expect(lines.flat()).toContain("说明");
	});

	test("is read: a reason settles its finding, an assurance does not and is answered with an example", async () => {
		await filledIn(SENT, (list) => {
			explanationOf(list, "R4").value = "情况属实";
			explanationOf(list, "R5").value = REASON;
		});
		const { file, low, settled } = ingest(SENT, "2019-07-02");
		expect({ status: file.status, settled }).toEqual({ status: "pending", settled: ["open", "explained"] });
		expect(low[0]?.message).toMatch(/“情况属实”没有说明原因，请写明为什么会这样，例如“.+”。$/);
		expect(low[1]?.settled).toEqual({ kind: "explained", text: REASON, by: "unit:441704-00", at: "2019-07-02T01:00:00.000Z" });
		const list = (await receiptIn(returned))[LIST]?.map((line) => line.join("|")) ?? [];
		expect(list.find((line) => line.includes("|R4|"))).toMatch(/“情况属实”没有说明原因/);
		expect(list.find((line) => line.includes("|R5|"))).toContain(REASON);
	});

	test("is accepted once everything is explained, and the returned workbook is taken away", async () => {
		await filledIn(SENT, (list) => {
			explanationOf(list, "R4").value = "委外研发费用尚未结算";
		});
		const { file, low } = ingest(SENT, "2019-07-03");
		expect(file.status).toBe("accepted");
		// What was said first keeps its day, though the workbook repeats it.
		expect(low.map(({ settled }) => settled?.kind === "explained" && [settled.text, settled.at.slice(0, 10)])).toEqual([
			["委外研发费用尚未结算", "2019-07-03"],
			[REASON, "2019-07-02"],
		]);
		expect(existsSync(returned)).toBe(false);
		const log = JSON.parse(huibao(["log", "--json"], home, { HUIBAO_NOW: "2019-07-03T10:00:00+08:00" }).stdout);
		const explained = log.entries.filter(({ kind }: { kind: string }) => kind === "explained");
		expect(explained.map(({ by, reason }: { by: string; reason: string }) => [by, reason])).toEqual([
			["unit:441704-00", REASON],
			["unit:441704-00", "委外研发费用尚未结算"],
		]);
	});

	test("holds for a new file of the office's own, and is asked for again where something else stands in the cell", async () => {
		await workbook("名录.xlsx", (csv) => csv.replace("26.51", "30.00").replace("3920.00", "3930.00"));
		const { file, low, settled } = ingest("名录.xlsx", "2019-07-04");
		expect({ status: file.status, settled }).toEqual({ status: "pending", settled: ["open", "explained"] });
		expect(low[0]?.message).toMatch(/原来的说明“委外研发费用尚未结算”是针对“26\.51”写的，现在填的内容不同，请核对后重新说明。$/);
	});

	test("beside a cell that is changed in the same breath is asked for again; of a problem that is gone it is told, not lost", async () => {
		await filledIn(SENT, (list, report) => {
			explanationOf(list, "R4").value = "按合并报表口径调整";
			report.getCell("R4").value = "31";
			report.getCell("R5").value = "952";
		});
		const { file, submission, low } = ingest(SENT, "2019-07-05");
		expect(file.status).toBe("pending");
		expect(low.map(({ cell, message }) => [cell, /是针对“30\.00”写的，现在填的内容不同/.test(message)])).toEqual([["R4", true]]);
		expect(submission.findings.filter(({ code }) => code === "explanation.unneeded")).toMatchObject([
			{ severity: "info", sheet: LIST, value: REASON },
		]);
	});

	test("of another workbook's list, or of a line that was tampered with, is told as unknown", async () => {
		await filledIn(SENT, (list) => {
			const cell = explanationOf(list, "R4");
			cell.value = "按合并报表口径调整";
			list.getCell(Number(cell.row), 10).value = '["zz-1","","rd_exp","K"]';
		});
		const { file, submission } = ingest(SENT, "2019-07-06");
		expect(file.status).toBe("pending");
		expect(submission.findings.map(({ code }) => code)).toContain("explanation.unknown");
	});

	test("is shown beside the same problem in the next period's list", async () => {
		await workbook("名录.xlsx", (csv) => csv.replaceAll("2019年上半年", "2020年上半年"));
		const { low, settled } = ingest("名录.xlsx", "2020-07-01");
		expect(settled).toEqual(["open", "open"]);
		expect(low.map(({ before }) => before)).toEqual(["委外研发费用尚未结算", REASON]);
		const list = (await receiptIn(returned))[LIST]?.map((line) => line.join("|")) ?? [];
		expect(list.find((line) => line.includes("|R5|"))).toContain(`上期的说明是“${REASON}”`);
	});
});
