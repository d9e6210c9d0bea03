import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { huibao, newHome } from "../support/huibao.ts";
import { receiptIn } from "../support/receipts.ts";

const SAMPLE = readFileSync(path.join(import.meta.dirname, "../../fixtures/forms/阳科统01/good/sample.csv"), "utf8").replace(/^\ufeff/, "");
const on = (day: string) => ({ HUIBAO_NOW: `${day}T09:00:00+08:00` });

/** What the published workbook's sheet 审核说明 says of an office. */
async function notesOn(unit: string, home: string): Promise<string[]> {
	const folder = path.join(home, "output", "2019H1");
	const workbook = readdirSync(folder).find((name) => name.endsWith(".xlsx")) ?? "";
	const sheets = await receiptIn(path.join(folder, workbook));
	return (sheets["审核说明"] ?? []).filter((line) => line[1] === unit).map((line) => `${line[2]}｜${line[3]}`);
}

test("what was explained and waived stands in the published notes, as of the publication's instant", async () => {
	const home = newHome();
	writeFileSync(path.join(home, "名录.csv"), `\ufeff${SAMPLE.replace("265.18", "26.51").replace(",412,65,", ",412,650,")}`);
	const run = (day: string, ...args: string[]) => expect(huibao(args, home, on(day)).code).toBeLessThan(2);
	run("2019-07-01", "ingest", "名录.csv");
	run("2019-07-02", "explain", "1", "01-S1", "研发项目七月才启动，联系人电话13900000001", "--by", "陈某甲");
	run("2019-07-03", "waive", "01-H3", "--reason", "派遣人员计入科技人员", "--until", "2019-12-31", "--by", "李四");

	run("2019-07-05", "consolidate", "--period", "2019H1");
	run("2019-07-05", "publish", "--period", "2019H1");
	const published = await notesOn("阳东区", home);
	const own = published.filter((note) => note.startsWith("高新技术企业名录｜"));
	expect(own).toEqual([
		expect.stringMatching(
			/^高新技术企业名录｜阳东示例乙五金科技有限公司，科技人员数\(人\)（填报650）：不符合.+市局豁免（到2019-12-31为止）：派遣人员计入科技人员。$/,
		),
		expect.stringMatching(
			/^高新技术企业名录｜阳东示例甲刀剪有限公司，研发费用\(万元\)（填报26\.51）：不符合.+单位说明：研发项目七月才启动，联系人电话（号码略）。$/,
		),
	]);
	expect(published.join()).not.toMatch(/陈某甲|李四|13900000001/);

	// As the data stood before, the report was returned: nothing of it counted, and nothing was explained.
	run("2019-07-06", "consolidate", "--period", "2019H1", "--as-of", "2019-07-01T12:00+08:00");
	run("2019-07-06", "publish", "--period", "2019H1");
	const before = await notesOn("阳东区", home);
	expect(before.join()).not.toMatch(/七月才启动|派遣人员/);
	expect(before).toContain("高新技术企业名录｜2019年上半年的报表审核结果为“退回”，未计入合计。");
});
