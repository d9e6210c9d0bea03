import type { Readings } from "../model/filter.ts";
import type { Area } from "../model/indicator.ts";
import type { Status } from "../model/submission.ts";
import type { Bilingual } from "../model/text.ts";

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

const state: Readonly<Record<Exclude<Status, "refused"> | "none" | "nil", string>> = {
	accepted: "通过",
	pending: "待说明",
	returned: "退回",
	nil: "零报告",
	none: "未报",
};

/** Texts of the consolidated workbook's content, which goes to the province and is therefore Chinese. */
export const REPORT_TEXTS = {
	title: (city: string, period: string) => `${city}${period}科技统计汇总表`,
	area,
	state,
	stretch: (percent: number) => `按目标上限计完成${percent}%`,
	carried: "含沿用上期数据，见审核说明",
	incomplete: (units: number) => `有${units}个单位未报，合计不完整`,
	missingNote: "本期未报（或未通过审核），未计入合计。",
	carriedNote: (period: string) => `本期未报，沿用${period}数据。`,
	standingNotes: (year: number, readings: Readings) => [
		"高新技术企业存量按证书有效期截至统计截止日且状态为“有效”“重新认定中”的企业去重计数；“本年新增任务”与“年末存量目标”是两个不同的目标，不能相加。",
		"创新平台计“运行”“整改”和更名后的现名称；“在建”“撤销”“已升级”不计。",
		readings.municipalCentresIncludeProvincial
			? "口径：“市级工程技术研究中心”按含省级统计，省级同时单列；平台总数和各级别合计不重复计算。"
			: "口径：“市级工程技术研究中心”不含省级。",
		readings.overdueYears === "due"
			? `口径：“2014—${year - 1}年”按到期年度计：逾期项目指2014—${year - 1}年到期（经批准延期的按延期后到期日）而年初未验收、未终止的项目，不论立项年度。`
			: `口径：“2014—${year - 1}年”按立项年度计：逾期项目指2014—${year - 1}年立项、年初已到期（经批准延期的按延期后到期日）而未验收、未终止的项目。`,
		"逾期项目按“已验收、申请延期、终止、未验收”依次归类，每个项目只计一次。",
		"宣传培训活动的全市数只计市科技局主办的活动；“约”“以上”保留填报原意。",
		"同一政策文件有两个名称的（曾用名、简称），只计一次。",
	],
} as const;
