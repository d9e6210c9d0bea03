import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { type House, ingestPorts, openHouse } from "../../src/app/house.ts";
import { ingestGiven } from "../../src/app/intake.ts";
import { loadConfig } from "../../src/config.ts";
import type { Finding } from "../../src/model/finding.ts";
import { period } from "../../src/model/period.ts";
import type { StoredSubmission } from "../../src/model/stored.ts";
import { recheck } from "../../src/pipeline/recheck.ts";
import { receiptIn } from "../support/receipts.ts";

const GRANTED_MORE = "fixtures/forms/阳科统06/bad/more-granted-than-applied.csv";
const INCOMPLETE = "fixtures/forms/阳科统12/bad/pairing-incomplete.csv";
const AT = "2019-07-03T01:00:00.000Z";
const OCCASION = { by: "李四", at: AT, reason: "已说明" };

/** A home that has taken in one file. */
async function taken(file: string) {
	const home = await mkdtemp(path.join(tmpdir(), "huibao-recheck-"));
	const house = await openHouse(loadConfig({ HUIBAO_DATA: home, HUIBAO_NOW: "2019-07-02T09:00:00+08:00" }, home), "zh-CN");
	onTestFinished(async () => {
		await house.close();
		await rm(home, { recursive: true, force: true });
	});
	await ingestGiven(house, [file]);
	const ports = await ingestPorts(house);
	return { house, ports, store: ports.store, submission: await newest(house) };
}

async function newest(house: House): Promise<StoredSubmission> {
	const [submission] = await (await house.store()).submissions();
	if (!submission) throw new Error("nothing was stored");
	return submission;
}

async function explainAll({ store, submission }: Awaited<ReturnType<typeof taken>>): Promise<void> {
	const { form, unit, period: of, batch } = submission;
	const said = ({ code, table = "", field, key, value }: Finding) => ({ code, table, field, key: key ?? null, value });
	const open = (await store.findings(submission.id)).filter(({ severity }) => severity === "soft");
	const slot = { form, unit, period: of, batch };
	await store.keepExplanations(
		open.map((finding) => ({ ...slot, ...said(finding), text: "评审会议定按重点项目追加", by: "张三", at: AT, source: "command" as const })),
	);
}

describe("a submission that is looked at anew", () => {
	test("after everything was explained is accepted, counts from then on, and its office is told", async () => {
		const given = await taken(GRANTED_MORE);
		expect(given.submission.status).toBe("pending");
		await explainAll(given);
		const { after, changed } = (await recheck(given.submission, OCCASION, given.ports)) ?? {};
		expect([after?.status, changed]).toEqual(["accepted", true]);
		expect((await given.store.countingAt(AT)).map(({ id }) => id)).toEqual([given.submission.id]);
		expect(await given.store.countingAt("2019-07-03T00:59:59.999Z")).toEqual([]);
		const receipt = path.join(given.house.layout.home, "returned", "阳江高新区", "more-granted-than-applied.csv.回执.xlsx");
		expect((await receiptIn(receipt)).回执).toContainEqual(["结论", "通过"]);
		expect((await given.store.log({ submission: given.submission.id })).map(({ kind, by, reason }) => [kind, by, reason])).toEqual([
			["received", "unit:441700-72", null],
			["rechecked", "李四", "已说明"],
		]);
	});

	test("for no reason that matters to it stays as it was, and the log says nothing", async () => {
		const { store, submission, ports } = await taken(GRANTED_MORE);
		expect(await recheck(submission, OCCASION, ports)).toMatchObject({ changed: false, after: { status: "pending" } });
		expect(await store.log()).toHaveLength(1);
	});

	test("after the city has done without the rule has its rows loaded", async () => {
		const { store, submission, ports } = await taken(INCOMPLETE);
		expect(submission.status).toBe("returned");
		const rules = new Set((await store.findings(submission.id)).filter(({ severity }) => severity === "hard").map(({ code }) => code));
		for (const rule of rules) await store.waive({ rule, unit: submission.unit, key: null, reason: "试点", by: "李四", at: AT, until: "2019-12-31" });
		const { after } = (await recheck(submission, OCCASION, ports)) ?? {};
		expect(after?.status).not.toBe("returned");
		expect(await store.findings(submission.id)).toContainEqual(expect.objectContaining({ settled: expect.objectContaining({ kind: "waived" }) }));
	});

	test("waits for the city where its period was closed meanwhile", async () => {
		const given = await taken(GRANTED_MORE);
		await given.store.lock({ period: "2019H1", form: null, unit: null, by: "李四", at: AT, reason: null }, period("2019H1"));
		await explainAll(given);
		expect(await recheck(given.submission, OCCASION, given.ports)).toMatchObject({ after: { status: "received" } });
		expect(await given.store.countingAt(AT)).toEqual([]);
	});

	test("stays as the city decided by itself", async () => {
		const given = await taken(GRANTED_MORE);
		const decided = { submission: given.submission.id, kind: "returned" as const, by: "李四", at: AT, reason: "请附会议纪要" };
		await given.store.transition({ ...decided, from: "pending", to: "returned" });
		await explainAll(given);
		expect(await recheck(await newest(given.house), OCCASION, given.ports)).toMatchObject({ after: { status: "returned" } });
		await given.store.transition({ ...decided, kind: "withdrawn", from: "returned", to: "withdrawn" });
		expect(await recheck(await newest(given.house), OCCASION, given.ports)).toBeNull();
	});
});
