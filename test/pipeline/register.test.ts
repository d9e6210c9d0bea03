import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import ExcelJS from "exceljs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { uscc } from "../../fixtures/generator/codes.ts";
import { openApp } from "../../src/app.ts";
import type { App } from "../../src/cli/app-port.ts";
import type { CheckDocument } from "../../src/model/documents.ts";
import { csv, type Line, type Office } from "./offices.ts";

type Finding = CheckDocument["files"][number]["submissions"][number]["findings"][number];

const NAME = "阳江示例刀剪有限公司";
const CODE = uscc("91", "441700", 128);
/** All digits, so that Excel takes it for a number (reference.md). */
const DIGITS = "914417027000000527";
const PLATFORM: Line = {
	依托单位: NAME,
	统一社会信用代码: CODE,
	"县(市、区)": "江城区",
	平台名称: "示例工程中心",
	平台类别: "工程技术研究中心",
	级别: "市级",
	认定年份: 2018,
	平台状态: "运行",
	联系电话: "0662-3412345",
};
const APPLICANT: Line = {
	企业名称: NAME,
	统一社会信用代码: CODE,
	"县(市、区)": "江城区",
	申报年度: 2019,
	来源: "县区摸排",
	认定类型: "首次认定",
	申报意愿: "今年申报",
	申报批次: "未定",
	当前进度: "摸排",
};

let home: string;
let app: App;
let count = 0;

beforeEach(async () => {
	home = await mkdtemp(path.join(tmpdir(), "huibao-register-"));
	app = await openApp({ env: { HUIBAO_DATA: home, HUIBAO_NOW: "2019-07-02T09:00:00+08:00" }, language: "zh-CN" });
});

afterEach(async () => {
	await app.close();
	await rm(home, { recursive: true, force: true });
});

async function file(content: string | Uint8Array, extension = "csv"): Promise<string> {
	const at = path.join(home, `${++count}.${extension}`);
	await writeFile(at, content);
	return at;
}

const platforms = (lines: readonly Line[], { office = "江城区", period = "2019年第二季度" }: { office?: Office; period?: string } = {}) =>
	file(csv("统03", office, period, PLATFORM, lines));
const applicants = (lines: readonly Line[], period = "2019年6月") => file(csv("统02", "江城区", period, APPLICANT, lines));

/** Takes in a file that must be accepted. */
async function accepted(given: Promise<string>): Promise<void> {
	const { files } = await app.ingest([await given]);
	const told = files.flatMap(({ refusal, submissions }) => [refusal?.message ?? "", ...submissions.flatMap((s) => s.findings.map((f) => f.message))]);
	expect(files[0]?.status, told.join("\n")).toBe("accepted");
}

/** Findings of a file that is only checked. */
async function found(given: Promise<string>, context = true): Promise<Finding[]> {
	const { files } = await app.check([await given], { rows: false, context });
	return files.flatMap(({ submissions }) => submissions.flatMap(({ findings }) => findings));
}

const only = async (given: Promise<string>, code: string) => (await found(given)).filter((finding) => finding.code === code);

