import { describe, expect, test } from "vitest";
import { type CellRange, fromA1 } from "../../../src/model/a1.ts";
import type { Template } from "../../../src/model/fill.ts";
import { and } from "../../../src/model/filter.ts";
import type { Form } from "../../../src/model/form.ts";
import type { Cell, Row, Sheet } from "../../../src/model/grid.ts";
import type { CountedIndicator, Figure, FigureValue } from "../../../src/model/indicator.ts";
import { period } from "../../../src/model/period.ts";
import { YANGJIANG_UNITS } from "../../../src/reference/units.ts";
import { NO_COMPARISONS } from "../../../src/stages/compare.ts";
import { figureBook } from "../../../src/stages/figure-book.ts";
import { type FillMapping, NO_MAPPING } from "../../../src/stages/fill/mapping.ts";
import { planFill } from "../../../src/stages/fill/plan.ts";

const units = YANGJIANG_UNITS;
const indicator = (id: string, zh: string, more: Partial<CountedIndicator> = {}): CountedIndicator => ({
	...{ kind: "counted", id, area: "hnte", name: { zh, en: id }, unit: "家", measure: { kind: "count" }, filter: and() },
	...more,
});
const INDICATORS = [
	indicator("hnte.stock", "高新技术企业存量"),
	indicator("hnte.new", "本年认定高新技术企业"),
	indicator("people", "培训人数", { unit: "人" }),
	indicator("none", "没有报的"),
	indicator("twin.a", "同名"),
	indicator("twin.b", "同名"),
	indicator("range", "区间"),
];
const figure = (id: string, value: FigureValue, byUnit: Record<string, FigureValue> = {}, more: Partial<Figure> = {}): Figure => ({
	...{ id, value, byUnit: { ...Object.fromEntries(units.map(({ code }) => [code, 0])), ...byUnit }, byDivision: { "441702": 15 } },
	...more,
});
const FIGURES = [
	figure("hnte.stock", 71, { "441702-00": 15, "441704-00": 21 }, { missing: ["441721-00"] }),
	figure("hnte.new", 0),
	figure("people", 110, {}, { qualifier: "约" }),
	figure("none", null, Object.fromEntries(units.map(({ code }) => [code, null]))),
	figure("twin.a", 1),
	figure("twin.b", 2),
	figure("range", [1, 2]),
];
const source = {
	book: figureBook({
		...{ period: period("2019H1"), cutoff: "2019-06-27", indicators: INDICATORS, units, comparisons: NO_COMPARISONS },
		figures: new Map(FIGURES.map((each) => [each.id, each])),
		forms: [{ id: "01", owedBy: "units", tables: [{ id: "", rollUp: "snapshot" }], indicators: INDICATORS } as unknown as Form],
	}),
	facts: {
		period: { text: "2019年上半年" },
		"period-code": { text: "2019H1" },
		year: { text: "2019" },
		cutoff: { text: "2019年6月27日", day: "2019-06-27" },
		"as-of": { text: "2019年6月27日 20:00", day: "2019-06-27" },
		city: { text: "阳江市" },
		issuer: { text: "阳江市科学技术局" },
		release: { text: "" },
	},
	units,
	notReported: "未报",
	notPublished: "未发布",
	city: "阳江市",
};

type Drawn = Readonly<Record<string, string | number | { readonly formula: string }>>;

/** A sheet from its cells by A1. */
function sheet(name: string, drawn: Drawn, merges: readonly CellRange[] = []): Sheet {
	const rows = new Map<number, Cell[]>();
	for (const [at, value] of Object.entries(drawn)) {
		const { row, column } = fromA1(at) ?? { row: 0, column: 0 };
		const own =
			typeof value === "object"
				? { type: "s" as const, value: value.formula, formula: true as const }
				: { type: typeof value === "number" ? ("n" as const) : ("s" as const), value };
		rows.set(row, [...(rows.get(row) ?? []), { column, raw: "", format: "general", ...own }]);
	}
	const lines: Row[] = [...rows].map(([number, cells]) => ({ number, cells }));
	return { name, hidden: false, date1904: false, merges, hiddenColumns: [], rows: lines };
}

