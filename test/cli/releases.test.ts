import { cpSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { verifyDocument } from "../../src/model/release-documents.ts";
import { huibao, newHome } from "../support/huibao.ts";

const NOW = { HUIBAO_NOW: "2019-07-02T09:00:00+08:00" };
const NIL = ["nil", "统12", "--unit", "阳东区", "--period", "2019H1", "--by", "张三"];

let home: string;
const run = (...args: string[]) => huibao(args, home, NOW);
const folder = () => path.join(home, "output", "2019H1");

beforeAll(() => {
	home = newHome();
	expect(run("releases")).toMatchObject({ code: 0, stdout: "还没有发布过。\n" });
	expect(run("verify", path.join("..", path.basename(home)))).toMatchObject({ code: 1 });
	for (const args of [NIL, ["consolidate", "--period", "2019H1"], ["publish", "--period", "2019H1", "--by", "张三"]])
		expect(run(...args).code).toBe(0);
	cpSync(path.join(folder(), "statistics.csv"), path.join(home, "统计.csv"));
}, 120_000);

test("releases are listed with number, code and standing; what was published is known again by its bytes", { timeout: 120_000 }, () => {
	const list = run("releases", "--period", "2019H1");
	expect(list.code).toBe(0);
	expect(list.stdout).toMatch(/2019H1 +1 +2019H1-1-[0-9A-Z]{6} +2019-07-02 09:00 .* 最新 .* 张三/);
	expect(run("releases", "--lang", "en").stdout).toMatch(/newest/);
	expect(run("verify", "统计.csv")).toMatchObject({ code: 0, stdout: expect.stringContaining("一个字节也没有改动") });
	const again = run("publish", "--period", "2019H1");
	expect(again).toMatchObject({ code: 0, stdout: expect.stringMatching(/内容与第1版（2019H1-1-\w{6}）相同/) });
});

test("a file that was altered is told, with exit 1; so is everything that belongs to no release", { timeout: 120_000 }, () => {
	const file = path.join(folder(), "statistics.csv");
	const bytes = readFileSync(file);
	writeFileSync(file, Buffer.concat([bytes, Buffer.from(" ")]));
	const told = run("verify", folder(), "--json");
	expect(told.code).toBe(1);
	expect(verifyDocument.parse(JSON.parse(told.stdout))).toMatchObject({ verdict: "altered", files: { changed: ["statistics.csv"] } });
	expect(run("verify", folder()).stdout).toContain("被改动：statistics.csv");
	writeFileSync(file, bytes);
	writeFileSync(path.join(home, "别的.txt"), "x");
	expect(run("verify", "别的.txt").code).toBe(1);
	expect(run("verify", "没有.txt").code).toBe(2);
});

test("a release is withdrawn with a reason, and none is published again without one", { timeout: 120_000 }, () => {
	expect(run("releases", "withdraw", "1", "--period", "2019H1").code).toBe(2);
	expect(run("releases", "show", "7", "--period", "2019H1").code).toBe(2);
	const withdrawn = run("releases", "withdraw", "1", "--period", "2019H1", "--reason", "数字有误", "--by", "李四");
	expect(withdrawn).toMatchObject({ code: 0, stdout: expect.stringContaining(path.join("releases", "1")) });
	expect(run("verify", "统计.csv")).toMatchObject({ code: 1, stdout: expect.stringContaining("已撤回，请不要使用") });
	expect(run("publish", "--period", "2019H1")).toMatchObject({ code: 2, stderr: expect.stringContaining("数字有误") });
	expect(run("publish", "--period", "2019H1", "--reason", "已更正").code).toBe(0);
	const shown = run("releases", "show", "2", "--period", "2019H1");
	expect(shown).toMatchObject({ code: 0, stdout: expect.stringContaining("已更正") });
	expect(run("log").stdout).toMatch(/李四 +撤回发布 +2019H1 第1版 +数字有误/);
});