describe("the register proposes what a wrong code was meant to be", () => {
	test("a code that Excel has cut: by its first fifteen digits, in a real workbook that holds it as a number", async () => {
		await accepted(platforms([{ 统一社会信用代码: DIGITS, 依托单位: "阳江甲示例有限公司" }]));
		const book = new ExcelJS.Workbook();
		const sheet = book.addWorksheet("平台");
		sheet.addRow(["表号：阳科统03", "填报单位：阳东区", "报告期：2019年第二季度"]);
		sheet.addRow(Object.keys(PLATFORM));
		sheet.addRow(Object.values({ ...PLATFORM, 统一社会信用代码: Number(DIGITS), 依托单位: "阳江乙示例有限公司", "县(市、区)": "阳东区" }));
		const [cut] = await only(file(new Uint8Array(await book.xlsx.writeBuffer()), "xlsx"), "uscc.truncated");
		expect(cut).toMatchObject({ severity: "hard", expected: DIGITS });
		expect(cut?.message).toContain(`名录库中与它相近的代码是 ${DIGITS}（阳江甲示例有限公司，江城区2019年第二季度报送），请对照营业执照核对`);
	});

	test("a code that Excel has cut of which no other digits are known: by the name; of an enterprise that is not known, nothing", async () => {
		await accepted(platforms([{ 统一社会信用代码: DIGITS }]));
		const [known] = await only(applicants([{ 统一社会信用代码: "9.14417E+17" }]), "uscc.truncated");
		expect(known?.expected).toBe(DIGITS);
		expect(known?.message).toContain(`名录库中该企业的代码是 ${DIGITS}`);
		const [unknown] = await only(applicants([{ 统一社会信用代码: "914417017000000000", 企业名称: "阳江无人知晓有限公司" }]), "uscc.truncated");
		expect(unknown?.expected).toBeNull();
		expect(unknown?.message).not.toContain("名录库");
	});

	test("a mistyped character: by likeness alone where the name is another; two mistyped ones give nothing", async () => {
		await accepted(platforms([{}]));
		const wrong = `${CODE.slice(0, 10)}7${CODE.slice(11)}`;
		const [near] = await only(applicants([{ 统一社会信用代码: wrong, 企业名称: "阳江另一家有限公司" }]), "uscc.check");
		expect(near?.expected).toBe(CODE);
		const twice = `${CODE.slice(0, 8)}A${CODE.slice(9, 14)}7${CODE.slice(15)}`;
		const [far] = await only(applicants([{ 统一社会信用代码: twice, 企业名称: "阳江另一家有限公司" }]), "uscc.check");
		expect(far?.expected).toMatch(/^.$/);
		expect(far?.message).not.toContain("名录库");
	});

	test("letters that look like digits, a character left out, and an older code are led to the code of the register", async () => {
		await accepted(platforms([{}]));
		const other = { 企业名称: "阳江另一家有限公司" };
		const [confused] = await only(applicants([{ ...other, 统一社会信用代码: CODE.replaceAll("0", "O") }]), "uscc.confusable");
		expect(confused?.message).toContain(`名录库中与它相近的代码是 ${CODE}`);
		const [short] = await only(applicants([{ ...other, 统一社会信用代码: CODE.slice(0, 5) + CODE.slice(6) }]), "uscc.format");
		expect(short?.expected).toBe(CODE);
		const [older] = await only(applicants([{ ...other, 统一社会信用代码: CODE.slice(8, 17) }]), "uscc.legacy");
		expect(older).toMatchObject({ severity: "soft", expected: CODE });
		const [registration] = await only(applicants([{ 统一社会信用代码: "441702600123459" }]), "uscc.legacy");
		expect(registration?.expected).toBe(CODE);
		const [nobody] = await only(applicants([{ ...other, 统一社会信用代码: "441702600123459" }]), "uscc.legacy");
		expect(nobody?.expected).toBeNull();
	});

	test("several that may be meant are named as several", async () => {
		const [one, two] = [uscc("91", "441700", 301), uscc("91", "441700", 302)];
		await accepted(
			platforms([
				{ 依托单位: "阳江同名有限公司", 统一社会信用代码: one },
				{ 依托单位: "阳江（同名）有限公司", 统一社会信用代码: two },
			]),
		);
		await accepted(
			platforms([{ 依托单位: "阳江双喜有限公司", 统一社会信用代码: one, "县(市、区)": "阳东区" }], { office: "阳东区", period: "2019年第一季度" }),
		);
		const [several] = await only(
			applicants([{ 企业名称: "阳江双喜有限公司", 统一社会信用代码: `${two.slice(0, 17)}${two.endsWith("5") ? "6" : "5"}` }]),
			"uscc.check",
		);
		expect(several?.expected).toBe(`${one}、${two}`);
		expect(several?.message).toContain("名录库中可能的有2个：");
	});

	test("without context nothing is proposed", async () => {
		await accepted(platforms([{ 统一社会信用代码: DIGITS }]));
		const [cut] = (await found(applicants([{ 统一社会信用代码: "914417027000000000" }]), false)).filter(({ code }) => code === "uscc.truncated");
		expect(cut?.expected).toBeNull();
	});
});

