import { cp, mkdtemp, readdir, readFile, rm, unlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import knex from "knex";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { openApp } from "../../src/app.ts";
import { auditDocument } from "../../src/model/audit.ts";
import type { ReleaseManifest } from "../../src/model/release.ts";
import { huibao } from "../support/huibao.ts";

/** The demo's data home, published once. */
let demo: string;

beforeAll(async () => {
	demo = await mkdtemp(path.join(tmpdir(), "huibao-audit-"));
	const app = await openApp({ env: { HUIBAO_DATA: demo }, language: "zh-CN" });
	await app.demo();
	await app.close();
}, 300_000);

afterAll(() => rm(demo, { recursive: true, force: true }));

/** A copy of the demo's home that may be tampered with. */
async function home(): Promise<string> {
	const copy = await mkdtemp(path.join(tmpdir(), "huibao-audit-"));
	onTestFinished(() => rm(copy, { recursive: true, force: true }));
	await cp(demo, copy, { recursive: true });
	return copy;
}

async function audited(of: string, language: "zh-CN" | "en" = "zh-CN", release: string | null = null) {
	const app = await openApp({ env: { HUIBAO_DATA: of }, language });
	try {
		const document = await app.audit({ period: "2019H1", release });
		expect(auditDocument.safeParse(document).error).toBeUndefined();
		const [first] = document.releases;
		if (!first) throw new Error("nothing was audited");
		return { document, release: first };
	} finally {
		await app.close();
	}
}

const output = (of: string, ...name: string[]) => path.join(of, "output", "2019H1", ...name);
const manifestOf = async (of: string) => JSON.parse(await readFile(output(of, "manifest.json"), "utf8")) as ReleaseManifest;

async function edit(file: string, change: (text: string) => string): Promise<void> {
	const before = await readFile(file, "utf8");
	const after = change(before);
	expect(after).not.toBe(before);
	await writeFile(file, after);
}

/** An original that holds one report alone, and where it is archived. */
async function originalOf(of: string, form: string, unit: string, period: string) {
	const { inputs } = await manifestOf(of);
	const alone = inputs.filter(({ submissions }) => submissions.length === 1);
	const input = alone.find(({ submissions: [each] }) => each?.form === form && each.unit === unit && each.period === period);
	if (!input) throw new Error(`no original of ${form} ${unit} ${period}`);
	return { ...input, path: path.join(of, "archive", input.sha256.slice(0, 2), input.sha256) };
}

test("every figure of the demo agrees in every file with what the archived originals give", async () => {
	const { document, release } = await audited(demo);
	expect(release).toMatchObject({ period: "2019H1", number: 1, sound: true, problems: [] });
	expect(release.originals).toMatchObject({ read: 136, problems: [] });
	expect(release.figures).toMatchObject({ differences: [], unconfirmed: [] });
	const { units } = await manifestOf(demo);
	const places = 1 + units.length + new Set(units.map(({ division }) => division)).size;
	const compared = new Map(release.figures.compared.map(({ file, figures }) => [file, figures]));
	// The city, every unit and every division of every indicator, and their qualifiers.
	expect(compared.get("statistics.json")).toBeGreaterThanOrEqual(release.figures.recomputed * places);
	expect(compared.get("datapackage/data/figures.csv")).toBeGreaterThanOrEqual(release.figures.recomputed * places);
	expect(compared.get("statistics.csv")).toBeGreaterThanOrEqual(release.figures.recomputed * (1 + units.length));
	expect([...compared].find(([file]) => file.endsWith(".xlsx"))?.[1]).toBeGreaterThan(800);
	expect(document).toMatchObject({ sound: true, archive: { originals: 96, problems: [] } });
}, 60_000);

describe("an archived original", () => {
	test("of which one byte was changed is named, with the figures that cannot be confirmed, and the others are compared all the same", async () => {
		const at = await home();
		const original = await originalOf(at, "阳科统01", "441721-00", "2019H1");
		const bytes = await readFile(original.path);
		const middle = bytes.length >> 1;
		bytes[middle] = (bytes[middle] ?? 0) ^ 1;
		await writeFile(original.path, bytes);
		const { document, release } = await audited(at);
		expect(document.sound).toBe(false);
		expect(release.originals.problems).toMatchObject([
			{ sha256: original.sha256, file: original.file, problem: "altered", reports: [{ form: "阳科统01", unit: "441721-00", period: "2019H1" }] },
		]);
		expect(release.originals.problems[0]?.message).toBe(
			`原始文件“${original.file}”（阳西县 阳科统01 2019H1）在存档中被改动过，与收到时不一致（SHA-256 ${original.sha256}）：请从备份中恢复`,
		);
		expect(document.archive.problems).toMatchObject([
			{ name: `${original.sha256.slice(0, 2)}/${original.sha256}`, problem: "altered", files: [original.file] },
		]);
		const { unconfirmed, differences, compared } = release.figures;
		expect(differences).toEqual([]);
		expect(unconfirmed.find(({ indicator }) => indicator === "hnte.stock")).toMatchObject({ places: ["*", "441721-00", "441721"] });
		expect(unconfirmed.find(({ indicator }) => indicator === "hnte.stock.completion")).toMatchObject({ places: ["*", "441721-00", "441721"] });
		expect(unconfirmed.map(({ indicator }) => indicator.split(".")[0])).toEqual(unconfirmed.map(() => "hnte"));
		expect(compared).toHaveLength(5);
		expect(compared.find(({ file }) => file === "statistics.json")?.figures).toBeGreaterThan(2000);
	}, 60_000);

	test("that is missing is named, and so is what was put beside the originals", async () => {
		const at = await home();
		const original = await originalOf(at, "阳科综01", "441700-00", "2019");
		await unlink(original.path);
		await writeFile(path.join(at, "archive", "notes.txt"), "nothing");
		const { document, release } = await audited(at, "en");
		expect(release.originals.problems).toMatchObject([{ problem: "missing", file: original.file }]);
		expect(release.originals.problems[0]?.message).toContain(
			`the original “${original.file}” (City level 阳科综01 2019) is missing from the archive`,
		);
		// What the city sets for its units stands in the city's own report.
		expect(release.figures.unconfirmed.find(({ indicator }) => indicator === "targets.102")?.places).toContain("441721-00");
		expect(document.archive.problems).toMatchObject([{ name: "notes.txt", problem: "stray", message: "notes.txt: no original that was received" }]);
	}, 60_000);
});

describe("a published figure that was changed", () => {
	test("is named by file, cell, unit and both values, in each of the open files", async () => {
		const at = await home();
		await edit(output(at, "statistics.csv"), (text) => text.replace(/^(2019H1,441704-00,阳东区,hnte\.stock,[^,]*,[^,]*,)(\d+)/m, "$1999"));
		await edit(output(at, "datapackage", "data", "figures.csv"), (text) => text.replace(/^(2019H1,441702,hnte\.stock,)(\d+)/m, "$1998"));
		await edit(output(at, "statistics.json"), (text) =>
			text.replace(/("id": "outreach\.[^"]+",[^{}]*?"qualifier": )"约"/, '$1"以上"').replace(/("id": "hnte\.stock",[^{}]*?"value": )\d+/, "$1997"),
		);
		const { release } = await audited(at);
		const found = release.figures.differences.map(({ file, at: where, indicator, unit, division, measure, published }) => [
			file,
			where.replace(/\d+/g, "#"),
			indicator,
			unit,
			division,
			measure,
			published,
		]);
		expect(found).toEqual(
			expect.arrayContaining([
				["statistics.csv", "G#", "hnte.stock", "441704-00", null, "value", 999],
				["datapackage/data/figures.csv", "D#", "hnte.stock", null, "441702", "value", 998],
				["statistics.json", "indicators[#].value", "hnte.stock", null, null, "value", 997],
			]),
		);
		const [csv] = release.figures.differences.filter(({ file }) => file === "statistics.csv");
		expect(csv?.message).toMatch(/^statistics\.csv（G\d+）：高新技术企业存量（阳东区）公布为 999，按存档的原始文件重算为 \d+$/);
		expect(release.problems.map(({ file }) => file).sort()).toEqual(["datapackage/data/figures.csv", "statistics.csv", "statistics.json"]);
		expect(release.sound).toBe(false);
	}, 60_000);

	test("is named in the workbook, by its sheet and cell", async () => {
		const at = await home();
		const name = (await readdir(output(at))).find((each) => each.endsWith(".xlsx")) ?? "";
		const parts = unzipSync(await readFile(output(at, name)));
		const reference = /name="hb\.hnte\.stock"[^>]*>'?([^'!<]+)'?!\$?([A-Z]+)\$?(\d+)</.exec(strFromU8(parts["xl/workbook.xml"] ?? new Uint8Array()));
		const cell = `${reference?.[2]}${reference?.[3]}`;
		const pattern = new RegExp(`(<c r="${cell}"[^>]*>(?:<f>[^<]*</f>)?<v>)\\d+(</v>)`);
		const sheet = Object.keys(parts).find((part) => part.startsWith("xl/worksheets/") && pattern.test(strFromU8(parts[part] ?? new Uint8Array())));
		if (sheet === undefined) throw new Error(`no cell ${cell}`);
		parts[sheet] = strToU8(strFromU8(parts[sheet] ?? new Uint8Array()).replace(pattern, "$1996$2"));
		await writeFile(output(at, name), zipSync(parts));
		const { release } = await audited(at);
		expect(release.figures.differences).toMatchObject([
			{ file: name, at: `${reference?.[1]}!${cell}`, indicator: "hnte.stock", published: 996, unit: null },
		]);
		expect(release.problems).toMatchObject([{ file: name }]);
	}, 60_000);

	test("is named in the report in words, by its field", async () => {
		const at = await home();
		const name = (await readdir(output(at))).find((each) => each.endsWith(".docx")) ?? "";
		const parts = unzipSync(await readFile(output(at, name)));
		const field = (tag: string) => new RegExp(`(w:val="${tag.replaceAll(".", "\\.")}"/>.*?<w:t[^>]*>)[^<]*(</w:t>)`, "s");
		const text = strFromU8(parts["word/document.xml"] ?? new Uint8Array());
		const changed = text.replace(field("hb.hnte.stock"), "$195$2").replace(field("hb.outreach.hnte_class.people"), "$1111$2");
		await writeFile(output(at, name), zipSync({ ...parts, "word/document.xml": strToU8(changed) }));
		const { release } = await audited(at);
		expect(release.figures.differences).toMatchObject([
			{ file: name, at: "hb.hnte.stock", indicator: "hnte.stock", measure: "value", published: 95 },
			{ file: name, at: "hb.outreach.hnte_class.people", measure: "value", published: 111, recomputed: 110 },
		]);
	}, 60_000);

	test("in a workbook or document that no longer is one makes that file unreadable, and the others are compared", async () => {
		const at = await home();
		const names = (await readdir(output(at))).filter((each) => /\.(docx|xlsx)$/.test(each));
		for (const name of names) await writeFile(output(at, name), (await readFile(output(at, name))).subarray(0, 3000));
		const { release } = await audited(at);
		const unreadable = release.problems.filter(({ message }) => message.includes("读不出来")).map(({ file }) => file);
		expect(unreadable.sort()).toEqual(names.sort());
		expect(release.figures.compared.map(({ file }) => file)).toEqual(["datapackage/data/figures.csv", "statistics.csv", "statistics.json"]);
	}, 60_000);

	test("before it was published is found in every file, though the files agree with the database and with the manifest", async () => {
		const at = await home();
		const db = knex({ client: "sqlite3", connection: { filename: path.join(at, "huibao.sqlite") }, useNullAsDefault: true });
		const changed = await db("figures").where({ indicator: "platforms.total" }).update({ value: "5000" });
		await db.destroy();
		expect(changed).toBeGreaterThan(0);
		const app = await openApp({ env: { HUIBAO_DATA: at }, language: "zh-CN" });
		await app.publish("2019H1");
		await app.close();
		const { release } = await audited(at);
		expect(release).toMatchObject({ number: 2, problems: [] });
		const files = release.figures.differences
			.filter(({ indicator, published }) => indicator === "platforms.total" && published === 5000)
			.map(({ file }) => file);
		const { outputs } = await manifestOf(at);
		const telling = outputs.map(({ name }) => name).filter((name) => /^[^/]+\.(xlsx|docx)$|^statistics\.|figures\.csv$/.test(name));
		expect([...new Set(files)].sort()).toEqual(telling.sort());
		// The release before lies among the earlier ones, and is sound.
		expect((await audited(at, "zh-CN", "1")).release).toMatchObject({ number: 1, sound: true });
	}, 120_000);

	test("that is no number any more, or gone, makes its file unreadable, not the audit", async () => {
		const at = await home();
		await edit(output(at, "statistics.csv"), (text) => text.replace(/^(2019H1,\*,[^,]*,hnte\.stock,[^,]*,[^,]*,)\d+/m, "$1many"));
		await edit(output(at, "statistics.json"), (text) => text.replace(/\{\s*"id": "hnte\.stock",[^}]*\}[^}]*\}[^}]*\},/, ""));
		const { release } = await audited(at);
		expect(release.problems.map(({ message }) => message)).toEqual(
			expect.arrayContaining([
				expect.stringMatching(/^statistics\.csv 中的数字读不出来：G\d+: many$/),
				"statistics.json 中缺少指标 高新技术企业存量（hnte.stock）",
			]),
		);
	}, 60_000);
});

