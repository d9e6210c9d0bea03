import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ingestPorts, openHouse } from "../../src/app/house.ts";
import { ingestInbox } from "../../src/app/ingest-inbox.ts";
import { openApp } from "../../src/app.ts";
import { loadConfig } from "../../src/config.ts";
import { sha256Of } from "../../src/files/archive.ts";
import type { Form } from "../../src/model/form.ts";
import { examine } from "../../src/pipeline/examine.ts";
import { type IngestPorts, ingest } from "../../src/pipeline/ingest.ts";
import type { DroppedFile } from "../../src/pipeline/ports.ts";

const GOOD = await readFile("fixtures/forms/阳科统12/good/sample.csv", "utf8");
const WRONG = await readFile("fixtures/forms/阳科统12/bad/pairing-incomplete.csv", "utf8");
const RECEIPT = "特派员.csv.回执.xlsx";
const RETURNED = "特派员.csv.退回.xlsx";

let home: string;
const env = () => ({ HUIBAO_DATA: home, HUIBAO_NOW: "2019-07-02T09:00:00+08:00" });

beforeEach(async () => {
	home = await mkdtemp(path.join(tmpdir(), "huibao-broken-"));
	await writeFile(path.join(home, "huibao.config.json"), JSON.stringify({ inbox: { settleSeconds: 0 } }));
});

afterEach(() => rm(home, { recursive: true, force: true }));

async function withHouse<T>(work: (ports: IngestPorts) => Promise<T>): Promise<T> {
	const house = await openHouse(loadConfig(env(), home), "zh-CN");
	try {
		return await work(await ingestPorts(house));
	} finally {
		await house.close();
	}
}

const dropped = (text: string, folder = "阳东区", name = `${folder}/特派员.csv`): DroppedFile => ({
	name,
	fileName: path.basename(name),
	folder,
	bytes: new TextEncoder().encode(text),
});

const receiptsOf = async (unit: string) => (existsSync(path.join(home, "returned", unit)) ? readdir(path.join(home, "returned", unit)) : []);

describe("an intake that is broken off", () => {
	const broken = () => Promise.reject(new Error("broken off"));
	const never = { putReceipt: broken, clearReceipt: broken, quarantine: broken };

	test("before the answer gives the answer when it is repeated, and stores nothing twice", async () => {
		await withHouse(async (ports) => {
			await expect(ingest(dropped(WRONG), { ...ports, outbox: never })).rejects.toThrow("broken off");
			expect(await receiptsOf("阳东区")).toEqual([]);
			const { repeated, stored } = await ingest(dropped(WRONG), ports);
			expect({ repeated, versions: stored.map(({ version }) => version) }).toEqual({ repeated: true, versions: [1] });
			expect((await receiptsOf("阳东区")).sort()).toEqual([RECEIPT, RETURNED]);
			expect(await ports.store.submissions()).toHaveLength(1);
		});
	});

	test("before the storing leaves the original and nothing else", async () => {
		await withHouse(async (ports) => {
			await expect(ingest(dropped(GOOD), { ...ports, store: { ...ports.store, store: broken } })).rejects.toThrow("broken off");
			expect(await ports.store.submissions()).toEqual([]);
			expect(await ports.archive.read(sha256Of(dropped(GOOD).bytes))).toEqual(Buffer.from(GOOD));
			expect((await ingest(dropped(GOOD), ports)).repeated).toBe(false);
		});
	});
});

describe("the same file in another folder", () => {
	test("is refused there and told there, whatever it gave before", async () => {
		await withHouse(async (ports) => {
			await ingest(dropped(GOOD), ports);
			const there = await ingest(dropped(GOOD, "阳西县"), ports);
			expect(there).toMatchObject({ repeated: false, stored: [], examination: { status: "refused" } });
			expect(await receiptsOf("阳西县")).toEqual([RECEIPT]);
			expect((await ports.store.refusals()).map(({ delivery }) => delivery.folder)).toEqual(["阳西县"]);
			expect((await ports.store.submissions()).map(({ status }) => status)).toEqual(["accepted"]);
		});
	});

	test("counts once it lies in the right one", async () => {
		await withHouse(async (ports) => {
			await ingest(dropped(GOOD, "阳西县"), ports);
			const { examination, repeated, stored } = await ingest(dropped(GOOD), ports);
			expect({ status: examination.status, repeated, loaded: stored.length }).toEqual({ status: "accepted", repeated: false, loaded: 1 });
		});
	});
});

