import { parsePeriod, periodName } from "../model/period.ts";
import { SEVERITY_NAMES } from "../model/severity.ts";
import { codesZhCN } from "./codes-zh-CN.ts";
import { type Expectation, expectationOf, inPercent, isTime, isWord } from "./expectation.ts";
import type { Said, Sentences, Subject } from "./sentences.ts";

const said = (what: string, remedy = ""): Said => ({ what, remedy });
/** What an explanation may look like. */
const EXAMPLE = "企业今年新建生产线，设备一次性投入较大";
/** A clause that is left out where it has nothing to say. */
const given = (text: string, clause: (text: string) => string): string => (text === "" ? "" : clause(text));
const quoted = (text: string): string => `“${text}”`;
const KINDS: Readonly<Record<string, string>> = { year: "年度", "half-year": "半年度", quarter: "季度", month: "月" };
/** half-year、year → 半年度或年度. */
const kinds = (words: string): string =>
	words
		.split("、")
		.map((word) => KINDS[word] ?? word)
		.join("或");
const STATUS_WORDS: Readonly<Record<string, string>> = {
	accepted: "通过",
	pending: "待说明",
	returned: "退回",
	received: "已报待审",
	withdrawn: "已撤回",
};
const statusWord = (status: string): string => STATUS_WORDS[status] ?? status;
const megabytes = (bytes: string): string => `${Math.round(Number(bytes) / 1024 / 1024)}MB`;

/** 2018年下半年, of a parameter that holds a period's code. */
const periodSaid = (param: Subject["param"], name = "period"): string => {
	const known = parsePeriod(param(name));
	return known ? periodName(known, "zh-CN") : param(name);
};

/** 10000倍, 1/1000. */
const times = (param: Subject["param"]): string => (param("times").startsWith("1/") ? param("times") : `${param("times")}倍`);

const CODE_FORMS: Readonly<Record<string, string>> = {
	"hnte-certificate": "应为 GR＋4位年份＋8位数字，共14位，如 GR201944000001",
	industry: "应为4位国民经济行业小类代码，如 3324",
	village: "应为12位村级代码",
	phone: "应为11位手机号或带区号的固定电话，如 0662-3412345",
};

const range = ({ param }: Subject): string => {
	const [min, max] = [param("min"), param("max")];
	if (min !== "" && max !== "") return `应在${min}至${max}之间`;
	return min === "" ? `不应大于${max}` : `不应小于${min}`;
};

const isNumber = ({ field }: Subject): boolean => field !== null && ["integer", "decimal", "percent"].includes(field.type.kind);

/** 这里不应大于186人，多了12人: what should stand in the cell, and how far it is from that. */
function expectation(states: string, { field, expected, param }: Subject): string[] {
	if (param("subject") !== "") return [];
	const wanted = expectationOf(expected, states, field);
	const difference = Number(param("difference"));
	const unit = field?.unit ?? "";
	// Shares are kept as fractions.
	const amount = field?.type.kind === "percent" ? `${inPercent(difference)}个百分点` : `${Math.abs(difference)}${unit}`;
	const off = param("difference") === "" || difference === 0 || isTime(field) ? [] : [`${difference > 0 ? "多" : "少"}了${amount}`];
	return wanted ? [`这里${wish(wanted, unit)}`, ...off] : off;
}

/** （试行，自2027-01-01起为强制性）: of a rule that as yet only tells. */
function trialOf({ param }: Subject): string {
	return given(param("trial"), (from) => `（试行，自${from}起为${SEVERITY_NAMES[param("becomes") === "soft" ? "soft" : "hard"].zh}）`);
}

function wish({ kind, values, time }: Expectation, unit: string): string {
	const [first = "", second = ""] = values.map((value) => (isWord(value) ? quoted(value) : `${value}${value.endsWith("%") || time ? "" : unit}`));
	switch (kind) {
		case "at-most":
			return `不应${time ? "晚于" : "大于"}${first}`;
		case "at-least":
			return `不应${time ? "早于" : "小于"}${first}`;
		case "above":
			return `应${time ? "晚于" : "大于"}${first}`;
		case "between":
			return `应在${first}至${second}之间`;
		case "one-of":
			return `应为${first}或${second}`;
		case "begins":
			return `应以${first}开头`;
		case "has":
			return `应有${values.join("、")}`;
		case "is":
			return `应为${first}`;
	}
}

/** ；涉及“GY-2018-01”；对照江城区的阳科统01（2019年上半年），“名录.xlsx”的《名录》C8，那里填的是“…”: what is missing, and the other report that says otherwise. */
function otherSide({ param }: Subject): string {
	const subject = given(param("subject"), (text) => `；涉及${quoted(text)}`);
	const value = given(param("otherValue"), (text) => `，那里填的是${quoted(text)}`);
	const place = `，${quoted(param("otherFile"))}的${param("otherPlace").replace(/^(.*)!/, "《$1》")}`;
	return `${subject}${given(param("otherForm"), (form) => `；对照${param("otherUnit")}的${form}（${periodSaid(param, "otherPeriod")}）${place}${value}`)}`;
}

/** What the values below a heading are, where they are the proposed field's. */
const FITTING: Readonly<Record<string, string>> = {
	amount: "是金额",
	number: "是数字",
	share: "是比例",
	date: "是日期",
	month: "是年月",
	year: "是年份",
	"yes-no": "是“是”或“否”",
	code: "符合这种代码的格式",
	choice: "是这一指标的可选值",
	region: "是县（市、区）名",
};

