import type { Readings } from "../model/filter.ts";
import type { Settlement } from "../model/finding.ts";
import type { Area, Qualifier } from "../model/indicator.ts";
import type { ShownState, SlotState } from "../model/state.ts";
import type { Bilingual } from "../model/text.ts";
import { STATE_NAMES } from "./states-zh-CN.ts";

/** What a note on something that was explained or waived says. */
interface SettledTexts {
	/** What the rows are called, the first ones. */
	readonly rows: readonly string[];
	readonly count: number;
	readonly column: string;
	/** What was reported, where it is one figure. */
	readonly value: string;
	/** With its full stop. */
	readonly problem: string;
	readonly settlement: Settlement;
}

/** Areas in the order of the bureau's report. */
export const AREA_ORDER: readonly Area[] = [
	"hnte",
	"platforms",
	"incubators",
	"applications",
	"projects",
	"inspection",
	"outreach",
	"finance",
	"cooperation",
	"commissioners",
	"policy",
	"party",
	"targets",
];

const area: Readonly<Record<Area, Bilingual>> = {
	hnte: { zh: "高新技术企业", en: "High-tech enterprises" },
	platforms: { zh: "科技创新平台", en: "Innovation platforms" },
	incubators: { zh: "孵化育成", en: "Incubators" },
	applications: { zh: "平台申报", en: "Platform applications" },
	projects: { zh: "科技计划项目", en: "Science and technology projects" },
	inspection: { zh: "监督检查与整改", en: "Inspection and rectification" },
	outreach: { zh: "宣传培训与走访", en: "Outreach, training and visits" },
	finance: { zh: "科技金融", en: "Science and technology finance" },
	cooperation: { zh: "科技合作与重点建设", en: "Cooperation and key construction" },
	commissioners: { zh: "农村科技特派员", en: "Rural science and technology commissioners" },
	policy: { zh: "政策文件", en: "Policy documents" },
	party: { zh: "党风廉政与机关事项", en: "Party and office matters" },
	targets: { zh: "年度目标任务", en: "Annual targets" },
};

const state: Readonly<Record<SlotState | "carried", string>> = { ...STATE_NAMES, carried: "沿用上期" };

/** The year from which on overdue projects are pursued (the bureau's work report). */
const OVERDUE_SINCE = 2014;

/** How figures are counted, in the order of the areas: what the reader of a number may ask. */
function countingNotes(
	year: number,
	{ municipalCentresIncludeProvincial, overdueYears }: Readings,
): readonly { readonly area: Area; readonly text: string }[] {
	const centres = municipalCentresIncludeProvincial
		? "口径：“市级工程技术研究中心”按含省级统计，省级同时单列；平台总数和各级别合计不重复计算。"
		: "口径：“市级工程技术研究中心”不含省级。";
	const years = `“${OVERDUE_SINCE}—${year - 1}年”`;
	const overdue = overdueYears === "due" ? `口径：${years}按到期年度计，不论立项年度` : `口径：${years}按立项年度计`;
	return [
		{
			area: "hnte",
			text: "高新技术企业存量：统计截止日证书在有效期内、状态为“有效”或“重新认定中”的企业，按统一社会信用代码去重计数。“本年认定”含首次认定和重新认定，不等于存量的增加数；“高企新增”和“高企存量”是两个不同的目标，不能相加。",
		},
		{ area: "hnte", text: "走访企业：市局组织、统计截止日以前走访的企业，同一企业走访几次只计一家。" },
		{
			area: "platforms",
			text: `科技创新平台：计“运行”“整改”的和更名后的现名称，“在建”“撤销”“已升级”的不计。${centres}`,
		},
		{
			area: "incubators",
			text: "孵化场地面积、入孵企业、累计毕业企业：只计孵化器，不含众创空间和加速器；同一孵化器有几个级别的，只按最高级别计一次。倍数＝本期末数÷上年末数。",
		},
		{ area: "applications", text: "收到申报：申报年度为本年、统计截止日以前收到材料的申报，收到后又撤回的也计，仍在筹备的不计。" },
		{ area: "projects", text: "评审项目按申报编号去重计数；立项率＝拟立项项目÷评审项目。" },
		{
			area: "projects",
			text: `年初到期未验收项目：${OVERDUE_SINCE}—${year - 1}年的项目中，到上年末已经到期（上年末以前批准延期的按延期后到期日）而年初未验收、未终止的。${overdue}。本年以来的去向按已验收、申请延期、终止、尚未验收的先后归类，每个项目只计一次，四类之和等于总数。`,
		},
		{
			area: "inspection",
			text: "检查单位去重计数；一个单位的各条记录都是“整改完毕”或“无需整改”并已交报告的，才计为完成整改。整改完成率＝完成整改的单位÷检查单位。",
		},
		{ area: "outreach", text: "全市的活动数只计市科技局主办的活动，同一活动由几个单位分别填报的只计一次；各单位主办的活动另行列出。" },
		{ area: "finance", text: "业务笔数和放款额为统计截止日以前放款的累计数，余额为报告期末数、不含利息。" },
		{ area: "commissioners", text: "特派员按姓名和派出单位去重计数，一人对接几个村只计一人。" },
		{ area: "policy", text: "市级政策文件：同一文件先后用过几个名称（曾用名、简称）的，只计一份。" },
	];
}

