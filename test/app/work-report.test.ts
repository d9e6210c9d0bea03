import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { openApp } from "../../src/app.ts";
import { readDocumentFigures } from "../../src/documents/read-figures.ts";
import type { PublishDocument, StatisticsDocument, WorkReportDocument } from "../../src/model/documents.ts";
import { figureName, parseFigureName, unitPlace } from "../../src/model/figure-name.ts";
import { UsageError } from "../../src/model/usage.ts";
import { xmlParts } from "../documents/parts.ts";
import { csv, enterprise, given } from "../pipeline/offices.ts";

interface Published {
	readonly indicator: string;
	readonly value: number | [number, number];
	readonly split?: Record<string, number>;
	readonly qualifier?: string;
}

const published = Object.entries(JSON.parse(await readFile("fixtures/published/2019H1.json", "utf8")) as Record<string, Published>);

let home: string;
let statistics: StatisticsDocument;
let release: PublishDocument;

const opened = (at = home, now = "2019-06-27T20:00:00+08:00") => openApp({ env: { HUIBAO_DATA: at, HUIBAO_NOW: now }, language: "zh-CN" });

/** Drafts a report in a folder of its own; gives what the command tells, and the document. */
async function drafted(
	period: string,
	template: string | null = null,
	at = home,
): Promise<{ told: WorkReportDocument; bytes: Uint8Array; text: string }> {
	const out = await mkdtemp(path.join(tmpdir(), "huibao-report-"));
	onTestFinished(() => rm(out, { recursive: true, force: true }));
	const app = await opened(at);
	try {
		const told = await app.report(period, { template, out });
		const bytes = await readFile(told.file);
		return { told, bytes, text: textOf(bytes) };
	} finally {
		await app.close();
	}
}

/** A document's text, a line for each paragraph. */
function textOf(bytes: Uint8Array): string {
	const xml = xmlParts(bytes)["word/document.xml"] ?? "";
	return xml
		.split("</w:p>")
		.map((paragraph) => [...paragraph.matchAll(/<w:t(?:\s[^>]*)?>([^<]*)/g)].map((match) => match[1]).join(""))
		.join("\n");
}

async function consolidated(period: string): Promise<void> {
	const app = await opened();
	try {
		await app.consolidate(period, null);
	} finally {
		await app.close();
	}
}

/** What a figure says, without qualifier, sign of per cent and separators. */
const numbers = (text: string) =>
	text
		.replace(/[约多%,]|以上/g, "")
		.split("–")
		.map(Number);

beforeAll(async () => {
	home = await mkdtemp(path.join(tmpdir(), "huibao-demo-"));
	const app = await opened();
	try {
		const { publish } = await app.demo();
		release = publish;
		statistics = JSON.parse(await readFile(path.join(publish.folder, "statistics.json"), "utf8")) as StatisticsDocument;
	} finally {
		await app.close();
	}
}, 300_000);

afterAll(() => rm(home, { recursive: true, force: true }));

