import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { type CheckDocument, checkDocument, explainDocument } from "../../src/model/documents.ts";
import { huibao, newHome } from "../support/huibao.ts";
import { receiptIn } from "../support/receipts.ts";

const NOW = { HUIBAO_NOW: "2019-07-01T09:00:00+08:00" };
const SAMPLE = readFileSync(path.join(import.meta.dirname, "../../fixtures/forms/阳科统01/good/sample.csv"), "utf8").replace(/^\ufeff/, "");
const REASON = "企业今年新建生产线，研发项目七月才启动";

const run = (args: readonly string[], home: string, env = NOW) => huibao(args, home, env);

/** The roster with little spent on research in two rows: two soft findings of one rule; more changes on request. */
function roster(home: string, name: string, change: (csv: string) => string = (csv) => csv): string {
	writeFileSync(path.join(home, name), `\ufeff${change(SAMPLE.replace("265.18", "26.51").replace("952.00", "95.20"))}`);
	return name;
}

function ingest(home: string, file: string): CheckDocument["files"][number] {
	const { stdout } = run(["ingest", file, "--json"], home);
	const [found] = checkDocument.parse(JSON.parse(stdout)).files;
	if (!found) throw new Error(stdout);
	return found;
}

function explain(home: string, ...args: string[]) {
	const { code, stdout, stderr } = run(["explain", ...args, "--json"], home);
	expect(stderr).toBe("");
	return { code, document: explainDocument.parse(JSON.parse(stdout)) };
}

const refusal = (home: string, ...args: string[]) => {
	const { code, stdout, stderr } = run(["explain", ...args], home);
	expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
	return stderr;
};

describe("huibao explain", () => {
	const home = newHome();
	ingest(home, roster(home, "名录.csv"));

	test("lists what is to be explained by its numbers, and refuses what is no explanation, in plain words", () => {
		const { code, document } = explain(home, "1");
		expect(code).toBe(1);
		expect(document.submission).toMatchObject({ status: "pending", before: "pending", file: "名录.csv", form: "阳科统01" });
		expect(document.findings.map(({ number, code, cell, key }) => [number, code, cell, key])).toEqual([
			[1, "01-S1", "R4", "91441704MA5T010130"],
			[2, "01-S1", "R5", "91441704MA5T01021T"],
		]);
		expect(refusal(home, "1", "1", "情况属实")).toMatch(/^没有记下。“情况属实”没有说明原因，请写明为什么会这样，例如“.+”。（《名录》R4/);
		expect(refusal(home, "1", "7", REASON)).toMatch(/报送 1 中没有问题“7”，请用 huibao explain 1 查看编号/);
		expect(refusal(home, "1", "01-S9@R4", REASON)).toMatch(/没有问题“01-S9@R4”/);
		expect(refusal(home, "9", "1", REASON)).toMatch(/没有编号为“9”的报送/);
		expect(refusal(home, "1", "1")).toMatch(/请给出报送的编号/);
		expect(explain(home, "1").document).toEqual(document);
	});

	test("keeps one and waits for the other, then lets the report count; the receipt says so", async () => {
		const first = explain(home, "1", "01-S1@R4", REASON, "--by", "陈某某");
		expect(first.code).toBe(1);
		expect(first.document.explained).toEqual([{ code: "01-S1", cell: "R4", key: "91441704MA5T010130", text: REASON }]);
		expect(first.document.findings.map(({ number, settled }) => [number, settled?.kind])).toEqual([
			[1, "explained"],
			[2, undefined],
		]);
		writeFileSync(
			path.join(home, "说明.json"),
			JSON.stringify({ submission: 1, explanations: [{ code: "01-S1", key: "91441704MA5T01021T", text: "委外研发尚未结算" }] }),
		);
		const { code, document } = explain(home, "--file", "说明.json", "--by", "陈某某");
		expect({ code, status: document.submission.status, before: document.submission.before }).toEqual({
			code: 0,
			status: "accepted",
			before: "pending",
		});
		const receipt = await receiptIn(path.join(home, "returned", "阳东区", "名录.csv.回执.xlsx"));
		expect(receipt["回执"]?.flat()).toContain("强制性0处（必须修改），核实性0处（核实后改正或说明），已说明2处，提示0处，见工作表“问题”");
		expect(receipt["问题"]?.[1]?.slice(0, 3)).toEqual(["1", "已说明", "阳科统01"]);
		expect(receipt["问题"]?.[1]?.at(-1)).toMatch(/已说明：“企业今年新建生产线，研发项目七月才启动”，不需再办。$/);
	});

	test("holds for the next version where the same stands in the cell, and is asked again where it does not", () => {
		const again = ingest(
			home,
			roster(home, "名录2.csv", (csv) => csv.replace("26.51", "30.00")),
		);
		expect(again.status).toBe("pending");
		expect(again.submissions[0]?.findings.map(({ settled, message }) => settled?.kind ?? message)).toEqual([
			expect.stringMatching(/原来的说明“企业今年新建生产线，研发项目七月才启动”是针对“26\.51”写的，现在填的内容不同，请核对后重新说明。$/),
			"explained",
		]);
		expect(refusal(home, "1", "1", "仍是同一原因，设备投入大")).toMatch(/报送 1 之后，该单位又报送了新的一版（2）/);
	});

	test("shows it in the next period, and does not apply it", () => {
		const next = ingest(
			home,
			roster(home, "名录2020.csv", (csv) => csv.replaceAll("2019年上半年", "2020年上半年")),
		);
		const before = next.submissions[0]?.findings.filter(({ code }) => code === "01-S1");
		expect(before?.map(({ before: said, settled }) => [said, settled])).toEqual([
			[REASON, undefined],
			["委外研发尚未结算", undefined],
		]);
		expect(before?.[0]?.message).toMatch(/上期的说明是“企业今年新建生产线，研发项目七月才启动”；本期仍是这个原因的，请再写一次。$/);
	});
});

test("what must be corrected is not explained, whatever is said; a file that is no list of explanations is refused with the reason", () => {
	const home = newHome();
	const file = ingest(
		home,
		roster(home, "名录.csv", (csv) => csv.replace(",186,24,", ",186,240,")),
	);
	expect(file.status).toBe("returned");
	expect(refusal(home, "1", "1", REASON)).toMatch(/这一处必须改正，不能用说明代替：《名录》P4/);
	// What is soft in it may be explained all the same: it holds for the version that comes next.
	expect(explain(home, "1", "01-S1", REASON)).toMatchObject({ code: 1, document: { submission: { status: "returned" } } });
	expect(ingest(home, roster(home, "名录改.csv")).status).toBe("accepted");
	writeFileSync(path.join(home, "坏.json"), '{"submission": 1, "explanations": []}');
	expect(refusal(home, "--file", "坏.json")).toMatch(/坏\.json 不是说明文件（explanations: /);
	expect(refusal(home, "--file", "没有.json")).toMatch(/找不到 没有\.json/);
	expect(readdirSync(path.join(home, "returned", "阳东区")).sort()).toEqual(["名录.csv.回执.xlsx", "名录改.csv.回执.xlsx"]);
});
