import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { openArchive, sha256Of } from "../../src/files/archive.ts";
import { givenFiles } from "../../src/files/given.ts";
import { type InboxOptions, openInbox } from "../../src/files/inbox.ts";
import { initHome, keepCutoff, layoutOf, obstaclesToDemo, resetDemoHome, sealDemoHome } from "../../src/files/layout.ts";
import { isLitter, safeName } from "../../src/files/names.ts";
import { openOutbox } from "../../src/files/outbox.ts";
import { openOutput } from "../../src/files/staging.ts";

const newLayout = () => layoutOf(mkdtempSync(path.join(tmpdir(), "huibao-files-")));
const bytes = (text: string) => new TextEncoder().encode(text);
const later = (seconds: number) => () => new Date(Date.now() + seconds * 1000);

function drop(root: string, name: string, content = name): string {
	const target = path.join(root, ...name.split("/"));
	mkdirSync(path.dirname(target), { recursive: true });
	writeFileSync(target, content);
	return target;
}

const inboxOf = (layout: ReturnType<typeof newLayout>, options: Partial<InboxOptions> = {}) =>
	openInbox(layout, { settleSeconds: 10, clock: later(60), ...options });

async function names(inbox: ReturnType<typeof openInbox>, release = true): Promise<string[]> {
	const claimed: string[] = [];
	for await (const file of inbox.claim()) {
		claimed.push(file.name);
		if (release) await file.release();
	}
	return claimed.sort();
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

describe("inbox", () => {
	test("gives what was dropped, with its folder, and forgets it when released", async () => {
		const layout = newLayout();
		drop(layout.inbox, "阳东区/2019上半年.xlsx");
		drop(layout.inbox, "阳东区/补充/统01.xlsx");
		drop(layout.inbox, "散件.xlsx");
		const folders: Record<string, string | null> = {};
		for await (const file of inboxOf(layout).claim()) {
			folders[file.name] = file.folder;
			expect(new TextDecoder().decode(file.bytes)).toBe(file.name);
			expect(file.fileName).toBe(file.name.split("/").at(-1));
			await file.release();
		}
		expect(folders).toEqual({ "散件.xlsx": null, "阳东区/2019上半年.xlsx": "阳东区", "阳东区/补充/统01.xlsx": "阳东区" });
		expect(await names(inboxOf(layout))).toEqual([]);
		expect(readdirSync(path.join(layout.inbox, "阳东区"))).toEqual(["补充"]);
	});

	test("passes over litter and symbolic links", async () => {
		const layout = newLayout();
		for (const name of ["~$表.xlsx", ".DS_Store", "a.tmp", "b.part", "c.xlsx.crdownload", "Thumbs.db"]) drop(layout.inbox, `江城区/${name}`);
		const secret = drop(layout.home, "secret.xlsx");
		symlinkSync(secret, path.join(layout.inbox, "江城区", "link.xlsx"));
		symlinkSync(layout.home, path.join(layout.inbox, "outside"));
		drop(layout.inbox, "江城区/真.xlsx");
		expect(await names(inboxOf(layout))).toEqual(["江城区/真.xlsx"]);
		expect(readFileSync(secret, "utf8")).toBe("secret.xlsx");
	});

	test("a file still being copied is left for the next time", async () => {
		const layout = newLayout();
		drop(layout.inbox, "阳西县/大文件.xlsx");
		expect(await names(inboxOf(layout, { clock: later(9) }))).toEqual([]);
		expect(await names(inboxOf(layout, { clock: later(11) }))).toEqual(["阳西县/大文件.xlsx"]);
	});

	test("a file copied with its old date counts from its arrival", async () => {
		const layout = newLayout();
		utimesSync(drop(layout.inbox, "阳西县/旧.xlsx"), new Date("2019-01-01"), new Date("2019-01-01"));
		expect(await names(inboxOf(layout, { clock: later(0) }))).toEqual([]);
	});

	test("where it may wait, a young file is taken as soon as it has settled", async () => {
		const layout = newLayout();
		drop(layout.inbox, "阳西县/新.xlsx");
		let passed = 0;
		const waited: number[] = [];
		const wait = async (milliseconds: number) => {
			waited.push(milliseconds);
			passed += milliseconds / 1000;
		};
		expect(await names(inboxOf(layout, { clock: () => later(passed)(), wait }))).toEqual(["阳西县/新.xlsx"]);
		expect(waited).toHaveLength(1);
		expect(waited[0]).toBeLessThanOrEqual(10_001);
	});

	test("a file dated in the future counts from when it was first seen", async () => {
		const layout = newLayout();
		utimesSync(drop(layout.inbox, "阳西县/快钟.xlsx"), new Date("2999-01-01"), new Date("2999-01-01"));
		let passed = 0;
		const inbox = inboxOf(layout, { clock: () => later(passed)() });
		expect(await names(inbox)).toEqual([]);
		passed = 11;
		expect(await names(inbox)).toEqual(["阳西县/快钟.xlsx"]);
	});

	test("a file that never stops changing is not waited for without end", async () => {
		const layout = newLayout();
		drop(layout.inbox, "阳西县/新.xlsx");
		let looks = 0;
		const wait = async () => {
			looks++;
			drop(layout.inbox, "阳西县/新.xlsx", "x".repeat(looks));
			utimesSync(path.join(layout.inbox, "阳西县", "新.xlsx"), new Date(), new Date(Date.now() + looks * 20_000));
		};
		expect(await names(inboxOf(layout, { clock: () => later(looks * 20)(), wait }))).toEqual([]);
		expect(looks).toBeLessThan(10);
	});

	test("a claim of a dead process comes first; one of a live process is left alone", async () => {
		const layout = newLayout();
		const host = encodeURIComponent(hostname());
		drop(layout.processing, `${host}~111~aaaaaaaa/1/阳东区/半途.xlsx`);
		drop(layout.processing, `${host}~222~bbbbbbbb/1/阳东区/在办.xlsx`);
		drop(layout.processing, `another-machine~111~cccccccc/1/阳东区/他机.xlsx`);
		drop(layout.inbox, "阳东区/新到.xlsx");
		const claimed: [string, string | null][] = [];
		for await (const file of inboxOf(layout, { isAlive: (pid) => pid === 222 }).claim()) {
			claimed.push([file.name, file.folder]);
			await file.release();
		}
		expect(claimed).toEqual([
			["阳东区/半途.xlsx", "阳东区"],
			["阳东区/新到.xlsx", "阳东区"],
		]);
		expect(readdirSync(layout.processing).some((name) => name.includes("aaaaaaaa"))).toBe(false);
		const stale = await names(inboxOf(layout, { isAlive: () => true, clock: later(7200) }));
		expect(stale).toEqual(["阳东区/他机.xlsx", "阳东区/在办.xlsx"]);
	});

	test("what a fault broke off is offered again, last", async () => {
		const layout = newLayout();
		const inbox = inboxOf(layout);
		drop(layout.inbox, "江城区/坏.xlsx");
		const broken = async () => {
			for await (const file of inbox.claim()) throw new Error(file.name);
		};
		await expect(broken()).rejects.toThrow("江城区/坏.xlsx");
		drop(layout.inbox, "江城区/好.xlsx");
		const order: string[] = [];
		for await (const file of inbox.claim()) {
			order.push(file.name);
			await file.release();
		}
		expect(order).toEqual(["江城区/好.xlsx", "江城区/坏.xlsx"]);
	});

	test("a file that cannot be read holds up no others, now or later, and is told", async () => {
		const layout = newLayout();
		drop(layout.inbox, "江城区/坏.xlsx");
		drop(layout.inbox, "江城区/好.xlsx");
		const read = async (file: string) => {
			if (file.endsWith("坏.xlsx")) throw new Error(`EACCES ${path.basename(file)}`);
			return bytes("x");
		};
		const claim = async (inbox: ReturnType<typeof openInbox>) => {
			const claimed: string[] = [];
			const fault: unknown = await (async () => {
				for await (const file of inbox.claim()) {
					claimed.push(file.name);
					await file.release();
				}
			})().catch((thrown: unknown) => thrown);
			return { claimed, message: fault instanceof AggregateError ? `${fault.message} ${fault.errors}` : fault };
		};
		const inbox = inboxOf(layout, { read });
		expect(await claim(inbox)).toEqual({ claimed: ["江城区/好.xlsx"], message: expect.stringMatching(/坏\.xlsx.*EACCES/) });
		drop(layout.inbox, "江城区/又一.xlsx");
		expect(await claim(inbox)).toEqual({ claimed: ["江城区/又一.xlsx"], message: expect.stringMatching(/坏\.xlsx/) });
		// Whoever can read it gets it once the claim is stale.
		expect(await names(inboxOf(layout, { clock: later(7200) }))).toEqual(["江城区/坏.xlsx"]);
		expect(await names(inbox)).toEqual([]);
	});

	test.runIf(process.platform === "linux")("a file whose name is not UTF-8 is told and holds up no others", async () => {
		const layout = newLayout();
		drop(layout.inbox, "好.xlsx");
		writeFileSync(Buffer.concat([Buffer.from(`${layout.inbox}/`), Buffer.from([0xc4, 0xe3]), Buffer.from(".xlsx")]), "x");
		const claimed: string[] = [];
		const all = async () => {
			for await (const file of inboxOf(layout).claim()) {
				claimed.push(file.name);
				await file.release();
			}
		};
		await expect(all()).rejects.toThrow(/\ufffd.*\.xlsx/);
		expect(claimed).toEqual(["好.xlsx"]);
		expect(readdirSync(layout.inbox)).toHaveLength(1);
	});

	test("a file that is in hand is not claimed again by a claim that overlaps", async () => {
		const layout = newLayout();
		const inbox = inboxOf(layout);
		drop(layout.inbox, "江城区/一.xlsx");
		for await (const file of inbox.claim()) {
			expect(await names(inbox)).toEqual([]);
			await file.release();
		}
	});

	test("a file that vanished between the look and the claim is passed over", async () => {
		const layout = newLayout();
		drop(layout.inbox, "江城区/一.xlsx");
		const second = drop(layout.inbox, "江城区/二.xlsx");
		const claimed: string[] = [];
		for await (const file of inboxOf(layout).claim()) {
			claimed.push(file.name);
			rmSync(second, { force: true });
			await file.release();
		}
		expect(claimed).toEqual(["江城区/一.xlsx"]);
	});
});

describe("outbox", () => {
	test("receipts lie in the office's folder and are taken away again", async () => {
		const layout = newLayout();
		const outbox = openOutbox(layout);
		const place = await outbox.putReceipt("阳东区", "表.xlsx.回执.txt", "信用代码有误");
		expect(path.relative(layout.returned, place)).toBe(path.join("阳东区", "表.xlsx.回执.txt"));
		expect(readFileSync(place, "utf8")).toBe("\ufeff信用代码有误");
		await outbox.clearReceipt("阳东区", "表.xlsx.回执.txt");
		await outbox.clearReceipt("阳东区", "表.xlsx.回执.txt");
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
});

describe("names", () => {
	test("what an office gave is kept as far as every system takes it", () => {
		expect(safeName("江城区+2019年上半年(1)（最终版）.xlsx")).toBe("江城区+2019年上半年(1)（最终版）.xlsx");
		expect(safeName("a/b\\c:d*?.xlsx. ")).toBe("a_b_c_d__.xlsx");
		expect([safeName("CON.xlsx"), safeName(".."), safeName("")]).toEqual(["_CON.xlsx", "_", "_"]);
		const long = safeName(`${"高".repeat(300)}.xlsx`);
		expect(Buffer.byteLength(long)).toBeLessThanOrEqual(200);
		expect(long.endsWith("高.xlsx")).toBe(true);
	});

	test("litter is told from files", () => {
		expect(["~$a.xlsx", "a.TMP", ".huibao", "desktop.ini", "~WRL0001.tmp"].every(isLitter)).toBe(true);
		expect(["a.xlsx", "tmp.xlsx", "part.csv", "~a.xlsx"].some(isLitter)).toBe(false);
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
		expect(new TextDecoder().decode(await files[0]?.read())).toBe("demo/阳东区/a.xlsx");
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
		const stage = openOutput(output);
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
		const stage = openOutput(output);
		const dead = path.dirname(drop(output, ".swap-2019H1/left behind"));
		utimesSync(dead, new Date("2019-01-01"), new Date("2019-01-01"));
		const staged = await Promise.all(["1", "2", "3", "4", "5", "6"].map(async (mark) => ({ mark, area: await stage(P) })));
		for (const { mark, area } of staged) for (const name of ["a.xlsx", "b.json", "c.csv"]) await area.write(name, mark);
		// One of them takes longer, between its first file and its last.
		for (const name of ["b1", "b2", "b3", "b4", "b5", "b6"]) await staged[0]?.area.write(name, "1");
		await Promise.all(staged.map(({ area }) => area.commit()));
		const folder = path.join(output, "2019H1");
		expect(new Set(readdirSync(folder).map((name) => readFileSync(path.join(folder, name), "utf8"))).size).toBe(1);
		expect(readdirSync(output)).toEqual(["2019H1"]);
	});

	test("a discarded publication leaves no trace", async () => {
		const { output } = newLayout();
		const staged = await openOutput(output)(P);
		await staged.write("a.xlsx", "1");
		await staged.discard();
		expect(readdirSync(output)).toEqual([]);
	});

	test("where one file cannot be replaced, all are put back", async () => {
		const { output } = newLayout();
		const stage = openOutput(output);
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
		await keepCutoff(layout, "2019H1", "2019-06-27");
		writeFileSync(layout.settings, JSON.stringify({ carryForward: true, cutoffs: { "2018": "2018-12-30" } }));
		await keepCutoff(layout, "2019H1", "2019-06-27");
		expect(JSON.parse(readFileSync(layout.settings, "utf8"))).toEqual({
			carryForward: true,
			cutoffs: { "2018": "2018-12-30", "2019H1": "2019-06-27" },
		});
	});
});
