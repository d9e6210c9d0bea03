import { rm } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { commissioners, office } from "./officer.ts";

const [DAY1, DAY2, DAY3, DAY4, DAY5] = [1, 2, 3, 4, 5].map((day) => `2019-07-0${day}T01:00:00.000Z`) as [string, string, string, string, string];
const LATER = "2019-08-12T01:00:00.000Z";
const QUESTION = "fixtures/forms/阳科统06/bad/more-granted-than-applied.csv";
const WRONG = "fixtures/forms/阳科统12/bad/pairing-incomplete.csv";

type Home = Awaited<ReturnType<typeof office>>;

/** What had come in when it was published first: reports that count, one to be explained, one to be corrected, a nil report. */
async function firstDay({ send, at }: Home) {
	await send(DAY1, "阳东区", "名单.csv", commissioners("阳东区", ["甲"]));
	const yangxi = await send(DAY1, "阳西县", "名单.csv", commissioners("阳西县", ["丙", "丁"]));
	const [question] = (await at(DAY1, (app) => app.ingest([QUESTION]))).files[0]?.submissions ?? [];
	const [wrong] = (await at(DAY1, (app) => app.ingest([WRONG]))).files[0]?.submissions ?? [];
	await at(DAY1, (app) => app.nil("统12", { unit: "阳春市", period: "2019H1", batch: null, by: "张三" }));
	return { yangxi, question, wrong };
}

/** Everything that may happen to it afterwards. */
async function whatFollows({ send, at }: Home, { yangxi, question, wrong }: Awaited<ReturnType<typeof firstDay>>): Promise<void> {
	const by = "李四";
	await send(DAY3, "阳东区", "名单2.csv", commissioners("阳东区", ["甲", "乙", "戊"]));
	await at(DAY3, (app) => app.decide("return", String(yangxi.id), { by, reason: "与原始凭证不符" }));
	await at(DAY3, (app) => app.decide("accept", String(question?.id), { by, reason: "评审会议定按重点项目追加" }));
	await at(DAY3, (app) => app.decide("withdraw", String(wrong?.id), { by, reason: "报错了单位" }));
	await at(DAY3, (app) => app.waive({ rule: "06-S1", unit: null, key: null, reason: "试点", until: "2019-12-31" }, by));
	await at(DAY4, (app) => app.lock("2019H1", { form: "统12", unit: null, by, reason: "已上报", anyway: true }));
	const late = await send(DAY4, "阳东区", "名单3.csv", commissioners("阳东区", ["甲", "乙"]));
	await at(DAY4, (app) => app.adjust(String(late.id), { by, reason: "一人已离岗", withdraw: false, dryRun: false, republish: false }));
}

test("what was published at an instant can be made again, bit by bit, whatever has happened since", { timeout: 120_000 }, async () => {
	const home = await office();
	const taken = await firstDay(home);
	const first = await home.publish(DAY2);
	await whatFollows(home, taken);
	const second = await home.publish(DAY5);
	const told = ["statistics.csv", "statistics.json", "阳江市2019年上半年科技工作总结（初稿）.docx", "阳江市2019年上半年科技统计汇总表.xlsx"];
	expect(Object.keys(first)).toEqual(expect.arrayContaining([...told, "manifest.json"]));
	for (const name of told) expect(second[name], name).not.toBe(first[name]);
	await home.send(LATER, "阳西县", "名单2.csv", commissioners("阳西县", ["丙"]));
	// Settings that change what a publication says were kept with each, and hold for its instant again.
	await home.configure({
		cutoffs: { "2019H1": "2019-06-01", "2018H1": "2018-06-01", "2018": "2018-12-01" },
		carryForward: true,
		dueDays: { "2019H1": "2019-06-30" },
	});
	// Nothing is left to copy from: both are made again, under the numbers and codes that they had.
	await rm(path.join(home.home, "output"), { recursive: true });
	expect(await home.publish(LATER, DAY2)).toEqual(first);
	expect(await home.publish(LATER, DAY5)).toEqual(second);
	const fresh = await home.publish(LATER, DAY2, true);
	for (const name of told.filter((each) => !each.endsWith(".csv"))) expect(fresh[name], name).not.toBe(first[name]);
});

test("the same reports and decisions at the same instants give the same bytes in another home", { timeout: 120_000 }, async () => {
	const published = async () => {
		const home = await office();
		await whatFollows(home, await firstDay(home));
		const { entries } = await home.at(DAY5, (app) => app.log({ submission: null, period: null, verify: false }));
		return { files: await home.publish(DAY5), head: entries.at(-1)?.hash };
	};
	expect(await published()).toEqual(await published());
});
