import { spawn, spawnSync } from "node:child_process";
import {
	appendFileSync,
	chmodSync,
	closeSync,
	linkSync,
	mkdirSync,
	mkdtempSync,
	openSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
	writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { hold } from "../../src/files/held-file.ts";
import { drop, inboxOf, newLayout, passedOverBy, taken, textOf } from "./support.ts";

const LINUX = process.platform === "linux";
const SHM = "/dev/shm";
const hasOtherDevice = LINUX && statSync(SHM, { throwIfNoEntry: false })?.dev !== undefined && statSync(SHM).dev !== statSync(tmpdir()).dev;

describe("what is no file of an office", () => {
	test("litter is passed over in silence; links of every kind and conflict copies are told, and stay", async () => {
		const layout = newLayout();
		for (const name of ["~$表.xlsx", ".DS_Store", "a.tmp", "b.part", "c.xlsx.crdownload", "Thumbs.db"]) drop(layout.inbox, `江城区/${name}`);
		const secret = drop(layout.home, "secret.xlsx");
		symlinkSync(secret, path.join(layout.inbox, "江城区", "link.xlsx"));
		symlinkSync(path.join(layout.home, "nowhere"), path.join(layout.inbox, "江城区", "broken.xlsx"));
		symlinkSync(layout.home, path.join(layout.inbox, "outside"));
		linkSync(secret, path.join(layout.inbox, "江城区", "second-name.xlsx"));
		drop(layout.inbox, "江城区/表.sync-conflict-20190627-101500-ABCDEFG.xlsx");
		drop(layout.inbox, "江城区/真.xlsx");
		const inbox = inboxOf(layout);
		expect(await taken(inbox)).toEqual(["江城区/真.xlsx"]);
		expect(passedOverBy(inbox)).toEqual({
			"江城区/link.xlsx": "link",
			"江城区/broken.xlsx": "link",
			outside: "link",
			"江城区/second-name.xlsx": "link",
			"江城区/表.sync-conflict-20190627-101500-ABCDEFG.xlsx": "conflict",
		});
		expect(readFileSync(secret, "utf8")).toBe("secret.xlsx");
		expect(readdirSync(path.join(layout.inbox, "江城区"))).toHaveLength(10);
	});

	test.runIf(LINUX)("a pipe is told and not waited for", async () => {
		const layout = newLayout();
		drop(layout.inbox, "真.xlsx");
		spawnSync("mkfifo", [path.join(layout.inbox, "管道.xlsx")]);
		const inbox = inboxOf(layout);
		expect(await taken(inbox)).toEqual(["真.xlsx"]);
		expect(passedOverBy(inbox)).toEqual({ "管道.xlsx": "special" });
	});

	test.runIf(LINUX)("a pipe that took a file's place is not waited for either", async () => {
		const layout = newLayout();
		const pipe = path.join(layout.home, "pipe");
		spawnSync("mkfifo", [pipe]);
		const held = await hold(pipe);
		expect(held.objection).toBe("special");
		await held.close();
	});

	test("folders without end are not followed", async () => {
		const layout = newLayout();
		drop(layout.inbox, `${"d/".repeat(40)}深.xlsx`);
		drop(layout.inbox, `${"e/".repeat(20)}浅.xlsx`);
		const inbox = inboxOf(layout);
		expect(await taken(inbox)).toEqual([`${"e/".repeat(20)}浅.xlsx`]);
		expect(Object.values(passedOverBy(inbox))).toEqual(["deep"]);
	});
});

describe("names", () => {
	test("a folder may be named like a file, a name may be as long as names can be", async () => {
		const layout = newLayout();
		const long = `${"高".repeat(83)}.xlsx`;
		drop(layout.inbox, "表.xlsx/真.xlsx");
		drop(layout.inbox, `江城区/${long}x`);
		expect(Buffer.byteLength(`${long}x`)).toBe(255);
		expect((await taken(inboxOf(layout))).sort()).toEqual([`江城区/${long}x`, "表.xlsx/真.xlsx"].sort());
	});

	test.runIf(LINUX)("names that differ by case or by the composition of a letter alone are files of their own", async () => {
		const layout = newLayout();
		const names = ["a.xlsx", "A.XLSX", "caf\u00e9.xlsx", "cafe\u0301.xlsx"];
		for (const name of names) drop(layout.inbox, `江城区/${name}`);
		const texts = new Map<string, string>();
		for await (const file of inboxOf(layout).claim()) texts.set(file.fileName, textOf(file.bytes));
		expect(Object.fromEntries(texts)).toEqual(Object.fromEntries(names.map((name) => [name, `江城区/${name}`])));
	});

	test.runIf(LINUX)("a name that is not UTF-8 is read as GB18030, in a folder of such a name too", async () => {
		const layout = newLayout();
		const gbk = Buffer.from([0xb1, 0xa8, 0xb1, 0xed]);
		const at = (...parts: (string | Buffer)[]) => Buffer.concat(parts.map((part) => Buffer.from(part)));
		mkdirSync(at(layout.inbox, "/", gbk), { recursive: true });
		writeFileSync(at(layout.inbox, "/", gbk, "/", gbk, ".xlsx"), "1");
		writeFileSync(at(layout.inbox, "/", Buffer.from([0xff, 0xfe]), ".xlsx"), "2");
		drop(layout.inbox, "好.xlsx");
		expect((await taken(inboxOf(layout))).sort()).toEqual(["ÿþ.xlsx", "好.xlsx", "报表/报表.xlsx"].sort());
		expect(await taken(inboxOf(layout))).toEqual([]);
	});
});

describe("bytes that change under the hand", () => {
	test("a file that grew while it was read is not taken half", async () => {
		const layout = newLayout();
		const file = drop(layout.inbox, "a.xlsx", "12");
		const held = await hold(file);
		appendFileSync(file, "34");
		expect(await held.read()).toBeNull();
		await held.close();
		const cut = await hold(file);
		writeFileSync(file, "1");
		expect(await cut.read()).toBeNull();
		await cut.close();
	});

	test("what a program writes that kept the file open is taken as a file of its own", async () => {
		const layout = newLayout();
		const open = openSync(drop(layout.inbox, "江城区/a.xlsx", "第一"), "a");
		const inbox = inboxOf(layout);
		const texts: string[] = [];
		for await (const file of inbox.claim()) {
			texts.push(textOf(file.bytes));
			if (texts.length === 1) writeSync(open, "、第二");
			await file.release();
		}
		closeSync(open);
		for await (const file of inbox.claim()) {
			texts.push(textOf(file.bytes));
			expect(file).toMatchObject({ name: "江城区/a.xlsx", folder: "江城区" });
			await file.release();
		}
		expect(texts).toEqual(["第一", "第一、第二"]);
		await inbox.close();
		expect(readdirSync(layout.processing)).toEqual([]);
	});

	test("a file larger than may be read is claimed and its bytes are left where they are", async () => {
		const layout = newLayout();
		drop(layout.inbox, "江城区/大.xlsx", "x".repeat(101));
		drop(layout.inbox, "江城区/小.xlsx", "x".repeat(100));
		const inbox = inboxOf(layout, { maxBytes: 100 });
		const found: Record<string, unknown> = {};
		for await (const file of inbox.claim()) {
			found[file.fileName] = { bytes: file.bytes.length, size: file.oversized?.size, there: file.oversized && statSync(file.oversized.path).size };
			await file.release();
		}
		await inbox.close();
		expect(found).toEqual({ "大.xlsx": { bytes: 0, size: 101, there: 101 }, "小.xlsx": { bytes: 100, size: undefined, there: undefined } });
		expect(readdirSync(layout.processing)).toEqual([]);
	});
});

describe("what the machine denies", () => {
	/** Makes a file that this process may neither move nor read, root or not; gives how to undo it, or null where that is impossible here. */
	function deny(file: string): (() => void) | null {
		if (process.getuid?.() !== 0) {
			chmodSync(file, 0);
			return () => chmodSync(file, 0o600);
		}
		if (spawnSync("chattr", ["+i", file]).status !== 0) return null;
		return () => spawnSync("chattr", ["-i", file]);
	}

	test.runIf(LINUX)("holds up no others, is told, stays in the inbox and is taken once it is allowed", async ({ skip }) => {
		const layout = newLayout();
		const allow = deny(drop(layout.inbox, "江城区/锁.xlsx"));
		if (!allow) return skip();
		drop(layout.inbox, "江城区/好.xlsx");
		const inbox = inboxOf(layout);
		try {
			expect(await taken(inbox)).toEqual(["江城区/好.xlsx"]);
			expect(passedOverBy(inbox)).toEqual({ "江城区/锁.xlsx": "denied" });
			expect(inbox.passedOver()[0]?.detail).toMatch(/EPERM|EACCES/);
		} finally {
			allow();
		}
		expect(await taken(inbox)).toEqual(["江城区/锁.xlsx"]);
		expect(inbox.passedOver()).toEqual([]);
	});
});

describe.runIf(hasOtherDevice)("an inbox on another device", () => {
	const onOtherDevice = () => {
		const layout = newLayout();
		return { ...layout, inbox: mkdtempSync(path.join(SHM, "huibao-inbox-")) };
	};

	test("is taken from by renames all the same, and what died there is found", async () => {
		const layout = onOtherDevice();
		drop(layout.inbox, "江城区/一.xlsx");
		drop(layout.inbox, "二.xlsx");
		const first = inboxOf(layout);
		const names: string[] = [];
		for await (const file of first.claim()) names.push(file.name);
		expect(names.sort()).toEqual(["二.xlsx", "江城区/一.xlsx"].sort());
		expect(readdirSync(layout.inbox).sort()).toEqual([".huibao-processing", "江城区"].sort());
		await first.close();
		const second = inboxOf(layout, { stamp: undefined as never, settleSeconds: 0 });
		expect((await taken(second)).sort()).toEqual(names);
		await second.close();
		expect(readdirSync(path.join(layout.inbox, ".huibao-processing"))).toEqual([]);
		rmSync(layout.inbox, { recursive: true });
	});
});

test("of two processes at one inbox each file goes to one", async () => {
	const layout = newLayout();
	const count = 200;
	for (let n = 0; n < count; n++) drop(layout.inbox, `江城区/${n % 7}/${n}.xlsx`);
	const module = pathToFileURL(path.join(import.meta.dirname, "..", "..", "dist", "src", "files", "inbox.js")).href;
	const program = `
		const { openInbox } = await import(${JSON.stringify(module)});
		const inbox = openInbox(${JSON.stringify(layout)}, { settleSeconds: 0 });
		for await (const file of inbox.claim()) {
			process.stdout.write(file.name + "\\n");
			await file.release();
		}
		await inbox.close();`;
	const run = () =>
		new Promise<{ names: string[]; fault: string }>((resolve) => {
			const child = spawn(process.execPath, ["--input-type=module", "-e", program]);
			let [output, fault] = ["", ""];
			child.stdout.on("data", (chunk) => {
				output += chunk;
			});
			child.stderr.on("data", (chunk) => {
				fault += chunk;
			});
			child.on("close", () => resolve({ names: output.split("\n").filter(Boolean), fault }));
		});
	const results = await Promise.all([run(), run(), run()]);
	expect(results.map(({ fault }) => fault)).toEqual(["", "", ""]);
	const names = results.flatMap((result) => result.names);
	expect(names).toHaveLength(count);
	expect(new Set(names).size).toBe(count);
	expect(results.filter((result) => result.names.length > 0).length).toBeGreaterThan(1);
	expect(readdirSync(layout.processing)).toEqual([]);
});
