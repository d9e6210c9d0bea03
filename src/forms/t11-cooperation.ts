import { anyOf, code, decimal, list, month, oneOf, percent, region, text } from "../model/fields.ts";
import { and, eq, isIn, not } from "../model/filter.ts";
import { defineForm, defineTable } from "../model/form.ts";
import { instructions } from "../model/notes.ts";
import type { ContextBreach } from "../model/rule.ts";
import { LONGEST_MATTER, PROJECTS_SINCE } from "../reference/eras.ts";
import { remarks } from "../reference/shared-columns.ts";

/** What the unit reported of its matters in the period before. */
const BEFORE = { form: "阳科统11", whose: "unit", when: "before" } as const;
/** Stages in the order in which matters go through them. A stalled one stands beside them. */
const STAGES: readonly string[] = ["谋划", "筹划对接", "申报中", "前期调研", "方案形成", "已签约", "在建", "试验", "运行", "完成"];

const matters = defineTable({
	rollUp: "accumulate",
	ongoing: true,
	key: ["matter_no"],
	fields: {
		matter_no: code("事项编号", { en: "Matter number", scheme: "free", required: true, synonyms: ["编号", "项目编号"] }),
		name: text("事项名称", { en: "Matter", required: true, matchByName: true, synonyms: ["名称", "项目名称", "事项"] }),
		category: oneOf(
			"类别",
			{
				大湾区合作: { slug: "bay-area", synonyms: ["粤港澳大湾区合作", "对接大湾区", "对接粤港澳大湾区"] },
				省实验室建设: { slug: "provincial-laboratory", synonyms: ["省实验室"] },
				高新区升级: { slug: "zone-upgrade", synonyms: ["以升促建", "国家高新区升级"] },
				省级高新区申报: { slug: "provincial-zone", synonyms: ["申报省级高新区", "省级高新区"] },
				产学研平台: { slug: "research-platform", synonyms: ["产学研合作平台"] },
				技术联盟: { slug: "alliance", synonyms: ["产业技术联盟", "产业技术创新联盟"] },
				创新团队: { slug: "team", synonyms: ["创新创业团队"] },
				重大攻关: { slug: "key-research", synonyms: ["重大技术攻关", "重大科技攻关"] },
				临床医学: { slug: "clinical", synonyms: ["临床医学研究中心"] },
				科技金融: { slug: "finance", synonyms: [] },
				孵化器建设: { slug: "incubator", synonyms: ["孵化器"] },
				示范工程: { slug: "demonstration", synonyms: ["示范项目"] },
			},
			{ en: "Category", required: true, synonyms: ["事项类别", "类型"] },
		),
		lead_unit: text("牵头单位", { en: "Lead unit", required: true, matchByName: true, max: 100, synonyms: ["牵头部门", "责任单位", "实施单位"] }),
		partners: list("合作单位", { en: "Partners", synonyms: ["合作方", "参与单位"] }),
		partner_places: anyOf(
			"合作地",
			{
				广州: { slug: "guangzhou", synonyms: ["广州市"] },
				深圳: { slug: "shenzhen", synonyms: ["深圳市"] },
				珠海: { slug: "zhuhai", synonyms: ["珠海市"] },
				佛山: { slug: "foshan", synonyms: ["佛山市"] },
				惠州: { slug: "huizhou", synonyms: ["惠州市"] },
				东莞: { slug: "dongguan", synonyms: ["东莞市"] },
				中山: { slug: "zhongshan", synonyms: ["中山市"] },
				江门: { slug: "jiangmen", synonyms: ["江门市"] },
				肇庆: { slug: "zhaoqing", synonyms: ["肇庆市"] },
				香港: { slug: "hong-kong", synonyms: ["香港特别行政区"] },
				澳门: { slug: "macao", synonyms: ["澳门特别行政区"] },
				湛江: { slug: "zhanjiang", synonyms: ["湛江市"] },
				武汉: { slug: "wuhan", synonyms: ["武汉市"] },
				其他: { slug: "other", synonyms: ["其它"] },
			},
			{ en: "Places of the partners", synonyms: ["合作地区", "合作城市"] },
		),
		industry: oneOf(
			"产业",
			{
				高端不锈钢: { slug: "stainless-steel", synonyms: ["不锈钢"] },
				合金材料: { slug: "alloys", synonyms: ["合金"] },
				五金刀剪: { slug: "knives", synonyms: ["刀剪", "刀剪五金"] },
				新能源装备: { slug: "new-energy", synonyms: ["新能源"] },
				海上风电: { slug: "offshore-wind", synonyms: ["风电"] },
				激光: { slug: "laser", synonyms: ["激光应用"] },
				食品加工: { slug: "food", synonyms: ["食品"] },
				其他: { slug: "other", synonyms: ["其它"] },
			},
			{ en: "Industry", required: true, synonyms: ["产业领域", "所属产业"] },
		),
		region: region("县区", { en: "County", required: true, synonyms: ["县(市、区)", "所属县区", "属地", "辖区", "地区", "所在地"] }),
		start_month: month("起始", { en: "Begun in", since: PROJECTS_SINCE, required: true, synonyms: ["起始年月", "起始时间", "开始年月", "启动时间"] }),
		planned_end: month("计划完成", {
			en: "To be completed in",
			since: PROJECTS_SINCE,
			ahead: LONGEST_MATTER,
			term: { from: "start_month", years: LONGEST_MATTER },
			synonyms: ["计划完成年月", "计划完成时间", "预计完成时间"],
		}),
		investment: decimal("总投资", { en: "Total investment", unit: "万元", carry: "value", synonyms: ["总投资额", "计划总投资", "投资总额"] }),
		invested: decimal("已完成投资", {
			en: "Invested so far",
			unit: "万元",
			cumulative: true,
			carry: "beside",
			synonyms: ["累计完成投资", "完成投资", "已投资"],
		}),
		stage: oneOf(
			"阶段",
			{
				谋划: { slug: "idea", synonyms: ["谋划中"] },
				筹划对接: { slug: "contact", synonyms: ["对接", "对接中", "筹划"] },
				申报中: { slug: "applying", synonyms: ["申报"] },
				前期调研: { slug: "study", synonyms: ["调研", "前期研究"] },
				方案形成: { slug: "plan", synonyms: ["形成方案", "方案"] },
				已签约: { slug: "signed", synonyms: ["签约"] },
				在建: { slug: "building", synonyms: ["建设中"] },
				试验: { slug: "trial", synonyms: ["试验中", "试验阶段"] },
				运行: { slug: "running", synonyms: ["运行中", "已运行"] },
				完成: { slug: "completed", synonyms: ["已完成", "完工"] },
				停滞: { slug: "stalled", synonyms: ["暂停"] },
			},
			{ en: "Stage", required: true, synonyms: ["所处阶段", "当前阶段", "进展阶段"] },
		),
		progress: percent("进度", { en: "Progress", places: 0, max: 1, carry: "beside", synonyms: ["完成进度", "进度比例", "总体进度"] }),
		news: text("本期进展", {
			en: "Progress in the period",
			required: true,
			max: 1000,
			carry: "nothing",
			synonyms: ["进展情况", "本期进展情况", "工作进展"],
		}),
		problems: text("存在问题", { en: "Problems", max: 1000, carry: "nothing", synonyms: ["问题", "困难问题", "存在困难和问题"] }),
		next_steps: text("下步计划", { en: "Next steps", max: 1000, carry: "nothing", synonyms: ["下一步计划", "下一步工作计划", "下步工作"] }),
		remarks,
	},
	rules: (rule) => [
		rule.row({
			code: "11-H1",
			states: { zh: "已完成投资 ≤ 总投资", en: "invested so far ≤ total investment" },
			remedy: {
				zh: "请核对两个金额和单位（万元）；投资确有追加的，把总投资改为追加后的数。",
				en: "Check both amounts and their unit (10,000 yuan); if the investment was raised, enter the new total.",
			},
			reads: ["invested", "investment"],
			at: "invested",
			tells: ["expected", "difference"],
			test: ({ invested, investment }) =>
				invested <= investment || { expected: `≤ ${investment}`, difference: Math.round((invested - investment) * 100) / 100 },
		}),
		rule.row({
			code: "11-H2",
			states: { zh: "阶段为“完成”时，进度 = 100%", en: "a completed matter (完成) has a progress of 100%" },
			remedy: {
				zh: "已经完成的请把进度改为 100%；尚未全部完成的，请改填实际阶段。",
				en: "If it is completed enter 100%, else state the stage that it has really reached.",
			},
			reads: ["stage", "progress"],
			at: "progress",
			tells: ["expected", "difference"],
			test: ({ stage, progress }) => stage !== "完成" || progress === 1 || { expected: "100%", difference: progress - 1 },
		}),
		rule.context({
			code: "11-P1",
			severity: "soft",
			states: { zh: "进度 ≥ 上期进度", en: "progress never falls below that of the period before" },
			remedy: {
				zh: "进度比上期低：请核对；上期报高了或计划有调整的，请书面说明。",
				en: "Progress has fallen: check it, or explain (too high before, plans changed).",
			},
			needs: { before: { ...BEFORE, fields: ["matter_no", "progress"], matching: { theirs: "matter_no", own: "matter_no" } } },
			reads: ["matter_no", "progress"],
			at: "progress",
			tells: ["expected"],
			test: (rows, _, { before }) => {
				const known = new Map(before.map((was) => [was.values.matter_no, was]));
				return rows.flatMap(({ row, values }): ContextBreach[] => {
					const was = known.get(values.matter_no);
					const least = was?.values.progress;
					if (!was || typeof least !== "number" || values.progress === null || values.progress >= least) return [];
					return [{ row, expected: `≥ ${Math.round(least * 100)}%`, against: { row: was, field: "progress" } }];
				});
			},
		}),
		rule.context({
			code: "11-P2",
			severity: "soft",
			states: {
				zh: `阶段不后退（${STAGES.join(" → ")}；停滞除外）`,
				en: `the stage never moves back (${STAGES.join(" → ")}; 停滞, stalled, apart)`,
			},
			remedy: {
				zh: "阶段比上期靠前：请核对；方案推倒重来等属实的，请书面说明。",
				en: "The stage lies before the one reported last: check it, or explain (begun anew).",
			},
			needs: { before: { ...BEFORE, fields: ["matter_no", "stage"], matching: { theirs: "matter_no", own: "matter_no" } } },
			reads: ["matter_no", "stage"],
			at: "stage",
			test: (rows, _, { before }) => {
				const known = new Map(before.map((was) => [was.values.matter_no, was]));
				return rows.flatMap(({ row, values }): ContextBreach[] => {
					const was = known.get(values.matter_no);
					const [then, now] = [STAGES.indexOf(String(was?.values.stage)), STAGES.indexOf(String(values.stage))];
					return was && now >= 0 && now < then ? [{ row, against: { row: was, field: "stage" } }] : [];
				});
			},
		}),
	],
});

