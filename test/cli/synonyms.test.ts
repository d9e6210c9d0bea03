import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import exceljs from "exceljs";
import { beforeAll, describe, expect, test } from "vitest";
import { checkDocument, statusDocument, synonymsDocument } from "../../src/model/documents.ts";
import { huibao, newHome } from "../support/huibao.ts";

const NOW = { HUIBAO_NOW: "2019-07-01T09:00:00+08:00" };
const SAMPLE = readFileSync(path.join(import.meta.dirname, "../../fixtures/forms/阳科统01/good/sample.csv"), "utf8").replace(/^\ufeff/, "");
/** The sample's headings in the words of an office that never saw the template. */
const RENAMED = SAMPLE.replace("发证日期", "颁发证书日期")
	.replace("研发费用（万元）", "研究开发费（万元）")
	.replace("科技人员数（人）", "科技活动人员总数");

const YANGDONG = "阳东区";
const YANGXI = "阳西县";
const here = newHome();
const file = (name: string) => path.join(here, name);

/** Writes a drawing of commas as a real workbook. */
async function workbook(name: string, csv: string): Promise<void> {
	const book = new exceljs.Workbook();
	const sheet = book.addWorksheet("名录");
	for (const line of csv.trimEnd().split(/\r?\n/)) sheet.addRow(line.split(",").map((text) => (text === "" ? null : text)));
	writeFileSync(file(name), Buffer.from(await book.xlsx.writeBuffer()));
}

beforeAll(async () => {
	await workbook("名录.xlsx", RENAMED);
	await workbook("阳西名录.xlsx", RENAMED.replaceAll("阳江市阳东区工业信息化和科技局", YANGXI).replaceAll("阳东区", YANGXI));
	const headings = { 企业名称: "企业全名", 高企证书编号: "高企证书编码", 认定年度: "获认定年度", 技术领域: "产业技术领域", 企业规模: "企业大小规模" };
	const far = Object.entries(headings).reduce((csv, [heading, other]) => csv.replace(heading, other), RENAMED);
	await workbook(
		"表头全不同.xlsx",
		far.replace("表号：阳科统01", "").replace("高新技术企业名录", "企业统计").replace("统一社会信用代码", "社会统一代码"),
	);
});

const run = (args: readonly string[], home: string) => huibao(args, home, NOW);

function synonyms(args: readonly string[], home: string) {
	const { code, stdout, stderr } = run(["synonyms", ...args, "--json"], home);
	expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
	return synonymsDocument.parse(JSON.parse(stdout));
}

function examined(command: "check" | "ingest", name: string, home: string, ...options: string[]) {
	const { code, stdout } = run([command, file(name), "--json", ...options], home);
	const found = checkDocument.parse(JSON.parse(stdout)).files[0];
	if (!found) throw new Error(stdout);
	const codes = found.submissions.flatMap(({ findings }) => findings.map((finding) => `${finding.code} ${finding.field}`));
	return { code, file: found, codes, submission: found.submissions[0] };
}

const confirm = (home: string, field: string, heading: string, ...options: string[]) =>
	synonyms(["confirm", "阳科统01", field, heading, "--by", "陈某某", ...options], home);

describe("a file whose headings are almost known", () => {
	test("is returned with the likely columns named, in both languages, and as data", () => {
		const home = newHome();
		const { code, file: found, submission } = examined("check", "名录.xlsx", home);
		expect({ code, status: found.status }).toEqual({ code: 1, status: "returned" });
		const missing = submission?.findings.find(({ field }) => field === "rd_exp");
		expect(missing).toMatchObject({ code: "column.missing", severity: "hard" });
		expect(missing?.message).toMatch(
			/缺少必填列“研发费用”。第R列“研究开发费\(万元\)”很像“研发费用”（相似度\d\d%，4个值中4个是金额），如确是，请把该列表头改为“研发费用”后重报/,
		);
		expect(submission?.proposals.map((proposal) => [proposal.column, proposal.field, proposal.required])).toEqual([
			["I", "issue_date", true],
			["P", "sci_staff", false],
			["R", "rd_exp", true],
		]);
		expect(submission?.proposals[2]).toMatchObject({
			sheet: "名录",
			cell: "R3",
			header: "研究开发费(万元)",
			fieldHeader: "研发费用",
			evidence: { resembles: "研究开发费用", shared: "研究开发费", kind: "amount", values: 4, fits: 4 },
		});
		expect(submission?.unknownColumns.find(({ column }) => column === "R")?.values[0]).toEqual({ row: 4, text: "265.18" });
		const english = run(["check", file("名录.xlsx"), "--lang", "en"], home).stdout;
		expect(english).toMatch(
			/column R, “研究开发费\(万元\)”, is much like it \(likeness \d\d%; 4 of 4 values are amounts\)\. If that is what it is, rename it “研发费用”/,
		);
		expect(readdirSync(home)).toEqual([]);
	});

	test("that is none of the forms any more is refused with the form that it comes nearest to", () => {
		const { file: found } = examined("check", "表头全不同.xlsx", newHome());
		expect(found).toMatchObject({ status: "refused", refusal: { code: "form.unknown" } });
		expect(found.refusal?.message).toMatch(/表头与阳科统01最接近（相似度\d\d%.*如确是该表，请按模板的表头改正后重报/);
	});
});