describe("the register proposes the full name for a short one", () => {
	test("by the code beside it, and by the only name that holds it where the code is new", async () => {
		await accepted(platforms([{ 依托单位: "阳江市十八样刀剪集团有限公司" }]));
		const [byCode] = await only(applicants([{ 企业名称: "十八样" }]), "name.short");
		expect(byCode).toMatchObject({ severity: "soft", expected: "阳江市十八样刀剪集团有限公司" });
		const [byPart] = await only(applicants([{ 企业名称: "阳江十八样", 统一社会信用代码: uscc("91", "441700", 400) }]), "name.short");
		expect(byPart?.message).toContain(`名录库中的全称是“阳江市十八样刀剪集团有限公司”（${CODE}，江城区2019年第二季度报送）`);
		const [none] = await only(applicants([{ 企业名称: "阳江十九样", 统一社会信用代码: uscc("91", "441700", 401) }]), "name.short");
		expect(none?.expected).toBeNull();
	});

	test("where two names hold it, both are named", async () => {
		await accepted(
			platforms([
				{ 依托单位: "阳江十八样刀剪有限公司" },
				{ 依托单位: "阳江十八样贸易有限公司", 统一社会信用代码: uscc("91", "441700", 402), 平台名称: "另一中心" },
			]),
		);
		const [two] = await only(applicants([{ 企业名称: "阳江十八样", 统一社会信用代码: uscc("91", "441700", 403) }]), "name.short");
		expect(two?.expected?.split("、").toSorted()).toEqual(["阳江十八样刀剪有限公司", "阳江十八样贸易有限公司"]);
		expect(two?.message).toContain("可能的有2个");
	});
});