describe("the report of the first half of 2019", () => {
	test("gives every published figure, with its qualifier, and nowhere another number for it", async () => {
		const { bytes, text } = await drafted("2019H1");
		const figures = readDocumentFigures(bytes);
		expect(published).toHaveLength(57);
		for (const [id, { indicator, value, qualifier }] of published) {
			const said = figures.filter(({ name }) => name === figureName(indicator, null)).map(({ text }) => text);
			expect(said.length, `${id} ${indicator}`).toBeGreaterThan(0);
			for (const one of said) expect(numbers(one), `${id} ${one}`).toEqual([value].flat());
			if (qualifier) expect(text, id).toContain(qualifier === "约" ? `约${value}人` : `${value}多家`);
		}
	});

	test("gives the units' shares of them in its tables", async () => {
		const figures = new Map(readDocumentFigures((await drafted("2019H1")).bytes).map(({ name, text }) => [name, text]));
		// Reviews are split by month there, by unit here.
		const split = published.filter(([, { indicator, split }]) => split && !indicator.includes(".month-"));
		expect(split.length).toBeGreaterThan(15);
		for (const [id, { indicator, split: shares = {} }] of split) {
			for (const [unit, value] of Object.entries(shares))
				expect(figures.get(figureName(indicator, unitPlace(unit))), `${id} ${unit}`).toBe(String(value));
		}
	});

	test("says nothing else of any figure than what was published beside it", async () => {
		const { bytes, told } = await drafted("2019H1");
		const byId = new Map(statistics.indicators.map((indicator) => [indicator.id, indicator]));
		let compared = 0;
		for (const { name, text } of readDocumentFigures(bytes)) {
			const figure = parseFigureName(name);
			expect(figure, name).not.toBeNull();
			if (figure?.measure !== "value" || text === "—") continue;
			const known = byId.get(figure.indicator);
			const value = figure.place === null ? known?.value : known?.byUnit[figure.place.code];
			expect(numbers(text), `${name} ${text}`).toEqual([value].flat());
			compared += 1;
		}
		expect(compared).toBeGreaterThan(200);
		expect(told.omitted).toEqual([]);
	});

	test("tells zeros and unmet targets plainly, keeps qualifiers, and names documents, activities and enterprises", async () => {
		const { text } = await drafted("2019H1");
		for (const said of [
			"阳江市科学技术局2019年上半年工作总结",
			"创业引导基金0支，备案创投机构0家",
			"年度目标为100家，完成率71.0%，不低于序时进度（48.8%），还差29家。",
			"已首次认定0家，完成率0.0%，低于序时进度。",
			"60多家企业、约110人参加",
			"《阳江市新型研发机构管理的暂行办法》（修订，征求意见）",
			"筹备申报省级新型研发机构的1家（广东广青新材料研究有限公司）",
			"5月，组织专家评审科技计划项目61个，拟立项53项，立项率86.9%。",
			"新增省级新型研发机构1–2家，已新增0家，按下限还差1家。",
			"三、下半年工作思路",
			"确保：阳江高新区升级",
		])
			expect(text).toContain(said);
		// One document under two titles.
		expect(text.match(/融资(贷款)?风险补偿资金管理办法/g)).toHaveLength(1);
		expect(text).not.toMatch(/待补充和核实/);
	});

	test("has its charts as native ones, and the same bytes each time", async () => {
		const one = await drafted("2019H1");
		expect(Object.keys(xmlParts(one.bytes)).filter((name) => name.startsWith("word/charts/"))).toHaveLength(3);
		expect(Buffer.from((await drafted("2019H1")).bytes).equals(Buffer.from(one.bytes))).toBe(true);
	});
});

test("every publication holds it, with the release's code at the foot of its pages", async () => {
	const name = "阳江市2019年上半年科技工作总结（初稿）.docx";
	expect(release.files.map((file) => file.name)).toContain(name);
	const bytes = await readFile(path.join(release.folder, name));
	expect(readDocumentFigures(bytes)).toEqual(readDocumentFigures((await drafted("2019H1")).bytes));
	expect(xmlParts(bytes)["word/footer1.xml"]).toContain(`发布编号：${release.release?.code}`);
});

test.each([
	["2019", "阳江市科学技术局2019年工作总结", "一、全年主要工作情况", "三、下一年工作思路"],
	["2019H2", "阳江市科学技术局2019年下半年工作总结", "一、下半年主要工作情况", "三、下一年工作思路"],
	["2019Q2", "阳江市科学技术局2019年第二季度工作总结", "一、第二季度主要工作情况", "三、第三季度工作思路"],
])("%s has the words of its own kind of period", async (period, ...said) => {
	await consolidated(period);
	const { text } = await drafted(period);
	for (const words of said) expect(text).toContain(words);
});

