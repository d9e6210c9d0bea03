import type { OpenField, OpenTable } from "./table.ts";

/** The tables of a data package. Titles are in Chinese, names in English, as programs want them. */

const MISSING = [""] as const;
const required = { required: true } as const;
const text = (name: string, title: string, more: Omit<OpenField, "name" | "title" | "type"> = {}): OpenField => ({
	name,
	type: "string",
	title,
	...more,
});

export const FIGURES: OpenTable = {
	name: "figures",
	title: "统计数字",
	schema: {
		fields: [
			text("period", "报告期", { constraints: required }),
			text("place", "地区或单位", { constraints: required }),
			text("indicator", "指标", { constraints: required }),
			{
				name: "value",
				type: "number",
				title: "数值",
				description: "blank where nothing was reported; a reported zero is 0; the lower bound of a range",
			},
			{ name: "value_high", type: "number", title: "数值上限", description: "the upper bound of a range" },
			text("unit_of_measure", "计量单位", { constraints: required, description: "% is in per cent" }),
			text("status", "状态", {
				constraints: { ...required, enum: ["reported", "carried", "incomplete", "not-reported", "not-applicable"] },
				description:
					"reported; carried: an earlier period's data stand in for it or for a part; incomplete: some units have not reported; not-reported: blank; not-applicable: there is none to have (—)",
			}),
			text("qualifier", "口径", { constraints: { enum: ["约", "以上"] }, description: "约: about; 以上: this many or more" }),
			text("carried_from", "沿用期", { description: "the period whose data stand in; several are separated by blanks" }),
		],
		missingValues: MISSING,
		primaryKey: ["period", "place", "indicator"],
		foreignKeys: [
			{ fields: "period", reference: { resource: "periods", fields: "code" } },
			{ fields: "place", reference: { resource: "places", fields: "code" } },
			{ fields: "indicator", reference: { resource: "indicators", fields: "id" } },
		],
	},
};

export const INDICATORS: OpenTable = {
	name: "indicators",
	title: "指标",
	schema: {
		fields: [
			text("id", "代码", { constraints: { ...required, unique: true, pattern: "[a-z0-9.-]+" } }),
			text("name", "名称", { constraints: required }),
			text("name_en", "英文名称", { constraints: required }),
			text("unit_of_measure", "计量单位", { constraints: required }),
			text("area", "领域"),
			text("method", "计算方法", {
				constraints: required,
				description: "count, distinct, distinct-by-alias, sum, given (set by the city) or derived",
			}),
			text("within", "所属指标", { description: "the indicator that it is a part of" }),
		],
		missingValues: MISSING,
		primaryKey: ["id"],
	},
};

export const PLACES: OpenTable = {
	name: "places",
	title: "地区和填报单位",
	schema: {
		fields: [
			text("code", "代码", { constraints: { ...required, unique: true }, description: "* is the whole city" }),
			text("kind", "类别", { constraints: { ...required, enum: ["city", "unit", "division"] } }),
			text("name", "名称", { constraints: required }),
			text("name_en", "英文名称"),
			text("division", "行政区划", { description: "GB/T 2260 code under which a unit is published in the cut by division" }),
		],
		missingValues: MISSING,
		primaryKey: ["code"],
	},
};

export const PERIODS: OpenTable = {
	name: "periods",
	title: "报告期",
	schema: {
		fields: [
			text("code", "代码", { constraints: { ...required, unique: true } }),
			text("kind", "类别", { constraints: { ...required, enum: ["year", "half-year", "quarter", "month"] } }),
			text("name", "名称", { constraints: required }),
			{ name: "start", type: "date", title: "起", constraints: required },
			{ name: "end", type: "date", title: "止", constraints: required },
			{ name: "cutoff", type: "date", title: "统计截止日", constraints: required },
		],
		missingValues: MISSING,
		primaryKey: ["code"],
	},
};
