import { parsePeriod, periodName } from "../model/period.ts";
import type { Said, Sentences, Subject } from "./sentences.ts";

const said = (what: string, remedy = ""): Said => ({ what, remedy });

/** 名录库中该企业的代码是 9144…（甲公司，江城区2019年上半年报送）: what the register holds in place of a code; "" where it holds nothing. */
function known({ expected, param }: Subject): string {
	if (param("known") === "") return "";
	if (param("list") !== "") return `名录库中可能的有${param("count")}个：${param("list")}`;
	return `名录库中${param("by") === "name" ? "该企业" : "与它相近"}的代码是 ${expected}（${param("known")}，${seen(param)}）`;
}

/** 江城区2019年上半年报送. */
function seen(param: Subject["param"]): string {
	const period = parsePeriod(param("period"));
	return `${param("unit")}${period ? periodName(period, "zh-CN") : param("period")}报送`;
}

/** Where something else stands: 名录库中, 同一文件的统03中, 第5行. */
function place(param: Subject["param"]): string {
	if (param("here") !== "") return `同一文件的${param("form")}中`;
	return param("known") !== "" && param("period") !== "" ? "名录库中" : `第${param("row")}行`;
}

/** Of the register, whose report it has it from. */
function source(param: Subject["param"]): string {
	return place(param) === "名录库中" ? `（${seen(param)}）` : "";
}

/** What is wrong with a code, then what the register holds; what to do is to look at the licence where it proposes something. */
function orKnown(subject: Subject, what: string, remedy: string): Said {
	const proposal = known(subject);
	return proposal === "" ? said(what, remedy) : said(`${what}；${proposal}`, "请对照营业执照核对，属实的按此更正（单元格先设为文本）");
}

const CODES = ["uscc.format", "uscc.check", "uscc.truncated", "uscc.confusable", "uscc.legacy", "name.short", "X9", "register.two-codes"] as const;

/** Sentences on codes and names of enterprises, with what the register (名录库) holds. */
export const codesZhCN: Pick<Sentences["findings"], (typeof CODES)[number]> = {
	"uscc.format": (subject) => {
		const length = subject.param("length");
		const here = length === "" || length === "18" ? "" : `，这里是${length}位`;
		return orKnown(subject, `统一社会信用代码应为18位数字或大写字母（不含 I、O、S、V、Z）${here}`, "请核对营业执照后更正");
	},
	"uscc.check": (subject) => {
		const { expected, param, value } = subject;
		const character = param("computed") || expected;
		const should = character === "" ? "" : `(应为 ${character})`;
		return value.replace(/\s/g, "").length === 18
			? orKnown(subject, `统一社会信用代码校验位错误${should}`, "请对照营业执照逐位核对，哪一位错改哪一位，不要只改末位")
			: orKnown(subject, `代码校验位错误${should}`, "请改填营业执照上的18位统一社会信用代码");
	},
	"uscc.truncated": (subject) => orKnown(subject, "信用代码已被 Excel 截断(末三位为 0)", "请设为文本后重填"),
	"uscc.confusable": (subject) => {
		const meant = subject.param("computed") || subject.expected;
		const what = `代码中有易混淆的字符（如字母 O 与数字 0、字母 I 与数字 1），可能应为 ${meant}`;
		return orKnown(subject, what, "请核对营业执照后更正");
	},
	"uscc.legacy": (subject) =>
		known(subject) === ""
			? said(`是旧的${subject.param("length")}位代码`, "请改填18位统一社会信用代码；确未换照的请说明")
			: said(`是旧的${subject.param("length")}位代码；${known(subject)}`, "请对照营业执照核对后改填18位代码；确未换照的请说明"),
	"name.short": ({ expected, param }) => {
		const what = "似为简称或不完整的名称";
		if (param("known") === "") return said(what, "请按营业执照（登记证书）填写全称；全称确实如此的，请说明");
		const proposal =
			param("list") === ""
				? `名录库中的全称是“${expected}”（${param("code")}，${seen(param)}）`
				: `名录库中可能的有${param("count")}个：${param("list")}`;
		return said(`${what}；${proposal}`, "请核对后填写全称；全称确实如此的，请说明");
	},
	X9: ({ expected, param }) =>
		said(
			`${place(param)}这个代码的企业名称是“${expected}”${source(param)}，${param("former") === "" ? "与这里填的不同" : "这里填的是它的曾用名"}`,
			"企业已更名的请填现名，并说明何时更名（表中有“曾用名”的填上原名即可）；名称或代码填错的请更正",
		),
	"register.two-codes": ({ expected, param }) =>
		said(
			`${place(param)}“${param("known")}”的代码是 ${expected}${source(param)}，与这里填的不同`,
			"一家企业只有一个代码：请对照营业执照核对，填错的请更正；换了新代码或确是两家同名单位的，请说明",
		),
};
