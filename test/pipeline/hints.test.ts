import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { uscc } from "../../fixtures/generator/codes.ts";
import { openApp } from "../../src/app.ts";
import type { SubmissionDocument } from "../../src/model/documents.ts";
import { csv, type Line, type Office } from "./offices.ts";

const USUAL = {
	企业名称: "",
	统一社会信用代码: "",
	"县(市、区)": "",
	高企证书编号: "",
	认定年度: 2017,
	发证日期: "2017-11-28",
	有效期至: "2020-11-28",
	技术领域: "新材料",
	行业代码: 3130,
	是否规上: "是",
	企业规模: "小型",
	从业人员期末人数: 100,
	科技人员数: 20,
	"营业收入（万元）": 5000,
	"研发费用（万元）": 260,
	高企状态: "有效",
};

const OFFICES: Readonly<Record<string, number>> = { 阳东区: 0, 阳西县: 1, 阳春市: 2, 江城区: 3 };

/** Six enterprises of an office, each of its own size; a change makes another of one of them. */
function roster(office: Office, period: string, change: (line: Line, at: number) => Line = (line) => line): string {
	const lines = Array.from({ length: 6 }, (_, at) => {
		const number = 100 * (OFFICES[office] ?? 0) + at + 1;
		const own = {
			企业名称: `示例第${number}企业有限公司`,
			统一社会信用代码: uscc("91", "441700", number),
			高企证书编号: `GR20174400${1000 + number}`,
		};
		const amounts = { "营业收入（万元）": 4000 + 300 * at, "研发费用（万元）": 240 + 20 * at };
		return change({ ...USUAL, ...own, "县(市、区)": office, ...amounts }, at);
	});
	return csv("统01", office, period, USUAL, lines);
}

const times = (line: Line, heading: string, factor: number): Line => ({ ...line, [heading]: Math.round(Number(line[heading]) * factor * 100) / 100 });

/** What is told of a file after others have been accepted; the same to whoever only checks it. */
async function toldAfter(accepted: readonly string[], file: string): Promise<SubmissionDocument> {
	const home = await mkdtemp(path.join(tmpdir(), "huibao-hints-"));
	onTestFinished(() => rm(home, { recursive: true, force: true }));
	const paths = await Promise.all(
		[...accepted, file].map(async (content, at) => {
			const named = path.join(home, `${at}.csv`);
			await writeFile(named, content);
			return named;
		}),
	);
	const app = await openApp({ env: { HUIBAO_DATA: home, HUIBAO_NOW: "2019-07-02T09:00:00+08:00" }, language: "zh-CN" });
	try {
		const before = await app.ingest(paths.slice(0, -1));
		expect(before.files.map(({ status }) => status)).toEqual(accepted.map(() => "accepted"));
		const checked = await app.check(paths.slice(-1), { rows: false, context: true });
		const { files } = await app.ingest(paths.slice(-1));
		const [only] = files[0]?.submissions ?? [];
		if (!only) throw new Error(JSON.stringify(files));
		expect(checked.files[0]?.submissions[0]?.findings).toEqual(only.findings);
		return only;
	} finally {
		await app.close();
	}
}

const messagesOf = ({ findings }: SubmissionDocument, code: string) => findings.filter((each) => each.code === code).map(({ message }) => message);

describe("real files of several offices and periods", () => {
	test("a column filled in in 元 under a heading that says 万元 is asked about, beside the report before", async () => {
		const told = await toldAfter(
			[roster("阳东区", "2018年下半年")],
			roster("阳东区", "2019年上半年", (line) => times(line, "营业收入（万元）", 10_000)),
		);
		expect(messagesOf(told, "amount.unit-scale")).toEqual([
			"《1》N2（营业收入(万元)）：写明的单位是“万元”，但这一列约为上期（2018年下半年）的10000倍（同样这些行的中位数，上期是4750万元，本期是47500000万元），实际可能是按“元”填写的，请核对计量单位并在表头写明，有误的改正，无误的说明。",
		]);
		expect(told.status).toBe("pending");
	});

	test("and at a first report beside those of other offices", async () => {
		const others = (["阳西县", "阳春市", "江城区"] as const).map((office) => roster(office, "2019年上半年"));
		const told = await toldAfter(
			others,
			roster("阳东区", "2019年上半年", (line) => times(line, "营业收入（万元）", 10_000)),
		);
		expect(messagesOf(told, "amount.unit-scale")).toEqual([
			expect.stringContaining("这一列的中位数是47500000万元，约为其他3个单位的中位数（4600万元）的10000倍，实际可能是按“元”填写的"),
		]);
		const right = await toldAfter(others, roster("阳东区", "2019年上半年"));
		expect(right).toMatchObject({ status: "accepted", findings: [] });
	});

	test("one cell in 元 is asked about by itself, and so is a jump over a year", async () => {
		const before = [roster("阳东区", "2018年上半年"), roster("阳东区", "2018年下半年", (line) => times(line, "研发费用（万元）", 1.1))];
		const now = roster("阳东区", "2019年上半年", (line, at) => {
			if (at === 3) return times(line, "研发费用（万元）", 0.001);
			return at === 1 ? times(line, "营业收入（万元）", 2.1) : line;
		});
		const told = await toldAfter(before, now);
		expect(messagesOf(told, "amount.cell-scale")).toEqual([
			expect.stringContaining("O6（研发费用(万元)）填的是“0.3”：约为上期（2018年下半年，330万元）的1/1000，而本列其他数没有这样变化"),
		]);
		expect(messagesOf(told, "01-S5")).toEqual([
			expect.stringMatching(/N4.*这里应在2150万元至8600万元之间，多了430万元；对照阳东区的阳科统01（2018年上半年）/),
			expect.stringMatching(/O6/),
		]);
	});

	test("a steady office hears nothing", async () => {
		const grown = roster("阳东区", "2019年上半年", (line, at) => times(line, "营业收入（万元）", 1 + at / 10));
		expect(await toldAfter([roster("阳东区", "2018年上半年"), roster("阳东区", "2018年下半年")], grown)).toMatchObject({
			status: "accepted",
			findings: [],
		});
	});
});