describe("where little was reported", () => {
	/** A home in which one office has sent one form, in a city of its own. */
	async function bare(): Promise<string> {
		const at = await mkdtemp(path.join(tmpdir(), "huibao-bare-"));
		onTestFinished(() => rm(at, { recursive: true, force: true }));
		await writeFile(path.join(at, "huibao.config.json"), JSON.stringify({ place: "示例市", issuer: "示例市科学技术局" }));
		const nil = path.join(at, "nil.csv");
		await writeFile(nil, "表号：阳科统10,填报单位：阳东区,报告期：2019年第二季度\r\n零报告,本期无此项业务\r\n");
		const app = await opened(at, "2019-07-02T09:00:00+08:00");
		try {
			const { files } = await app.ingest([nil]);
			expect(files.map(({ status }) => status)).toEqual(["accepted"]);
			await app.consolidate("2019H1", null);
		} finally {
			await app.close();
		}
		return at;
	}

	test("the report claims nothing, says what it lacks, and speaks of its own city", async () => {
		const at = await bare();
		const { told, text, bytes } = await drafted("2019H1", null, at);
		const figures = readDocumentFigures(bytes).filter(({ text: said }) => said !== "—");
		// One office's nil reports are its own zeros; of the whole city nothing is known.
		expect(figures.filter(({ name }) => parseFigureName(name)?.place === null)).toEqual([]);
		const [body = "", annex = ""] = text.split("附：待补充和核实的内容");
		expect(body).toContain("示例市科学技术局2019年上半年工作总结");
		// The units are still those of the settings that were left as they come.
		expect(body.split("附表")[0]).not.toMatch(/阳江/);
		expect(body.split("\n").filter((line) => /\d+[家个项支份次]/.test(line))).toEqual([]);
		expect(body.match(/本期没有可写入本节的上报数据/g)?.length).toBeGreaterThan(4);
		expect(told.omitted.length).toBeGreaterThan(20);
		for (const { text: left } of told.omitted) expect(annex).toContain(left);
		expect(annex).toContain("创业引导基金〔创业引导基金：未报〕支");
	});

	test("a total that lacks units is marked for checking", async () => {
		const usual = {
			...enterprise(1),
			"县(市、区)": "阳东区",
			高企证书编号: "GR201844000101",
			认定年度: 2018,
			发证日期: "2018-11-28",
			有效期至: "2021-11-28",
		};
		const amounts = { 技术领域: "新材料", 是否规上: "否", 企业规模: "小型", 从业人员期末人数: 50, 营业收入: 3000, 研发费用: 150, 高企状态: "有效" };
		const { home: at, published: publish } = await given([csv("统01", "阳东区", "2019年上半年", { ...usual, ...amounts }, [{}])]);
		await publish();
		const template = path.join(at, "t.txt");
		await writeFile(template, "标题：甲\n全市{{hnte.stock}}家，阳东区{{hnte.stock@阳东区}}家。\n");
		const { text } = await drafted("2019H1", template, at);
		expect(text).toContain("全市1家，阳东区1家。");
		expect(text).toContain("1．高新技术企业存量：6个单位未报。");
	});
});

