import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { openArchive, sha256Of } from "../../src/files/archive.ts";
import { givenFiles } from "../../src/files/given.ts";
import { initHome, keepDays, layoutOf, obstaclesToDemo, resetDemoHome, sealDemoHome } from "../../src/files/layout.ts";
import { isConflictCopy, safeName } from "../../src/files/names.ts";
import { openOutbox } from "../../src/files/outbox.ts";
import { openOutput } from "../../src/files/staging.ts";
import { isLitter } from "../../src/model/litter.ts";

const newLayout = () => layoutOf(mkdtempSync(path.join(tmpdir(), "huibao-files-")));
const bytes = (text: string) => new TextEncoder().encode(text);

function drop(root: string, name: string, content = name): string {
	const target = path.join(root, ...name.split("/"));
	mkdirSync(path.dirname(target), { recursive: true });
	writeFileSync(target, content);
	return target;
}

describe("archive", () => {
	test("keeps an original once, by its hash", async () => {
		const { archive } = newLayout();
		const originals = openArchive(archive);
		const hash = await originals.keep(bytes("汇报"));
		expect(hash).toBe(sha256Of(bytes("汇报")));
		expect(await originals.keep(bytes("汇报"))).toBe(hash);
		expect(new TextDecoder().decode(await originals.read(hash))).toBe("汇报");
		expect(readdirSync(path.join(archive, hash.slice(0, 2)))).toEqual([hash]);
	});

	test("an altered original is not given out, and a cut one is kept anew", async () => {
		const { archive } = newLayout();
		const originals = openArchive(archive);
		const hash = await originals.keep(bytes("1234"));
		const place = path.join(archive, hash.slice(0, 2), hash);
		writeFileSync(place, "1235");
		await expect(originals.read(hash)).rejects.toThrow(/altered/);
		writeFileSync(place, "12");
		await originals.keep(bytes("1234"));
		expect(new TextDecoder().decode(await originals.read(hash))).toBe("1234");
	});

	test("only a hash is a place in it", async () => {
		await expect(openArchive(newLayout().archive).read("../../etc/passwd")).rejects.toThrow(RangeError);
	});
});

describe("outbox", () => {
	test("receipts lie in the office's folder and are taken away again", async () => {
		const layout = newLayout();
		const outbox = openOutbox(layout);
		const place = await outbox.putReceipt("阳东区", "表.xlsx.回执.xlsx", Uint8Array.of(1, 2, 3));
		expect(path.relative(layout.returned, place)).toBe(path.join("阳东区", "表.xlsx.回执.xlsx"));
		expect([...readFileSync(place)]).toEqual([1, 2, 3]);
		await outbox.clearReceipt("阳东区", "表.xlsx.回执.xlsx");
		await outbox.clearReceipt("阳东区", "表.xlsx.回执.xlsx");
		expect(readdirSync(path.dirname(place))).toEqual([]);
	});

	test("an unreadable file lies beside its reason, and names cannot lead out", async () => {
		const layout = newLayout();
		const outbox = openOutbox(layout);
		const first = await outbox.quarantine("阳东区/坏.xlsx", bytes("1"), "打不开");
		const second = await outbox.quarantine("阳东区/坏.xlsx", bytes("2"), "打不开");
		expect(first).not.toBe(second);
		expect(readFileSync(`${first}.txt`, "utf8")).toContain("打不开");
		const escaping = await outbox.quarantine("../../外.xlsx", bytes("3"), "打不开");
		expect(path.relative(layout.quarantine, escaping).startsWith("..")).toBe(false);
	});

	test("in quarantine nothing overwrites anything: neither a file of a name as long as names can be, nor a second reason", async () => {
		const layout = newLayout();
		const outbox = openOutbox(layout);
		const long = `${"高".repeat(83)}.xlsx`;
		const places = [await outbox.quarantine(`${long}1`, bytes("1"), "甲"), await outbox.quarantine(`${long}2`, bytes("2"), "乙")];
		expect(places.map((place) => readFileSync(place, "utf8"))).toEqual(["1", "2"]);
		await outbox.quarantine(`${long}1`, bytes("1"), "丙");
		await outbox.quarantine(`${long}1`, bytes("1"), "甲");
		expect(readdirSync(layout.quarantine).filter((name) => name.endsWith(".txt"))).toHaveLength(3);
		expect([`${places[0]}.txt`, `${places[0]} (2).txt`].map((place) => readFileSync(place, "utf8"))).toEqual(["\ufeff甲", "\ufeff丙"]);
	});

	test("a file too large to be read is kept and put aside a piece at a time", async () => {
		const layout = newLayout();
		const large = drop(layout.home, "大.xlsx", "汇".repeat(100_000));
		const sha256 = await openArchive(layout.archive).keepFile(large);
		expect(sha256).toBe(sha256Of(readFileSync(large)));
		expect(readFileSync(large).equals(await openArchive(layout.archive).read(sha256))).toBe(true);
		const aside = await openOutbox(layout).quarantine("大.xlsx", { path: large, size: 300_000, sha256 }, "过大");
		expect(readFileSync(aside).equals(readFileSync(large))).toBe(true);
		const copied = openOutbox(layout).quarantine("小.xlsx", { path: large, size: 300_000, sha256: sha256Of(bytes("another")) }, "过大");
		await expect(copied).rejects.toThrow(/changed while it was copied/);
		expect(readdirSync(layout.quarantine)).toHaveLength(2);
	});
});

