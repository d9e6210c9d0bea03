/** What offices call one thing: words of a class are one word when headings are compared. `weight` says how much of a heading's meaning such a word carries; a plain character is 1. */
interface WordClass {
	readonly weight: number;
	readonly words: readonly string[];
}

const wordClass = (weight: number, words: string): WordClass => ({ weight, words: words.split(" ") });

/** Words that stand for one another in headings of reports. Longer words are found before the shorter ones inside them. */
const CLASSES: readonly WordClass[] = [
	// What a thing is: half of all headings end with one of these, so that they tell little.
	wordClass(0.4, "日期 时间 年月日 日"),
	wordClass(0.4, "年度 年份 年"),
	wordClass(0.4, "年月 月份 月"),
	wordClass(0.3, "人数 数量 总数 数 个数 家数 件数 项数 期末数 期末人数 总量 总人数"),
	wordClass(0.5, "费用 费 经费 支出 投入 开支 资金 金额 额 款 款项 总额 额度"),
	wordClass(0.6, "编号 号码 编码 代码 号 证号"),
	wordClass(0.5, "名称 名字 名 全称 名录"),
	wordClass(0.6, "类型 类别 种类 分类 类"),
	wordClass(0.8, "级别 等级 层级 级"),
	wordClass(0.7, "状态 情况 现状 进展 进度 阶段 状况"),
	wordClass(0.6, "结果 结论 意见 等次"),
	wordClass(0.6, "企业 公司 单位 机构 法人"),
	wordClass(0.8, "收入"),
	wordClass(0.8, "占比 比例 比重 百分比 率"),
	// Who and where.
	wordClass(1.3, "从业人员 职工 员工 在职人员 工作人员 雇员 用工 人员"),
	wordClass(1.5, "县区 县(市、区) 区县 县市区 县(区) 县(市区) 所在地 所属地 属地 辖区 地区 区域 所在区 行政区划 行政区 县区名称 所在区县"),
	wordClass(1.5, "电话 手机 联系方式 手机号 手机号码 联系电话 电话号码 联系手机 移动电话"),
	wordClass(1.5, "负责人 主持人 带头人 牵头人 领头人"),
	wordClass(1.2, "园区 产业园 工业园 工业园区 产业园区 园"),
	wordClass(1, "姓名"),
	// What is measured and told.
	wordClass(1.6, "营业收入 主营收入 主营业务收入 销售收入 业务收入 营收 销售额 营业额 营业总收入 主营业务总收入 主营业务营业收入"),
	wordClass(1.6, "研发 研究开发 研究与开发 研究与试验发展 R&D RD 研究发展"),
	wordClass(2.5, "统一社会信用代码 社会信用代码 统一信用代码 信用代码 信用代码证号 税号 纳税人识别号 组织机构代码 统一代码 社会信用号"),
	wordClass(1.8, "发证 颁证 领证 获证 颁发证书 证书颁发 证书签发 证书核发 取得证书 证书取得 签发 颁发"),
	wordClass(1.5, "证书"),
	wordClass(1.5, "认定 批准 获批 获认定 批复 核准"),
	wordClass(1.8, "有效期 有效期限 有效期至 有效期止 有效期截止 到期 届满 失效"),
	wordClass(1.5, "高新技术企业 高企 高新企业"),
	wordClass(1.5, "高新技术产品 高品 高新产品 高新技术产品(服务) 高新技术产品及服务 高新技术产品和服务 高新技术产品与服务"),
	wordClass(1.2, "规上 规模以上 规上企业 规模以上企业 规上工业企业 规模以上工业企业"),
	wordClass(1.2, "项目 课题"),
	wordClass(1.2, "申请 申报"),
	wordClass(1.2, "拨付 到账 到位 拨款 下拨"),
	wordClass(1.2, "资助 补助 扶持 补贴"),
	wordClass(1.2, "自筹 自有 单位自筹 企业自筹"),
	wordClass(1.2, "得分 评分 分数 成绩 打分"),
	wordClass(1.2, "走访 调研 拜访"),
	wordClass(1.2, "障碍 困难 问题"),
	wordClass(1.2, "意愿 意向"),
	wordClass(1.2, "地点 场所 地址"),
	wordClass(1.5, "备注 说明 附注"),
	wordClass(1.2, "起始 开始 起 启动 始"),
	wordClass(1.2, "终止 结束 止 截止 完成 完工 竣工"),
	// Said or left out, a heading means the same.
	wordClass(0.1, "本期 本年 本年度 当年 当期 期末 年末 报告期 其中 实际 总 共 合计 所属 所在 相关 是否 的 及 和 与 等 第 全部 有关 目前 当前 在职"),
];