describe("a synonym that was confirmed", () => {
	test("makes the same bytes acceptable, is shown, and is forgotten for later files once revoked", () => {
		const home = newHome();
		expect(examined("ingest", "名录.xlsx", home).submission).toMatchObject({ status: "returned", version: 1 });
		const open = synonyms([], home);
		expect(open.synonyms).toEqual([]);
		expect(open.proposals.map(({ field, heading, files }) => [field, heading, files.map(({ unit }) => unit)])).toEqual(
			expect.arrayContaining([["rd_exp", "研究开发费(万元)", ["441704-00"]]]),
		);

		const given = confirm(home, "研发费用", "研究开发费（万元）");
		expect(given.synonyms).toMatchObject([{ id: 1, field: "rd_exp", unit: null, confirmedBy: "陈某某", confirmedAt: "2019-07-01T01:00:00.000Z" }]);
		expect(given.proposals.flatMap(({ files }) => files)).toEqual([
			{ submission: 1, file: "名录.xlsx", unit: "441704-00", period: "2019H1", status: "returned" },
		]);
		expect(examined("ingest", "名录.xlsx", home)).toMatchObject({ code: 1, file: { known: true } });
		confirm(home, "issue_date", "颁发证书日期");

		const { code, file: found, submission } = examined("ingest", "名录.xlsx", home);
		expect({ code, known: found.known, version: submission?.version, status: submission?.status }).toEqual({
			code: 0,
			version: 2,
			status: "accepted",
		});
		expect(submission?.findings.find(({ field }) => field === "rd_exp")).toMatchObject({
			code: "column.confirmed",
			severity: "info",
			message: "《名录》R3：表头“研究开发费(万元)”按已确认的同义词理解为“研发费用”（2019-07-01 由陈某某确认）。",
		});
		expect(submission?.mapping.find(({ field }) => field === "rd_exp")).toMatchObject({ via: "confirmed" });
		expect(examined("ingest", "名录.xlsx", home).file.known).toBe(true);
		expect(existsSync(path.join(home, "returned", YANGDONG, "名录.xlsx.审核意见.txt"))).toBe(false);

		const revoked = synonyms(["revoke", "1", "--by", "李某某", "--reason", "口径不同"], home);
		expect(revoked.synonyms).toMatchObject([{ id: 1, revokedBy: "李某某", reason: "口径不同" }]);
		expect(examined("check", "名录.xlsx", home).codes).toContain("column.missing rd_exp");
		const status = statusDocument.parse(JSON.parse(run(["status", "--period", "2019H1", "--json"], home).stdout));
		expect(status.forms.find(({ form }) => form === "阳科统01")?.units["441704-00"]).toMatchObject({ state: "accepted", rows: 4 });
		// What stands is told as it came out, not as it would now.
		const again = examined("ingest", "名录.xlsx", home);
		expect(again).toMatchObject({ code: 0, file: { known: true }, submission: { version: 2, status: "accepted", rows: { loaded: 4, rejected: 0 } } });
		expect(again.codes).toContain("column.confirmed rd_exp");
		expect(again.codes).not.toContain("column.missing rd_exp");
	});

	test("for one office leaves the others as they were, whether or not the file lies in a folder", () => {
		const home = newHome();
		confirm(home, "rd_exp", "研究开发费", "--unit", YANGDONG);
		confirm(home, "issue_date", "颁发证书日期", "--unit", YANGDONG);
		expect(examined("check", "名录.xlsx", home)).toMatchObject({ code: 0, file: { status: "accepted" } });
		expect(examined("check", "阳西名录.xlsx", home).codes).toEqual(expect.arrayContaining(["column.missing rd_exp", "column.missing issue_date"]));
		for (const unit of [YANGDONG, YANGXI]) {
			mkdirSync(file(unit), { recursive: true });
			writeFileSync(file(`${unit}/报表.xlsx`), readFileSync(file(unit === YANGDONG ? "名录.xlsx" : "阳西名录.xlsx")));
		}
		expect(examined("check", `${YANGDONG}/报表.xlsx`, home).codes).not.toContain("column.missing rd_exp");
		expect(examined("check", `${YANGXI}/报表.xlsx`, home).codes).toContain("column.missing rd_exp");
		confirm(home, "rd_exp", "研究开发费");
		expect(examined("check", "阳西名录.xlsx", home).codes).not.toContain("column.missing rd_exp");
	});

	test("is not used by a check without context, and asking makes nothing", () => {
		const home = newHome();
		expect(synonyms([], home)).toEqual({ synonyms: [], proposals: [] });
		expect(run(["synonyms"], home).stdout).toMatch("还没有确认过同义词。");
		expect(readdirSync(home)).toEqual([]);
		confirm(home, "rd_exp", "研究开发费");
		const before = readdirSync(home);
		expect(examined("check", "名录.xlsx", home).codes).not.toContain("column.missing rd_exp");
		expect(examined("check", "名录.xlsx", home, "--no-context").codes).toContain("column.missing rd_exp");
		expect(readdirSync(home)).toEqual(before);
	});

	test("brings in a file that was refused because too few of its headings were known", () => {
		const home = newHome();
		expect(examined("ingest", "表头全不同.xlsx", home).file).toMatchObject({ status: "refused", submissions: [] });
		for (const [field, heading] of [
			["ent_name", "企业全名"],
			["uscc", "社会统一代码"],
			["hnte_cert", "高企证书编码"],
			["cert_year", "获认定年度"],
			["tech_field", "产业技术领域"],
			["size", "企业大小规模"],
			["rd_exp", "研究开发费"],
			["issue_date", "颁发证书日期"],
		] as const)
			confirm(home, field, heading);
		expect(examined("ingest", "表头全不同.xlsx", home)).toMatchObject({ code: 0, file: { status: "accepted" } });
	});
});

