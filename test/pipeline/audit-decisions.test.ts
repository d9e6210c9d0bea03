import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import type { ReleaseManifest } from "../../src/model/release.ts";
import { office } from "./officer.ts";
import { expectAudited } from "./offices.ts";

/** What was decided when an original was read holds for its audit, whatever was decided since. */

const SAMPLE = (await readFile(path.join(import.meta.dirname, "../../fixtures/forms/阳科统01/good/sample.csv"), "utf8")).replace(/^\ufeff/, "");
const [DAY1, DAY2, DAY3, DAY4, DAY5] = [1, 2, 3, 4, 5].map((day) => `2019-07-0${day}T09:00:00+08:00`) as [string, string, string, string, string];
const BY = "李四";

test("a heading that was confirmed as a name of a column still is one for what was read by it, after it was revoked", {
	timeout: 120_000,
}, async () => {
	const { send, at, publish } = await office();
	const renamed = SAMPLE.replace("研发费用（万元）", "研究开发费（万元）");
	expect(await send(DAY1, "阳东区", "名录.csv", renamed)).toMatchObject({ status: "returned" });
	const request = { form: "阳科统01", field: "研发费用", heading: "研究开发费（万元）", unit: null };
	const { synonyms } = await at(DAY2, (app) => app.confirmSynonym(request, BY));
	expect(await send(DAY3, "阳东区", "名录.csv", renamed)).toMatchObject({ status: "accepted" });
	await at(DAY4, (app) => app.revokeSynonym(String(synonyms[0]?.id), BY, "表头已改正"));
	await publish(DAY5);
	const { inputs } = await at(DAY5, (app) => manifestIn(app.home));
	expect(inputs.flatMap(({ submissions }) => submissions.map(({ form, rows }) => [form, rows]))).toEqual([["阳科统01", 4]]);
	// Nothing of the decision is left in the files but what the manifest says of it.
	await at(DAY5, (app) => expectAudited(app, 1));
});

test("a code that was let pass by a waiver is used, after the waiver was ended", { timeout: 120_000 }, async () => {
	const { send, at, publish } = await office();
	const wrong = SAMPLE.replace(
		/^([^,]*,[^,]*,91441\d{3}[0-9A-Z]{9})([0-9A-Z])/m,
		(_, code: string, check: string) => `${code}${check === "5" ? "6" : "5"}`,
	);
	expect(wrong).not.toBe(SAMPLE);
	expect(await send(DAY1, "阳东区", "名录.csv", wrong)).toMatchObject({ status: "returned" });
	await at(DAY2, (app) =>
		app.waive({ rule: "uscc.check", unit: null, key: null, reason: "早期赋码，校验位与标准不符，已核对执照", until: "2019-12-31" }, BY),
	);
	await at(DAY3, (app) => app.endWaiver("1", BY, "已全部核对"));
	await publish(DAY4);
	const { inputs, decisions } = await at(DAY5, (app) => manifestIn(app.home));
	expect(inputs.flatMap(({ submissions }) => submissions.map(({ rows }) => rows))).toEqual([4]);
	expect(decisions.waivers).toMatchObject([{ rule: "uscc.check", endedAt: new Date(DAY3).toISOString() }]);
});

async function manifestIn(home: string) {
	return JSON.parse(await readFile(path.join(home, "output", "2019H1", "manifest.json"), "utf8")) as ReleaseManifest;
}