test("what a file gave stands when other settings would judge it otherwise today", async () => {
	await withHouse(async (ports) => {
		await ingest(dropped(GOOD), ports);
		const required = (form: Form): Form => ({
			...form,
			tables: form.tables.map((table) => ({ ...table, fields: table.fields.map((field) => ({ ...field, required: true })) })),
		});
		const strict = { ...ports, catalogue: { ...ports.catalogue, forms: ports.catalogue.forms.map(required) } };
		const { status } = await examine(dropped(GOOD).bytes, { fileName: "特派员.csv", folderUnit: null }, strict);
		expect(status).toBe("returned");
		const again = await ingest(dropped(GOOD), strict);
		expect({ repeated: again.repeated, status: again.examination.status }).toEqual({ repeated: true, status: "accepted" });
		expect(await receiptsOf("阳东区")).toEqual([RECEIPT]);
	});
});

test("files of one name in two subfolders get an answer each", async () => {
	await withHouse(async (ports) => {
		await ingest(dropped(WRONG, "阳东区", "阳东区/一/特派员.csv"), ports);
		await ingest(dropped(`${WRONG}\r\n`, "阳东区", "阳东区/二/特派员.csv"), ports);
		expect((await receiptsOf("阳东区")).sort()).toEqual(["一", "二"].flatMap((folder) => [`${folder}_${RECEIPT}`, `${folder}_${RETURNED}`]));
	});
});

test("a file that huibao cannot cope with holds up no others, is told, and waits for a huibao that can", async () => {
	await mkdir(path.join(home, "inbox", "阳东区"), { recursive: true });
	for (const name of ["一.csv", "二.csv", "三.csv"]) {
		await writeFile(path.join(home, "inbox", "阳东区", name), GOOD.replace("示例海洋研究所", `示例海洋研究所${name}`));
	}
	const house = await openHouse(loadConfig(env(), home), "zh-CN");
	const readGrid: typeof house.readGrid = async (bytes, name) => {
		if (name === "一.csv") throw new TypeError("a fault of huibao");
		return house.readGrid(bytes, name);
	};
	try {
		await expect(ingestInbox({ ...house, readGrid })).rejects.toThrow("阳东区/一.csv");
		const store = await house.store();
		expect((await store.submissions()).map(({ fileName }) => fileName).sort()).toEqual(["三.csv", "二.csv"]);
		const waiting = (await readdir(path.join(home, "processing"), { recursive: true })).map((name) => path.basename(name));
		expect(waiting.filter((name) => name.endsWith(".csv"))).toEqual(["一.csv"]);
	} finally {
		await house.close();
	}
});

test("a file larger than may be read is refused, kept and put aside, and so is one that is only checked or named", async () => {
	await writeFile(path.join(home, "huibao.config.json"), JSON.stringify({ inbox: { settleSeconds: 0 }, limits: { bytes: 1000 } }));
	await mkdir(path.join(home, "inbox", "阳东区"), { recursive: true });
	const large = `${GOOD}${" ".repeat(1000)}`;
	await writeFile(path.join(home, "inbox", "阳东区", "大.csv"), large);
	await writeFile(path.join(home, "大.csv"), large);
	const app = await openApp({ env: env(), language: "zh-CN" });
	try {
		const sha256 = sha256Of(Buffer.from(large));
		const refused = { status: "refused", sha256, refusal: { code: "limit.bytes" } };
		expect((await app.check([path.join(home, "大.csv")], { rows: false, context: true })).files).toMatchObject([refused]);
		expect(await app.read(path.join(home, "大.csv"))).toMatchObject({ refusal: { code: "limit.bytes" } });
		expect((await app.ingest([path.join(home, "大.csv")])).files).toMatchObject([refused]);
		expect((await app.ingest([])).files).toMatchObject([refused]);
		expect(await readFile(path.join(home, "archive", sha256.slice(0, 2), sha256), "utf8")).toBe(large);
		const aside = await readdir(path.join(home, "quarantine"));
		expect(aside.map((name) => name.replace(/\.[0-9a-f]{16}/, "")).sort()).toEqual(["大.csv", "大.csv.txt"]);
		expect(await readdir(path.join(home, "processing"))).toEqual([]);
	} finally {
		await app.close();
	}
});

test("where the machine fails, the run stops and tells, nothing is lost, and the next run takes everything once", async () => {
	await mkdir(path.join(home, "inbox", "阳东区"), { recursive: true });
	for (const name of ["一.csv", "二.csv"]) await writeFile(path.join(home, "inbox", "阳东区", name), GOOD.replace("示例海洋研究所", name));
	// Stands for a disk that takes nothing more: nothing can be archived.
	await writeFile(path.join(home, "archive"), "");
	const app = await openApp({ env: env(), language: "zh-CN" });
	try {
		await expect(app.ingest([])).rejects.toThrow(/archive/);
		await rm(path.join(home, "archive"));
		expect((await app.ingest([])).files.map(({ file, status }) => [file, status]).sort()).toEqual([
			["阳东区/一.csv", "accepted"],
			["阳东区/二.csv", "accepted"],
		]);
	} finally {
		await app.close();
	}
});
