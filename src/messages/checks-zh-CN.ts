import type { FindingCode } from "../model/finding.ts";

/** What a built-in check looks at, what it asks for, and what to do where that is not so. Sentences without their full stop. */
export interface CheckText {
	readonly reads: string;
	readonly states: string;
	readonly remedy: string;
}

const check = (reads: string, states: string, remedy = ""): CheckText => ({ reads, states, remedy });

const CODE = "统一社会信用代码列";
const LICENCE = "请对照营业执照（登记证书）更正";

/** The checks that no form declares, for an officer who wants to know what is looked at. */
export const checksZhCN: Readonly<Record<FindingCode, CheckText>> = {
	"column.missing": check("表头", "必填的列都要有", "请按模板补上该列并填写；表头写法不同的，请改成模板的写法，或请市局确认为同义词"),
	"column.unknown": check("表头", "本表没有的列不采用，内容照原样列在回执里"),
	"column.proposed": check("表头和列中的内容", "与某个指标很像的表头，未经确认不采用", "如确是，请改成该指标的名称，或请市局确认这个写法"),
	"column.confirmed": check("表头", "经市局确认的同义词按所确认的指标理解"),
	"column.twice": check("表头", "一个指标只有一列", "请只保留一列，或把另一列的表头改清楚"),
	"column.emptied": check("数量、金额各列与上期", "上期有数的列，本期全部为空或0的提示一次", "请核对是否漏填或填串了列"),
	"column.filled": check("数量、金额各列与上期", "上期全部为空或0的列，本期有数的提示一次", "请核对是否填串了列"),
	"table.empty": check("整张表", "表中有数据，或写明“零报告”", "本期确无数据的，请在表中写明“零报告”"),
	"sheet.passed-over": check("整本工作簿", "不是报表的工作表不读取"),
	"rows.hidden": check("隐藏的行、列和工作表", "隐藏的数据一并读取", "不应上报的请删除，不要只是隐藏"),
	"rows.example": check("数据行", "填写示例不作为数据", "如果是真实数据，请去掉“示例”字样"),
	"total.differs": check("合计、小计行与数量、金额列", "合计 = 各行之和（金额容许四舍五入的尾差）", "请核对明细和合计，有误的改正，无误的说明原因"),
	"total.unchecked": check("合计、小计行", "合计是没有结果的公式时不核对", "在 Excel 中打开并保存一次即可"),
	"name.sheet-differs": check("文件名与表内所写", "文件名与表内不一致的，以表内为准"),
	"value.required": check("必填的各列", "必填项要填", "请补填；没有发生的数量请填0"),
	"value.not-applicable": check("必填的各列", "必填项不能写“无”或“—”", "数量没有的填0，其他请填写实际内容"),
	"value.damaged": check("文字列", "文字没有乱码", "请重新录入"),
	"value.too-long": check("文字列", "文字不超过规定的长度", "请精简"),
	"formula.uncached": check("各列", "公式要存有计算结果", "请在 Excel 中打开并保存，或改为直接填数"),
	"formula.error": check("各列", "公式不能出错（#REF! 等）", "请改正公式，或改为直接填数"),
	"number.unreadable": check("数量、金额、比例列", "是一个数字", "请只填数字，文字说明写在备注里"),
	"number.not-whole": check("数量列", "是整数", "请核对后填写整数"),
	"number.out-of-range": check("数量、金额、比例列", "在允许的范围内", "请核对后改正"),
	"number.approximate": check("数量、金额列", "约数（约、多、余）按其数字采用", "如有准确数，请更正后重报"),
	"number.vague": check("数量、金额列", "是具体数字，不是“若干”“近百”", "请填具体数字"),
	"number.rounded": check("金额列", "小数位数多于规定的四舍五入"),
	"percent.ambiguous": check("比例列", "看得出是百分数还是小数", "请加上百分号，或说明"),
	"amount.cell-unit": check("金额、面积列", "单元格里写了另一计量单位的，按单元格换算"),
	"amount.area-scale": check("面积列", "面积不小于常见的最小值（防止以万㎡填写）", "请核对计量单位，有误的改正，无误的说明"),
	"amount.unit-scale": check(
		"金额、面积列与上期、与其他单位",
		"整列的数不是上期（或其他单位）的约10倍、1000倍、10000倍或其几分之一",
		"请核对并写明计量单位，有误的改正，无误的说明",
	),
	"amount.cell-scale": check(
		"金额、面积列与上期、与本列其他数",
		"单个数不是上期（或本列）的约10倍、1000倍、10000倍或其几分之一",
		"请核对单位和位数，有误的改正，无误的说明",
	),
	"amount.outlier": check("金额、面积、数量列", "与本列其他数相差悬殊的提示一次（稳健统计，对数尺度）", "请核对单位和位数；无误的不必理会"),
	"amount.falls": check("累计数各列与上期", "累计数不比上期少", "请核对是否只填了本期数，有误的改正；退款、核减等属实的，说明原因"),
	"date.unreadable": check("日期、年月、年份列", "是日期（年月、年份）", "请按 2019-06-27 的样式填写"),
	"date.impossible": check("日期列", "有这一天", "请核对后改正"),
	"date.only-month": check("日期列", "具体到日", "请补上日期"),
	"date.year-assumed": check("日期列", "年份写全", "请核对所理解的年份，有误的改正，无误的说明"),
	"date.month-ambiguous": check("日期、年月列", "看得出是1月还是10月（2019.10 存成数字会变成 2019.1）", "请按 2019-10-08 的样式填写"),
	"date.future": check("日期、年月、年份列", "已经发生的事不晚于报告期末和今天，计划的日期不过于远", "请核对年份和月份，有误的改正，无误的说明"),
	"date.ancient": check("日期、年月、年份列", "不早于有这类事项的时候", "请核对年份，有误的改正，无误的说明"),
	"date.span": check("有起止的日期列", "起止相隔不超过这类事项的常见年限", "请核对起止两个日期，有误的改正，无误的说明"),
	"uscc.format": check(CODE, "18位数字或大写字母（不含 I、O、S、V、Z）", LICENCE),
	"uscc.check": check(CODE, "校验位正确（GB 32100—2015，GB 11714—1997）", LICENCE),
	"uscc.truncated": check(CODE, "没有被 Excel 截断（末三位变成 0）", "请把单元格设为文本后重填"),
	"uscc.confusable": check(CODE, "没有易混淆的字符（字母 O 与数字 0、字母 I 与数字 1）", LICENCE),
	"uscc.legacy": check(CODE, "是18位的新代码，不是旧的15位、9位代码", "请改填18位代码；确未换照的请说明"),
	"uscc.unknown-kind": check(CODE, "前两位是常见的登记管理部门和机构类别", "请核对"),
	"code.format": check("证书编号、行业代码、村代码、电话等列", "符合该代码的格式", "请核对后更正"),
	"code.truncated": check("证书编号、行业代码、村代码、电话等列", "没有被 Excel 当作数字截断或改写", "请把单元格设为文本后重填"),
	"enum.unknown": check("选填项各列", "是可选的值之一", "请从可选的值中选填"),
	"name.short": check("单位名称列", "是登记的全称", "请填写全称；全称确实如此的，请说明"),
	X9: check(
		"企业名称、信用代码列与名录库、同一文件的其他报表和各行",
		"同一信用代码的企业名称与名录库中的一致（更名的除外）",
		"已更名的请在曾用名中填写原名或说明；填错的请更正",
	),
	"register.two-codes": check(
		"企业名称、信用代码列与名录库、同一文件的其他报表和各行",
		"同一家企业只用一个信用代码",
		"请对照营业执照更正；确是两家企业的，请说明",
	),
	"region.unknown": check("县（市、区）列", "是本市的县（市、区）或功能区", "请填规定的名称"),
	"region.other-county": check("县（市、区）列与填报单位", "数据属于本填报单位", "确属本地的请改正；属于其他县（市、区）的请删去该行，由当地填报"),
	"row.short": check("数据行", "单元格不比表头少（防止各列左移错位）", "请补齐空白单元格，另存为 .xlsx 后重报"),
	"row.duplicate": check("数据行", "完全相同的行只计一次"),
	"row.conflict": check(
		"数据行的编号、代码、名称",
		"编号、代码或名称相同的行内容一致",
		"同一事项请只保留正确的一行；不是同一事项的，请更正编号、代码或名称",
	),
	"rows.unchanged": check("整张表与上期", "与上期报表完全相同的提示一次", "请核对是否报错了报告期；确无变化的不必理会"),
	"key.damaged": check("名称、编号列", "没有乱码，也没有“?”“□”", "请重新录入"),
	"rule.not-compared": check("表间、跨期审核所对照的报表", "要对照的数据过多时，该审核关系这次不核对"),
	"nil.after-rows": check(
		"零报告与上期报表、本期已采用的版本",
		"名录、台账类报表上期有数据的，本期一般不应为零报告；本期已采用的数据一般不应被零报告替换",
		"请核实：漏报的请补报；确实没有了的，请书面说明原因",
	),
	"explanation.unneeded": check("退回件《问题清单》的说明列", "所指的问题已不存在的说明不采用"),
	"explanation.unknown": check("退回件《问题清单》的说明列", "看得出说的是哪个问题", "请在最新的退回件《问题清单》中重新填写"),
};
