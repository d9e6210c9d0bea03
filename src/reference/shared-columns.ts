import { code, oneOf, region, text } from "../model/fields.ts";

const NAME_SYNONYMS = ["单位名称", "公司名称", "企业全称", "申报单位", "承担单位", "依托单位", "运营单位", "名称"];

/** The three columns that every form on enterprises shares (forms.md, "Common to every form"). `header` renames the first for forms that call it otherwise; the other names stay synonyms. */
export function enterpriseColumns(header = "企业名称", en = "Enterprise") {
	return {
		ent_name: text(header, {
			en,
			max: 100,
			required: true,
			matchByName: true,
			registered: true,
			synonyms: ["企业名称", ...NAME_SYNONYMS].filter((name) => name !== header),
		}),
		uscc: code("统一社会信用代码", {
			en: "Unified social credit code",
			scheme: "uscc",
			required: true,
			synonyms: ["信用代码", "社会信用代码", "机构代码", "税号", "纳税人识别号", "营业执照号", "注册号"],
		}),
		region: region("县(市、区)", { en: "County", required: true, synonyms: ["县区", "所属县区", "属地", "辖区", "地区", "所在地"] }),
	};
}

/** 备注: on every form, never compared. */
export const remarks = text("备注", { en: "Remarks", max: 500, carry: "nothing", synonyms: ["说明事项", "附注"] });

/** 计划级别 of the forms on projects. */
export const planLevel = oneOf(
	"计划级别",
	{ 市级: { slug: "municipal", synonyms: ["市"] }, 省级: { slug: "provincial", synonyms: ["省"] } },
	{ en: "Level of the plan", required: true, synonyms: ["项目级别", "级别"] },
);