describe("names", () => {
	test("what an office gave is kept as far as every system takes it", () => {
		expect(safeName("江城区+2019年上半年(1)（最终版）.xlsx")).toBe("江城区+2019年上半年(1)（最终版）.xlsx");
		expect(safeName("a/b\\c:d*?.xlsx. ")).toBe("a_b_c_d__.xlsx");
		expect([safeName("CON.xlsx"), safeName(".."), safeName("")]).toEqual(["_CON.xlsx", "_", "_"]);
		const long = safeName(`${"高".repeat(300)}.xlsx`);
		expect(Buffer.byteLength(long)).toBeLessThanOrEqual(200);
		expect(long.endsWith("高.xlsx")).toBe(true);
		const member = (office: string) => safeName(`${"附件".repeat(20)}.zip!${office}${"上半年报表".repeat(12)}.xlsx.回执.xlsx`);
		expect(member("阳东区")).not.toBe(member("阳西县"));
		expect(member("阳东区")).toMatch(/^附件.*\.xlsx\.回执\.xlsx$/);
	});

	test("litter is told from files", () => {
		const litter = [
			"~$a.xlsx",
			".~lock.a.xlsx#",
			".~a.et",
			"a.TMP",
			".huibao",
			"desktop.ini",
			"~WRL0001.tmp",
			"5F3A1000",
			"Thumbs.db",
			".DS_Store",
			"a.xlsx.crdownload",
		];
		litter.push(
			"a.xlsx.part",
			"a.xlsx.temp",
			"a.xlsx.downloading",
			"a.xlsx.xltd",
			"~syncthing~a.xlsx.tmp",
			"__MACOSX",
			"$RECYCLE.BIN",
			"@eaDir",
			"lost+found",
		);
		expect(litter.filter((name) => !isLitter(name))).toEqual([]);
		const files = ["a.xlsx", "tmp.xlsx", "part.csv", "~a.xlsx", "20190627", "20190627.xls", "回收站.xlsx", "a(1).xlsx"];
		expect(files.filter(isLitter)).toEqual([]);
	});

	test("copies that sync programs make are told from the files that offices name", () => {
		const copies = [
			"表.sync-conflict-20190627-101500-ABCDEFG.xlsx",
			"表 (林's conflicted copy 2019-06-27).xlsx",
			"表 (林某某 的冲突副本 2019-06-27).xlsx",
			"NSConflict-表.xlsx",
		];
		expect(copies.filter((name) => !isConflictCopy(name))).toEqual([]);
		expect(["表(1).xlsx", "表-副本.xlsx", "冲突统计.xlsx"].filter(isConflictCopy)).toEqual([]);
	});
});

describe("given files", () => {
	test("a folder is walked in a fixed order and nothing is moved", async () => {
		const { home } = newLayout();
		drop(home, "demo/阳东区/b.xlsx");
		drop(home, "demo/阳东区/a.xlsx");
		for (const name of ["~$a.xlsx", "expected.json", "README.md"]) drop(home, `demo/阳东区/${name}`);
		const single = drop(home, "江城区/c.xlsx");
		const files = await givenFiles([path.join(home, "demo"), single]);
		expect(files.map((file) => file.name)).toEqual(["demo/阳东区/a.xlsx", "demo/阳东区/b.xlsx", "c.xlsx"]);
		expect(files.map((file) => file.folders[0])).toEqual(["阳东区", "阳东区", "江城区"]);
		expect(new TextDecoder().decode((await files[0]?.read(1000)) as Uint8Array)).toBe("demo/阳东区/a.xlsx");
		expect(readdirSync(path.join(home, "demo", "阳东区"))).toHaveLength(5);
	});

	test("a path that does not exist is a fault with its code", async () => {
		await expect(givenFiles([path.join(newLayout().home, "none.xlsx")])).rejects.toMatchObject({ code: "ENOENT" });
	});
});