describe("the manifest", () => {
	test("that was changed is told by what was noted when the release was made", async () => {
		const at = await home();
		await edit(output(at, "manifest.json"), (text) => text.replace('"cutoff": "2019-06-27"', '"cutoff": "2019-06-30"'));
		const { release } = await audited(at);
		expect(release.problems).toMatchObject([{ file: "manifest.json", message: "发布清单 manifest.json 与发布时登记的不一致：被改动过" }]);
	}, 60_000);

	test("that claims other rows than an original has, or a report that it does not hold, is contradicted without a database", async () => {
		const at = await home();
		for (const name of await readdir(at)) if (name.startsWith("huibao.sqlite")) await unlink(path.join(at, name));
		const manifest = await manifestOf(at);
		const inputs = manifest.inputs.map((input, n) => ({
			...input,
			submissions: input.submissions.map((each) => (n === 0 ? { ...each, rows: each.rows + 1 } : n === 1 ? { ...each, batch: "没有的批次" } : each)),
		}));
		await writeFile(output(at, "manifest.json"), JSON.stringify({ ...manifest, inputs }));
		const { release } = await audited(at);
		expect(new Set(release.originals.problems.map(({ problem }) => problem))).toEqual(new Set(["rows", "not-found"]));
	}, 60_000);

	test("that cannot be read is told, and is nothing that ends the command", async () => {
		const at = await home();
		await writeFile(output(at, "manifest.json"), "{");
		const { release } = await audited(at);
		expect(release).toMatchObject({ sound: false, problems: [{ file: "manifest.json" }] });
	}, 60_000);
});

