import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { createOutput } from "../../src/cli/output.ts";
import { COMMANDS, runProgram } from "../../src/cli/program.ts";
import { cliEn } from "../../src/messages/cli-en.ts";
import { cliZhCN } from "../../src/messages/cli-zh-CN.ts";
import { checkDocument, initDocument, jobsDocument, readDocument, runDocument, statusDocument, templateDocument } from "../../src/model/documents.ts";
import type { Language } from "../../src/model/text.ts";
import { huibao, MAIN, newHome } from "../support/huibao.ts";
import { receiptIn } from "../support/receipts.ts";

const csv = (rows: string[][]) => rows.map((row) => row.join(",")).join("\r\n");

describe("bad usage", () => {
	test("a workbook that cannot be read is told as such when a figure of it is asked for", () => {
		const home = newHome();
		writeFileSync(path.join(home, "汇总.xlsx"), "%PDF-1.4 a scan");
		const { code, stdout, stderr } = huibao(["trace", "汇总.xlsx", "汇总表!B5"], home);
		expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
		expect(stderr).toMatch(/^文件“汇总\.xlsx”：是图片、扫描件或 PDF/);
	});

	test.each([
		[["sums"], /没有命令“sums”/],
		[["check"], /缺少参数“file”/],
		[["check", "a.xlsx", "--bogus"], /没有选项“--bogus”/],
		[["consolidate"], /必须给出选项/],
		[["consolidate", "--period"], /缺少值/],
		[["init", "here"], /参数过多/],
		[["trace", "a.xlsx"], /--figure/],
		[["template"], /--all/],
		[["template", "阳科统01", "--all"], /--all/],
		[["--lang", "fr", "jobs"], /fr/],
		[["check", "没有.xlsx"], /没有\.xlsx/],
		[["consolidate", "--period", "2019H3"], /2019H3/],
		[["publish", "--period", "2019H1"], /还没有汇总/],
		[["template", "阳科统77"], /阳科统77/],
		[["run", "sleep"], /sleep.*ingest/],
		[["consolidate", "--period", "2019H1", "--as-of", "2019"], /2019/],
		[["consolidate", "--period", "2019H1", "--as-of", "2019-02-31"], /2019-02-31/],
		[["read", "."], /找不到/],
	])("%j is told on standard error with exit code 2", (args, message) => {
		const { code, stdout, stderr } = huibao(args, newHome());
		expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
		expect(stderr).toMatch(message);
	});

	test("no command at all shows the help", () => {
		const { code, stderr } = huibao([], newHome());
		expect(code).toBe(2);
		for (const name of Object.keys(COMMANDS)) expect(stderr).toContain(name);
	});

	test("wrong settings are named", () => {
		const home = newHome();
		writeFileSync(path.join(home, "huibao.config.json"), '{"cutofs": {}}');
		const { code, stderr } = huibao(["jobs", "--lang", "en"], home);
		expect(code).toBe(2);
		expect(stderr).toMatch(/settings file is wrong[\s\S]*cutofs/);
		expect(huibao(["jobs"], newHome(), { HUIBAO_PORT: "many" })).toMatchObject({ code: 2 });
	});
});

describe("a home that cannot be used", () => {
	test.each([
		["is a file", "file", {}],
		["has a folder for a settings file", "home", {}],
		["has a database that is not supported yet", "home", { DATABASE_URL: "postgres://host/base" }],
		["has a clock that stands on no day", "home", { HUIBAO_NOW: "2019-02-30T10:00:00Z" }],
	])("%s: told as bad usage", (_, name, env) => {
		const home = newHome();
		writeFileSync(path.join(home, "file"), "");
		if (Object.keys(env).length === 0) mkdirSync(path.join(home, "home", "huibao.config.json"), { recursive: true });
		const { code, stdout, stderr } = huibao(["status", "--json"], home, { HUIBAO_DATA: name, ...env });
		expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
		expect(stderr).toMatch(/有误/);
	});

	test("settings of a job that does not exist, or at no time, are told before anything runs", () => {
		for (const jobs of [{ ingset: { enabled: false } }, { ingest: { schedule: "every night" } }]) {
			const home = newHome();
			writeFileSync(path.join(home, "huibao.config.json"), JSON.stringify({ jobs }));
			expect(huibao(["serve"], home)).toMatchObject({ code: 2, stdout: "" });
			expect(huibao(["jobs"], home).stderr).toMatch(/ingset|every night/);
		}
	});

	test("what is no database is a fault of the machine, in a sentence and on standard error alone", () => {
		const home = newHome();
		writeFileSync(path.join(home, "huibao.sqlite"), "no database ".repeat(500));
		const { code, stdout, stderr } = huibao(["status", "--json"], home);
		expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
		expect(stderr).toMatch(/数据库文件已损坏/);
		expect(stderr).not.toMatch(/内部故障|\n\s+at /);
		mkdirSync(path.join(home, "folder.sqlite"));
		expect(huibao(["status", "--json"], home, { DATABASE_URL: "folder.sqlite" })).toMatchObject({ code: 3, stdout: "" });
	});
});

