import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { rulesDocument } from "../../src/model/documents.ts";
import { huibao, newHome } from "../support/huibao.ts";

const NOW = { HUIBAO_NOW: "2019-07-01T09:00:00+08:00" };
const run = (args: readonly string[], home: string) => huibao(["rules", ...args], home, NOW);

describe("huibao rules", () => {
	test("lists what a form is judged by, with what is on trial, and makes no database", () => {
		const home = newHome();
		mkdirSync(home, { recursive: true });
		writeFileSync(path.join(home, "huibao.config.json"), JSON.stringify({ rules: { "01-H4": { hardFrom: "2020-01-01" } } }));
		const { code, stdout } = run(["统01"], home);
		expect(code).toBe(0);
		expect(stdout).toMatch(/^阳科统01$/m);
		expect(stdout).toMatch(/^ {2}01-H3 +强制性 +科技人员数 ≤ 从业人员期末人数$/m);
		expect(stdout).toMatch(/^ {2}01-H4 .*\[试行，自2020-01-01起生效，此前只提示\]$/m);
		expect(stdout).not.toMatch(/02-H1|uscc\.check/);
		expect(existsSync(path.join(home, "huibao.sqlite"))).toBe(false);
	});

	test("tells all about one, whatever the case of its code, in both languages and as data", () => {
		const home = newHome();
		const { stdout } = run(["01-s1"], home);
		expect(stdout).toMatch(/^01-S1 {2}核实性$/m);
		expect(stdout).toMatch(/读取：统01 研发费用、营业收入/);
		expect(stdout).toMatch(/报出：应填的内容、差额/);
		expect(run(["uscc.check", "--lang", "en"], home).stdout).toMatch(/^uscc\.check {2}mandatory$[\s\S]*Reads: credit code columns/m);
		const { rules } = rulesDocument.parse(JSON.parse(run(["X9", "--json"], home).stdout));
		expect(rules.map(({ code }) => code)).toEqual(["X9"]);
	});

	test("what is neither a rule nor a form is bad usage, and so is a trial of what is no rule of a form", () => {
		const home = newHome();
		expect(run(["01-H99"], home)).toMatchObject({ code: 2, stderr: expect.stringContaining("没有编号为“01-H99”的审核关系") });
		mkdirSync(home, { recursive: true });
		writeFileSync(path.join(home, "huibao.config.json"), JSON.stringify({ rules: { "uscc.check": { hardFrom: "2020-01-01" } } }));
		expect(run([], home)).toMatchObject({ code: 2, stderr: expect.stringContaining("不能设试行期") });
	});
});