/** Texts of the consolidated workbook's content, which goes to the province and is therefore Chinese. */
export const REPORT_TEXTS = {
	title: (city: string, period: string) => `${city}${period}科技统计汇总表`,
	area,
	state,
	/** Name of the file that is made of a nil report by command. */
	nilFile: (parts: readonly string[]) => ["零报告", ...parts.filter((part) => part !== "")].join("_"),
	/** 零报告、迟报; 未报（逾期）. */
	shownState: ({ state: first, also, overdue }: ShownState) =>
		`${[first, ...also].map((each) => state[each]).join("、")}${overdue ? "（逾期）" : ""}`,
	/** In 报送一览, where some of several periods are in. */
	partlyMissing: (periods: number) => `缺${periods}期`,
	/** In 报送一览: the form is not the unit's to report. */
	notOwed: "—",
	/** In 审核说明: the note is on the whole city. */
	allUnits: "全市",
	stretch: (percent: number) => `按目标上限计完成${percent}%`,
	carried: "含沿用上期数据，见审核说明",
	incomplete: (units: number) => `有${units}个单位未报，合计不完整`,
	missingNote: "本期未报，未计入合计。",
	partlyMissingNote: (periods: readonly string[]) => `${periods.join("、")}未报，合计不含这${periods.length > 1 ? "几期" : "一期"}。`,
	adjustedNote: (period: string, day: string, change: string, reason: string) => `${period}锁定后调整（${day}）：${change}。原因：${reason}`,
	adjustment: { counts: "改按新报的版本计入", rests: "原报的版本不再计入" },
	openNote: (period: string, inState: string) => `${period}的报表审核结果为“${inState}”，未计入合计。`,
	/** 阳东示例甲刀剪有限公司：研发费用（填报26.51）不符合审核关系：…。单位说明：…. */
	settledNote: ({ rows, count, column, value, problem, settlement }: SettledTexts) => {
		const named = rows.length === 0 ? "" : `${rows.join("、")}${count > rows.length ? `等${count}处` : ""}`;
		const figure = column === "" ? "" : `${column}${value === "" ? "" : `（填报${value}）`}`;
		const place = [named === "" && count > 1 ? `${count}处` : named, figure].filter((part) => part !== "").join("，");
		const why = settlement.kind === "explained" ? `单位说明：${settlement.text}` : `市局豁免（到${settlement.until}为止）：${settlement.reason}`;
		return `${place === "" ? "" : `${place}：`}${problem}${why}${/[。！？.!?]$/.test(why) ? "" : "。"}`;
	},
	moreSettled: (count: number) => `另有${count}类事项已作说明或经市局豁免，明细见系统。`,
	/** In place of persons' names and numbers. */
	somebody: "某某",
	someNumber: "（号码略）",
	carriedNote: (period: string) => `本期未报，沿用${period}数据。`,
	qualifierNote: (name: string, value: number, unit: string, qualifier: Qualifier) =>
		qualifier === "约"
			? `${name}：约${value}${unit}，填报时注明为约数，按${value}汇总。`
			: `${name}：${value}${unit}以上，填报时注明为“以上”，按${value}汇总。`,
	rangeNote: (name: string, [low, high]: readonly [number, number], unit: string) =>
		`${name}：年度目标为${low}–${high}${unit}，完成率按下限${low}${unit}计算。`,
	sharedNote: (name: string, value: number, sum: number, unit: string) =>
		`${name}：各单位合计${sum}${unit}，全市${value}${unit}；几个单位都填报的同一对象，全市只计一次。`,
	countingNotes,
} as const;
