import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { StatisticsDocument } from "../../src/model/documents.ts";
import { and } from "../../src/model/filter.ts";
import type { Form } from "../../src/model/form.ts";
import type { CountedIndicator, Figure } from "../../src/model/indicator.ts";
import { period } from "../../src/model/period.ts";
import { YANGJIANG_UNITS } from "../../src/reference/units.ts";
import { dataPackage } from "../../src/stages/data-package.ts";
import { figureStates } from "../../src/stages/figure-state.ts";
import { readDataPackage } from "../support/data-package.ts";

const everywhere = (value: StatisticsDocument["indicators"][number]["value"]) => ({
	byUnit: Object.fromEntries(YANGJIANG_UNITS.map(({ code }) => [code, value])),
	byDivision: Object.fromEntries(YANGJIANG_UNITS.map(({ division }) => [division, value])),
});
const named = (id: string, name: string) => ({ id, name, nameEn: name, unit: "家" });
const statistics: StatisticsDocument = {
	period: "2019H1",
	cutoff: "2019-06-27",
	asOf: "2019-06-27T12:00:00.000Z",
	indicators: [
		{ ...named("a.count", '甲，含"引号",逗号'), value: 7, ...everywhere(1), qualifier: "约" },
		{ ...named("a.zero", "零"), value: 0, ...everywhere(0) },
		{ ...named("a.range", "区间"), value: [1, 2], ...everywhere(null) },
		{ ...named("a.target", "目标"), value: 3, ...everywhere(null) },
		{ ...named("a.part", "不全"), value: 5.25, ...everywhere(0.875), missing: ["441702-00"], carried: { "441704-00": "2018" } },
	],
};
const about = { city: "阳江市", issuer: "阳江市科学技术局", title: "阳江市2019年上半年科技统计", release: "2019H1-1-ABCDEF" };

const indicators = statistics.indicators.map(
	({ id, nameEn }): CountedIndicator => ({
		...{ kind: "counted", id, area: "outreach", name: { zh: id, en: nameEn }, unit: "家", filter: and() },
		measure: id === "a.target" ? { kind: "given", low: "low", high: "high", region: "region", whole: "全市" } : { kind: "count" },
	}),
);
const forms = [{ id: "统99", owedBy: "units", tables: [], indicators }] as unknown as readonly Form[];
const figuresOf = (document: StatisticsDocument) => new Map(document.indicators.map((entry) => [entry.id, entry as Figure]));
const states = (document: StatisticsDocument) => figureStates({ indicators, figures: figuresOf(document), forms, units: YANGJIANG_UNITS });

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(path.join(tmpdir(), "huibao-package-"));
	await mkdir(path.join(folder, "data"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function written(document: StatisticsDocument): Promise<void> {
	const made = dataPackage(document, { indicators, units: YANGJIANG_UNITS, period: period("2019H1"), stateOf: states(document) }, about);
	const measured = [];
	for (const { path: name, text } of made.tables) {
		await writeFile(path.join(folder, name), text);
		measured.push({ size: Buffer.byteLength(text), sha256: createHash("sha256").update(text).digest("hex") });
	}
	await writeFile(path.join(folder, "datapackage.json"), made.descriptor(measured));
}

describe("the data package", () => {
	test("is valid to an implementation of the specification that is not ours, key by key", async () => {
		await written(statistics);
		const { valid, problems, profile, tables } = await readDataPackage(folder);
		expect(problems).toEqual([]);
		expect(valid).toBe(true);
		expect(profile).toBe("tabular-data-package");
		expect([...tables.keys()]).toEqual(["figures", "indicators", "places", "periods"]);
		const divisions = new Set(YANGJIANG_UNITS.map(({ division }) => division)).size;
		expect(tables.get("figures")).toHaveLength(statistics.indicators.length * (1 + YANGJIANG_UNITS.length + divisions));
	});

	test("tells a reported zero, a range, a value that stands in, no value and none to have apart", async () => {
		await written(statistics);
		const { tables } = await readDataPackage(folder);
		const figure = (indicator: string, place: string) => tables.get("figures")?.find((row) => row.indicator === indicator && row.place === place);
		expect(figure("a.count", "*")).toMatchObject({ value: 7, unit_of_measure: "家", status: "reported", qualifier: "约" });
		expect(figure("a.count", "441702-00")).toMatchObject({ value: 1, qualifier: null });
		expect(figure("a.zero", "441702-00")).toMatchObject({ value: 0, status: "reported" });
		expect(figure("a.range", "*")).toMatchObject({ value: 1, value_high: 2 });
		expect(figure("a.range", "441702-00")).toMatchObject({ value: null, value_high: null, status: "not-reported" });
		expect(figure("a.target", "441702-00")).toMatchObject({ value: null, status: "not-applicable" });
		expect(figure("a.part", "*")).toMatchObject({ value: 5.25, status: "incomplete" });
		expect(figure("a.part", "441702")).toMatchObject({ status: "incomplete" });
		expect(figure("a.part", "441704-00")).toMatchObject({ status: "carried", carried_from: "2018" });
		expect(tables.get("indicators")?.[0]).toMatchObject({ name: '甲，含"引号",逗号' });
	});

	test("that implementation would see a wrong cell, a key that stands twice and a code that nothing explains", async () => {
		const first = statistics.indicators[0];
		if (!first) throw new Error("no indicator");
		await written({ ...statistics, indicators: [first, first] });
		await expect(readDataPackage(folder)).rejects.toThrow();
		await written(statistics);
		await writeFile(path.join(folder, "data", "places.csv"), "code,kind,name,name_en,division\r\n*,city,阳江市,,\r\n");
		await expect(readDataPackage(folder)).rejects.toThrow();
		await written(statistics);
		await writeFile(path.join(folder, "data", "places.csv"), "code,kind,name,name_en,division\r\n*,town,阳江市,,\r\n");
		await expect(readDataPackage(folder)).rejects.toThrow();
	});
});
