import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { checkDocument, waiversDocument } from "../../src/model/documents.ts";
import { huibao, newHome } from "../support/huibao.ts";
import { receiptIn } from "../support/receipts.ts";

const SAMPLE = readFileSync(path.join(import.meta.dirname, "../../fixtures/forms/阳科统01/good/sample.csv"), "utf8").replace(/^\ufeff/, "");
const DAY = "2019-07-01";
const on = (day: string) => ({ HUIBAO_NOW: `${day}T09:00:00+08:00` });

/** More scientific staff than staff in the first row: a hard finding. */
const STAFF = SAMPLE.replace(",186,24,", ",186,240,");
const KEY = "91441704MA5T010130";

function ingest(home: string, name: string, csv: string, day = DAY) {
	writeFileSync(path.join(home, name), `\ufeff${csv}`);
	const [file] = checkDocument.parse(JSON.parse(huibao(["ingest", name, "--json"], home, on(day)).stdout)).files;
	if (!file?.submissions[0]) throw new Error(JSON.stringify(file));
	return file.submissions[0];
}

function waive(home: string, args: readonly string[], day = DAY) {
	const { code, stdout, stderr } = huibao(["waive", ...args, "--json"], home, on(day));
	expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
	return waiversDocument.parse(JSON.parse(stdout));
}

const STAFF_WAIVER = ["01-H3", "--reason", "派遣人员计入科技人员", "--until", "2019-07-31", "--by", "李四"];