describe("the template", () => {
	async function written(...lines: string[]): Promise<string> {
		const folder = await mkdtemp(path.join(tmpdir(), "huibao-template-"));
		onTestFinished(() => rm(folder, { recursive: true, force: true }));
		const file = path.join(folder, "模板.txt");
		await writeFile(file, lines.join("\r\n"));
		return file;
	}

	test("may be another one, in any encoding that Notepad writes", async () => {
		const file = await written("标题：{{地市}}简报", "存量{{高新技术企业存量}}家。");
		expect((await drafted("2019H1", file)).text).toContain("存量71家。");
		const text = await readFile(file, "utf8");
		await writeFile(file, Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]));
		expect((await drafted("2019H1", file)).text).toContain("存量71家。");
		// 标题：甲 \n 一。 in GBK.
		await writeFile(file, Buffer.from([0xb1, 0xea, 0xcc, 0xe2, 0xa3, 0xba, 0xbc, 0xd7, 0x0a, 0xd2, 0xbb, 0xa1, 0xa3]));
		expect((await drafted("2019H1", file)).text).toContain("甲\n");
	});

	test("with faults is refused, every one with its line and what was meant; nothing is written", async () => {
		const file = await written("标题：甲", "存量{{hnte.stok}}家。", "【如果 有 hnte.stock】");
		const app = await opened();
		try {
			const refused = await app.report("2019H1", { template: file, out: home }).catch((error: unknown) => error);
			expect(refused).toBeInstanceOf(UsageError);
			const { code, params } = refused as UsageError;
			expect([code, params.count]).toEqual(["usage.report-template", 2]);
			expect(params.faults).toMatch(/第 2 行：没有“hnte.stok”这个指标，是否指：hnte.stock.*\n.*第 3 行：.*没有结束/);
		} finally {
			await app.close();
		}
	});

	test("is put into the data home once, applies from then on, and is never overwritten", async () => {
		const app = await opened();
		const own = path.join(home, "templates", "工作总结.txt");
		onTestFinished(() => rm(path.dirname(own), { recursive: true, force: true }));
		try {
			expect(await app.writeReportTemplate()).toBe(own);
			expect(await readFile(own, "utf8")).toBe(await readFile("templates/工作总结.txt", "utf8"));
			await expect(app.writeReportTemplate()).rejects.toMatchObject({ code: "usage.template-exists" });
		} finally {
			await app.close();
		}
		await writeFile(own, "标题：自己的模板\n存量{{hnte.stock}}家。\n");
		const { told, text } = await drafted("2019H1");
		expect(told).toMatchObject({ template: own, figures: ["hb.hnte.stock"], prompts: 0, omitted: [] });
		expect(text).toContain("自己的模板");
	});
});

test("another template makes another release; one with faults leaves what was published as it is", async () => {
	const app = await opened();
	const own = path.join(home, "templates", "工作总结.txt");
	try {
		expect(await app.publish("2019H1")).toMatchObject({ unchanged: true, release: release.release });
		await app.writeReportTemplate();
		await writeFile(own, "标题：甲\n存量{{hnte.stock}}家。\n");
		const second = await app.publish("2019H1");
		expect(second).toMatchObject({ unchanged: false, release: { number: 2 } });
		await writeFile(own, "标题：甲\n存量{{hnte.stok}}家。\n");
		await expect(app.publish("2019H1")).rejects.toMatchObject({ code: "usage.report-template" });
		const text = textOf(await readFile(path.join(second.folder, "阳江市2019年上半年科技工作总结（初稿）.docx")));
		expect(text).toContain("存量71家。");
	} finally {
		await app.close();
		await rm(path.dirname(own), { recursive: true });
	}
});

test("a draft in which the officer has worked is not overwritten; the same draft again is no matter", async () => {
	const out = path.join(home, "drafts", "a.docx");
	await mkdir(path.dirname(out), { recursive: true });
	const app = await opened();
	try {
		await app.report("2019H1", { template: null, out });
		expect((await app.report("2019H1", { template: null, out })).file).toBe(out);
		await writeFile(out, "changed");
		await expect(app.report("2019H1", { template: null, out })).rejects.toMatchObject({ code: "usage.report-exists" });
		expect(await readFile(out, "utf8")).toBe("changed");
	} finally {
		await app.close();
		await rm(path.dirname(out), { recursive: true });
	}
});

test("a period of which no targets were set promises no list of what is to be done towards them", async () => {
	await consolidated("2020H1");
	const { text } = await drafted("2020H1");
	expect(text).toContain("三、下半年工作思路");
	expect(text).not.toContain("主要任务如下");
	expect(text).toContain("〔此处由市局补充：下一步的目标和措施〕");
	expect((await drafted("2019H1")).text).toContain("对照年度目标，下半年要完成的主要任务如下。");
});
