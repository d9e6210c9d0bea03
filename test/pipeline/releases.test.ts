import { existsSync, readFileSync } from "node:fs";
import { appendFile, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { sha256Of } from "../../src/files/archive.ts";
import { publishDocument } from "../../src/model/documents.ts";
import { releaseManifest } from "../../src/model/release.ts";
import { releasesDocument } from "../../src/model/release-documents.ts";
import { commissioners, office } from "./officer.ts";

const [DAY1, DAY2, DAY3, DAY4] = [1, 2, 3, 4].map((day) => `2019-07-0${day}T01:00:00.000Z`) as [string, string, string, string];
const by = "李四";

type Home = Awaited<ReturnType<typeof office>>;

/** Consolidates and publishes as somebody does. */
function publish({ at }: Home, instant: string, reason: string | null = null) {
	return at(instant, async (app) => {
		await app.consolidate("2019H1", null);
		return app.publish("2019H1", { by, reason });
	});
}

const listed = ({ at }: Home, instant = DAY4) => at(instant, async (app) => (await app.releases("2019H1")).releases);
const placed = (home: Home, ...names: string[]) => path.join(home.home, "output", "2019H1", ...names);
const manifestAt = (file: string) => releaseManifest.parse(JSON.parse(readFileSync(file, "utf8")));

/** A home with one report, published once. */
async function published() {
	const home = await office();
	await home.send(DAY1, "阳东区", "名单.csv", commissioners("阳东区", ["甲"]));
	return { home, first: await publish(home, DAY1) };
}

test("a release says in its manifest what it was made from, and every file by its hash", async () => {
	const { home, first } = await published();
	expect(publishDocument.parse(first)).toEqual(first);
	const manifest = manifestAt(placed(home, "manifest.json"));
	expect(manifest).toMatchObject({ period: "2019H1", number: 1, code: first.release?.code, before: null, changes: null, reason: null });
	expect(manifest.code).toMatch(/^2019H1-1-[0-9A-HJKMNP-TV-Z]{6}$/);
	expect(manifest.inputs).toMatchObject([
		{ file: "名单.csv", submissions: [{ form: "阳科统12", unit: "441704-00", version: 1, rows: 1, usedFor: expect.arrayContaining(["2019H1"]) }] },
	]);
	const [input] = manifest.inputs;
	const original = await readFile(path.join(home.home, "archive", input?.sha256.slice(0, 2) ?? "", input?.sha256 ?? ""));
	expect({ sha256: sha256Of(original), size: original.length }).toEqual({ sha256: input?.sha256, size: input?.size });
	for (const { name, sha256, size } of manifest.outputs) {
		const bytes = await readFile(placed(home, name));
		expect({ name, sha256: sha256Of(bytes), size: bytes.length }).toEqual({ name, sha256, size });
	}
	expect(first.release?.manifest).toBe(sha256Of(await readFile(placed(home, "manifest.json"))));
	const { entries } = await home.at(DAY2, (app) => app.log({ submission: null, period: "2019H1", verify: true }));
	expect(entries.at(-1)).toMatchObject({ kind: "published", by, detail: { release: 1, code: manifest.code, manifest: first.release?.manifest } });
});

test("what says nothing new is no new release, on whatever day it is published", async () => {
	const { home, first } = await published();
	const before = await readFile(placed(home, "manifest.json"));
	const second = await publish(home, DAY2);
	expect(second).toMatchObject({ unchanged: true, restored: [], release: first.release, asOf: first.asOf, changes: null });
	expect((await readFile(placed(home, "manifest.json"))).equals(before)).toBe(true);
	expect(await listed(home)).toHaveLength(1);
});

test("files of a release that were altered or lost are made again, bit by bit", async () => {
	const { home, first } = await published();
	const files = async () =>
		Object.fromEntries(await Promise.all(first.files.map(async ({ name }) => [name, sha256Of(await readFile(placed(home, name)))])));
	const before = await files();
	await appendFile(placed(home, first.workbook), " ");
	await rm(placed(home, "statistics.csv"));
	await writeFile(placed(home, "manifest.json"), "{}");
	const again = await publish(home, DAY2);
	expect(again).toMatchObject({ unchanged: true, release: first.release });
	expect([...again.restored].sort()).toEqual(["manifest.json", "statistics.csv", first.workbook].sort());
	expect(await files()).toEqual(before);
});

test("a new release keeps the one before, whole, and tells what differs: figures from what to what, reports that came, went or were replaced", async () => {
	const { home, first } = await published();
	await home.send(DAY2, "阳东区", "名单2.csv", commissioners("阳东区", ["甲", "乙"]));
	await home.send(DAY2, "阳西县", "名单.csv", commissioners("阳西县", ["丙"]));
	const second = await publish(home, DAY3);
	expect(second.release).toMatchObject({ number: 2 });
	const intending = second.changes?.figures.filter(({ id }) => id === "commissioners.intending");
	expect(intending).toMatchObject([
		{ reportingUnit: null, before: 1, after: 3 },
		{ reportingUnit: "441704-00", before: 1, after: 2 },
		{ reportingUnit: "441721-00", before: null, after: 1 },
	]);
	expect(second.changes?.inputs).toMatchObject([
		{ unit: "441704-00", before: { file: "名单.csv", version: 1 }, after: { file: "名单2.csv", version: 2 } },
		{ unit: "441721-00", before: null, after: { file: "名单.csv", version: 1 } },
	]);
	expect(JSON.parse(await readFile(placed(home, "changes.json"), "utf8"))).toEqual(second.changes);
	for (const { name, sha256 } of first.files) expect(sha256Of(await readFile(placed(home, "releases", "1", name))), name).toBe(sha256);
	expect(manifestAt(placed(home, "manifest.json"))).toMatchObject({ before: { number: 1, manifest: first.release?.manifest } });
	const { releases, changes } = await home.at(DAY4, (app) => app.release("2019H1", "2"));
	expect({ releases: releases.length, changes }).toEqual({ releases: 1, changes: second.changes });
	expect((await listed(home)).map(({ number, standing }) => [number, standing])).toEqual([
		[1, "superseded"],
		[2, "newest"],
	]);
});

test("a release that is withdrawn leaves the folder, with a notice; another needs a reason", async () => {
	const { home, first } = await published();
	const document = await home.at(DAY2, (app) => app.withdrawRelease("2019H1", "1", { by, reason: "少了阳西县" }));
	expect(releasesDocument.parse(document)).toEqual(document);
	expect(document.releases).toMatchObject([{ number: 1, standing: "withdrawn", withdrawn: { by, reason: "少了阳西县" } }]);
	expect((await readdir(placed(home))).sort()).toEqual(["releases", "撤回说明.txt"]);
	expect(await readFile(placed(home, "撤回说明.txt"), "utf8")).toContain("少了阳西县");
	expect(sha256Of(await readFile(placed(home, "releases", "1", first.workbook)))).toBe(
		first.files.find(({ name }) => name === first.workbook)?.sha256,
	);
	await expect(home.at(DAY2, (app) => app.withdrawRelease("2019H1", "1", { by, reason: "再撤" }))).rejects.toMatchObject({
		code: "usage.release-is",
	});
	await expect(home.at(DAY2, (app) => app.withdrawRelease("2019H1", "7", { by, reason: "撤" }))).rejects.toMatchObject({
		code: "usage.no-such-release",
	});
	await expect(publish(home, DAY3)).rejects.toMatchObject({ code: "usage.release-withdrawn" });
	const again = await publish(home, DAY3, "已核对，照原样发布");
	expect(again).toMatchObject({ unchanged: false, release: { number: 2 } });
	expect(existsSync(placed(home, "撤回说明.txt"))).toBe(false);
	expect(manifestAt(placed(home, "manifest.json"))).toMatchObject({ number: 2, reason: "已核对，照原样发布", before: { number: 1 } });
	const { entries, verified } = await home.at(DAY4, (app) => app.log({ submission: null, period: null, verify: true }));
	expect(entries.slice(-3).map(({ kind, reason }) => [kind, reason])).toEqual([
		["published", null],
		["release-withdrawn", "少了阳西县"],
		["published", "已核对，照原样发布"],
	]);
	expect(verified).toMatchObject({ brokenAt: null, cutOff: [] });
});

test("the nightly job leaves alone what was withdrawn, and says so", async () => {
	const { home } = await published();
	await home.at(DAY2, (app) => app.withdrawRelease("2019H1", "1", { by, reason: "有误" }));
	const run = await home.at(DAY2, (app) => app.run("consolidate"));
	expect(run).toMatchObject({ outcome: "attention", detail: { withdrawn: expect.stringContaining("2019H1") } });
	expect(await listed(home)).toHaveLength(1);
});

test("two publications at once make one release", async () => {
	const home = await office();
	await home.send(DAY1, "阳东区", "名单.csv", commissioners("阳东区", ["甲"]));
	await home.at(DAY1, (app) => app.consolidate("2019H1", null));
	const both = await Promise.all([1, 2, 3].map(() => home.at(DAY1, (app) => app.publish("2019H1", { by, reason: null }))));
	expect(both.map(({ unchanged }) => unchanged).sort()).toEqual([false, true, true]);
	expect(await listed(home)).toHaveLength(1);
});
