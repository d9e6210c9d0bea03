import { readFileSync, writeFileSync } from "node:fs";
import { cp, mkdir, readdir, rm } from "node:fs/promises";
import path from "node:path";
import ExcelJS from "exceljs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verifyDocument } from "../../src/model/release-documents.ts";
import { readGrid } from "../../src/workbooks/read.ts";
import { commissioners, office } from "./officer.ts";

const [DAY1, DAY2] = ["2019-07-01T01:00:00.000Z", "2019-07-02T01:00:00.000Z"];
const WORKBOOK = "阳江市2019年上半年科技统计汇总表.xlsx";
const STOCK = "hb.commissioners.intending";

type Home = Awaited<ReturnType<typeof office>>;

let home: Home;
let clear: () => Promise<void>;
/** Copies of what was published first, away from the home. */
let copy: (name: string) => string;

const inPlace = (...names: string[]) => path.join(home.home, "output", "2019H1", ...names);

async function verify(file: string) {
	const document = await home.at(DAY2, (app) => app.verify(file));
	expect(verifyDocument.parse(document)).toEqual(document);
	return document;
}

/** Changes one byte of a file, in the middle or at a place of its own. */
function tamper(file: string, at = Math.floor(readFileSync(file).length / 2)): void {
	const bytes = readFileSync(file);
	bytes[at] = (bytes[at] ?? 0) ^ 1;
	writeFileSync(file, bytes);
}

/** Does something to a workbook's cells and saves it under another name, as another program would. */
async function resaved(name: string, change: (book: ExcelJS.Workbook) => void): Promise<string> {
	const book = new ExcelJS.Workbook();
	await book.xlsx.readFile(copy(WORKBOOK));
	change(book);
	await book.xlsx.writeFile(copy(name));
	return copy(name);
}

beforeAll(async () => {
	home = await office({}, (work) => {
		clear = work;
	});
	await home.send(DAY1, "阳东区", "名单.csv", commissioners("阳东区", ["甲", "丙"]));
	await home.publish(DAY1);
	const folder = path.join(home.home, "copies");
	await mkdir(folder);
	await cp(inPlace(), folder, { recursive: true });
	copy = (name) => path.join(folder, name);
}, 120_000);

afterAll(() => clear());

describe("a file, wherever it lies,", { timeout: 120_000 }, () => {
	test("is told by its bytes: which release, what it is called there, and that this is the newest", async () => {
		for (const name of [WORKBOOK, "statistics.csv", "manifest.json", "datapackage/datapackage.json"]) {
			expect(await verify(copy(name)), name).toMatchObject({ verdict: "intact", name, release: { period: "2019H1", number: 1, standing: "newest" } });
		}
	});

	test("is unknown where nothing of it was published here", async () => {
		const stranger = copy("别的.xlsx");
		const book = new ExcelJS.Workbook();
		book.addWorksheet("表").getCell("A1").value = 1;
		await book.xlsx.writeFile(stranger);
		expect(await verify(stranger)).toMatchObject({ verdict: "unknown", release: null });
		await expect(verify(copy("没有.xlsx"))).rejects.toMatchObject({ code: "usage.no-such-file" });
	});

	test("one byte of a workbook: which part of it", async () => {
		await cp(copy(WORKBOOK), copy("一字节.xlsx"));
		tamper(copy("一字节.xlsx"));
		const { verdict, parts, cells, release } = await verify(copy("一字节.xlsx"));
		expect({ verdict, release: release?.number, named: [...(parts ?? []), ...(cells?.differences ?? [])].length }).toEqual({
			verdict: "altered",
			release: 1,
			named: 1,
		});
	});

	test("saved again by another program: the same cells in other bytes", async () => {
		const document = await verify(await resaved("另存.xlsx", () => undefined));
		expect(document).toMatchObject({ verdict: "resaved", release: { number: 1 }, cells: { count: 0, differences: [] } });
	});

	test("a figure that was changed, and a word: which cells, the figure first, from what to what", async () => {
		const { names } = await readGrid(readFileSync(copy(WORKBOOK)), WORKBOOK);
		const place = names.get(STOCK);
		const file = await resaved("改过.xlsx", (book) => {
			const sheet = book.getWorksheet(place?.sheet ?? "");
			if (!sheet || !place) throw new Error("no such figure");
			sheet.getCell("A1").value = "改了标题";
			sheet.getCell(place.cell).value = 9;
		});
		const { verdict, cells } = await verify(file);
		expect({ verdict, cells }).toMatchObject({
			verdict: "altered",
			cells: {
				count: 2,
				differences: [
					{ ...place, figure: STOCK, expected: 2, found: 9 },
					{ sheet: place?.sheet, cell: "A1", figure: null, found: "改了标题" },
				],
			},
		});
	});

	test("a manifest that was altered: which parts of it", async () => {
		const altered = JSON.parse(readFileSync(copy("manifest.json"), "utf8")) as Record<string, unknown>;
		writeFileSync(copy("清单.json"), JSON.stringify({ ...altered, reason: "无", cutoff: "2019-06-01" }));
		expect(await verify(copy("清单.json"))).toMatchObject({ verdict: "altered", release: { number: 1 }, files: { changed: ["cutoff", "reason"] } });
	});
});

