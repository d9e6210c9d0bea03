import { existsSync, readdirSync, renameSync, rmSync, statSync, symlinkSync, utimesSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { drop, inboxOf, later, newLayout, type OpenInbox, taken, textOf } from "./support.ts";

const HOST = encodeURIComponent(hostname());

/** Names of the files below a folder, folders left out. */
const filesBelow = (folder: string) =>
	existsSync(folder)
		? readdirSync(folder, { recursive: true, withFileTypes: true })
				.filter((entry) => entry.isFile())
				.map((entry) => entry.name)
		: [];

describe("what was dropped", () => {
	test("comes with its folder, and is forgotten when released", async () => {
		const layout = newLayout();
		drop(layout.inbox, "阳东区/2019上半年.xlsx");
		drop(layout.inbox, "阳东区/补充/统01.xlsx");
		drop(layout.inbox, "散件.xlsx");
		const folders: Record<string, string | null> = {};
		const inbox = inboxOf(layout);
		for await (const file of inbox.claim()) {
			folders[file.name] = file.folder;
			expect(textOf(file.bytes)).toBe(file.name);
			expect(file.fileName).toBe(file.name.split("/").at(-1));
			await file.release();
		}
		await inbox.close();
		expect(folders).toEqual({ "散件.xlsx": null, "阳东区/2019上半年.xlsx": "阳东区", "阳东区/补充/统01.xlsx": "阳东区" });
		expect(await taken(inboxOf(layout))).toEqual([]);
		expect(readdirSync(path.join(layout.inbox, "阳东区"))).toEqual(["补充"]);
	});

	test("leaves nothing behind in processing/", async () => {
		const layout = newLayout();
		drop(layout.inbox, "阳东区/补充/统01.xlsx");
		const inbox = inboxOf(layout);
		expect(await taken(inbox)).toHaveLength(1);
		await inbox.close();
		expect(readdirSync(layout.processing)).toEqual([]);
	});

	test("is nothing where there is no inbox, and none is made", async () => {
		const layout = newLayout();
		const inbox = inboxOf(layout);
		expect(await taken(inbox)).toEqual([]);
		await inbox.close();
		expect(existsSync(layout.inbox)).toBe(false);
	});

	test("comes the longest unchanged first, so that what was sent last counts", async () => {
		const layout = newLayout();
		let last = 0;
		for (const name of ["三.xlsx", "一.xlsx", "二.xlsx"]) {
			// The stamps of files are coarse: of two that were written in one tick neither is the older.
			while (statSync(drop(layout.inbox, name)).ctimeMs === last);
			last = statSync(path.join(layout.inbox, name)).ctimeMs;
		}
		expect(await taken(inboxOf(layout))).toEqual(["三.xlsx", "一.xlsx", "二.xlsx"]);
	});

	test("several files may be in hand at once, and each is released by itself", async () => {
		const layout = newLayout();
		for (const name of ["一", "二", "三"]) drop(layout.inbox, name);
		const inbox = inboxOf(layout);
		const files: { name: string; release(): Promise<void> }[] = [];
		for await (const file of inbox.claim()) files.push(file);
		await files.find(({ name }) => name === "二")?.release();
		await inbox.close();
		expect((await taken(inboxOf(layout))).sort()).toEqual(["一", "三"].sort());
	});
});

describe("a file that is still arriving", () => {
	test("is left for the next time", async () => {
		const layout = newLayout();
		drop(layout.inbox, "阳西县/大文件.xlsx");
		expect(await taken(inboxOf(layout, { stamp: later(9) }))).toEqual([]);
		expect(await taken(inboxOf(layout, { stamp: later(11) }))).toEqual(["阳西县/大文件.xlsx"]);
	});

	test("counts from its arrival where it was copied with its old date", async () => {
		const layout = newLayout();
		utimesSync(drop(layout.inbox, "阳西县/旧.xlsx"), new Date("2019-01-01"), new Date("2019-01-01"));
		expect(await taken(inboxOf(layout, { stamp: later(0) }))).toEqual([]);
	});

	test("is judged by the clock that stamps the inbox, whatever this machine's own says", async () => {
		const layout = newLayout();
		drop(layout.inbox, "阳西县/新.xlsx");
		// No clock is given: the file system's own is asked, and by it the file has just been written.
		expect(await taken(inboxOf(layout, { stamp: undefined as never }))).toEqual([]);
		expect(filesBelow(layout.processing)).toEqual([]);
	});

	test("is taken as soon as it has settled, where it may be waited for", async () => {
		const layout = newLayout();
		drop(layout.inbox, "阳西县/新.xlsx");
		let passed = 0;
		const waited: number[] = [];
		const wait = async (milliseconds: number) => {
			waited.push(milliseconds);
			passed += milliseconds / 1000;
		};
		expect(await taken(inboxOf(layout, { stamp: () => later(passed)(), wait }))).toEqual(["阳西县/新.xlsx"]);
		expect(waited).toHaveLength(1);
		expect(waited[0]).toBeLessThanOrEqual(10_001);
	});

	test("counts from when it was first seen so, where it is dated in the future", async () => {
		const layout = newLayout();
		utimesSync(drop(layout.inbox, "阳西县/快钟.xlsx"), new Date("2999-01-01"), new Date("2999-01-01"));
		let passed = 0;
		const inbox = inboxOf(layout, { stamp: () => later(passed)() });
		expect(await taken(inbox)).toEqual([]);
		passed = 11;
		expect(await taken(inbox)).toEqual(["阳西县/快钟.xlsx"]);
	});

	test("is not waited for without end where it never stops changing", async () => {
		const layout = newLayout();
		drop(layout.inbox, "阳西县/新.xlsx");
		let looks = 0;
		const wait = async () => {
			looks++;
			utimesSync(drop(layout.inbox, "阳西县/新.xlsx", "x".repeat(looks)), new Date(), new Date(Date.now() + looks * 20_000));
		};
		expect(await taken(inboxOf(layout, { stamp: () => later(looks * 20)(), wait }))).toEqual([]);
		expect(looks).toBeLessThan(10);
	});
});

describe("claims of other processes", () => {
	test("come first where the process died, in the order in which they were made; those of a live one are left alone", async () => {
		const layout = newLayout();
		for (const [n, name] of [
			[10, "后.xlsx"],
			[2, "先.xlsx"],
		])
			drop(layout.processing, `${HOST}~111~aaaaaaaa/${n}/阳东区/${name}`);
		drop(layout.processing, `${HOST}~222~bbbbbbbb/1/阳东区/在办.xlsx`);
		drop(layout.processing, `another-machine~111~cccccccc/1/阳东区/他机.xlsx`);
		drop(layout.inbox, "阳东区/新到.xlsx");
		const claimed: [string, string | null][] = [];
		for await (const file of inboxOf(layout, { isAlive: (pid) => pid === 222 }).claim()) {
			claimed.push([file.name, file.folder]);
			await file.release();
		}
		expect(claimed).toEqual([
			["阳东区/先.xlsx", "阳东区"],
			["阳东区/后.xlsx", "阳东区"],
			["阳东区/新到.xlsx", "阳东区"],
		]);
		expect(readdirSync(layout.processing).some((name) => name.includes("aaaaaaaa"))).toBe(false);
		const stale = await taken(inboxOf(layout, { isAlive: () => true, stamp: later(7200) }));
		expect(stale.sort()).toEqual(["阳东区/他机.xlsx", "阳东区/在办.xlsx"].sort());
	});

	test("of two that died one after the other come in their first order: what the younger one holds it had taken over from the older one", async () => {
		const layout = newLayout();
		const left = (claimant: string, name: string) => drop(layout.processing, `${HOST}~${claimant}/1/阳东区/${name}`);
		left("111~aaaaaaaa", "后.xlsx");
		const older = statSync(path.join(layout.processing, `${HOST}~111~aaaaaaaa`)).birthtimeMs;
		// Stamps are coarse.
		do rmSync(path.join(layout.processing, `${HOST}~222~bbbbbbbb`), { recursive: true, force: true });
		while (statSync(path.dirname(path.dirname(path.dirname(left("222~bbbbbbbb", "先.xlsx"))))).birthtimeMs === older);
		expect(await taken(inboxOf(layout, { isAlive: () => false }))).toEqual(["阳东区/先.xlsx", "阳东区/后.xlsx"]);
	});

	test("are no hindrance where nothing is in them", async () => {
		const layout = newLayout();
		drop(layout.processing, `${HOST}~111~aaaaaaaa/1/阳东区/x`);
		rmSync(path.join(layout.processing, `${HOST}~111~aaaaaaaa`, "1", "阳东区", "x"));
		expect(await taken(inboxOf(layout, { isAlive: () => false }))).toEqual([]);
		expect(readdirSync(layout.processing).filter((name) => name.includes("aaaaaaaa"))).toEqual([]);
	});
});

describe("what a fault broke off", () => {
	test("is offered again once the inbox was closed, after what other processes left", async () => {
		const layout = newLayout();
		drop(layout.inbox, "江城区/坏.xlsx");
		const first = inboxOf(layout);
		const broken = async () => {
			for await (const file of first.claim()) throw new Error(file.name);
		};
		await expect(broken()).rejects.toThrow("江城区/坏.xlsx");
		expect(await taken(inboxOf(layout))).toEqual([]);
		await first.close();
		drop(layout.processing, `${HOST}~111~aaaaaaaa/1/江城区/好.xlsx`);
		expect(await taken(inboxOf(layout, { isAlive: () => false }))).toEqual(["江城区/好.xlsx", "江城区/坏.xlsx"]);
	});

	test("a file that is in hand is not claimed again by a claim that overlaps", async () => {
		const layout = newLayout();
		const inbox = inboxOf(layout);
		drop(layout.inbox, "江城区/一.xlsx");
		for await (const file of inbox.claim()) {
			expect(await taken(inbox)).toEqual([]);
			expect(await taken(inboxOf(layout))).toEqual([]);
			await file.release();
		}
	});
});

describe("while it is being taken", () => {
	/** Does something once the first file was claimed; gives the texts of the others. */
	async function meanwhile(inbox: OpenInbox, step: () => void): Promise<string[]> {
		const texts: string[] = [];
		for await (const file of inbox.claim()) {
			if (texts.push(textOf(file.bytes)) === 1) step();
			await file.release();
		}
		return texts.slice(1);
	}

	const two = () => {
		const layout = newLayout();
		const stamp = new Date("2019-01-01");
		const first = drop(layout.inbox, "江城区/一.xlsx", "1");
		utimesSync(first, stamp, stamp);
		return { layout, inbox: inboxOf(layout), second: drop(layout.inbox, "江城区/二.xlsx", "旧") };
	};

	test("a file may vanish", async () => {
		const { inbox, second } = two();
		expect(await meanwhile(inbox, () => rmSync(second))).toEqual([]);
		expect(inbox.passedOver()).toEqual([]);
	});

	test("a file may be renamed, and is taken by its new name the next time", async () => {
		const { layout, inbox, second } = two();
		expect(await meanwhile(inbox, () => renameSync(second, second.replace("二", "三")))).toEqual([]);
		expect(await taken(inboxOf(layout))).toEqual(["江城区/三.xlsx"]);
	});

	test("a file may be replaced, and is taken whole as it is then", async () => {
		const { layout, inbox, second } = two();
		expect(await meanwhile(inbox, () => renameSync(drop(layout.home, "新.xlsx", "新的内容"), second))).toEqual(["新的内容"]);
	});

	test("a file may become a link, and is not followed", async () => {
		const { layout, inbox, second } = two();
		const secret = drop(layout.home, "secret.xlsx");
		const swap = () => {
			rmSync(second);
			symlinkSync(secret, second);
		};
		expect(await meanwhile(inbox, swap)).toEqual([]);
		expect(inbox.passedOver()).toMatchObject([{ name: "江城区/二.xlsx", reason: "link" }]);
	});

	test("a file that comes under the same name after the claim is another file", async () => {
		const layout = newLayout();
		drop(layout.inbox, "江城区/一.xlsx", "旧");
		const texts: string[] = [];
		const inbox = inboxOf(layout);
		for await (const file of inbox.claim()) {
			drop(layout.inbox, "江城区/一.xlsx", "新");
			texts.push(textOf(file.bytes));
			await file.release();
		}
		for await (const file of inbox.claim()) texts.push(textOf(file.bytes));
		expect(texts).toEqual(["旧", "新"]);
	});
});