describe("one code under two names (X9)", () => {
	test("is asked about, with what the register knows", async () => {
		await accepted(platforms([{}]));
		const [renamed] = await only(applicants([{ 企业名称: "阳江新名刀剪有限公司" }]), "X9");
		expect(renamed).toMatchObject({ severity: "soft", field: "ent_name", value: "阳江新名刀剪有限公司", expected: NAME });
		expect(renamed?.message).toContain(`名录库中这个代码的企业名称是“${NAME}”（江城区2019年第二季度报送），与这里填的不同`);
	});

	test("not where only brackets or characters are written otherwise, and not against the office's own earlier version", async () => {
		await accepted(platforms([{ 依托单位: "阳江示例（集团）有限公司" }]));
		expect(await only(applicants([{ 企业名称: "陽江示例(集团)有限公司" }]), "X9")).toEqual([]);
		expect(await only(platforms([{ 依托单位: "阳江改正了名称有限公司" }]), "X9")).toEqual([]);
	});

	const NEW = "阳江新名刀剪有限公司";
	/** The roster with the new name of the enterprise, and a former one. */
	const roster = (former: string) => {
		const line: Line = {
			...{ 企业名称: NEW, 曾用名: former, 统一社会信用代码: CODE, "县(市、区)": "江城区", 高企证书编号: "GR201844000001", 认定年度: 2018 },
			...{ 发证日期: "2018-11-28", 有效期至: "2021-11-28", 技术领域: "新材料", 是否规上: "否", 企业规模: "微型" },
			...{ 从业人员期末人数: 5, 营业收入: 100, 研发费用: 10, 高企状态: "有效" },
		};
		return file(csv("统01", "江城区", "2019年上半年", line, [line]));
	};

	test("not where the form states the known name as the former one; whoever still uses that is told so", async () => {
		await accepted(platforms([{}]));
		expect(await only(roster(NAME), "X9")).toEqual([]);
		expect(await only(roster("阳江又一旧名有限公司"), "X9")).toHaveLength(1);
		await accepted(roster(NAME));
		const [old] = await only(applicants([{}], "2019年7月"), "X9");
		expect(old?.expected).toBe(NEW);
		expect(old?.message).toContain("这里填的是它的曾用名");
		expect(await only(applicants([{}]), "X9"), "in the period of the renaming both names were accepted").toEqual([]);
	});

	test("a name that was accepted for a later period is the present one, and an earlier period keeps the earlier name", async () => {
		await accepted(platforms([{}], { period: "2019年第一季度" }));
		await accepted(roster(NAME));
		expect(await only(applicants([{ 企业名称: NEW }], "2019年7月"), "X9")).toEqual([]);
		expect(await only(applicants([{}], "2019年3月"), "X9")).toEqual([]);
		expect(await only(applicants([{ 企业名称: NEW }], "2019年3月"), "X9")).toEqual([]);
		const [third] = await only(applicants([{ 企业名称: "阳江第三名有限公司" }], "2019年3月"), "X9");
		expect(third?.expected).toBe(NAME);
	});

	test("a report that waits for an explanation is not known yet; explained once, the new name is the present one for every form and period after", async () => {
		await accepted(platforms([{}]));
		const { files } = await app.ingest([await applicants([{ 企业名称: NEW }], "2019年7月")]);
		expect(files[0]?.status).toBe("pending");
		expect((await app.register(NEW, null)).found).toBe(0);
		expect(await only(applicants([{}], "2019年8月"), "X9")).toEqual([]);
		const submission = String(files[0]?.submissions[0]?.id);
		await app.explain(submission, [{ about: { code: "X9" }, text: "企业于2019年7月1日经市场监管部门核准更名，附变更通知书" }], "张三");
		expect((await app.register(NEW, null)).enterprises).toMatchObject([{ name: NEW, otherNames: [{ name: NAME, from: "2019Q2", to: "2019Q2" }] }]);
		expect(await only(applicants([{ 企业名称: NEW }], "2019年8月"), "X9")).toEqual([]);
		expect(await only(platforms([{ 依托单位: NEW }], { period: "2019年第三季度" }), "X9")).toEqual([]);
		const [old] = await only(platforms([{}], { period: "2019年第三季度" }), "X9");
		expect(old?.expected).toBe(NEW);
	});
});

describe("reports of one file", () => {
	/** A workbook with the platforms and the applicants of an office, each with lines of its own. */
	async function workbook(hosts: readonly Line[], candidates: readonly Line[]): Promise<string> {
		const book = new ExcelJS.Workbook();
		for (const [name, number, period, usual, lines] of [
			["平台", "统03", "2019年第二季度", PLATFORM, hosts],
			["培育", "统02", "2019年6月", APPLICANT, candidates],
		] as const) {
			const sheet = book.addWorksheet(name);
			sheet.addRow([`表号：阳科${number}`, "填报单位：江城区", `报告期：${period}`]);
			sheet.addRow(Object.keys(usual));
			for (const line of lines) sheet.addRow(Object.values({ ...usual, ...line }));
		}
		return file(new Uint8Array(await book.xlsx.writeBuffer()), "xlsx");
	}

	test("are compared with each other: another name under one code, another code under one name", async () => {
		const second = uscc("91", "441702", 777);
		const names = await only(workbook([{}], [{ 企业名称: "阳江新名刀剪有限公司" }]), "X9");
		expect(names.map(({ sheet, expected }) => [sheet, expected])).toEqual([
			["平台", "阳江新名刀剪有限公司"],
			["培育", NAME],
		]);
		expect(names[1]?.message).toContain(`同一文件的阳科统03中这个代码的企业名称是“${NAME}”，与这里填的不同`);
		const codes = await only(workbook([{}], [{ 统一社会信用代码: second }]), "register.two-codes");
		expect(codes.map(({ sheet, expected }) => [sheet, expected])).toEqual([
			["平台", second],
			["培育", CODE],
		]);
		expect((await found(workbook([{}], [{}]))).filter(({ severity }) => severity !== "info")).toEqual([]);
	});

	test("that correct a name everywhere at once are not held to what they said before", async () => {
		await accepted(workbook([{}], [{}]));
		await accepted(workbook([{ 依托单位: "阳江改正了有限公司" }], [{ 企业名称: "阳江改正了有限公司" }]));
		expect((await app.register(CODE, null)).enterprises).toMatchObject([{ name: "阳江改正了有限公司", otherNames: [] }]);
	});

	test("one report that names an enterprise in two ways is asked at the second row", async () => {
		const twice = await only(platforms([{}, { 依托单位: "阳江新名刀剪有限公司", 平台名称: "另一中心" }]), "X9");
		expect(twice).toMatchObject([{ value: "阳江新名刀剪有限公司", expected: NAME }]);
		expect(twice[0]?.message).toMatch(/第\d+行这个代码的企业名称是/);
		const codes = await only(platforms([{}, { 统一社会信用代码: uscc("91", "441702", 777), 平台名称: "另一中心" }]), "register.two-codes");
		expect(codes).toMatchObject([{ expected: CODE }]);
	});
});

