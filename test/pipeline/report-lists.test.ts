import { describe, expect, test } from "vitest";
import roster from "../../src/forms/t01-hnte-roster.ts";
import activities from "../../src/forms/t09-activities.ts";
import targets from "../../src/forms/z01-annual-targets.ts";
import { REPORT_TEXTS } from "../../src/messages/report-texts.ts";
import { USUAL_READINGS } from "../../src/model/filter.ts";
import type { Figure } from "../../src/model/indicator.ts";
import { period } from "../../src/model/period.ts";
import type { StoredSubmission } from "../../src/model/stored.ts";
import type { ConsolidatePorts, Consolidation } from "../../src/pipeline/consolidate.ts";
import { coverage, type Filing, notes, overview } from "../../src/pipeline/report-lists.ts";
import { YANGJIANG_UNITS } from "../../src/reference/units.ts";

const units = YANGJIANG_UNITS.filter(({ code }) => ["441700-00", "441702-00", "441721-00"].includes(code));
const [JIANGCHENG, YANGXI, CITY] = ["441702-00", "441721-00", "441700-00"] as const;
const ledger = { seen: 5, loaded: 3, rejected: 0, duplicate: 0, total: 0, note: 1, header: 1 };

let id = 0;
const sent = (form: string, unit: string, of: string, over: Partial<StoredSubmission> = {}): StoredSubmission => {
	id += 1;
	const file = { fileName: `${form}-${unit}.xlsx`, sha256: "a".repeat(64), receivedAt: "2019-06-26T01:05:00.000Z" };
	return { id, version: 1, form, unit, period: of, batch: "", status: "accepted", nil: false, ledger, ...file, ...over } as StoredSubmission;
};

const DEADLINES = { days: { month: 5, quarter: 8, "half-year": 5, year: 15 }, exceptions: { "2019": "2019-12-31", "2019-05": "2019-06-30" } };

/** Only what the lists read. */
const ports = (carryForward: boolean) =>
	({ forms: [roster, activities, targets], units, settings: { carryForward, deadlines: DEADLINES }, bureauNames: [] }) as unknown as ConsolidatePorts;
const consolidation = (figures: readonly Figure[] = [], carryForward = false, asOf = "2019-06-27T12:00:00.000Z"): Consolidation => ({
	scope: { period: period("2019H1"), cutoff: "2019-06-27", asOf, readings: USUAL_READINGS, carryForward, deadlines: DEADLINES },
	indicators: [roster, activities, targets].flatMap((form) => form.indicators),
	figures: new Map(figures.map((figure) => [figure.id, figure])),
});

const received = [
	sent("阳科统01", JIANGCHENG, "2019H1"),
	...["2019-01", "2019-02", "2019-03"].map((month) => sent("阳科统09", JIANGCHENG, month)),
	sent("阳科统09", JIANGCHENG, "2019-05"),
	sent("阳科统09", JIANGCHENG, "2019-06", { status: "returned" }),
	sent("阳科统09", YANGXI, "2019-06", { nil: true, ledger: { ...ledger, loaded: 0 } }),
	sent("阳科统01", YANGXI, "2018"),
	sent("阳科综01", CITY, "2019"),
];
const counting = received.filter(({ status }) => status === "accepted");
const filing: Filing = { received, counting, locks: [] };