/** 阳科统11: matters of cooperation and key construction, and how far each has come. */
export default defineForm({
	id: "阳科统11",
	slug: "cooperation",
	title: { zh: "科技合作与重点建设事项", en: "Cooperation and key construction" },
	periods: ["half-year"],
	notes: instructions(
		[
			{
				zh: "统计范围：本单位牵头的科技合作事项和科技重点建设事项，一事一行；事项编号一经确定不再改变。",
				en: "Scope: matters of cooperation and key construction that your unit leads, one row each; a matter keeps its number for ever.",
			},
			{
				zh: "合作地、合作单位有多个的，用顿号隔开；金额单位为万元。",
				en: "Several places or partners are parted by 、; amounts are in 10,000 yuan.",
			},
			{ zh: "进度按百分数填写，如 60%。", en: "Progress is a percentage, such as 60%." },
		],
		[matters],
	),
	tables: [matters],
	indicators: [
		{
			kind: "counted",
			id: "cooperation.parks-applying",
			area: "cooperation",
			name: { zh: "申报省级高新区的园区", en: "Parks applying for provincial high-tech-zone status" },
			unit: "个",
			measure: { kind: "distinct", fields: ["matter_no"] },
			filter: eq("category", "省级高新区申报"),
		},
		{
			kind: "counted",
			id: "cooperation.bay-area",
			area: "cooperation",
			name: { zh: "对接粤港澳大湾区推进中的事项", en: "Greater Bay Area matters under way" },
			unit: "项",
			measure: { kind: "distinct", fields: ["matter_no"] },
			// A matter that is only thought of or talked about is not under way.
			filter: and(eq("category", "大湾区合作"), not(isIn("stage", ["谋划", "筹划对接"]))),
		},
	],
});