function template(sheets: readonly Sheet[], more: Partial<Template> = {}): Template {
	return { grid: { sheets, names: new Map() }, worksheets: sheets.map(({ name }) => name), names: [], texts: [], headings: [], ...more };
}

const filled = (what: Template, mapping: FillMapping = NO_MAPPING) => {
	const { cells, faults, ...rest } = planFill(what, mapping, source);
	return { ...rest, cells, faults, shown: Object.fromEntries(cells.map(({ cell, shown }) => [cell, shown])) };
};
const mapping = (cells: Readonly<Record<string, string>>, tables: FillMapping["tables"] = []): FillMapping => ({
	cells: Object.entries(cells).map(([place, reference]) => ({ place, reference })),
	tables,
});

describe("placeholders", () => {
	test("alone give numbers, printed texts or blanks; inside a text they are said", () => {
		const { plan, shown, faults, cells } = filled(
			template([
				sheet("汇总", {
					...{
						A1: " {{ hnte.stock }} ",
						B1: "{{高新技术企业存量＠江城区}}",
						C1: "{{none}}",
						D1: "{{range}}",
						E1: "{{hnte.stock:同比}}",
						F1: "{{cutoff}}",
					},
					A2: "全市高企{{hnte.stock}}家，培训{{people}}人，{{none}}；编号{{release}}",
					B2: { formula: "{{hnte.stock}}" },
					C2: "没有 { { 占位符 } }",
				}),
			]),
		);
		expect(faults).toEqual([]);
		expect(shown).toEqual({
			...{ A1: "71", B1: "15", C1: "", D1: "1–2", E1: "—", F1: "2019年6月27日" },
			A2: "全市高企71家，培训约110人，未报；编号未发布",
		});
		expect(plan.cells.map(({ cell, content }) => [cell, content.kind, "value" in content ? content.value : null])).toEqual([
			...[
				["A1", "number", 71],
				["B1", "number", 15],
				["C1", "blank", null],
				["D1", "text", null],
				["E1", "text", null],
				["F1", "day", null],
				["A2", "in-place", null],
			],
		]);
		expect(cells.filter(({ missing }) => missing.length > 0).map(({ cell, missing }) => [cell, missing])).toEqual([
			["A1", ["441721-00"]],
			["E1", ["441721-00"]],
			["A2", ["441721-00"]],
		]);
		expect(cells.map(({ cell, status }) => [cell, status]).filter(([, status]) => status !== "filled")).toEqual([
			["C1", "not-reported"],
			["E1", "not-applicable"],
			["A2", "not-reported"],
		]);
		expect(plan.texts.get("none")).toBe("未报");
	});

	test("that name nothing are all found at once, with where they stand and what was meant", () => {
		const { faults, plan } = filled(
			template([sheet("汇总", { A1: "{{hnte.stok}}", B1: "全市{{hnte.stock@江成区}}家、{{hnte.stock:同币}}", C1: "{{同名}}", D1: "{{}}" })], {
				texts: [{ sheet: "汇总", where: "header-footer", text: "&L{{issuer2}}" }],
			}),
		);
		expect(faults.map(({ what, cell, where, written }) => [what, cell ?? where, written])).toEqual([
			...[
				["indicator", "A1", "hnte.stok"],
				["place", "B1", "江成区"],
				["measure", "B1", "同币"],
				["ambiguous", "C1", "同名"],
				["empty", "D1", ""],
			],
			["indicator", "header-footer", "issuer2"],
		]);
		expect(faults[0]?.nearest[0]).toBe("hnte.stock（高新技术企业存量）");
		expect(faults[1]?.nearest[0]).toBe("江城区");
		expect(faults[2]?.nearest).toContain("同比");
		expect(plan.cells).toEqual([]);
	});

	test("beside cells are told as they will stand there", () => {
		const texts = [
			{ sheet: "汇总", where: "header-footer" as const, text: "&L&12{{hnte.stock}}家&R{{issuer}}" },
			{ sheet: null, where: "chart" as const, text: "高企{{hnte.stock}}" },
		];
		expect(filled(template([sheet("汇总", {})], { texts })).texts.map(({ after }) => after)).toEqual(["&L&12 71家&R阳江市科学技术局", "高企71"]);
	});

	test("in the heading of a table stay texts", () => {
		const headings = [{ sheet: "汇总", range: { top: 1, left: 1, bottom: 1, right: 2 } }];
		const { plan } = filled(template([sheet("汇总", { A1: "{{hnte.stock}}", A2: "{{hnte.stock}}" })], { headings }));
		expect(plan.cells.map(({ cell, content }) => [cell, content.kind])).toEqual([
			["A1", "in-place"],
			["A2", "number"],
		]);
	});
});

