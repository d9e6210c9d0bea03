import { readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { UsageError } from "../../src/model/usage.ts";
import { receiptIn } from "../support/receipts.ts";
import { commissioners, office } from "./officer.ts";
import { csv, enterprise, YANGDONG } from "./offices.ts";

const [DAY1, DAY2, DAY3, DAY4, DAY5] = [1, 2, 3, 4, 5].map((day) => `2019-07-0${day}T01:00:00.000Z`) as [string, string, string, string, string];
const LATER = "2019-07-12T01:00:00.000Z";
const BY = { by: "李四", reason: "与原始凭证不符" };

/** The code of the refusal. */
async function refused(work: Promise<unknown>): Promise<string> {
	try {
		await work;
	} catch (fault) {
		if (fault instanceof UsageError) return fault.code;
		throw fault;
	}
	return "done";
}

/** More granted than was applied for: a question. */
const QUESTION = "fixtures/forms/阳科统06/bad/more-granted-than-applied.csv";
/** What must be corrected. */
const WRONG = "fixtures/forms/阳科统12/bad/pairing-incomplete.csv";

describe("the officer", { timeout: 60_000 }, () => {
	test("returns what counts, with a reason that the office gets; the version before counts again", async () => {
		const { send, at, cell, receipt } = await office();
		const first = await send(DAY1, "阳东区", "名单.csv", commissioners("阳东区", ["甲"]));
		const second = await send(DAY2, "阳东区", "名单2.csv", commissioners("阳东区", ["甲", "乙"]));
		const done = await at(DAY3, (app) => app.decide("return", String(second.id), BY));
		expect(done).toMatchObject({
			action: "return",
			submission: { before: "accepted", status: "returned" },
			counting: { before: second.id, after: first.id },
		});
		expect(await cell(DAY3, YANGDONG)).toMatchObject({
			shown: "accepted",
			rows: 1,
			slots: [{ submission: first.id, waiting: { submission: second.id, state: "returned" } }],
		});
		const lines = (await receiptIn(receipt("阳东区", "名单2.csv"))).回执 ?? [];
		expect(lines).toContainEqual(["结论", "退回修改"]);
		expect(lines).toContainEqual(["市局决定", "退回（2019-07-03 09:00，李四）：与原始凭证不符"]);
		expect(await refused(at(DAY4, (app) => app.decide("return", String(second.id), BY)))).toBe("usage.submission-is");
		expect(await refused(at(DAY4, (app) => app.log({ submission: "99", period: null, verify: false })))).toBe("usage.no-such-submission");
		expect(await at(DAY4, (app) => app.decide("accept", String(second.id), { ...BY, reason: null }))).toMatchObject({
			counting: { after: second.id },
		});
		expect(
			(await at(DAY4, (app) => app.log({ submission: String(second.id), period: null, verify: true }))).entries.map(({ kind, by, reason }) => [
				kind,
				by,
				reason,
			]),
		).toEqual([
			["received", `unit:${YANGDONG}`, null],
			["returned", "李四", "与原始凭证不符"],
			["accepted", "李四", null],
		]);
	});

	test("withdraws what came under the wrong unit, as if it had never come; the same file changes nothing", async () => {
		const { send, at, cell, receipt } = await office();
		const sent = commissioners("阳东区", ["甲"]);
		const { id } = await send(DAY1, "阳东区", "名单.csv", sent);
		expect(await refused(at(DAY2, (app) => app.decide("withdraw", String(id), { ...BY, reason: "  " })))).toBe("usage.reason-blank");
		expect(await at(DAY2, (app) => app.decide("withdraw", String(id), { ...BY, reason: "报错了单位" }))).toMatchObject({
			state: "missing",
			counting: { after: null },
		});
		expect(await cell(DAY2, YANGDONG)).toMatchObject({ shown: "missing", overdue: false, slots: [{ submission: null }] });
		expect(await cell(LATER, YANGDONG)).toMatchObject({ shown: "missing", overdue: true });
		expect((await receiptIn(receipt("阳东区", "名单.csv"))).回执).toContainEqual(["结论", "已撤回（市局撤回，不计入）"]);
		expect(await send(DAY3, "阳东区", "名单.csv", sent)).toMatchObject({ id, state: "missing" });
		for (const action of ["accept", "return", "withdraw"] as const)
			expect(await refused(at(DAY4, (app) => app.decide(action, String(id), BY)))).toBe("usage.submission-is");
	});

	test("accepts what asks for an explanation with its own, never what must be corrected", async () => {
		const { at } = await office();
		const [question] = (await at(DAY1, (app) => app.ingest([QUESTION]))).files[0]?.submissions ?? [];
		const [wrong] = (await at(DAY1, (app) => app.ingest([WRONG]))).files[0]?.submissions ?? [];
		expect([question?.status, wrong?.status]).toEqual(["pending", "returned"]);
		expect(await refused(at(DAY2, (app) => app.decide("accept", String(wrong?.id), BY)))).toBe("usage.findings-hard");
		const accept = (reason: string | null) => at(DAY2, (app) => app.decide("accept", String(question?.id), { by: "李四", reason }));
		expect(await refused(accept(null))).toBe("usage.findings-soft");
		// The city's words are published as its explanation: they must be one.
		for (const empty of ["无", "情况属实"]) expect(await refused(accept(empty))).toBe("usage.no-explanation");
		expect(await at(DAY2, (app) => app.findings(String(question?.id)))).toMatchObject({ submission: { status: "pending" } });
		expect(await accept("评审会议定按重点项目追加")).toMatchObject({ submission: { before: "pending", status: "accepted" }, state: "accepted" });
		const { findings } = await at(DAY3, (app) => app.findings(String(question?.id)));
		expect(findings.map(({ settled }) => settled)).toEqual(
			findings.map(() => expect.objectContaining({ kind: "explained", text: "评审会议定按重点项目追加", by: "李四" })),
		);
	});

	test("decides whose an enterprise is that two units report, and only with a reason", async () => {
		const { send, at } = await office();
		const held = (unit: "阳东区" | "江城区") =>
			csv(
				"统03",
				unit,
				"2019年第二季度",
				{
					平台名称: "",
					平台类别: "工程技术研究中心",
					级别: "市级",
					依托单位: "",
					统一社会信用代码: "",
					认定年份: 2018,
					平台状态: "运行",
					"县(市、区)": unit,
				},
				[{ 平台名称: "示例中心", 依托单位: enterprise(7).企业名称 ?? "", 统一社会信用代码: enterprise(7).统一社会信用代码 ?? "" }],
			);
		expect(await send(DAY1, "江城区", "平台.csv", held("江城区"))).toMatchObject({ status: "accepted" });
		const { id, status } = await send(DAY1, "阳东区", "平台.csv", held("阳东区"));
		expect(status).toBe("returned");
		const accept = (reason: string | null) => at(DAY2, (app) => app.decide("accept", String(id), { by: "李四", reason }));
		expect(await refused(accept(null))).toBe("usage.findings-disputed");
		expect(await accept("总部在阳东，经核实由阳东填报")).toMatchObject({ submission: { before: "returned", status: "accepted" }, state: "accepted" });
		const { waivers } = await at(DAY3, (app) => app.waivers());
		expect(waivers).toMatchObject([{ rule: "X10", unit: YANGDONG, reason: "总部在阳东，经核实由阳东填报", by: "李四" }]);
	});

	test("asks about a nil report in the place of rows that count, which count on until somebody says why", async () => {
		const { send, at, cell } = await office();
		const rows = await send(DAY1, "阳东区", "名单.csv", commissioners("阳东区", ["甲", "乙"]));
		const { files } = await at(DAY2, (app) => app.nil("统12", { unit: "阳东", period: "2019H1", batch: null, by: "张三" }));
		const nil = files[0]?.submissions[0];
		expect(nil).toMatchObject({ status: "pending", findings: [{ code: "nil.after-rows" }] });
		expect(await cell(DAY2, YANGDONG)).toMatchObject({ shown: "accepted", rows: 2, slots: [{ submission: rows.id }] });
		await at(DAY3, (app) => app.decide("accept", String(nil?.id), { by: "李四", reason: "两名特派员上半年都已期满离任" }));
		expect(await cell(DAY3, YANGDONG)).toMatchObject({ shown: "nil" });
	});

	test("enters a nil report, which goes the way of a file and can be traced", async () => {
		const { at, home, cell } = await office();
		const about = { unit: "阳东", period: "2019H1", batch: null, by: "张三" };
		const { files } = await at(DAY1, (app) => app.nil("统12", about));
		expect(files).toMatchObject([
			{ status: "accepted", submissions: [{ form: "阳科统12", unit: YANGDONG, period: "2019H1", nil: true, state: "nil" }] },
		]);
		expect(await cell(DAY1, YANGDONG)).toMatchObject({ shown: "nil", state: "nil" });
		const sha256 = files[0]?.sha256 ?? "";
		const kept = await readFile(path.join(home, "archive", sha256.slice(0, 2), sha256), "utf8");
		expect(kept).toMatch(/零报告\r\n填表人,张三\r\n/);
		expect((await at(DAY1, (app) => app.log({ submission: null, period: null, verify: false }))).entries).toMatchObject([
			{ kind: "received", by: "张三" },
		]);
		expect(await refused(at(DAY1, (app) => app.nil("统12", { ...about, batch: "第一批" })))).toBe("usage.nil-batch");
		expect(await refused(at(DAY1, (app) => app.nil("统06", about)))).toBe("usage.nil-batch");
		expect(await refused(at(DAY1, (app) => app.nil("统12", { ...about, period: "2019Q2" })))).toBe("usage.nil-period");
		expect(await refused(at(DAY1, (app) => app.nil("综01", { ...about, period: "2019" })))).toBe("usage.nil-not-owed");
		expect(await refused(at(DAY1, (app) => app.nil("统99", about)))).toBe("usage.no-such-form");
	});
});

describe("a closed period", { timeout: 60_000 }, () => {
	const lockIt = { form: "统12", unit: "阳东区", by: "李四", reason: "已上报", anyway: false };

	test("is closed once nothing in it is open, or where that is wanted", async () => {
		const { send, at, cell } = await office();
		const open = await at(DAY1, (app) => app.lock("2019H1", lockIt));
		expect(open).toMatchObject({ lock: null, open: [{ form: "阳科统12", unit: YANGDONG, state: "missing", submission: null }] });
		await send(DAY1, "阳东区", "名单.csv", commissioners("阳东区", ["甲"]));
		expect(await at(DAY2, (app) => app.lock("2019H1", lockIt))).toMatchObject({
			lock: { period: "2019H1", form: "阳科统12", unit: YANGDONG },
			open: [],
		});
		expect(await cell(DAY2, YANGDONG)).toMatchObject({ shown: "locked", state: "accepted" });
		expect(await refused(at(DAY3, (app) => app.lock("2019H1", lockIt)))).toBe("usage.closed-already");
		const all = await at(DAY3, (app) => app.lock("2019H1", { ...lockIt, form: null, unit: null, anyway: true }));
		expect(all.lock).not.toBeNull();
		expect(all.open.length).toBeGreaterThan(50);
	});

	test("changes by adjustment alone, and the effect is told before it is made", async () => {
		const { send, at, cell, publish, home } = await office();
		const first = await send(DAY1, "阳东区", "名单.csv", commissioners("阳东区", ["甲"]));
		await publish(DAY2);
		await at(DAY3, (app) => app.lock("2019H1", lockIt));
		const late = await send(DAY4, "阳东区", "名单2.csv", commissioners("阳东区", ["甲", "乙", "丙"]));
		expect(late).toMatchObject({ status: "pending", state: "received" });
		for (const [action, id] of [
			["accept", late.id],
			["return", first.id],
			["withdraw", first.id],
		] as const)
			expect(await refused(at(DAY4, (app) => app.decide(action, String(id), BY)))).toBe("usage.closed-adjust");
		const adjust = (more: object) =>
			at(DAY5, (app) => app.adjust(String(late.id), { by: "李四", reason: "漏报两人", withdraw: false, dryRun: false, republish: false, ...more }));
		const [before] = [await at(DAY5, (app) => app.log({ submission: null, period: null, verify: false }))];
		const tried = await adjust({ dryRun: true });
		expect(await at(DAY5, (app) => app.log({ submission: null, period: null, verify: false }))).toEqual(before);
		expect((await cell(DAY5, YANGDONG)).submissions).toEqual([first.id]);
		const figure = (id: string, reportingUnit: string | null) =>
			tried.effect?.[0]?.figures.find((each) => each.id === id && each.reportingUnit === reportingUnit);
		expect(tried.effect?.map(({ period }) => period)).toEqual(["2019H1"]);
		expect(figure("commissioners.intending", null)).toMatchObject({ before: 1, after: 3, unit: "个" });
		expect(figure("commissioners.intending", YANGDONG)).toMatchObject({ before: 1, after: 3 });
		expect(tried.effect?.[0]?.figures.every(({ reportingUnit }) => reportingUnit === null || reportingUnit === YANGDONG)).toBe(true);
		const made = await adjust({ republish: true });
		expect(made).toMatchObject({
			state: "adjusted",
			counting: { before: first.id, after: late.id },
			effect: tried.effect,
			republished: [{ period: "2019H1" }],
		});
		expect(await cell(DAY5, YANGDONG)).toMatchObject({ shown: "adjusted", slots: [{ also: ["locked"] }] });
		const [statement = ""] = made.statements ?? [];
		expect(path.relative(home, statement)).toBe(path.join("output", "2019H1", "调整影响说明", "2019-07-05 0900 报送2.txt"));
		const stated = (await readFile(statement, "utf8")).split("\r\n");
		expect(stated).toContain("调整内容：计入的版本由编号1改为编号2");
		expect(stated).toContain("调整原因：漏报两人");
		expect(stated.filter((line) => line.endsWith("\t1\t3")).length).toBeGreaterThan(1);
		const { entries } = await at(DAY5, (app) => app.log({ submission: String(late.id), period: null, verify: false }));
		expect(entries.at(-1)).toMatchObject({ kind: "adjusted", reason: "漏报两人", detail: { effect: [{ period: "2019H1" }] } });
		// And back again: the figures are those of before.
		const back = await at(LATER, (app) =>
			app.adjust(String(late.id), { by: "李四", reason: "误报", withdraw: true, dryRun: false, republish: false }),
		);
		expect(back).toMatchObject({ submission: { status: "withdrawn" }, counting: { after: first.id } });
		expect(back.effect?.[0]?.figures.find(({ id, reportingUnit }) => id === "commissioners.intending" && reportingUnit === null)).toMatchObject({
			before: 3,
			after: 1,
		});
		expect(await refused(at(LATER, (app) => app.adjust(String(late.id), { ...BY, withdraw: false, dryRun: false, republish: false })))).not.toBe(
			"done",
		);
	});

	test("tells what a change of the year before does to this year's growth, where it was consolidated", async () => {
		const { send, at, publish } = await office();
		const usual = { 载体名称: "示例孵化器", 类别: "孵化器", 级别: "市级", ...enterprise(1), "县(市、区)": "阳东区", 可自主支配孵化场地使用面积: 0 };
		const flows = { 期末在孵企业数: 10, 其中_当期新入孵: 0, 当期退出: 0, 累计毕业企业数: 4, 其中_当期毕业: 0 };
		const carrier = (period: string, area: number) => csv("统04", "阳东区", period, { ...usual, ...flows }, [{ 可自主支配孵化场地使用面积: area }]);
		await send(DAY1, "阳东区", "去年.csv", carrier("2018年", 600));
		await send(DAY1, "阳东区", "今年.csv", carrier("2019年上半年", 1200));
		await publish(DAY2);
		await at(DAY3, (app) => app.lock("2018", { ...lockIt, form: "统04" }));
		const late = await send(DAY4, "阳东区", "去年2.csv", carrier("2018年", 400));
		expect(late.state).toBe("received");
		const { effect } = await at(DAY5, (app) => app.adjust(String(late.id), { ...BY, withdraw: false, dryRun: true, republish: false }));
		expect(effect?.map(({ period }) => period)).toEqual(["2019H1"]);
		const growth = effect?.[0]?.figures.filter(({ reportingUnit }) => reportingUnit === null).map(({ before, after }) => [before, after]);
		expect(growth).toContainEqual([2, 3]);
	});

	test("a late version may be declined without an adjustment: no published figure changes", async () => {
		const { send, at } = await office();
		const first = await send(DAY1, "阳东区", "名单.csv", commissioners("阳东区", ["甲"]));
		await at(DAY2, (app) => app.lock("2019H1", lockIt));
		const late = await send(DAY3, "阳东区", "名单2.csv", commissioners("阳东区", ["甲", "乙"]));
		expect(await at(DAY4, (app) => app.decide("return", String(late.id), BY))).toMatchObject({ counting: { before: first.id, after: first.id } });
		expect(await refused(at(DAY5, (app) => app.adjust(String(late.id), { ...BY, withdraw: false, dryRun: false, republish: false })))).toBe(
			"usage.adjust-what",
		);
	});

	test("an open one needs no adjustment", async () => {
		const { send, at } = await office();
		const { id } = await send(DAY1, "阳东区", "名单.csv", commissioners("阳东区", ["甲"]));
		expect(await refused(at(DAY2, (app) => app.adjust(String(id), { ...BY, withdraw: true, dryRun: false, republish: false })))).toBe(
			"usage.not-closed",
		);
		expect(await refused(at(DAY2, (app) => app.adjust("99", { ...BY, withdraw: true, dryRun: false, republish: false })))).toBe(
			"usage.no-such-submission",
		);
	});
});
