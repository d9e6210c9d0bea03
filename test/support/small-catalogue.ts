import { code, date, decimal, integer, text } from "../../src/model/fields.ts";
import { defineForm, defineTable } from "../../src/model/form.ts";
import type { Grid } from "../../src/model/grid.ts";
import type { Catalogue, Hints, RecognisedSubmission } from "../../src/model/submission.ts";
import { YANGJIANG_UNITS } from "../../src/reference/units.ts";
import { type Recognition, recognise } from "../../src/stages/recognise.ts";

/** Forms of the tests: small ones with the difficulties of the real. */

const enterprise = {
	ent_name: text("企业名称", { en: "Enterprise", required: true, matchByName: true, synonyms: ["单位名称", "依托单位", "名称"] }),
	uscc: code("统一社会信用代码", { en: "Code", scheme: "uscc", required: true, synonyms: ["信用代码", "税号"] }),
};

/** Half-yearly and yearly roster with amounts, some of them under parents. */
export const roster = defineForm({
	id: "试统01",
	slug: "test_roster",
	title: { zh: "高新技术企业名录", en: "Roster" },
	periods: ["half-year", "year"],
	tables: [
		defineTable({
			rollUp: "snapshot",
			key: ["uscc"],
			fields: {
				...enterprise,
				region: text("县(市、区)", { en: "County", required: true, synonyms: ["县区", "所在地"] }),
				revenue: decimal("营业收入", { en: "Revenue", unit: "万元", required: true, synonyms: ["销售收入", "主营业务收入"] }),
				rd: decimal("研发费用", { en: "R&D", unit: "万元", required: true, synonyms: ["研发投入", "R&D经费"] }),
				vat: decimal("其中_增值税", { en: "VAT", unit: "万元", synonyms: ["上缴税收_增值税"] }),
				staff: integer("从业人员期末人数", { en: "Staff", unit: "人", synonyms: ["职工总数"] }),
				staff_new: integer("从业人员期末人数_其中_新增", { en: "New staff", unit: "人" }),
			},
		}),
	],
});

/** Quarterly; its heading 平台名称 is exact where another's 名称 is a synonym. */
export const platforms = defineForm({
	id: "试统03",
	slug: "test_platforms",
	title: { zh: "科技创新平台名录", en: "Platforms" },
	periods: ["quarter"],
	tables: [
		defineTable({
			rollUp: "snapshot",
			key: ["name"],
			fields: {
				...enterprise,
				name: text("平台名称", { en: "Platform", required: true, synonyms: ["中心名称"] }),
				level: text("级别", { en: "Level", required: true, synonyms: ["平台级别"] }),
				found: date("认定日期", { en: "Recognised on", synonyms: ["认定时间"] }),
			},
		}),
	],
});

/** Two tables. */
export const finance = defineForm({
	id: "试统10",
	slug: "test_finance",
	title: { zh: "科技金融情况", en: "Finance" },
	periods: ["quarter"],
	tables: [
		defineTable({
			id: "A",
			rollUp: "accumulate",
			key: ["business"],
			fields: {
				...enterprise,
				business: code("业务编号", { en: "Number", scheme: "free", required: true }),
				drawn: decimal("放款额", { en: "Drawn", unit: "万元", required: true, synonyms: ["放款金额"] }),
			},
		}),
		defineTable({
			id: "B",
			rollUp: "snapshot",
			key: ["code"],
			fields: {
				code: code("指标代码", { en: "Code", scheme: "free", required: true, synonyms: ["代码"] }),
				name: text("指标名称", { en: "Indicator", synonyms: ["指标"] }),
				unit: text("计量单位", { en: "Unit", synonyms: ["单位"] }),
				amount: integer("本期数", { en: "Amount", required: true, synonyms: ["数量"] }),
			},
		}),
	],
});

/** Half-yearly, in batches. */
export const reviews = defineForm({
	id: "试统06",
	slug: "test_reviews",
	title: { zh: "科技计划项目评审立项", en: "Reviews" },
	periods: ["half-year"],
	batched: true,
	tables: [
		defineTable({
			rollUp: "accumulate",
			key: ["proposal"],
			fields: {
				proposal: code("申报编号", { en: "Proposal", scheme: "free", required: true }),
				project: text("项目名称", { en: "Project", required: true }),
				score: decimal("平均得分", { en: "Score", unit: "分" }),
			},
		}),
	],
});

/** Kept by the city. */
export const targets = defineForm({
	id: "试综01",
	slug: "test_targets",
	title: { zh: "年度目标任务分解", en: "Targets" },
	periods: ["year"],
	owedBy: "city",
	tables: [
		defineTable({
			rollUp: "yearly",
			key: ["target"],
			fields: {
				target: text("目标名称", { en: "Target", required: true }),
				area: text("区域", { en: "Area", required: true }),
				low: decimal("下限", { en: "Low", synonyms: ["目标值"] }),
			},
		}),
	],
});

export const SMALL: Catalogue = { forms: [roster, platforms, finance, reviews, targets], units: YANGJIANG_UNITS };

/** Recognises with the small catalogue and a name that tells nothing. */
export function recognised(grid: Grid, hints: Partial<Hints> = {}): Recognition {
	return recognise(grid, { fileName: "新建 Microsoft Excel 工作表.xlsx", folderUnit: null, ...hints }, SMALL);
}

/** The one submission of a workbook. @throws Error where there is another count, with what was refused. */
export function theOnly({ submissions, refusals }: Recognition): RecognisedSubmission {
	const [only] = submissions;
	if (!only || submissions.length !== 1 || refusals.length > 0) throw new Error(JSON.stringify({ submissions: submissions.length, refusals }));
	return only;
}

export function unitNamedIn(code: string) {
	const unit = YANGJIANG_UNITS.find((u) => u.code === code);
	if (!unit) throw new Error(code);
	return unit;
}
