import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { loadForms } from "../../src/app.ts";
import { openStore } from "../../src/database/open.ts";
import { USUAL_READINGS } from "../../src/model/filter.ts";
import { period } from "../../src/model/period.ts";
import { bookOf } from "../../src/pipeline/comparisons.ts";
import { type ConsolidatePorts, consolidate } from "../../src/pipeline/consolidate.ts";
import { YANGJIANG_UNITS } from "../../src/reference/units.ts";
import { csv, enterprise, given, type Line, nil, OFFICES, type Office, YANGDONG, YANGXI } from "./offices.ts";

const CUTOFFS: Readonly<Record<string, string>> = { "2018": "2018-12-31", "2018H1": "2018-06-30", "2019H1": "2019-06-27" };

/** The figures of 2019H1 by name, over what the offices sent. */
async function bookOver(files: readonly string[], carryForward = false) {
	const { home } = await given(files);
	const forms = await loadForms();
	const store = await openStore({ url: path.join(home, "huibao.sqlite"), forms });
	onTestFinished(() => store.close());
	const settings = { carryForward, deadlines: { days: { month: 5, quarter: 8, "half-year": 5, year: 15 }, exceptions: {} }, cutoffs: CUTOFFS };
	const units = YANGJIANG_UNITS;
	const ports: ConsolidatePorts = { store, forms, units, bureauNames: [], settings };
	const scope = { ...settings, period: period("2019H1"), cutoff: "2019-06-27", asOf: "2019-07-02T01:00:00.000Z", readings: USUAL_READINGS };
	const book = await bookOf(await consolidate(scope, ports), ports);
	return (indicator: string, measure: "value" | "last-year" | "growth" | "last-period" | "period-change", unit: string | null = null) =>
		book.figure({ indicator, measure, place: unit === null ? null : { cut: "unit", code: unit } }).value;
}

const USUAL = {
	企业名称: "",
	统一社会信用代码: "",
	"县(市、区)": "阳东区",
	高企证书编号: "",
	认定年度: 2017,
	发证日期: "2017-11-28",
	有效期至: "2020-11-28",
};
const REST = { 技术领域: "新材料", 是否规上: "否", 企业规模: "小型", 从业人员期末人数: 50, 营业收入: 3000, 研发费用: 150, 高企状态: "有效" };
const roster = (office: Office, label: string, numbers: readonly number[]) => {
	const line = (n: number): Line => ({ ...enterprise(n), 高企证书编号: `GR201744000${100 + n}` });
	return csv("统01", office, label, { ...USUAL, ...REST, "县(市、区)": office }, numbers.map(line));
};
const nils = (label: string, ...reported: readonly Office[]) =>
	OFFICES.filter((office) => !reported.includes(office)).map((office) => nil("统01", office, label));

test("the stock is compared with that of the same half a year before and with the end of the year before", async () => {
	const at = await bookOver([
		...[roster("阳东区", "2018年上半年", [1, 2]), ...nils("2018年上半年", "阳东区")],
		...[roster("阳东区", "2018年", [1, 2, 3]), ...nils("2018年", "阳东区")],
		...[roster("阳东区", "2019年上半年", [1, 2, 3, 4]), ...nils("2019年上半年", "阳东区")],
	]);
	expect([at("hnte.stock", "value"), at("hnte.stock", "last-year"), at("hnte.stock", "growth")]).toEqual([4, 2, 1]);
	expect([at("hnte.stock", "last-period"), at("hnte.stock", "period-change", YANGDONG)]).toEqual([3, 1]);
	expect([at("hnte.stock", "last-year", YANGXI), at("hnte.stock", "growth", YANGXI)]).toEqual([0, "not-applicable"]);
	// Nobody reported platforms of that time, so that there is nothing to compare with.
	expect([at("platforms.total", "last-year"), at("platforms.total", "growth")]).toEqual(["not-applicable", "not-applicable"]);
});

test("where nothing of a period was reported there is nothing to compare with, and what stands in is compared with nothing", async () => {
	const at = await bookOver([roster("阳东区", "2018年", [1, 2, 3]), ...nils("2018年", "阳东区")], true);
	expect([at("hnte.stock", "value"), at("hnte.stock", "last-year"), at("hnte.stock", "last-period")]).toEqual([3, "not-applicable", 3]);
	expect(at("hnte.stock", "period-change")).toBe("not-applicable");
});