describe("who filed what", () => {
	const filed = coverage(consolidation(), ports(false), filing);

	test("every owed form has a line, filed or not, the time told by the clock on the wall", () => {
		const of = (unit: string, form: string) => filed.filter((row) => row.unitName === unit && row.formId === form);
		expect(of("江城区", "阳科统01")).toMatchObject([{ state: "通过", rows: 3, receivedAt: "2019-06-26 09:05", periodName: "2019年上半年" }]);
		expect(of("江城区", "阳科统09").map(({ state }) => state)).toEqual(["迟报", "迟报", "迟报", "未报（逾期）", "通过", "退回"]);
		expect(of("阳西县", "阳科统09").map(({ state }) => state)).toEqual([...Array(4).fill("未报（逾期）"), "未报", "零报告"]);
		expect(of("阳西县", "阳科统01")).toMatchObject([{ state: "未报", rows: null, file: "" }]);
		expect(of("江城区", "阳科综01")).toEqual([]);
	});

	test("at one look: rows that passed, what is open, what is not owed, and how much is in", () => {
		const { forms, units: rows } = overview(filed, ports(false));
		expect(forms.map((form) => form.id)).toEqual(["统01", "统09", "综01"]);
		expect(rows.map(({ name }) => name)).toEqual(["市本级", "江城区", "阳西县"]);
		expect(rows[1]).toEqual({
			name: "江城区",
			cells: [
				{ shown: 3, open: false },
				{ shown: "缺1期", open: true },
				{ shown: "—", open: false },
			],
			done: 1,
			owed: 2,
		});
		expect(rows[2]?.cells.map(({ shown }) => shown)).toEqual(["未报", "缺5期", "—"]);
		expect(rows[0]).toMatchObject({ done: 1, owed: 3 });
	});

	test("at a later instant: what is overdue, what the city has closed, and what it changed since", () => {
		const lock = { id: 1, period: "2019H1", form: "阳科统09", unit: null, by: "李四", at: "2019-07-06T00:00:00.000Z", reason: null };
		const changed = received.map((s) => (s.form === "阳科统01" && s.unit === JIANGCHENG ? { ...s, adjusted: true } : s));
		const later = consolidation([], false, "2019-07-06T02:00:00.000Z");
		const lines = coverage(later, ports(false), { received: changed, counting, locks: [lock] });
		const told = (unit: string, form: string) => lines.filter((row) => row.unitName === unit && row.formId === form).map(({ state }) => state);
		expect(told("江城区", "阳科统01")).toEqual(["已调整"]);
		expect(told("阳西县", "阳科统01")).toEqual(["未报（逾期）"]);
		expect(told("阳西县", "阳科统09").at(-1)).toBe("已锁定、零报告");
		expect(told("江城区", "阳科统09")[0]).toBe("已锁定、迟报");
		expect(told("江城区", "阳科统09").at(-1)).toBe("退回（逾期）");
		expect(overview(lines, ports(false)).units[1]?.cells[0]).toEqual({ shown: 3, open: false });
	});

	test("an earlier period that stands in is named, and still open", () => {
		const carried = coverage(consolidation([], true), ports(true), filing);
		expect(carried.find((row) => row.unitName === "阳西县" && row.formId === "阳科统01")).toMatchObject({ state: "沿用上期", periodName: "2018年" });
		expect(overview(carried, ports(true)).units[2]?.cells[0]).toEqual({ shown: "沿用上期", open: true });
	});
});

describe("what the reader of the figures should know", () => {
	const figure = (over: Partial<Figure> & { id: string }): Figure => ({ value: 0, byUnit: {}, byDivision: {}, ...over });
	const figures = [
		figure({ id: "hnte.stock", value: 2, byUnit: { [JIANGCHENG]: 2, [YANGXI]: 1 }, carried: { [YANGXI]: "2018" } }),
		figure({ id: "outreach.hnte-class.people", value: 110, qualifier: "约" }),
		figure({ id: "targets.102", value: [90, 100] }),
	];
	const told = notes(consolidation(figures, true), ports(true), coverage(consolidation(figures, true), ports(true), filing));
	const texts = told.map(({ unitName, formTitle, text }) => `${unitName} ${formTitle}：${text}`);

	test("who is missing, what was returned, which earlier data stand in", () => {
		expect(texts).toContain("市本级 高新技术企业名录：本期未报，未计入合计。");
		expect(texts).toContain("江城区 宣传培训走访活动台账：2019年6月的报表审核结果为“退回”，未计入合计。");
		expect(texts).toContain("阳西县 高新技术企业名录：本期未报，沿用2018年数据。");
		expect(texts).toContain("江城区 宣传培训走访活动台账：2019年4月未报，合计不含这一期。");
	});

	test("approximate numbers, ranges of targets, and units that add up to more than the city", () => {
		expect(texts.filter((text) => /约110人.*按110汇总/.test(text))).toHaveLength(1);
		expect(texts.filter((text) => /目标为90–100家，完成率按下限90家计算/.test(text))).toHaveLength(1);
		expect(texts.filter((text) => /各单位合计3家，全市2家/.test(text))).toHaveLength(1);
	});

	test("and how each area counts, by the reading that was set", () => {
		const all = REPORT_TEXTS.countingNotes(2019, USUAL_READINGS);
		expect(told.slice(-all.length).map(({ text }) => text)).toEqual(all.map(({ text }) => text));
		const due = REPORT_TEXTS.countingNotes(2019, { ...USUAL_READINGS, overdueYears: "due" });
		expect(due.filter(({ text }, at) => text !== all[at]?.text)).toHaveLength(1);
	});
});