test("asking makes nothing", () => {
	const home = newHome();
	for (const args of [
		["status"],
		["jobs"],
		["config"],
		["publish", "--period", "2019H1"],
		["trace", "--figure", "hnte.stock", "--period", "2019H1"],
	]) {
		huibao(args, home);
		expect(readdirSync(home), args[0]).toEqual([]);
	}
});

describe("help", () => {
	/** Help as it is written, without starting a process for each. */
	async function helpOf(name: string, language: Language): Promise<string> {
		let said = "";
		const stdout = { write: (text: string) => (said += text) };
		const stderr = { write: (text: string) => expect.unreachable(text) };
		const texts = language === "en" ? cliEn : cliZhCN;
		const output = createOutput(stdout, stderr, texts);
		const openApp = () => expect.unreachable("help opens no data home");
		await expect(runProgram([name, "--help"], { texts, language, version: "0", output, stdout, stderr, openApp })).rejects.toMatchObject({
			exitCode: 0,
		});
		return said;
	}

	test.each(Object.keys(COMMANDS))("%s has help in both languages", async (name) => {
		const zh = await helpOf(name, "zh-CN");
		expect(zh).toMatch(new RegExp(`^用法： huibao ${name}`));
		// The parser's own words for what it fills in: what holds by default is said by the option, in the reader's language.
		expect(zh).not.toContain("(default");
		const en = await helpOf(name, "en");
		expect(en).toMatch(new RegExp(`^Usage: huibao ${name}`));
		expect(en.replace(/汇总表|汇报|阳科统|工作总结/g, "")).not.toMatch(/[\u4e00-\u9fff]/);
	});

	test("help is a result: on standard output, in the language asked for", () => {
		const { code, stdout, stderr } = huibao(["trace", "--help", "--lang", "en"], newHome(), { HUIBAO_LANG: "zh-CN" });
		expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
		expect(stdout).toMatch(/^Usage:/);
	});

	test("the version is the package's", () => {
		expect(huibao(["--version"], newHome()).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
	});
});

describe("commands", () => {
	test("init makes an inbox folder per office, and nothing twice", () => {
		const home = newHome();
		const first = huibao(["init", "--json"], home);
		expect(first).toMatchObject({ code: 0, stderr: "" });
		expect(initDocument.parse(JSON.parse(first.stdout)).created.length).toBeGreaterThan(7);
		expect(readdirSync(path.join(home, "inbox"))).toHaveLength(7);
		expect(JSON.parse(huibao(["init", "--json"], home).stdout).created).toEqual([]);
	});

	test("HUIBAO_DATA names the data home", () => {
		const home = newHome();
		const { stdout } = huibao(["config", "--json"], newHome(), { HUIBAO_DATA: home, HUIBAO_LANG: "en" });
		expect(JSON.parse(stdout)).toMatchObject({ home, file: null, settings: { timeZone: "Asia/Shanghai", carryForward: false } });
	});

	test("jobs are listed with their schedules", () => {
		const document = jobsDocument.parse(JSON.parse(huibao(["jobs", "--json"], newHome()).stdout));
		expect(document.timeZone).toBe("Asia/Shanghai");
		expect(document.jobs.map((job) => job.name).sort()).toEqual(["consolidate", "ingest"]);
		expect(huibao(["jobs"], newHome()).stdout).toContain("汇总并发布");
	});

	test("read gives the cells, and a file that cannot be read its reason", () => {
		const home = newHome();
		writeFileSync(
			path.join(home, "a.csv"),
			csv([
				["名称", "数"],
				["甲", "1"],
			]),
		);
		const read = huibao(["read", "a.csv", "--json"], home);
		expect(read.code).toBe(0);
		const document = readDocument.parse(JSON.parse(read.stdout));
		expect("sheets" in document && document.sheets[0]?.cells.slice(0, 2)).toEqual([
			["A1", "s", "名称"],
			["B1", "s", "数"],
		]);
		writeFileSync(path.join(home, "empty.xlsx"), "");
		const refused = huibao(["read", "empty.xlsx", "--json"], home);
		expect(refused.code).toBe(2);
		expect(JSON.parse(refused.stdout)).toMatchObject({ refusal: { code: "file.empty" } });
	});

	test("check refuses what is no report, and writes nothing", () => {
		const home = newHome();
		writeFileSync(
			path.join(home, "通讯录.csv"),
			csv([
				["姓名", "电话"],
				["甲", "1"],
			]),
		);
		const { code, stdout } = huibao(["check", "通讯录.csv", "--json"], home);
		expect(code).toBe(2);
		const { files } = checkDocument.parse(JSON.parse(stdout));
		expect(files).toMatchObject([{ file: "通讯录.csv", status: "refused", submissions: [] }]);
		expect(files[0]?.refusal?.message).toMatch(/文件“通讯录\.csv”/);
		expect(readdirSync(home)).toEqual(["通讯录.csv"]);
	});

	test("check writes the receipts that are asked for: one file's to an .xlsx, several into a folder, never over what it checks", async () => {
		const home = newHome();
		const sample = readFileSync("fixtures/forms/阳科统12/good/sample.csv");
		for (const name of ["一.csv", "二.csv", "表.xlsx"]) writeFileSync(path.join(home, name), sample);
		const one = huibao(["check", "一.csv", "--receipt", "回执/一.xlsx"], home);
		expect(one.code).toBe(0);
		expect(one.stdout).toContain("回执已写到 回执/一.xlsx");
		expect((await receiptIn(path.join(home, "回执", "一.xlsx"))).回执).toContainEqual(["结论", "通过"]);
		expect(huibao(["check", "一.csv", "二.csv", "--receipt", "两份"], home).code).toBe(0);
		expect(readdirSync(path.join(home, "两份")).sort()).toEqual(["一.csv.回执.xlsx", "二.csv.回执.xlsx"]);
		mkdirSync(path.join(home, "另"));
		writeFileSync(path.join(home, "另", "一.csv"), sample);
		expect(huibao(["check", "一.csv", "另/一.csv", "--receipt", "同名"], home).code).toBe(0);
		expect(readdirSync(path.join(home, "同名")).sort()).toEqual(["一.csv.回执-2.xlsx", "一.csv.回执.xlsx"]);
		expect(huibao(["check", "一.csv", "二.csv", "--receipt", "两份.xlsx"], home)).toMatchObject({ code: 2, stdout: "" });
		expect(huibao(["check", "表.xlsx", "--receipt", "./表.xlsx"], home)).toMatchObject({ code: 2, stdout: "" });
		expect(readFileSync(path.join(home, "表.xlsx"))).toEqual(sample);
		expect(readdirSync(home).sort()).toEqual(["一.csv", "两份", "二.csv", "另", "同名", "回执", "表.xlsx"].sort());
	});

	test("the inbox is claimed, archived and answered; given paths stay where they are", () => {
		const home = newHome();
		huibao(["init"], home);
		writeFileSync(path.join(home, "inbox", "阳东区", "空.xlsx"), "");
		const first = huibao(["ingest", "--json"], home);
		expect(first.code).toBe(2);
		expect(checkDocument.parse(JSON.parse(first.stdout)).files).toMatchObject([{ file: "阳东区/空.xlsx", status: "refused" }]);
		expect(readdirSync(path.join(home, "inbox", "阳东区"))).toEqual([]);
		expect(readdirSync(path.join(home, "returned", "阳东区")).join()).toContain("空.xlsx");
		expect(readdirSync(path.join(home, "archive"))).toHaveLength(1);
		mkdirSync(path.join(home, "elsewhere"));
		writeFileSync(path.join(home, "elsewhere", "b.xlsx"), "no workbook");
		const second = huibao(["ingest", "elsewhere"], home);
		expect(second.code).toBe(2);
		expect(second.stdout).toContain(`各单位的回执在 ${path.join(home, "returned")}`);
		expect(readFileSync(path.join(home, "elsewhere", "b.xlsx"), "utf8")).toBe("no workbook");
		const status = statusDocument.parse(JSON.parse(huibao(["status", "--period", "2019H1", "--json"], home).stdout));
		expect(status.refused.map((refused) => refused.code).sort()).toEqual(["file.empty", expect.stringMatching(/./)]);
	});

	test("templates are written, and say what is missing when handed in blank", () => {
		const home = newHome();
		const written = huibao(["template", "--all", "--out", "forms", "--json"], home);
		expect(written.code).toBe(0);
		const { files } = templateDocument.parse(JSON.parse(written.stdout));
		expect(files).toHaveLength(14);
		expect(readdirSync(path.join(home, "forms"))).toHaveLength(14);
		const check = huibao(["check", ...files.slice(0, 1).map((file) => file.path), "--json"], home);
		expect(check.code).not.toBe(3);
		expect(check.code).not.toBe(0);
	});

	test("a job is run by hand and recorded", () => {
		const home = newHome();
		const { code, stdout } = huibao(["run", "ingest", "--json"], home);
		expect(code).toBe(0);
		expect(runDocument.parse(JSON.parse(stdout))).toMatchObject({ job: "ingest", outcome: "ok" });
		const { runs } = statusDocument.parse(JSON.parse(huibao(["status", "--json"], home).stdout));
		expect(runs).toMatchObject([{ job: "ingest", outcome: "ok" }]);
		expect(huibao(["status"], home).stdout).toContain("ingest 正常");
	});
});

describe("serve", () => {
	test.runIf(process.platform !== "win32")("runs until it is told to stop, and then ends well", async () => {
		const child = spawn(process.execPath, [MAIN, "serve"], { cwd: newHome(), stdio: ["ignore", "ignore", "pipe"] });
		let said = "";
		const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
		child.stderr.setEncoding("utf8").on("data", (text: string) => {
			said += text;
			// Once: a second signal would end it without waiting.
			if (said.includes("已启动") && !child.killed) child.kill("SIGTERM");
		});
		expect(await ended).toBe(0);
		expect(said).toContain("已停止");
	});
});