/**
 * Words by which two headings that share everything else are two things. `apart`: what is left of a likeness where both name different ones; `lacking`: where one names
 * one and the other none.
 */
interface Contrast {
	readonly sides: readonly RegExp[];
	readonly apart: number;
	readonly lacking: number;
}

/** 县(市、区) is no level. */
export const CONTRASTS: readonly Contrast[] = [
	{ sides: [/上年|去年|上一年|上期|同期|前年|往年/, /累计|历年|历史/, /期初|年初/, /预计|计划|拟|目标|预算|预期/], apart: 0.3, lacking: 0.6 },
	{ sides: [/率|比例|占比|比重|增长|增幅|同比|环比|%|百分比|增减|强度/], apart: 0.3, lacking: 0.3 },
	{ sides: [/数量?$|家数|个数|次数|件数/, /[费额款]|收入|投入|支出|资金/], apart: 0.3, lacking: 1 },
	{ sides: [/(?:费用?|经费|资金|金额|收入|支出|款项?|产值)$/], apart: 1, lacking: 0.7 },
	{ sides: [/人均|平均|户均|均/], apart: 0.3, lacking: 0.4 },
	{ sides: [/其他|其它|另/], apart: 0.3, lacking: 0.4 },
	{ sides: [/未|不|非|无/], apart: 0.3, lacking: 0.4 },
	{ sides: [/新增|净增|增加|新/, /退出|减少/], apart: 0.3, lacking: 0.6 },
	{ sides: [/起|始/, /止|终|结束|到期|截止|届满/], apart: 0.3, lacking: 0.75 },
	{ sides: [/国家|国级/, /省/, /市级|市局/, /县级|区级/], apart: 0.3, lacking: 0.85 },
	{ sides: [/男/, /女/], apart: 0.3, lacking: 0.5 },
	{ sides: [/曾用|原|旧|更名前/, /现|新|更名后/], apart: 0.3, lacking: 0.5 },
	{ sides: [/税/], apart: 1, lacking: 0.5 },
	{ sides: [/(?<!法)人$|(?<!人)员$|者$|姓名$|领导$|专家$/], apart: 1, lacking: 0.6 },
];

interface Token {
	/** Class of the word, or the character itself. */
	readonly is: string;
	readonly weight: number;
	/** Text that it stands for. */
	readonly text: string;
}

const WORDS = new Map(
	CLASSES.flatMap(({ weight, words }, at) => words.map((word): [string, Omit<Token, "text">] => [word, { is: `#${at}`, weight }])),
);
const LONGEST = Math.max(...[...WORDS.keys()].map((word) => word.length));
const MARK = /[\s_:,、/.%()&-]/;

/** A heading's key as words and characters; marks are left out. */
export function tokensOf(key: string): Token[] {
	const tokens: Token[] = [];
	for (let at = 0; at < key.length; ) {
		let length = Math.min(LONGEST, key.length - at);
		while (length > 1 && !WORDS.has(key.slice(at, at + length))) length--;
		const text = key.slice(at, at + length);
		const known = WORDS.get(text);
		if (known) tokens.push({ ...known, text });
		else if (!MARK.test(text)) tokens.push({ is: text, weight: 1, text });
		at += length;
	}
	return tokens;
}

export type { Token };
