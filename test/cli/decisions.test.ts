import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import knex from "knex";
import { describe, expect, test } from "vitest";
import { decisionDocument, lockDocument, logDocument } from "../../src/model/documents.ts";
import { huibao, newHome } from "../support/huibao.ts";

const MORNING = { HUIBAO_NOW: "2019-07-02T09:00:00+08:00" };
const EVENING = { HUIBAO_NOW: "2019-07-02T20:00:00+08:00" };
const NIL = ["nil", "统12", "--unit", "阳东", "--period", "2019H1", "--by", "张三"];

async function inDatabase(home: string, statement: string): Promise<void> {
	const db = knex({ client: "sqlite3", connection: { filename: path.join(home, "huibao.sqlite") }, useNullAsDefault: true });
	await db.raw(statement);
	await db.destroy();
}

describe("the officer's commands", { timeout: 120_000 }, () => {
	test("tell what was done and what to do, as text and as documents of their schemas", () => {
		const home = newHome();
		const nil = huibao(NIL, home, MORNING);
		expect(nil).toMatchObject({ code: 0, stderr: "" });
		expect(nil.stdout).toContain("阳科统12 2019H1 阳东区 [零报告]");
		const refused = huibao(["lock", "--period", "2019H1", "--unit", "阳东区", "--json"], home, MORNING);
		expect(refused.code).toBe(2);
		const { lock, open } = lockDocument.parse(JSON.parse(refused.stdout));
		expect([lock, open.map(({ state }) => state)]).toEqual([null, open.map(() => "missing")]);
		const locked = huibao(["lock", "--period", "2019H1", "--form", "统12", "--unit", "阳东区", "--reason", "已上报", "--by", "李四"], home, MORNING);
		expect(locked).toMatchObject({ code: 0, stdout: expect.stringContaining("已锁定：2019H1 · 统12 · 阳东区") });
		const closed = huibao(["return", "1", "--reason", "误报"], home, EVENING);
		expect(closed).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining("huibao adjust --withdraw 1 --reason") });
		const adjusted = huibao(["adjust", "1", "--withdraw", "--reason", "误报", "--by", "李四", "--json"], home, EVENING);
		expect(adjusted.code).toBe(0);
		expect(decisionDocument.parse(JSON.parse(adjusted.stdout))).toMatchObject({ action: "adjust", submission: { status: "withdrawn" }, effect: [] });
		const log = huibao(["log", "--json", "--verify"], home, EVENING);
		expect(logDocument.parse(JSON.parse(log.stdout))).toMatchObject({
			entries: [
				{ kind: "received", by: "张三" },
				{ kind: "locked", by: "李四", reason: "已上报" },
				{ kind: "adjusted", to: "withdrawn", reason: "误报" },
			],
			verified: { entries: 3, brokenAt: null, cutOff: [], heads: 0 },
		});
		expect(huibao(["log", "--submission", "1", "--lang", "en"], home, EVENING).stdout).toMatch(/accepted→withdrawn +误报/);
	});

	test.each(["accept", "return", "withdraw", "nil", "lock", "adjust", "log"])(
		"%s has its help in both languages, and refuses what is no submission",
		(command) => {
			const home = newHome();
			const [zh, en] = ["zh-CN", "en"].map((lang) => huibao([command, "--help", "--lang", lang], home));
			expect([zh?.code, en?.code]).toEqual([0, 0]);
			expect(zh?.stdout).toMatch(/[\u4e00-\u9fff]/);
			expect(en?.stdout.replaceAll("阳科统01", "")).not.toMatch(/[\u4e00-\u9fff]/);
			if (["accept", "return", "withdraw", "adjust"].includes(command)) {
				const none = huibao([command, "7", "--reason", "x", "--by", "李四"], home);
				expect(none).toMatchObject({ code: 2, stderr: expect.stringContaining("没有编号为“7”的报送") });
			}
		},
	);
});

describe("the log", { timeout: 120_000 }, () => {
	/** A home whose log a publication has noted. */
	const published = (): string => {
		const home = newHome();
		for (const args of [NIL, ["consolidate", "--period", "2019H1"], ["publish", "--period", "2019H1"]])
			expect(huibao(args, home, MORNING).code).toBe(0);
		return home;
	};

	test("that was not touched is intact, beginning and end", () => {
		const home = published();
		const { entry } = JSON.parse(readFileSync(path.join(home, "output", "2019H1", "log-head.json"), "utf8"));
		expect(entry).toBe(1);
		expect(readdirSync(path.join(home, "output", "2019H1")).filter((name) => name.endsWith(".xlsx"))).toHaveLength(1);
		expect(huibao(["log", "--verify"], home, EVENING)).toMatchObject({ code: 0, stdout: expect.stringContaining("记录完整：共 2 条") });
	});

	test("shows that an entry was changed, and that its end was cut off", async () => {
		const home = published();
		await inDatabase(home, "UPDATE events SET by = '王五' WHERE id = 1");
		expect(huibao(["log", "--verify"], home, EVENING)).toMatchObject({ code: 1, stdout: expect.stringContaining("从第 1 条起") });
		await inDatabase(home, "DELETE FROM events");
		const cut = huibao(["log", "--verify", "--json"], home, EVENING);
		expect(cut.code).toBe(1);
		expect(JSON.parse(cut.stdout).verified).toMatchObject({ entries: 0, brokenAt: null, cutOff: [{ entry: 1 }] });
	});
});