describe("one enterprise under two codes", () => {
	test("is asked about with both codes; not where the codes hold the same organisation code", async () => {
		await accepted(platforms([{}]));
		const second = uscc("91", "441702", 777);
		const [two] = await only(applicants([{ 统一社会信用代码: second }]), "register.two-codes");
		expect(two).toMatchObject({ severity: "soft", field: "uscc", value: second, expected: CODE });
		expect(two?.message).toContain(`名录库中“${NAME}”的代码是 ${CODE}`);
		const moved = uscc("91", "441702", 128);
		expect(moved).not.toBe(CODE);
		expect(await only(applicants([{ 统一社会信用代码: moved }]), "register.two-codes")).toEqual([]);
		expect(await only(applicants([{ 统一社会信用代码: second, 企业名称: "阳江另一家有限公司" }]), "register.two-codes")).toEqual([]);
	});
});

describe("huibao register", () => {
	test("finds enterprises by code, name and former name, and only what counts", async () => {
		await accepted(platforms([{ 依托单位: "阳江第一版有限公司" }]));
		await accepted(platforms([{ 依托单位: "阳江第二版有限公司" }, { 依托单位: "阳江丙示例有限公司", 统一社会信用代码: DIGITS, 平台名称: "丙中心" }]));
		const { enterprises, found: hits } = await app.register("第二版", null);
		expect(hits).toBe(1);
		expect(enterprises).toEqual([
			{
				...{ code: CODE, name: "阳江第二版有限公司", otherNames: [], units: ["441702-00"], forms: ["阳科统03"] },
				...{ since: "2019Q2", period: "2019Q2" },
			},
		]);
		expect((await app.register("第一版", null)).found, "a version that was replaced is not known").toBe(0);
		expect((await app.register(DIGITS.slice(3, 12).toLowerCase(), null)).enterprises.map(({ name }) => name)).toEqual(["阳江丙示例有限公司"]);
		expect((await app.register("第二版", "阳东区")).found).toBe(0);
		await expect(app.register("第二版", "没有的县")).rejects.toMatchObject({ code: "usage.no-such-unit" });
		expect((await app.register(null, null)).overview).toMatchObject({
			codes: 2,
			names: 2,
			severalNames: { found: 0 },
			severalCodes: { found: 0 },
			severalUnits: { found: 0 },
		});
	});

	test("without a query it says what looks wrong: a code in two offices' reports", async () => {
		await accepted(platforms([{}]));
		await app.waive({ rule: "X10", unit: null, key: null, reason: "两地均有平台，经市局同意", until: "2019-12-31" }, "市局");
		await accepted(platforms([{ "县(市、区)": "阳东区", 平台名称: "另一中心" }], { office: "阳东区" }));
		const { overview } = await app.register(null, null);
		expect(overview?.severalUnits.enterprises).toMatchObject([{ code: CODE, units: ["441702-00", "441704-00"] }]);
	});
});
