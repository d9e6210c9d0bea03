import { describe, expect, test } from "vitest";
import type { Refusal } from "../../src/model/refusal.ts";
import { YANGJIANG_UNITS } from "../../src/reference/units.ts";
import { recognise } from "../../src/stages/recognise.ts";
import { REAL_FORMS } from "../support/real-forms.ts";
import { textGrid, textSheet } from "../support/text-grid.ts";

const CATALOGUE = { forms: REAL_FORMS, units: YANGJIANG_UNITS };

function refusalsOf(drawing: string): readonly Refusal[] {
	const { refusals } = recognise(textGrid(textSheet("Sheet1", drawing)), { fileName: "1.xlsx", folderUnit: null }, CATALOGUE);
	return refusals.map(({ refusal }) => refusal);
}

describe("a header that no form knows", () => {
	test("is refused with the form that it comes nearest to, and what it lacks of it", () => {
		const [refusal] = refusalsOf(`江城区2019年上半年情况表
公司名字 | 统一信用号码 | 高企证号 | 获认定年 | 证书颁发时间 | 有效期截止时间 | 产业技术领域 | 员工人数 | 主营营业收入 | 研究开发费
甲 | 91441702XXXX00019W | GR201844000001 | 2018 | 2018-11-28 | 2021-11-28 | 新材料 | 55 | 1200 | 60`);
		expect(refusal).toMatchObject({ code: "form.unknown", params: { near: "阳科统01" } });
		expect(Number(refusal?.params.likeness)).toBeGreaterThanOrEqual(45);
		expect(String(refusal?.params.lacking).split("、")).toEqual(expect.arrayContaining(["企业规模", "是否规上"]));
		expect(String(refusal?.params.lacking)).not.toContain("研发费用");
	});

	test("is refused without a guess where it comes near none", () => {
		const [refusal] = refusalsOf(`物资领用登记
物品 | 规格 | 领用人 | 领用时间
打印纸 | A4 | 林某某 | 2019-06-27`);
		expect(refusal).toEqual({ code: "form.unknown", params: { sheet: "Sheet1" } });
	});
});