describe("staging", () => {
	const P = { code: "2019H1" };

	test("a publication takes the place of the earlier one as a whole", async () => {
		const { output } = newLayout();
		const { stage } = openOutput(output);
		const first = await stage(P);
		await first.write("a.xlsx", "1");
		await first.write("gone.csv", "1");
		expect(await first.commit()).toBe(path.join(output, "2019H1"));
		drop(output, "2019H1/releases/1/a.xlsx");
		const second = await stage(P);
		await second.write("a.xlsx", "2");
		expect(new TextDecoder().decode(await second.read("a.xlsx"))).toBe("2");
		expect(readFileSync(path.join(output, "2019H1", "a.xlsx"), "utf8")).toBe("1");
		await second.commit();
		expect(readdirSync(path.join(output, "2019H1")).sort()).toEqual(["a.xlsx", "releases"]);
		expect(readFileSync(path.join(output, "2019H1", "a.xlsx"), "utf8")).toBe("2");
		expect(readdirSync(output)).toEqual(["2019H1"]);
	});

	test("of publications at once one stands whole; a swap that died is no hindrance", async () => {
		const { output } = newLayout();
		const { stage, alone } = openOutput(output);
		const dead = path.dirname(drop(output, ".swap-2019H1/left behind"));
		utimesSync(dead, new Date("2019-01-01"), new Date("2019-01-01"));
		const staged = await Promise.all(["1", "2", "3", "4", "5", "6"].map(async (mark) => ({ mark, area: await stage(P) })));
		for (const { mark, area } of staged) for (const name of ["a.xlsx", "b.json", "c.csv"]) await area.write(name, mark);
		// One of them takes longer, between its first file and its last.
		for (const name of ["b1", "b2", "b3", "b4", "b5", "b6"]) await staged[0]?.area.write(name, "1");
		await Promise.all(staged.map(({ area }) => alone(P, () => area.commit())));
		const folder = path.join(output, "2019H1");
		expect(new Set(readdirSync(folder).map((name) => readFileSync(path.join(folder, name), "utf8"))).size).toBe(1);
		expect(readdirSync(output)).toEqual(["2019H1"]);
	});

	test("folders are swapped with their files, and the release that is replaced is kept whole", async () => {
		const { output } = newLayout();
		const { stage, alone } = openOutput(output);
		const publish = (files: Readonly<Record<string, string>>, replaced: { number: number; files: string[] } | null) =>
			alone(P, async () => {
				const area = await stage(P);
				for (const [name, text] of Object.entries(files)) await area.write(name, text);
				return area.commit(replaced);
			});
		const folder = await publish({ "a.xlsx": "1", "data/x.csv": "1", "data/gone.csv": "1", "old/only.csv": "1", "manifest.json": "1" }, null);
		drop(folder, "调整影响说明/1.txt", "kept");
		await publish(
			{ "a.xlsx": "2", "data/x.csv": "2", "manifest.json": "2" },
			{ number: 1, files: ["a.xlsx", "data/x.csv", "data/gone.csv", "old/only.csv", "manifest.json"] },
		);
		const below = readdirSync(folder, { recursive: true, encoding: "utf8" })
			.map((name) => name.split(path.sep).join("/"))
			.sort();
		expect(below.filter((name) => !name.startsWith("releases/"))).toEqual([
			"a.xlsx",
			"data",
			"data/x.csv",
			"manifest.json",
			"releases",
			"调整影响说明",
			"调整影响说明/1.txt",
		]);
		for (const name of ["a.xlsx", "data/x.csv", "data/gone.csv", "old/only.csv", "manifest.json"]) {
			expect(readFileSync(path.join(folder, "releases", "1", name), "utf8"), name).toBe("1");
		}
		expect(readFileSync(path.join(folder, "data", "x.csv"), "utf8")).toBe("2");
	});

	test("a lock is kept as long as its holder lives, and broken at once where it has died", async () => {
		const { output } = newLayout();
		const { alone } = openOutput(output);
		const lock = path.join(output, ".swap-2019H1");
		const held = (pid: number) => {
			rmSync(lock, { recursive: true, force: true });
			drop(output, ".swap-2019H1/owner.json", JSON.stringify({ pid, host: hostname(), token: "another's" }));
			// As silent as a swap of a large publication would be.
			utimesSync(lock, new Date(Date.now() - 600_000), new Date(Date.now() - 600_000));
		};
		const { pid } = spawnSync(process.execPath, ["--version"]);
		held(pid);
		await alone(P, async () => expect(existsSync(lock)).toBe(true));
		expect(existsSync(lock)).toBe(false);
		held(process.pid);
		let entered = false;
		const waiting = alone(P, async () => {
			entered = true;
		});
		await alone({ code: "2019H2" }, async () => expect(entered).toBe(false));
		rmSync(lock, { recursive: true });
		await waiting;
		expect(entered).toBe(true);
	});

	test("a discarded publication leaves no trace", async () => {
		const { output } = newLayout();
		const staged = await openOutput(output).stage(P);
		await staged.write("a.xlsx", "1");
		await staged.discard();
		expect(readdirSync(output)).toEqual([]);
	});

	test("where one file cannot be replaced, all are put back", async () => {
		const { output } = newLayout();
		const { stage } = openOutput(output);
		const first = await stage(P);
		await first.write("a.xlsx", "1");
		await first.commit();
		// A folder in the place of a file cannot be replaced by a rename.
		drop(output, "2019H1/b.csv/in the way");
		const second = await stage(P);
		await second.write("0-new.json", "2");
		await second.write("a.xlsx", "2");
		await second.write("b.csv", "2");
		await expect(second.commit()).rejects.toThrow();
		expect(readFileSync(path.join(output, "2019H1", "a.xlsx"), "utf8")).toBe("1");
		expect(readdirSync(path.join(output, "2019H1")).sort()).toEqual(["a.xlsx", "b.csv"]);
		expect(readdirSync(output)).toEqual(["2019H1"]);
	});
});

