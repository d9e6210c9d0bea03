import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { openHouse } from "../../src/app/house.ts";
import { loadConfig } from "../../src/config.ts";
import { checkDocument } from "../../src/model/documents.ts";
import { huibao, newHome } from "../support/huibao.ts";

const SAMPLE = readFileSync("fixtures/forms/阳科统12/good/sample.csv", "utf8");
const NOW = { HUIBAO_NOW: "2019-07-02T09:00:00+08:00" };
const OFFICES = ["阳东区", "阳西县", "江城区", "阳春市"];
const VERSIONS = 25;

let last = 0;

/** Drops a file later than every one before it: the stamps of files are coarse. */
function drop(target: string, text: string): void {
	do writeFileSync(target, text);
	while (statSync(target).ctimeMs === last);
	last = statSync(target).ctimeMs;
}

test("many files are taken in by several threads, each once, and of what an office sent again and again the last counts", async () => {
	const home = newHome();
	writeFileSync(path.join(home, "huibao.config.json"), JSON.stringify({ inbox: { settleSeconds: 0, threads: 3 } }));
	for (const office of OFFICES) mkdirSync(path.join(home, "inbox", office), { recursive: true });
	for (let version = 1; version <= VERSIONS; version++) {
		for (const office of OFFICES) {
			const text = SAMPLE.replaceAll("阳江市阳东区工业信息化和科技局", office)
				.replaceAll("阳东区", office)
				.replace("示例海洋研究所", `示例研究所${version}`);
			drop(path.join(home, "inbox", office, `特派员${version}.csv`), text);
		}
		// What only its content can assign comes in between.
		if (version === 6) drop(path.join(home, "inbox", "不知道是谁的.csv"), "1,2,3\n");
	}
	const { code, stdout, stderr } = huibao(["ingest", "--json"], home, NOW);
	expect({ code, stderr }).toEqual({ code: 2, stderr: "" });
	const { files } = checkDocument.parse(JSON.parse(stdout));
	expect(files).toHaveLength(OFFICES.length * VERSIONS + 1);
	expect(files[6 * OFFICES.length]).toMatchObject({ file: "不知道是谁的.csv", status: "refused" });
	for (const office of OFFICES) {
		const own = files.filter(({ folder }) => folder === office);
		expect(own.map(({ file }) => file)).toEqual(Array.from({ length: VERSIONS }, (_, at) => `${office}/特派员${at + 1}.csv`));
		expect(own.flatMap(({ submissions }) => submissions.map(({ version }) => version))).toEqual(Array.from({ length: VERSIONS }, (_, at) => at + 1));
	}
	const house = await openHouse(loadConfig({ HUIBAO_DATA: home, ...NOW }, home), "zh-CN");
	try {
		const counting = await (await house.store()).countingAt("2019-07-03T00:00:00Z");
		expect(counting.map(({ version }) => version)).toEqual(OFFICES.map(() => VERSIONS));
	} finally {
		await house.close();
	}
	expect(readdirSync(path.join(home, "processing"))).toEqual([]);
	rmSync(home, { recursive: true });
});