describe("huibao waive", () => {
	test("lets a returned report count, its row included, says so in the receipt, and lets it count on once the waiver is over", async () => {
		const home = newHome();
		expect(ingest(home, "名录.csv", STAFF)).toMatchObject({ status: "returned", rows: { loaded: 3, rejected: 1 } });
		const { waivers, touched } = waive(home, STAFF_WAIVER);
		expect(waivers).toMatchObject([{ id: 1, rule: "01-H3", unit: null, key: null, by: "李四", until: "2019-07-31", inForce: true }]);
		expect(touched).toEqual([
			{ submission: 1, file: "名录.csv", form: "阳科统01", unit: "441704-00", period: "2019H1", batch: "", before: "returned", status: "accepted" },
		]);
		const receipt = await receiptIn(path.join(home, "returned", "阳东区", "名录.csv.回执.xlsx"));
		expect(receipt["回执"]?.flat().join("|")).toMatch(/读到的行\|＝合格数据\|.*\|\d+\|4\|0\|/);
		expect(receipt["问题"]?.[1]?.at(-1)).toMatch(/市局已豁免这一条（派遣人员计入科技人员；到2019-07-31为止），不需处理。$/);
		// Nothing is asked any more: what would have been to do is not told.
		expect(receipt["问题"]?.[1]?.at(-1)).not.toMatch(/请核对|请改正/);
		expect(ingest(home, "名录再报.csv", STAFF.replace("5230.40", "5230.50"))).toMatchObject({ status: "accepted", rows: { loaded: 4, rejected: 0 } });

		expect(waive(home, ["end", "1", "--reason", "试点结束", "--by", "李四"]).waivers).toMatchObject([{ inForce: false, endedBy: "李四" }]);
		expect(ingest(home, "名录三报.csv", STAFF.replace("5230.40", "5230.60"))).toMatchObject({ status: "returned", rows: { loaded: 3, rejected: 1 } });
		const log = huibao(["explain", "2", "--json"], home, on(DAY)).stdout;
		expect(JSON.parse(log).submission).toMatchObject({ status: "accepted" });
		expect(waive(home, []).waivers.map(({ id, inForce }) => [id, inForce])).toEqual([[1, false]]);
	});

	test("opens nothing again that was accepted, when that is looked at anew", () => {
		const home = newHome();
		ingest(home, "名录.csv", STAFF.replace("952.00", "95.20"));
		waive(home, STAFF_WAIVER);
		const say = (text: string) => JSON.parse(huibao(["explain", "1", "01-S1", text, "--by", "李四", "--json"], home, on("2019-08-05")).stdout);
		// It waits for an explanation, and in the meantime the waiver runs out.
		expect(say("委外研发费用尚未结算")).toMatchObject({ submission: { before: "pending", status: "returned" } });
		const other = newHome();
		ingest(other, "名录.csv", STAFF.replace("952.00", "95.20"));
		waive(other, STAFF_WAIVER);
		const explain = (text: string, day: string) =>
			JSON.parse(huibao(["explain", "1", "01-S1", text, "--by", "李四", "--json"], other, on(day)).stdout);
		expect(explain("委外研发费用尚未结算", DAY)).toMatchObject({ submission: { before: "pending", status: "accepted" } });
		const later = explain("委外研发费用九月结算，届时补报", "2019-08-05");
		expect(later).toMatchObject({ submission: { before: "accepted", status: "accepted" } });
		expect(later.findings.map(({ code, settled }: { code: string; settled?: { kind: string } }) => [code, settled?.kind])).toEqual([
			["01-H3", "waived"],
			["01-S1", "explained"],
		]);
	});

	test("holds for its unit, its row and its days alone", () => {
		const home = newHome();
		waive(home, [...STAFF_WAIVER, "--unit", "阳西"]);
		waive(home, [...STAFF_WAIVER, "--key", "91441704MA5T01021T"]);
		expect(ingest(home, "一.csv", STAFF).status).toBe("returned");
		waive(home, [...STAFF_WAIVER, "--unit", "441704-00", "--key", KEY]);
		expect(ingest(home, "二.csv", STAFF.replace("5230.40", "5230.50"))).toMatchObject({ status: "accepted", rows: { loaded: 4 } });
		expect(ingest(home, "三.csv", STAFF.replace("5230.40", "5230.60"), "2019-07-31").status).toBe("accepted");
		expect(ingest(home, "四.csv", STAFF.replace("5230.40", "5230.70"), "2019-08-01").status).toBe("returned");
		expect(waive(home, [], "2019-08-01").waivers.map(({ inForce }) => inForce)).toEqual([false, false, false]);
	});

	test("both offices keep an enterprise that the city has decided about, each with its row", () => {
		const home = newHome();
		ingest(home, "阳东.csv", SAMPLE);
		const [title, number, headings, first, ...others] = SAMPLE.split(/\r?\n/);
		const theirs = [
			title,
			number?.replace("阳江市阳东区工业信息化和科技局", "阳西县"),
			headings,
			first?.replace("阳东区,", "阳西县,"),
			others.at(-2),
		].join("\n");
		expect(ingest(home, "阳西.csv", theirs).findings.map(({ code }) => code)).toEqual(expect.arrayContaining(["X10", "01-S3"]));
		const reason = ["--reason", "两地均有厂区，经核实都保留", "--until", "2019-12-31", "--by", "李四"];
		expect(waive(home, ["x10", "--key", KEY, ...reason]).touched).toMatchObject([
			{ submission: 1, unit: "441704-00", before: "returned", status: "accepted" },
			{ submission: 2, unit: "441721-00", before: "returned", status: "pending" },
		]);
		expect(huibao(["explain", "2", "01-S3", "总部登记在阳东，阳西设有分厂", "--by", "李四"], home, on(DAY)).code).toBe(0);
		const status = huibao(["status", "--period", "2019H1"], home, on(DAY)).stdout;
		expect(status).toMatch(/统01 .*通过 4 +通过 1 /);
	});

	test("a code that fails its check is used where the city has seen the licence", () => {
		const home = newHome();
		const early = SAMPLE.replaceAll("91441704MA5T01021T", "91441704MA5T01021A");
		expect(ingest(home, "名录.csv", early)).toMatchObject({ status: "returned", rows: { loaded: 3, rejected: 1 } });
		const reason = ["--reason", "早期赋码，已核对营业执照", "--until", "2019-12-31", "--by", "李四"];
		expect(waive(home, ["uscc.check", "--key", "91441704MA5T01021A", ...reason]).touched).toMatchObject([{ before: "returned", status: "accepted" }]);
		expect(ingest(home, "名录2.csv", early.replace("5230.40", "5230.50"))).toMatchObject({ status: "accepted", rows: { loaded: 4, rejected: 0 } });
	});

	test.each([
		["an unknown rule, with the nearest", ["01-H33", "--reason", "试点", "--until", "2019-12-31"], /没有代码为“01-H33”的审核关系，是否指：01-H3、/],
		["what only informs", ["rows.unchanged", "--reason", "试点", "--until", "2019-12-31"], /rows\.unchanged 只是提示，不影响通过，不需要豁免/],
		["what cannot be read", ["uscc.format", "--reason", "试点", "--until", "2019-12-31"], /不能豁免，只能由填报单位改正/],
		["no reason", ["01-H3", "--reason", "情况属实", "--until", "2019-12-31"], /请用 --reason 写明豁免的原因（“情况属实”没有说明原因）/],
		["a day that is past", ["01-H3", "--reason", "试点", "--until", "2019-06-30"], /“2019-06-30”不能作为豁免的最后一天/],
		["no day", ["01-H3", "--reason", "试点", "--until", "年底"], /“年底”不能作为豁免的最后一天/],
		["an unknown unit", ["01-H3", "--unit", "茂名", "--reason", "试点", "--until", "2019-12-31"], /没有填报单位“茂名”，可选：/],
		["a waiver that is not there", ["end", "5"], /没有编号为“5”且未结束的豁免/],
		["half a command", ["01-H3", "--reason", "试点"], /waive 的写法不对。/],
	])("refuses %s", (_, args, sentence) => {
		const home = newHome();
		const { code, stdout, stderr } = huibao(["waive", ...args], home, on(DAY));
		expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
		expect(stderr).toMatch(sentence);
	});

	test("says what it says in English too, and that a rule is waived already", () => {
		const home = newHome();
		expect(huibao(["waive", "--lang", "en"], home, on(DAY)).stdout).toBe("No waiver is in force.\n");
		waive(home, STAFF_WAIVER);
		expect(huibao(["waive", ...STAFF_WAIVER, "--lang", "en"], home, on(DAY)).stderr).toMatch(
			/01-H3 is waived already \(number 1, until 2019-07-31\)/,
		);
	});
});