describe("names", () => {
	const at = (name: string, cells: string, on = "汇总") => {
		const [from = "", to = from] = cells.split(":");
		const [first, last] = [fromA1(from), fromA1(to)];
		const target = first && last && { sheet: on, range: { top: first.row, left: first.column, bottom: last.row, right: last.column } };
		return { name, refersTo: `${on}!${cells}`, target };
	};
	const merged = { top: 5, left: 1, bottom: 6, right: 2 };

	test("that begin with hb. fill the cell that they name, of merged cells the first; one with a formula keeps it", () => {
		const names = [
			at("hb.hnte.stock", "A1"),
			at("hb.hnte.stock.u441702_00", "A5:B6"),
			at("hb.hnte.stock.d441702", "A3"),
			at("hb.hnte.stock.LastYear", "A4"),
			at("hb.people", "A2"),
		];
		const { shown, faults, cells } = filled(template([sheet("汇总", { A2: { formula: "7" } }, [merged])], { names }));
		expect(faults).toEqual([]);
		expect(shown).toEqual({ A1: "71", A5: "15", A3: "15", A4: "—", A2: "7" });
		expect(cells.at(-1)).toMatchObject({ cell: "A2", source: "name", status: "formula", value: null });
	});

	test("that name no figure or no cell are refused", () => {
		const names = [
			at("hb.hnte.stok", "A1"),
			at("hb.Stock", "A1"),
			at("hb.people", "A1:B2"),
			at("hb.hnte.new", "A1", "没有"),
			{ name: "hb.range", refersTo: "#REF!", target: null },
		];
		const { faults } = filled(template([sheet("汇总", {})], { names }));
		expect(faults.map(({ what, cell, written }) => [what, cell, written])).toEqual([
			...[
				["indicator", "A1", "hnte.stok"],
				["name", "hb.Stock", "hb.Stock"],
				["name-target", "hb.people", "汇总!A1:B2"],
				["name-target", "hb.hnte.new", "没有!A1"],
			],
			["name-target", "hb.range", "#REF!"],
		]);
	});
});