describe("what lies in the home", { timeout: 120_000 }, () => {
	test("a folder as it was published, in the home and copied elsewhere", async () => {
		expect(await verify(inPlace())).toMatchObject({ verdict: "intact", release: { number: 1 } });
		const elsewhere = path.join(home.home, "usb");
		await cp(inPlace(), elsewhere, { recursive: true });
		expect(await verify(elsewhere)).toMatchObject({ verdict: "intact", release: { number: 1 } });
	});

	test("one byte of a table, a file too few, one too many: which", async () => {
		tamper(inPlace("statistics.csv"));
		await rm(inPlace("statistics.json"));
		writeFileSync(inPlace("datapackage", "多的.csv"), "");
		expect(await verify(inPlace("statistics.csv"))).toMatchObject({ verdict: "altered", name: "statistics.csv", release: { number: 1 } });
		expect(await verify(inPlace())).toMatchObject({
			verdict: "altered",
			files: { missing: ["statistics.json"], changed: ["statistics.csv"], extra: ["datapackage/多的.csv"] },
		});
		await rm(inPlace("datapackage", "多的.csv"));
	});

	test("a manifest that was altered in its place does not vouch for the folder", async () => {
		tamper(inPlace("manifest.json"));
		expect((await verify(inPlace("manifest.json"))).verdict).toBe("altered");
		expect((await verify(inPlace())).files?.changed).toContain("manifest.json");
	});

	test("the workbook in its place is compared with one that is made again, where no copy is left", async () => {
		tamper(inPlace(WORKBOOK));
		const { verdict, parts, cells } = await verify(inPlace(WORKBOOK));
		expect({ verdict, named: [...(parts ?? []), ...(cells?.differences ?? [])].length }).toEqual({ verdict: "altered", named: 1 });
		expect((await readdir(path.join(home.home, "output"))).sort()).toEqual(["2019H1"]);
	});

	test("after a newer release and a withdrawal it is told that there is one, and that it is not to be used", async () => {
		await home.send(DAY2, "阳西县", "名单.csv", commissioners("阳西县", ["丁"]));
		await home.publish(DAY2);
		expect(await verify(copy(WORKBOOK))).toMatchObject({ verdict: "intact", release: { number: 1, standing: "superseded" } });
		await home.at(DAY2, (app) => app.withdrawRelease("2019H1", "2", { by: "李四", reason: "有误" }));
		expect(await verify(inPlace())).toMatchObject({ verdict: "unknown", release: { number: 2, standing: "withdrawn" } });
		expect(await verify(inPlace("releases", "2"))).toMatchObject({ verdict: "intact", release: { standing: "withdrawn" } });
		// What had been tampered with was kept as it was found.
		expect(await verify(inPlace("releases", "1"))).toMatchObject({ verdict: "altered" });
	});
});
