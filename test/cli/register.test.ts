import { expect, test } from "vitest";
import { registerReport } from "../../src/cli/reports/register.ts";
import { cliEn } from "../../src/messages/cli-en.ts";
import { cliZhCN } from "../../src/messages/cli-zh-CN.ts";
import type { RegisterDocument } from "../../src/model/documents.ts";

const ENTERPRISE: RegisterDocument["enterprises"][number] = {
	code: "91441702XXXX00019W",
	name: "阳江新名刀剪有限公司",
	otherNames: [
		{ name: "阳江旧名刀剪厂", from: null, to: null },
		{ name: "阳江示例刀剪有限公司", from: "2018H2", to: "2019Q1" },
	],
	units: ["441702-00"],
	forms: ["阳科统01", "阳科统03"],
	since: "2018H2",
	period: "2019H1",
};
const unitName = (code: string) => (code === "441702-00" ? "江城区" : code);
const zh = { texts: cliZhCN, language: "zh-CN", unitName } as const;

test("an enterprise is told with its names over time, its offices and its reports", () => {
	const document: RegisterDocument = { query: "刀剪", unit: null, found: 3, enterprises: [ENTERPRISE], overview: null };
	expect(registerReport(document, zh)).toEqual([
		"名录库中有 3 家：",
		"91441702XXXX00019W  阳江新名刀剪有限公司",
		"    曾用名：阳江旧名刀剪厂",
		"    又名：阳江示例刀剪有限公司（2018年下半年至2019年第一季度）",
		"    江城区　统01、统03　2018年下半年至2019年上半年",
		expect.stringContaining("2"),
	]);
	expect(registerReport(document, { texts: cliEn, language: "en", unitName }).join("\n")).toContain(
		"also 阳江示例刀剪有限公司 (second half of 2018 to quarter 1 of 2019)",
	);
	expect(registerReport({ ...document, found: 0, enterprises: [] }, zh)).toEqual(["名录库中没有这样的企业。"]);
});

test("without a query it says how much there is and what looks wrong", () => {
	const none = { found: 0, enterprises: [] };
	const overview = { codes: 12, names: 13, severalNames: none, severalCodes: none, severalUnits: { found: 1, enterprises: [ENTERPRISE] } };
	const document: RegisterDocument = { query: null, unit: null, found: 12, enterprises: [], overview };
	expect(registerReport(document, zh).slice(0, 4)).toEqual([
		"名录库中有 12 个代码、13 个名称，来自已通过的报表。",
		"",
		"同一代码同期出现在几个单位（1 个）：",
		"91441702XXXX00019W  阳江新名刀剪有限公司",
	]);
	const clean = { ...document, overview: { ...overview, severalUnits: none } };
	expect(registerReport(clean, zh)).toEqual(["名录库中有 12 个代码、13 个名称，来自已通过的报表。", "没有发现可疑之处。"]);
});