describe("what a person reads", () => {
	test("lists, with the command that settles each proposal", () => {
		const home = newHome();
		run(["ingest", file("名录.xlsx")], home);
		const listed = run(["synonyms"], home).stdout;
		expect(listed).toMatch(/统01 {2}“研究开发费\(万元\)”＝“研发费用” {2}相似度\d\d%\n {6}阳东区 2019H1 名录\.xlsx \[退回\]\n/);
		expect(listed).toContain("huibao synonyms confirm 阳科统01 rd_exp '研究开发费(万元)'");
		const confirmed = run(["synonyms", "confirm", "统01", "rd_exp", "研究开发费(万元)", "--by", "陈某某", "--unit", "441704-00"], home);
		expect(confirmed).toMatchObject({ code: 0, stderr: "" });
		expect(confirmed.stdout).toMatch(
			/^已确认：编号1 {2}统01 {2}“研究开发费\(万元\)”＝“研发费用” {2}只对阳东区 {2}2019-07-01 由陈某某确认\n下列 1 个退回的文件/,
		);
		const revoked = run(["synonyms", "revoke", "1", "--by", "李某某", "--lang", "en"], home);
		expect(revoked.stdout).toMatch(
			/^Revoked: no\. 1 .* = “研发费用” {2}Yangdong alone {2}confirmed 2019-07-01 by 陈某某 {2}revoked 2019-07-01 by 李某某\./,
		);
		expect(run(["synonyms", "--help"], home).stdout).toMatch(/confirm 表号 指标 表头/);
	});
});

describe("what cannot be confirmed is refused in a sentence", () => {
	test.each([
		[["confirm", "阳科统77", "rd_exp", "研究开发费"], /没有报表“阳科统77”，可选：阳科统01/],
		[["confirm", "阳科统01", "研发费", "研究开发费"], /阳科统01 没有指标“研发费”，是否指：研发费用/],
		[["confirm", "阳科统10", "备注", "其他情况"], /“备注”可以是几个指标，请写明是哪一个：A\.remarks、B\.remarks/],
		[["confirm", "阳科统10", "B.备注", "备注"], /本来就把表头“备注”理解为“备注”/],
		[["confirm", "阳科统01", "rd_exp", "研究开发费", "--unit", "广州市"], /没有填报单位“广州市”，可选：/],
		[["confirm", "阳科统01", "rd_exp", "营业收入（元）"], /表头“营业收入（元）”已是指标“营业收入”的名称，不能再作“研发费用”的同义词/],
		[["confirm", "阳科统01", "rd_exp", "研发投入"], /本来就把表头“研发投入”理解为“研发费用”，不需要确认/],
		[["confirm", "阳科统01", "rd_exp", "序号"], /“序号”不能作为同义词/],
		[["confirm", "阳科统01", "rd_exp", " "], /不能作为同义词/],
		[["confirm", "阳科统01", "rd_exp"], /写法不对[\s\S]*confirm 表号 指标 表头/],
		[["confirm", "阳科统01", "rd_exp", "研究开发费", "--reason", "x"], /写法不对/],
		[["revoke", "7"], /没有编号为“7”的同义词/],
		[["revoke", "第一个"], /没有编号为“第一个”的同义词/],
		[["forget", "1"], /写法不对/],
		[["--unit", "阳东区"], /写法不对/],
	])("%j", (args, message) => {
		const { code, stdout, stderr } = run(["synonyms", ...args], newHome());
		expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
		expect(stderr).toMatch(message);
	});

	test("a heading that another synonym settles, until that one is revoked", () => {
		const home = newHome();
		confirm(home, "rd_exp", "研究开发费");
		const { code, stderr } = run(["synonyms", "confirm", "阳科统01", "revenue", "研究开发费（元）"], home);
		expect(code).toBe(2);
		expect(stderr).toMatch(/已确认为“研发费用”（编号 1）。如要改，请先运行 huibao synonyms revoke 1/);
		synonyms(["revoke", "1", "--by", "陈某某"], home);
		expect(confirm(home, "revenue", "研究开发费").synonyms).toMatchObject([{ id: 2, field: "revenue" }]);
	});
});