test("the command says in plain words what agrees and what does not, and ends with 1 where something does not", async () => {
	const whole = huibao(["audit"], demo, { HUIBAO_DATA: demo });
	expect(whole.code).toBe(0);
	expect(whole.stdout).toMatch(/^发布 2019H1-1-[0-9A-Z]{6}\n {2}重新读取了 136 份报表，共 870 行\n {2}重算了 \d+ 项指标（全市、各单位、各区划）\n/);
	expect(whole.stdout).toMatch(/\n {2}statistics\.csv：\d+ 个数字全部一致\n/);
	expect(whole.stdout).toMatch(/存档的 96 个文件都与收到时一致。\n复核结果：全部一致。\n$/);
	const at = await home();
	await edit(output(at, "statistics.csv"), (text) => text.replace(/^(2019H1,\*,[^,]*,hnte\.stock,[^,]*,[^,]*,)\d+/m, "$11"));
	const english = huibao(["audit", "--period", "2019H1", "--lang", "en"], at, { HUIBAO_DATA: at });
	expect(english.code).toBe(1);
	expect(english.stdout).toMatch(/statistics\.csv: of \d+ figures 1 differ\n/);
	expect(english.stdout).toMatch(/statistics\.csv \(G\d+\): .+ \(whole city\) was published as 1; the archived originals give \d+\n/);
	const json = huibao(["audit", "--release", "1", "--json"], demo, { HUIBAO_DATA: demo });
	expect(auditDocument.parse(JSON.parse(json.stdout)).sound).toBe(true);
	const none = huibao(["audit", "--release", "7"], demo, { HUIBAO_DATA: demo });
	expect({ code: none.code, told: none.stderr }).toEqual({ code: 2, told: expect.stringContaining("没有可以复核的第7版") });
}, 120_000);