describe("a mapping", () => {
	test("says what stands in which cell, of merged cells the first, with texts as well", () => {
		const merged = { top: 5, left: 2, bottom: 6, right: 3 };
		const { shown, faults, plan } = filled(
			template([sheet("汇总", { A1: "旧" }, [merged]), sheet("表 二", {})]),
			mapping({ "汇总!A1": "hnte.stock@441702-00", "'表 二'！$B$2": "全市{{hnte.stock}}家", "汇总!C6": "people", "表 二!A9": "{{none}}" }),
		);
		expect(faults).toEqual([]);
		expect(shown).toEqual({ A1: "15", B2: "全市71家", B5: "约110", A9: "" });
		expect(plan.cells.map(({ content }) => content.kind)).toEqual(["number", "text", "number", "blank"]);
	});

	test("is refused where it names no cell, no sheet, a formula, or a cell that is to hold two things", () => {
		const { faults } = filled(
			template([sheet("汇总", { A1: { formula: "1" }, A2: "{{hnte.stock}}", A3: "{{people}}" })]),
			mapping({
				"汇总!A1": "people",
				"汇总表!A1": "people",
				"汇总!XFE1": "people",
				"汇总!A0": "people",
				"汇总!A1:B2": "people",
				A2: "{{hnte.stock}}",
				A3: "hnte.new",
				"汇总!A9": "x",
			}),
		);
		expect(faults.map(({ what, cell, written }) => [what, cell, written])).toEqual([
			...[
				["formula", "A1", "people"],
				["sheet", "汇总表!A1", "汇总表"],
				["cell", "汇总!XFE1", "汇总!XFE1"],
				["cell", "汇总!A0", "汇总!A0"],
				["cell", "汇总!A1:B2", "汇总!A1:B2"],
			],
			...[
				["indicator", "A9", "x"],
				["twice", "A3", "hnte.new、people"],
			],
		]);
		expect(faults[1]?.nearest).toEqual(["汇总"]);
	});

	const headed = {
		...{ A1: "指标", B1: "全市合计", C1: "江城区", D1: "阳东区科技局", E1: "备注" },
		...{ A2: "一、高新技术企业存量（家）", A3: "其中：本年认定高新技术企业", A4: "", A5: "培训人数" },
	};

	test("gives a table by its headings: indicators down and units across, or the other way round", () => {
		const { shown, faults, cells } = filled(
			template([sheet("汇总", { ...headed, C3: { formula: "0" }, D3: "×", D2: 3, B5: "{{none}}" })]),
			mapping({}, [{ sheet: "汇总", units: "B1:D1", indicators: "A2:A5" }]),
		);
		expect(faults).toEqual([]);
		expect(shown).toEqual({ B2: "71", C2: "15", D2: "21", B3: "0", C3: "0", D3: "×", B5: "", C5: "0", D5: "0" });
		expect(cells.filter(({ status }) => status !== "filled").map(({ cell, status, source: from }) => [cell, status, from])).toEqual([
			...[
				["B5", "not-reported", "placeholder"],
				["C3", "formula", "table"],
				["D3", "text", "table"],
			],
		]);
		const turned = filled(
			template([sheet("表", { B1: "hnte.stock", C1: "培训人数", A2: "阳江市", A3: "441702-00" })]),
			mapping({}, [{ units: "A2:A3", indicators: "表!B1:C1" }]),
		);
		expect(turned.shown).toEqual({ B2: "71", B3: "15", C2: "约110", C3: "0" });
	});

	test("takes measures from headings along either side, under units that are merged over them", () => {
		const merges = [{ top: 1, left: 2, bottom: 1, right: 3 }];
		const grid = sheet("表", { A3: "高新技术企业存量", B1: "江城区", B2: "本期", C2: "占比（%）" }, merges);
		expect(filled(template([grid]), mapping({}, [{ units: "B1:C1", measures: "B2:C2", indicators: "A3:A3" }])).shown).toEqual({ B3: "15", C3: "—" });
		const city = sheet("表", { A3: "高新技术企业存量", B2: "本期", C2: "同比" });
		expect(filled(template([city]), mapping({}, [{ measures: "B2:C2", indicators: "A3" }])).shown).toEqual({ B3: "71", C3: "—" });
	});

	test("is refused where a heading of a table names nothing, once, or its sides are none", () => {
		const { faults } = filled(
			template([sheet("汇总", headed)]),
			mapping({}, [
				{ units: "B1:E1", indicators: "A1:A5" },
				{ units: "A1:A3", indicators: "A2:A5" },
				{ units: "B1:E2", indicators: "A2:A5" },
				{ indicators: "没有!A1" },
			]),
		);
		expect(faults.map(({ what, cell, written }) => [what, cell, written])).toEqual([
			...[
				["indicator", "A1", "指标"],
				["place", "E1", "备注"],
				["shape", null, "A1:A3"],
				["shape", null, "B1:E2"],
				["sheet", null, "没有"],
			],
		]);
	});
});