describe("data home", () => {
	test("init makes one inbox folder per office, once", async () => {
		const layout = newLayout();
		const made = await initHome(layout, ["阳东区", "市本级"]);
		expect(made).toContain(path.join(layout.inbox, "阳东区"));
		expect(await initHome(layout, ["阳东区", "市本级"])).toEqual([]);
	});

	test("the demo starts in an empty home and in its own, and in no other", async () => {
		const layout = newLayout();
		await initHome(layout, ["阳东区"]);
		drop(layout.output, ".gitkeep", "");
		expect(await obstaclesToDemo(layout)).toEqual([]);
		await resetDemoHome(layout);
		await openArchive(layout.archive).keep(bytes("demo"));
		writeFileSync(layout.database, "");
		expect(await obstaclesToDemo(layout)).toEqual([]);
		await sealDemoHome(layout);
		expect(await obstaclesToDemo(layout)).toEqual([]);
		await openArchive(layout.archive).keep(bytes("an office's own"));
		expect(await obstaclesToDemo(layout)).toHaveLength(1);
	});

	test.each([
		["a database", "huibao.sqlite"],
		["a dropped file", "inbox/阳东区/a.xlsx"],
		["an archived original", "archive/ab/abc"],
		["a release", "output/2019H1/a.xlsx"],
	])("%s stands in the way of the demo", async (_, name) => {
		const layout = newLayout();
		drop(layout.home, name);
		expect(await obstaclesToDemo(layout)).toHaveLength(1);
	});

	test("starting afresh clears the earlier demo and keeps the rest", async () => {
		const layout = newLayout();
		for (const name of ["huibao.sqlite", "huibao.sqlite-wal", "archive/ab/abc", "output/2019H1/a.xlsx", "returned/x/a.txt"]) drop(layout.home, name);
		drop(layout.home, "output/.gitkeep", "");
		drop(layout.home, "README.md");
		await resetDemoHome(layout);
		expect(readdirSync(layout.home).sort()).toEqual([".huibao-demo", "README.md", "output"]);
		expect(readdirSync(layout.output)).toEqual([".gitkeep"]);
	});

	test("the cutoff is set without touching other settings", async () => {
		const layout = newLayout();
		await keepDays(layout, "cutoffs", { "2019H1": "2019-06-27" });
		writeFileSync(layout.settings, JSON.stringify({ carryForward: true, cutoffs: { "2018": "2018-12-30" } }));
		await keepDays(layout, "cutoffs", { "2019H1": "2019-06-27" });
		expect(JSON.parse(readFileSync(layout.settings, "utf8"))).toEqual({
			carryForward: true,
			cutoffs: { "2018": "2018-12-30", "2019H1": "2019-06-27" },
		});
	});
});
