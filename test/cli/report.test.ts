import { existsSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { huibao, newHome } from "../support/huibao.ts";

const home = newHome();
const env = { HUIBAO_NOW: "2019-07-02T09:00:00+08:00" };
const report = (...args: string[]) => huibao(["report", ...args], home, env);

test("a report is drafted from the command line; what it lacks is told", () => {
	expect(report("--period", "2019H1")).toMatchObject({ code: 2, stdout: "" });
	expect(report("--period", "2019H1").stderr).toContain("huibao consolidate --period 2019H1");
	expect(huibao(["consolidate", "--period", "2019H1"], home, env).code).toBe(0);
	const { code, stdout } = report("--period", "2019H1", "--out", "drafts");
	expect(code).toBe(0);
	expect(readdirSync(path.join(home, "drafts"))).toEqual(["阳江市2019年上半年科技工作总结（初稿）.docx"]);
	expect(stdout).toContain(path.join("drafts", "阳江市2019年上半年科技工作总结（初稿）.docx"));
	expect(stdout).toMatch(/有 \d+ 句因数据未报没有写进正文/);
	expect(stdout).toMatch(/模板第 \d+ 行：.*〔.*：未报〕/);
	expect(report("--period", "2019H1", "--out", "drafts", "--lang", "en").stdout).toMatch(/\d+ sentences were left out/);
}, 60_000);

test("--json gives one document, everything else goes to the other stream", () => {
	const { code, stdout } = report("--period", "2019H1", "--out", "a.docx", "--json");
	expect(code).toBe(0);
	const document = JSON.parse(stdout);
	expect(document).toMatchObject({ period: "2019H1", file: path.join(home, "a.docx"), figures: expect.any(Array) });
	expect(existsSync(document.file)).toBe(true);
	const [first] = document.omitted;
	expect(first).toEqual({ line: expect.any(Number), text: expect.any(String), missing: expect.any(Array) });
}, 60_000);

test("the template is put into the data home; one with faults is refused in plain words", () => {
	const put = report("--write-template");
	expect(put).toMatchObject({ code: 0 });
	expect(put.stdout).toContain(path.join(home, "templates", "工作总结.txt"));
	expect(report("--write-template")).toMatchObject({ code: 2 });
	writeFileSync(path.join(home, "templates", "工作总结.txt"), "标题：甲\n存量{{hnte.stok}}家。\n");
	const refused = report("--period", "2019H1", "--out", "b.docx");
	expect(refused.code).toBe(2);
	expect(refused.stderr).toContain("第 2 行：没有“hnte.stok”这个指标，是否指：hnte.stock（高新技术企业存量）");
	expect(report("--period", "2019H1", "--lang", "en").stderr).toContain("did you mean hnte.stock");
	expect(existsSync(path.join(home, "b.docx"))).toBe(false);
}, 60_000);

test("bad usage says what is missing", () => {
	expect(report()).toMatchObject({ code: 2 });
	expect(report().stderr).toContain("--period");
	expect(report("--period", "2019H1", "--template", "none.txt")).toMatchObject({ code: 2 });
});
