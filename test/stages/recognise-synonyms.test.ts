import { describe, expect, test } from "vitest";
import type { Catalogue, ConfirmedSynonym, Hints } from "../../src/model/submission.ts";
import { catalogueFor, catalogueOfAll } from "../../src/stages/recognise/catalogue-for.ts";
import { indexOf } from "../../src/stages/recognise/catalogue-index.ts";
import { headingKey } from "../../src/stages/recognise/header-text.ts";
import { recognise } from "../../src/stages/recognise.ts";
import { SMALL, unitNamedIn } from "../support/small-catalogue.ts";
import { type SheetOptions, textGrid, textSheet } from "../support/text-grid.ts";

const JIANGCHENG = "441702-00";
const YANGDONG = "441704-00";

let made = 0;
const synonym = (heading: string, field: string, unit: string | null = null, table = ""): ConfirmedSynonym => ({
	id: ++made,
	form: "试统01",
	table,
	field,
	heading,
	unit,
	confirmedBy: "陈某某",
	confirmedAt: "2019-06-27T12:00:00.000Z",
});

const knowing = (...synonyms: ConfirmedSynonym[]): Catalogue => ({ ...SMALL, synonyms });

const sheet = (unit: string, headings: string, name = unit, options: SheetOptions = {}) =>
	textSheet(
		name,
		`${unit}2019年上半年高新技术企业名录
表号：试统01
企业名称 | 统一社会信用代码 | 县(市、区) | 营业收入 | 从业人员期末人数 | ${headings}
甲 | 91441702XXXX00019W | ${unit} | 1200 | 55 | 60 | 7`,
		options,
	);

function columns(catalogue: Catalogue, sheets: readonly ReturnType<typeof sheet>[], hints: Partial<Hints> = {}) {
	const { submissions, refusals } = recognise(textGrid(...sheets), { fileName: "报表.xlsx", folderUnit: null, ...hints }, catalogue);
	expect(refusals).toEqual([]);
	return submissions.map(({ unit, blocks }) => {
		const late = blocks.flatMap((block) => block.columns.filter(({ column }) => column > 5));
		return [unit.shortName, ...late.map(({ field, via, synonym: by, unit: measure }) => [field, via, by?.id ?? null, measure ?? null])];
	});
}

describe("a confirmed heading", () => {
	test("is read like a synonym of the form, with who said so", () => {
		const known = synonym("研究开发费", "rd");
		expect(columns(knowing(known), [sheet("江城区", "研究开发费")])).toEqual([["江城区", ["rd", "confirmed", known.id, null]]]);
		expect(columns(SMALL, [sheet("江城区", "研究开发费")])).toEqual([["江城区"]]);
	});

	test.each(["研究开发费（元）", "研究开发费(元)", "研究开发费元", "3.研究开发费（元）", "*研究开发费：元"])(
		"confirmed with one unit (%s) is read in the unit that a file names",
		(heading) => {
			const known = synonym(heading, "rd");
			expect(headingKey(heading)).toBe("研究开发费");
			expect(columns(knowing(known), [sheet("江城区", "研究开发费（万元）")])).toEqual([["江城区", ["rd", "confirmed", known.id, "万元"]]]);
			expect(columns(knowing(known), [sheet("江城区", heading)])).toEqual([["江城区", ["rd", "confirmed", known.id, "元"]]]);
		},
	);

	test("below a parent is known below that parent alone", () => {
		const known = synonym("全年支出_研究类", "rd");
		const below = (parent: string) =>
			textSheet(
				"江城区",
				`江城区2019年上半年高新技术企业名录
表号：试统01
企业名称 | 统一社会信用代码 | 县(市、区) | 营业收入 | 从业人员期末人数 | ${parent} |
 | | | | | 研究类 | 其他类
甲 | 91441702XXXX00019W | 江城区 | 1200 | 55 | 60 | 7`,
				{ merges: ["A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:E4", "F3:G3"] },
			);
		expect(columns(knowing(known), [below("全年支出")])).toEqual([["江城区", ["rd", "confirmed", known.id, null]]]);
		expect(columns(knowing(known), [below("上年支出")])).toEqual([["江城区"]]);
		expect(columns(knowing(known), [sheet("江城区", "研究类")])).toEqual([["江城区"]]);
	});

	test("gives way to the form's own heading where a file has both", () => {
		const catalogue = knowing(synonym("研究开发费", "rd"));
		expect(columns(catalogue, [sheet("江城区", "研究开发费 | 研发费用")])).toEqual([["江城区", ["rd", "header", null, null]]]);
	});

	test("of a field that the form no longer has says nothing", () => {
		expect(columns(knowing(synonym("研究开发费", "gone"), synonym("研究开发费", "rd", null, "B")), [sheet("江城区", "研究开发费")])).toEqual([
			["江城区"],
		]);
	});
});

describe("a heading confirmed for one unit", () => {
	const known = synonym("研究开发费", "rd", JIANGCHENG);
	const read = ["rd", "confirmed", known.id, null];

	test("is known in that unit's files, by the sheet, the file's name or the folder", () => {
		const catalogue = knowing(known);
		expect(columns(catalogue, [sheet("江城区", "研究开发费")])).toEqual([["江城区", read]]);
		expect(columns(catalogue, [sheet("江城区", "研究开发费")], { folderUnit: unitNamedIn(JIANGCHENG) })).toEqual([["江城区", read]]);
		expect(columns(catalogue, [sheet("阳东区", "研究开发费")])).toEqual([["阳东区"]]);
		expect(columns(catalogue, [sheet("阳东区", "研究开发费")], { folderUnit: unitNamedIn(YANGDONG) })).toEqual([["阳东区"]]);
	});

	test("may mean another field in the next unit's", () => {
		const other = synonym("研究开发费", "vat", YANGDONG);
		const catalogue = knowing(known, other);
		expect(columns(catalogue, [sheet("江城区", "研究开发费")])).toEqual([["江城区", read]]);
		expect(columns(catalogue, [sheet("阳东区", "研究开发费")])).toEqual([["阳东区", ["vat", "confirmed", other.id, null]]]);
	});

	test("is not known in a file that speaks for several units; what holds for all is", () => {
		const forAll = synonym("增值税额", "vat");
		const file = [sheet("江城区", "研究开发费 | 增值税额"), sheet("阳东区", "研究开发费 | 增值税额")];
		expect(columns(knowing(known, forAll), file)).toEqual([
			["江城区", ["vat", "confirmed", forAll.id, null]],
			["阳东区", ["vat", "confirmed", forAll.id, null]],
		]);
	});
});

test("the headings of a catalogue are compiled once for each unit that differs, and once where none does", () => {
	const plain = knowing(synonym("研究开发费", "rd"));
	expect(catalogueFor(plain, JIANGCHENG)).toBe(plain);
	const scoped = knowing(synonym("研究开发费", "rd", JIANGCHENG));
	expect(indexOf(catalogueFor(scoped, JIANGCHENG))).toBe(indexOf(catalogueFor(scoped, JIANGCHENG)));
	expect(catalogueFor(scoped, YANGDONG).synonyms).toEqual([]);
	expect(catalogueFor(scoped, null).synonyms).toEqual([]);
	expect(catalogueOfAll(scoped).synonyms).toHaveLength(1);
});