/** （相似度82%，40个值中40个是金额）: how like a heading is to a field, and what speaks for it. */
function likeness(param: Subject["param"]): string {
	const fitting = FITTING[param("kind")] ?? "";
	const values = Number(param("values"));
	const why =
		fitting !== "" && values > 0 ? `，${values}个值中${param("fits")}个${fitting}` : given(param("shared"), (shared) => `，都有“${shared}”`);
	return `（相似度${param("likeness")}%${why}）`;
}

/** Sentences in Chinese, for a county clerk. */
export const zhCN: Sentences = {
	where: (sheet, cell, column, value) =>
		[sheet === "" ? "" : `《${sheet}》`, cell, given(column, (c) => `（${c}）`), given(value, (v) => `填的是“${v}”`)].join(""),
	file: (name, sheet) => `文件“${name}”${given(sheet, (s) => `的工作表《${s}》`)}`,
	settled: (settlement) =>
		settlement.kind === "explained"
			? `已说明：“${settlement.text}”，不需再办。`
			: `市局已豁免这一条（${settlement.reason}；到${settlement.until}为止），不需处理。`,
	faults: {
		nothing: (saidOf, param) =>
			param("asks") === "confirm"
				? `说明“${saidOf}”没有回答是否属实，属实的请写“情况属实”，不属实的请改正。`
				: `说明“${saidOf}”没有内容，请写明为什么会这样，例如“${EXAMPLE}”。`,
		"no-reason": (saidOf) => `“${saidOf}”没有说明原因，请写明为什么会这样，例如“${EXAMPLE}”。`,
		copied: (saidOf) => `说明“${saidOf}”只是重复了提示，没有说明原因，请写明为什么会这样，例如“${EXAMPLE}”。`,
		long: () => "说明超过1000字，请只写原因。",
		value: (saidOf, param) => `原来的说明“${saidOf}”是针对${given(param("saidOf"), quoted) || "空白"}写的，现在填的内容不同，请核对后重新说明。`,
		hard: (saidOf) => `这一处必须改正，写了说明（“${saidOf}”）也不能通过；确有特殊情况的，请与市局联系。`,
	},
	before: (saidOf) => `上期的说明是“${saidOf}”；本期仍是这个原因的，请再写一次。`,
	together: (sentences) => sentences.join(""),
	kindOf: (code, states) => `${code}：${states}`,
	counted: (kind, column, count, cells) =>
		`${given(column, (c) => `“${c}”列`)}另有${count}处同类问题（${kind}）${cells.length === 0 ? "" : `：${cells.join("、")}${count > cells.length ? "等" : ""}`}。`,
	join: (where, { what, remedy }) => `${where === "" ? "" : `${where}：`}${what}${remedy === "" ? "" : `，${remedy}`}。`,
	// Equations hold commas and quotes of their own: they stand after a colon, and the remedy is a sentence by itself.
	rule: (states, remedy, subject) =>
		said(
			`不符合审核关系${trialOf(subject)}：${[states, ...expectation(states, subject)].join("，")}${otherSide(subject)}。${remedy.replace(/。$/, "")}`,
		),
	findings: {
		"column.missing": ({ field, column, expected, param }) => {
			const wanted = field?.header ?? (column || expected);
			const missing = `缺少必填列${given(wanted, quoted)}`;
			if (param("near") === "") return said(missing, "请按模板补上该列并填写后重报");
			return said(
				`${missing}。第${param("column")}列${quoted(param("near"))}很像${quoted(wanted)}${likeness(param)}`,
				`如确是，请把该列表头改为${quoted(wanted)}后重报，或请市局确认这个写法；如不是，请按模板补上该列`,
			);
		},
		"column.unknown": ({ column }) => said(`表中多出一列${given(column, quoted)}，本表没有这一指标，该列未采用`),
		"column.proposed": ({ column, expected, param }) =>
			param("candidates") === ""
				? said(
						`表头${quoted(column)}很像${quoted(expected)}${likeness(param)}，未经确认，该列没有采用`,
						`如确是，请把表头改为${quoted(expected)}后重报，或请市局确认这个写法；如不是，不必改动`,
					)
				: said(
						`表头${quoted(column)}可能是下列之一：${param("candidates")}，未经确认，该列没有采用`,
						"如确是其中之一，请把表头改成该指标的名称后重报，或请市局确认这个写法；如都不是，不必改动",
					),
		"column.confirmed": ({ column, expected, param }) =>
			said(`表头${quoted(column)}按已确认的同义词理解为${quoted(expected)}（${param("on")} 由${param("by")}确认）`),
		"column.twice": ({ field, param }) =>
			said(
				`指标${given(field?.header ?? "", quoted)}对应了两列${given(param("other"), (o) => `（另一列在${o}）`)}`,
				"请只保留一列，或把另一列的表头改清楚",
			),
		"column.emptied": ({ field, column, param }) =>
			said(
				`${quoted(field?.header ?? column)}上期（${periodSaid(param)}）有${param("rows")}行有数，本期这些行全部为空或0`,
				"请核对是否漏填或填串了列；确实没有的不必理会",
			),
		"column.filled": ({ field, column, param }) =>
			said(
				`${quoted(field?.header ?? column)}上期（${periodSaid(param)}）全部为空或0，本期有${param("rows")}行有数`,
				"请核对是否填串了列；确实如此的不必理会",
			),
		"table.empty": ({ param }) =>
			said(
				`${given(param("table"), (t) => `${t}部分的`)}表中没有数据，也没有注明零报告${given(beside(param("beside")), (b) => `；数据似乎在${b}中，${b}不能读取`)}`,
				param("beside") === "" ? "本期确无数据的，请在表中写明“零报告”后重报" : "请把数据填入单元格后重报；本期确无数据的，请在表中写明“零报告”",
			),
		"rows.hidden": ({ param }) =>
			said(`有隐藏的行或列${given(param("rows") || param("count"), (n) => `（${n}）`)}，其中的数据已一并读取`, "不应上报的请删除，不要只是隐藏"),
		"sheet.passed-over": () => said("这张工作表不是报表，没有读取", "其中如有要上报的数据，请填入规定的报表"),
		"rows.example": () => said("该行看来是填写示例，未作为数据采用", "如果是真实数据，请去掉“示例”字样后重报"),
		"total.differs": ({ expected, param }) =>
			said(
				`合计与各行之和不符${given(expected, (e) => `，各行之和为${e}`)}${given(param("difference"), (d) => `，合计${d.startsWith("-") ? "少" : "多"}了${d.replace("-", "")}`)}`,
				"请核对明细和合计，有误的改正，无误的说明原因",
			),
		"total.unchecked": () => said("合计是公式且没有保存计算结果，未作核对", "在 Excel 中打开并保存一次即可"),
		"name.sheet-differs": ({ value, expected, param }) =>
			said(
				`文件名所写${given(param("name") || value, (n) => `“${n}”`)}与表内${given(param("sheet") || expected, (s) => `“${s}”`)}不一致，以表内为准`,
			),
		"value.required": (subject) =>
			said(`必填项${given(subject.field?.header ?? subject.column, quoted)}没有填`, isNumber(subject) ? "请补填；没有发生的请填0" : "请补填"),
		"value.not-applicable": (subject) =>
			isNumber(subject) ? said("必填的数字不能写“无”或“—”", "无 请填0") : said("必填项不能写“无”或“—”", "请填写实际内容"),
		"value.damaged": ({ finding }) =>
			finding.severity === "hard" ? said("文字含有乱码，无法辨认", "请重新录入") : said("文字疑似有乱码", "请核对，有误的请更正后重报"),
		"value.too-long": ({ param }) => said(`文字过长，最多${param("max")}字`, `请缩短到${param("max")}字以内`),
		"formula.uncached": () => said("单元格是公式，但没有保存计算结果", "请在 Excel 中打开并保存，或改为直接填数"),
		"formula.error": () => said("公式出错", "请改正公式，或改为直接填数"),
		"number.unreadable": ({ field }) => said(`应填数字${given(field?.unit ?? "", (u) => `（${u}）`)}`, "请只填数字，文字说明写在备注里"),
		"number.not-whole": () => said("应为整数", "请核对后填写整数"),
		"number.out-of-range": (subject) => said(range(subject), "请核对后改正"),
		"number.approximate": ({ expected }) => said(`是约数，已按${expected}采用`, "如有准确数，请更正后重报"),
		"number.vague": () => said("不是具体数字", "请填具体数字"),
		"number.rounded": ({ expected, param }) => said(`小数位数多于规定的${param("places")}位，已四舍五入为${expected}`),
		"percent.ambiguous": ({ value, expected }) => said(`不清楚是${value}%还是${expected}，暂按${expected}理解`, "请加上百分号，或说明"),
		"amount.cell-unit": ({ param }) => said(`单元格写的单位“${param("cell")}”与表头“${param("header")}”不同，已按单元格换算`),
		"amount.area-scale": ({ expected }) =>
			said(`面积过小，可能是以万㎡填写的${given(expected, (e) => `（即${e}万㎡）`)}`, "请核对计量单位，有误的改正，无误的说明"),
		"amount.unit-scale": ({ finding, field, expected, param }) => {
			const stated = given(param("stated"), (unit) => `写明的单位是${quoted(unit)}，但`) || "没有写明计量单位，";
			const unit = field?.unit ?? "";
			const compared =
				param("than") === "others"
					? `这一列的中位数是${param("now")}${unit}，约为其他${param("units")}个单位的中位数（${param("beside")}${unit}）的${times(param)}`
					: `这一列约为上期（${periodSaid(param)}）的${times(param)}（同样这些行的中位数，上期是${param("beside")}${unit}，本期是${param("now")}${unit}）`;
			const meant = given(expected, (e) => `，实际可能是按${quoted(e)}填写的`);
			return said(
				`${stated}${compared}${meant}`,
				finding.severity === "info" ? "请核对计量单位，有误的改正，无误的不必理会" : "请核对计量单位并在表头写明，有误的改正，无误的说明",
			);
		},
		"amount.cell-scale": ({ field, expected, param }) => {
			const unit = field?.unit ?? "";
			const compared =
				param("than") === "column"
					? `约为本列中位数（${param("beside")}${unit}）的${times(param)}，与${quoted(param("per"))}的比例也同样偏离`
					: `约为上期（${periodSaid(param)}，${param("beside")}${unit}）的${times(param)}，而本列其他数没有这样变化`;
			return said(
				`${compared}，可能用错了单位或多填、少填了位数${given(expected, (e) => `（是否应为${e}${unit}）`)}`,
				"请核对，有误的改正，无误的说明",
			);
		},
		"amount.falls": ({ field, param }) =>
			said(
				`累计数比上期（${periodSaid(param)}，${param("beside")}${field?.unit ?? ""}）少，累计数只会增加`,
				"请核对是否只填了本期数，有误的改正；退款、核减等属实的，说明原因",
			),
		"amount.outlier": ({ field, param }) => {
			const unit = field?.unit ?? "";
			const compared =
				param("per") === ""
					? `约为本列中位数（${param("beside")}${unit}）的${times(param)}`
					: `与${quoted(param("per"))}之比（${param("now")}）约为本列中位数（${param("beside")}）的${times(param)}`;
			const more = given(param("more"), (n) => `；本列还有${n}个这样突出的数，没有一一列出`);
			return said(`与本列其他数相差悬殊，${compared}${more}`, "请核对单位和位数，有误的改正，无误的不必理会");
		},
		"date.unreadable": ({ field }) =>
			said(
				field?.type.kind === "year" ? "不是年份" : "不是日期",
				field?.type.kind === "year" ? "请填4位年份，如 2019" : "请按 2019-06-27 的样式填写",
			),
		"date.impossible": () => said("没有这一天", "请核对后改正"),
		"date.only-month": ({ expected }) => said(`只写到月份${given(expected, (e) => `（${e}）`)}，这里要具体到日`, "请补上日期"),
		"date.year-assumed": ({ expected }) => said(`年份没有写全，已按${expected}理解`, "请核对，有误的改正，无误的说明"),
		"date.month-ambiguous": ({ finding, expected, param }) =>
			finding.severity === "hard"
				? said(`看不出是${expected}还是1月（2019.10 存成数字会变成 2019.1），而且这里要具体到日`, "请按 2019-10-08 的样式填写")
				: said(
						`可能是${expected}，也可能是${param("other") || "1月"}（2019.10 存成数字会变成 2019.1），暂按${expected}理解`,
						"请核对，有误的改正，无误的说明",
					),
		"date.future": ({ finding, param }) => {
			const day = param("day");
			if (finding.severity === "info") return said(`晚于今天（${day}），是还没有到的日子`, "按安排填报的不必改动，到时有变化请更正重报");
			if (param("than") === "plan") return said(`日期太远（晚于${day}）`, "请核对年份，有误的改正；确实如此的说明");
			if (param("than") === "today") return said(`晚于今天（${day}），这里只填已经发生的事`, "请核对日期，看是否填错年月；还没有发生的不填");
			return said(`晚于报告期末（${day}），本期只报报告期内的情况`, "日期填错的请改正；确是报告期以后发生的，请留到下期填报，或说明");
		},
		"date.ancient": ({ finding, param }) =>
			finding.severity === "hard"
				? said(`早于${param("since")}（新中国成立），年份一定有误`, "请核对后改正")
				: said(`早于${param("since")}，那时还没有这类事项`, "请核对年份，有误的改正；确实如此的说明"),
		"date.span": ({ param }) =>
			said(`与起始时间（${param("from")}）相隔超过${param("years")}年`, "请核对这两个日期的年份，有误的改正；确实如此的说明"),
		...codesZhCN,
		"uscc.unknown-kind": ({ param }) => said(`代码前两位“${param("kind")}”不常见`, "请对照营业执照核对；无误的不必理会"),
		"code.format": ({ param }) => said(`格式不对，${CODE_FORMS[param("scheme")] ?? "请按规定格式填写"}`, "请核对后更正"),
		"code.truncated": () => said("编号已被 Excel 按数字截断或改写", "请先把单元格格式设为“文本”，再重新填写完整的编号"),
		"enum.unknown": ({ expected }) => said("不是可选的值", `请从下列各项中选填：${expected}`),
		"region.unknown": ({ expected }) => said("看不出是哪个县（市、区）", `请填下列之一：${expected}`),
		"region.other-county": ({ expected }) =>
			said(
				`填报单位与数据属地不符${given(expected, (e) => `，本表由${e}填报`)}`,
				"确属本地的请改正这一格；属于其他县（市、区）的请删去该行，由当地填报",
			),
		"rows.unchanged": ({ param }) => said(`与已通过的${periodSaid(param)}报表内容完全相同`, "请核对是否报错了报告期；确无变化的不必理会"),
		"row.short": () => said("该行的单元格比表头少，各列数据可能左移错位，没有读取", "请在 Excel 中补齐空白单元格，另存为 .xlsx 后重报"),
		"row.duplicate": ({ param }) => said(`该行与${given(param("of") || param("row"), (r) => `第${r}行`) || "前面某行"}完全相同，只计一次`),
		"row.conflict": ({ param }) =>
			said(
				`${given(param("rows") || param("of"), (r) => `第${r}行`) || "有几行"}的编号、代码或名称相同，其他内容却不一致`,
				"同一事项请只保留正确的一行；不是同一事项的，请更正编号、代码或名称",
			),
		"explanation.unneeded": () => said("这一行写了说明，但它所指的问题已不存在（已改正，或不再核对）", "不需要说明，不必理会"),
		"explanation.unknown": () =>
			said("这一行写了说明，但看不出说的是哪个问题（可能改动了隐藏列，或行已移位），没有采用", "请在最新的退回件《问题清单》中重新填写"),
		"nil.after-rows": ({ param }) =>
			param("replaces") === "yes"
				? said(
						`这次报的是零报告，而本期原来采用的版本有${param("rows")}行，采用后这些数据都不再计入`,
						"请核实：报错的请告诉市局撤回这份零报告，原来的数据继续有效；确实没有的，请书面说明原因",
					)
				: said(`本期是零报告，而${param("period")}报了${param("rows")}行`, "请核实：漏报的请补报；确实没有了的，请书面说明原因"),
		"rule.not-compared": ({ param }) => said(`要对照的数据太多，审核关系 ${param("rule")} 这次没有核对，不影响采用`),
		"key.damaged": () => said("名称或编号含有乱码或“?”“□”", "请重新录入"),
	},
	refusals: {
		"file.unreadable": (param) =>
			said(
				`文件已损坏，无法读取${given(param("part"), (p) => `（${p}）`)}${given(param("line"), (l) => `（第${l}行）`)}`,
				"请在 Excel 中打开并另存为 .xlsx 后重报",
			),
		"file.empty": () => said("文件是空的（0字节）", "请重新报送"),
		"file.encrypted": () => said("文件已加密，无法读取", "请解密后重报"),
		"file.unsupported": (param) => said(`不是可以读取的表格文件${given(param("kind"), (k) => `，是 ${k} 文件`)}`, "请另存为 .xlsx 后重报"),
		"file.truncated": () => said("文件不完整，可能没有复制完", "请重新报送"),
		"file.scan": () => said("是图片、扫描件或 PDF，不是表格，不能作为数据读取（原件已留存备查）", "请报送可以编辑的 Excel 表格"),
		"file.archive": (param) => said(`是${param("kind") || "RAR、7z"}压缩包，不能解开`, "请解压后逐个报送，或改用 ZIP 格式压缩"),
		"file.doctype": () => said("文件内部含有不该有的内容（外部实体声明），可能不安全，没有读取", "请在 Excel 或 WPS 中打开并另存为 .xlsx 后重报"),
		"limit.bytes": (param) => said(`文件过大，超过上限${megabytes(param("limit"))}`, "请删去无关的工作表和图片后重报"),
		"limit.unpacked": (param) => said(`文件展开后过大，超过上限${megabytes(param("limit"))}`, "请把数据复制到新工作簿中重报"),
		"limit.ratio": (param) =>
			said(
				`文件压缩比异常（展开后是原来的${param("found") || "许多"}倍，上限${param("limit")}倍），不像是表格软件正常保存的文件`,
				"请把数据复制到新工作簿中重报",
			),
		"limit.entries": (param) => said(`压缩包内的文件数超过上限${param("limit")}`, "请分几次报送"),
		"limit.rows": (param) => said(`工作表行数超过上限${param("limit")}`, "请删去多余的行后重报"),
		"limit.columns": (param) => said(`工作表列数超过上限${param("limit")}`, "请删去多余的列后重报"),
		"limit.cells": (param) => said(`单元格数超过上限${param("limit")}`, "请删去多余的内容后重报"),
		"limit.strings": (param) => said(`不同的文字超过上限${param("limit")}条`, "请删去多余的内容后重报"),
		"limit.nesting": (param) =>
			param("of") === "archives"
				? said(`压缩包里还套着压缩包，超过上限${param("limit")}层，没有解开`, "请解压后逐个报送")
				: said(`文件内部结构嵌套过深，超过上限${param("limit")}层`, "请把数据复制到新工作簿中重报"),
		"limit.seconds": (param) => said(`读取时间超过上限${param("limit")}秒`, "请删去无关的内容，或把数据复制到新工作簿中重报"),
		"limit.memory": (param) => said(`读取所需内存超过上限${param("limit")}MB`, "请删去无关的内容，或另存为 .xlsx 后重报"),
		"form.unknown": (param) => {
			const lacking = given(param("lacking"), (columns) => `，缺少必填列：${columns}`);
			const near = given(param("near"), (forms) => `。表头与${forms}最接近（相似度${param("likeness")}%${lacking}）`);
			return said(
				`${given(param("number"), (n) => `表号是${n}，但表头对不上，`)}看不出是哪一张报表${near}`,
				param("near") === "" ? "请使用规定的模板，保留表号和表头" : "如确是该表，请按模板的表头改正后重报，并保留表号",
			);
		},
		"form.disagrees": (param) => said(`表号与表头不是同一张报表${pair(param("number"), param("header"))}`, "请核对是否用错了模板"),
		"form.ambiguous": (param) => said(`不能确定是哪一张报表${given(param("forms"), (f) => `（可能是${f}）`)}`, "请在表内写明表号"),
		"form.retired": (param) =>
			said(`模板已停用${given(param("edition"), (e) => `（${e}）`)}`, `请改用现行模板${given(param("current"), (c) => `（${c}）`)}重报`),
		"period.unknown": () => said("看不出报告期", "请在表头写明，如“报告期：2019年上半年”"),
		"period.disagrees": (param) => said(`报告期前后不一致${pair(param("sheet"), param("option") || param("other"))}`, "请核对后重报"),
		"period.kind": (param) =>
			said(`报告期${given(param("found"), quoted)}不对${given(kinds(param("wanted")), (w) => `，本表按${w}报送`)}`, "请改正报告期后重报"),
		"period.not-open": (param) => said(`报告期${given(param("period"), (p) => `“${p}”`)}未开放报送`, "请与市局联系"),
		"unit.unknown": (param) => said(given(param("text"), (t) => `不认识填报单位“${t}”`) || "看不出填报单位", "请在表头写明填报单位的全称"),
		"unit.disagrees": (param) =>
			param("other") === ""
				? said(
						`填报单位${given(param("sheet"), quoted)}与报送文件夹${given(param("folder"), quoted)}不一致`,
						"请核对填报单位，或放入本单位的文件夹重报",
					)
				: said(`填报单位${given(param("sheet"), quoted)}与标题中的${quoted(param("other"))}不一致`, "请核对后改正重报"),
		"unit.not-owed": (param) => said(`${param("form") || "本表"}由市局填报，${param("unit") || "本单位"}不需要报送`, "请勿报送"),
		"content.none": (param) =>
			param("beside") === ""
				? said("没有找到可以读取的报表数据", "请检查是否放错了文件，或数据是否在图片、批注中")
				: said(`单元格中没有数据，只有${beside(param("beside"))}，不能作为数据读取`, "请把数据填入规定的报表后重报"),
	},
	passedOver: {
		link: () => said("是链接（快捷方式），不是文件本身，没有收取", "请把文件本身放进收件文件夹"),
		special: () => said("不是普通文件，没有收取", "请把它移出收件文件夹"),
		conflict: () => said("是同步软件因多人同时修改留下的冲突副本，没有收取", "请核对后只留一份，改回原来的文件名；不要的请删除"),
		deep: () => said("文件夹层数过多，里面的文件没有收取", "请把文件移到单位文件夹里"),
		busy: () => said("正被其他程序占用，暂时没有收取", "请关闭打开它的程序，下次会自动收取"),
		denied: (detail) => said(`没有读取或移动它的权限，暂时没有收取${given(detail, (d) => `（${d}）`)}`, "请系统管理员检查文件权限，改好后会自动收取"),
		fault: (detail) => said(`读取时出错，暂时没有收取${given(detail, (d) => `（${d}）`)}`, "下次会自动重试；一直如此的，请系统管理员检查磁盘和网络"),
	},
	usage: {
		"usage.home-not-demo": (param) =>
			`${param("home")} 中已有演示以外的数据（${param("found")}），演示不会动它。请换一个空文件夹：设置环境变量 HUIBAO_DATA。`,
		"usage.no-such-file": (param) => `找不到 ${param("file")}。`,
		"usage.version-superseded": (param) =>
			`报送${param("id")}已被更新的版本（编号${param("newer")}）取代，没有改动。请对编号${param("newer")}作决定。`,
		"usage.version-changed": (param) =>
			`报送${param("id")}刚刚有了变化（有新版本报来，或别人已经处理），没有改动。请用 huibao log --submission ${param("id")} 看清后再定。`,
		"usage.submission-is": (param) =>
			`报送${param("id")}现在已是“${statusWord(param("state"))}”，不能再作这一决定，没有改动。各单位现在的状态见 huibao status。`,
		"usage.submission-unread": (param) => `报送${param("id")}的原文件 ${param("file")} 现在读不出这份报表，没有改动。请让该单位重新报送。`,
		"usage.findings-hard": (param) =>
			`报送${param("id")}还有必须修改的问题（${param("findings")}），不能通过。请退回该单位修改；确需放行的，先用 huibao waive 豁免这条规则。`,
		"usage.findings-soft": (param) =>
			`报送${param("id")}还有需要说明的问题（${param("findings")}）。如由市局说明理由后通过，请用 --reason 写明理由；否则请单位用 huibao explain 或在退回件中说明。`,
		"usage.findings-disputed": (param) =>
			`报送${param("id")}中有企业同时由另一单位填报（${param("findings")}）。如市局决定算作这一单位的，请用 --reason 写明理由。`,
		"usage.disputed-dry-run": (param) =>
			`报送${param("id")}中有企业同时由另一单位填报（${param("findings")}），市局没有决定以前不能试算。请先去掉 --dry-run，用 --reason 写明决定的理由。`,
		"usage.ruling-reason": (param) => `没有改动。请用 --reason 写明市局为什么这样决定（“${param("reason")}”没有说明原因）。`,
		"usage.closed-adjust": (param) =>
			`${param("period")} 已经锁定，不能直接改动报送${param("id")}。确需改动的，请用 huibao adjust ${param("action") === "accept" ? "" : "--withdraw "}${param("id")} --reason 原因，先加 --dry-run 可看到影响哪些数字。`,
		"usage.not-closed": (param) => `${param("period")} 还没有锁定，不需要调整。请用 huibao accept、return 或 withdraw 处理报送${param("id")}。`,
		"usage.closed-already": (param) => `${param("period")} 已于 ${param("day")} 由${param("by")}锁定，不需要再锁定。`,
		"usage.adjust-what": (param) =>
			`报送${param("id")}不能调整：只能把锁定后收到、审核无误或待说明的版本调整为计入，或用 --withdraw 撤回现在计入的版本。`,
		"usage.reason-blank": () => "请写明原因（--reason）。",
		"usage.nil-period": (param) =>
			`${param("form")} 不按 ${param("period")} 这样的报告期报送${given(kinds(param("kinds")), (k) => `，本表按${k}报送`)}。`,
		"usage.nil-batch": (param) =>
			param("batched") === "yes" ? `${param("form")} 分批次报送，请用 --batch 写明批次。` : `${param("form")} 不分批次，请不要写 --batch。`,
		"usage.nil-not-owed": (param) => `${param("form")} 由市局填报，${param("unit")}不需要报送。`,
		"usage.receipt-folder": (param) => `有 ${param("files")} 个文件，一份回执 ${param("file")} 写不下，请给出文件夹。`,
		"usage.receipt-is-input": (param) => `回执不能写到要审核的文件 ${param("file")} 上。`,
		"usage.copy-folder": (param) => `有 ${param("files")} 个文件，不能都写成 ${param("file")}，请给出文件夹。`,
		"usage.release-withdrawn": (param) =>
			`${param("period")} 的第${param("number")}版已撤回（${param("why")}）。再次发布要写明原因：huibao publish --period ${param("period")} --reason 原因`,
		"usage.no-such-release": (param) => `${param("period")} 没有第${param("number")}版。用 huibao releases --period ${param("period")} 查看各版。`,
		"usage.release-is": (param) =>
			`${param("period")} 的第${param("number")}版${param("is") === "withdrawn" ? "已经撤回" : "没有发布成"}，不能撤回。`,
		"usage.copy-is-input": (param) => `标注了问题的副本不能写到要审核的文件 ${param("file")} 上。`,
		"usage.fill-template": (param) => {
			const file = param("file");
			if (param("code") === "file.encrypted") return `模板 ${file} 设了打开密码，不能填写。请在 Excel 或 WPS 中打开，去掉打开密码后另存，再填。`;
			if (param("code") !== "file.unsupported") return param("why");
			return `模板 ${file} 不是 .xlsx 或 .xlsm 文件${given(param("kind"), (k) => `（是 ${k}）`)}，不能填写。请在 Excel 或 WPS 中另存为 .xlsx，再填。`;
		},
		"usage.fill-nothing": (param) =>
			`模板 ${param("file")} 里没有要填的内容：没有 {{指标}} 这样的占位符，没有 hb. 开头的名称，也没有用 --map 给出对应表。写法见 docs/templates.md。`,
		"usage.fill-is-template": (param) => `不能写到模板 ${param("file")} 自己上面，请用 --out 另取文件名。`,
		"usage.mapping-file": (param) => `${param("file")} 不是可用的对应表：${param("why")}。写法见 docs/templates.md。`,
		"usage.no-such-form": (param) => `没有报表“${param("form")}”${given(param("known"), (k) => `，可选：${k}`)}。`,
		"usage.no-such-field": (param) =>
			`${param("form")} 没有指标“${param("field")}”${given(param("near"), (n) => `，是否指：${n}`)}${given(param("known"), (k) => `，可选：${k}`)}。`,
		"usage.trial-of-none": (param) => `设置 rules 中的“${param("rule")}”不是哪张报表的审核关系，不能设试行期；各编号见 huibao rules。`,
		"usage.no-such-rule": (param) => `没有编号为“${param("rule")}”的审核关系，各编号见 huibao rules。`,
		"usage.field-of-several": (param) => `“${param("field")}”可以是几个指标，请写明是哪一个：${param("fields")}。`,
		"usage.heading-unusable": (param) => `“${param("heading")}”不能作为同义词：表头不能是空的、序号或超过40字的文字。`,
		"usage.heading-known": (param) => `${param("form")} 本来就把表头“${param("heading")}”理解为“${param("field")}”，不需要确认。`,
		"usage.heading-taken": (param) =>
			`${param("form")} 的表头“${param("heading")}”已是指标“${param("field")}”的名称，不能再作“${param("wanted")}”的同义词。`,
		"usage.synonym-contradicts": (param) =>
			`表头“${param("heading")}”已确认为“${param("field")}”（编号 ${param("id")}${given(param("unit"), (u) => `，${u}`)}）。如要改，请先运行 huibao synonyms revoke ${param("id")}。`,
		"usage.no-such-synonym": (param) => `没有编号为“${param("id")}”的同义词，编号见 huibao synonyms。`,
		"usage.who-confirms": () => "不知道本机用户是谁，请用 --by 写明由谁确认或撤销。",
		"usage.rule-unknown": (param) => `没有代码为“${param("rule")}”的审核关系，是否指：${param("near")}。全部代码见 huibao rules。`,
		"usage.rule-informs": (param) => `${param("rule")} 只是提示，不影响通过，不需要豁免。`,
		"usage.rule-unreadable": (param) => `${param("rule")} 说的是内容读不出或没有填，不能豁免，只能由填报单位改正。`,
		"usage.waiver-reason": (param) => `请用 --reason 写明豁免的原因${given(param("reason"), (r) => `（“${r}”没有说明原因）`)}。`,
		"usage.waiver-day": (param) => `“${param("day")}”不能作为豁免的最后一天，请用 --until 写今天（${param("today")}）或以后的日期，如 2019-12-31。`,
		"usage.waived-already": (param) => `${param("rule")} 已经豁免（编号 ${param("id")}，到${param("until")}）。`,
		"usage.no-such-waiver": (param) => `没有编号为“${param("id")}”且未结束的豁免，编号见 huibao waive。`,
		"usage.no-such-submission": (param) => `没有编号为“${param("id")}”的报送，编号见 huibao status 或 huibao ingest --json。`,
		"usage.submission-withdrawn": (param) => `报送 ${param("id")} 已经撤回，不能再作说明。`,
		"usage.submission-superseded": (param) => `报送 ${param("id")} 之后，该单位又报送了新的一版（${param("newer")}），请对新的一版作说明。`,
		"usage.submission-changed": (param) => `报送 ${param("id")} 刚才被别人改动了，说明已经记下，请重新查看：huibao explain ${param("id")}。`,
		"usage.period-locked": (param) => `报告期 ${param("period")} 已经锁定，其中的数据只能由市局调整（huibao adjust）。`,
		"usage.no-such-finding": (param) => `报送 ${param("id")} 中没有问题“${param("finding")}”，请用 huibao explain ${param("id")} 查看编号。`,
		"usage.finding-of-several": (param) => `报送 ${param("id")} 中“${param("code")}”涉及几列，请写明单元格，如 ${param("code")}@D8。`,
		"usage.finding-hard": (param) => `这一处必须改正，不能用说明代替：${param("finding")}`,
		"usage.finding-info": (param) => `这一处只是提示，不需要说明：${param("finding")}`,
		"usage.no-explanation": (param) => `没有记下。${param("why")}（${param("finding")}）`,
		"usage.explanations-file": (param) =>
			`${param("file")} 不是说明文件（${param("why")}），应为 {"submission": 12, "explanations": [{"code": "01-S1", "cell": "R5", "text": "……"}]}。`,
		"usage.no-such-period": (param) => `“${param("period")}”不是报告期，请写成 2019、2019H1、2019Q2 或 2019-06。`,
		"usage.no-such-unit": (param) => `没有填报单位“${param("unit")}”${given(param("known"), (k) => `，可选：${k}`)}。`,
		"usage.no-such-figure": (param) => `没有指标“${param("figure")}”${given(param("near"), (n) => `，是否指 ${n}`)}。`,
		"usage.no-such-cell": (param) => `“${param("cell")}”不是单元格，请写成 工作表!B5。`,
		"usage.no-workbook": (param) => param("why"),
		"usage.cell-is-no-figure": (param) => `“${param("cell")}”不是“${param("file")}”里的汇总数字。`,
		"usage.cell-not-read": (param) =>
			`文件“${param("file")}”的《${param("sheet")}》${param("cell")} 不在任何报表的表格里，没有读取；请核对工作表名和单元格。`,
		"usage.no-such-sheet": (param) => `“${param("file")}”里没有工作表“${param("sheet")}”，有：${param("sheets")}。`,
		"usage.no-such-original": (param) => `没有找到原件“${param("file")}”（文件校验 ${param("check")}）：这个工作簿可能不是用本数据目录汇总的。`,
		"usage.original-gone": (param) =>
			param("why") === "altered"
				? `存档的原件“${param("file")}”（文件校验 ${param("check")}）被改动过，与收到时不一致，追溯不了：请从备份中恢复。用 huibao audit 可查出所有这样的原件。`
				: `存档中没有原件“${param("file")}”（文件校验 ${param("check")}），追溯不了：请从备份中找回。用 huibao audit 可查出所有这样的原件。`,
		"usage.report-template": (param) => `模板 ${param("file")} 有 ${param("count")} 处写法不对，请用记事本打开改正后再试：\n${param("faults")}`,
		"usage.report-exists": (param) =>
			`${param("file")} 已有内容不同的文件，没有覆盖：里面可能有改过的文字。请把它改名或移走，或用 --out 另写一个文件名。`,
		"usage.template-exists": (param) => `${param("file")} 已经有了，没有覆盖。要重新得到原来的模板，请先把它改名或移走。`,
		"usage.no-release-named": (param) =>
			`文件“${param("file")}”的页脚没有发布编号，看不出是哪一期的：请用随发布生成的工作总结，或用 --figure 和 --period 追溯。`,
		"usage.not-consolidated": (param) => `${param("period")} 还没有汇总，请先运行 huibao consolidate --period ${param("period")}。`,
		"usage.no-release-to-audit": (param) =>
			param("release") === ""
				? `${given(param("period"), (p) => `${p} `)}没有可以复核的发布。请先运行 huibao publish${given(param("period"), (p) => ` --period ${p}`)}。`
				: `没有可以复核的第${param("release")}版${given(param("period"), (p) => `（${p}）`)}：没有这一版，或它的文件不在发布文件夹中。用 huibao releases 查看各版。`,
		"usage.no-such-job": (param) => `没有任务“${param("job")}”${given(param("known"), (k) => `，可选：${k}`)}。`,
		"usage.no-such-instant": (param) => `“${param("instant")}”不是时间，请写成 2019-06-27 或 2019-06-27T20:00+08:00。`,
		"usage.no-version-before": (param) => `报送 ${param("submission")} 是第一次报送，没有上一版可以比较。`,
		"usage.nothing-came": (param) => `${param("unit")} 还没有报过 ${param("period")} 的 ${param("form")}，没有可以比较的。`,
		"usage.several-batches": (param) => `这张表分几批报送，请用 --batch 写明是哪一批：${param("batches")}。`,
		"usage.other-form": (param) => `${param("one")} 和 ${param("other")} 是两张不同的表，不能比较。`,
		"usage.several-reports": (param) => `${param("file")} 中有几张报表，请在后面写明要和哪个报送比较（编号）。`,
		"usage.not-in-file": (param) => `${param("file")} 中没有这张报表。`,
		"usage.newer-database": (param) =>
			`数据库是由更新版本的 huibao 建立的${given(param("migration"), (m) => `（${m}）`)}，请升级 huibao 后再用；数据没有改动。`,
	},
};

/** 批注、图片或文本框: what a workbook holds beside its cells. */
function beside(kinds: string): string {
	const [comments, drawings] = [kinds.includes("comments"), kinds.includes("drawings")];
	return [...(comments ? ["批注"] : []), ...(drawings ? ["图片或文本框"] : [])].join("、");
}

function pair(one: string, other: string): string {
	return one === "" || other === "" ? given(one || other, (text) => `（${text}）`) : `（${one}、${other}）`;
}
