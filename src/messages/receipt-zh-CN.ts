import type { ConversionKind } from "../model/conversion.ts";
import type { EventKind } from "../model/decision.ts";
import type { EvidenceDocument, MappingDocument, ProposalDocument } from "../model/documents.ts";
import type { Standing } from "../model/finding.ts";
import type { FileFormat, GridSource } from "../model/grid.ts";
import { severityNames } from "../model/severity.ts";
import type { Ledger, SkippedSheet, Status } from "../model/submission.ts";
import { visible } from "./visible.ts";

const place = (sheet: string | undefined, cell: string | undefined): string => `${sheet === undefined ? "" : `《${sheet}》`}${cell ?? ""}`;

const conversions: Readonly<Record<ConversionKind, string>> = {
	blanks: "去掉多余的空格、换行和不可见字符",
	"full-width": "全角的数字、字母和符号按半角读取",
	"text-number": "以文本存放的数字按数字读取",
	"number-marks": "去掉千位分隔符、货币符号等",
	"chinese-numerals": "汉字数字按数字读取",
	"amount-unit": "金额换算成本表规定的单位",
	"area-unit": "面积换算成本表规定的单位",
	"count-unit": "以万、千计的数量换算成本表规定的单位",
	"unit-word": "去掉数字后面写的单位",
	qualifier: "“约”“以上”等记入口径，数字照收",
	percent: "按百分比读取",
	"date-serial": "日期序号换成日期",
	"date-1904": "按 1904 日期系统换算",
	"date-text": "日期改成统一写法",
	"month-only": "只写到月份，按月份记录",
	"date-shortened": "只取本表所要的年、月或日",
	"code-cleaned": "编号、电话改成统一写法（大小写、空格、横线、撇号等）",
	"phone-split": "一格中的几个电话分开记录",
	"yes-no-word": "√、有、1 等按“是”或“否”记录",
	"enum-synonym": "按规定的选项名称记录",
	"region-alias": "单位、地区按规范名称记录",
	"list-split": "一格中的几项分开记录",
	"not-applicable": "“无”“—”“/”等按不适用处理",
	"merged-fill": "合并单元格的内容用于它所覆盖的每一行",
	"name-brackets": "括号只在比对时统一，名称照原样保留",
	"name-variants": "繁体字、异体字只在比对时统一，名称照原样保留",
};

const evidenceFrom: Readonly<Record<EvidenceDocument["from"], string>> = {
	"form-number": "表号",
	header: "表头",
	title: "标题",
	"file-name": "文件名",
	folder: "所在文件夹",
	sheet: "表内所写",
	option: "命令中给出",
};

const formats: Readonly<Record<FileFormat, string>> = {
	xlsx: "Excel 工作簿（.xlsx）",
	xlsb: "Excel 二进制工作簿（.xlsb）",
	xls: "旧版 Excel 或 WPS 工作簿（.xls、.et）",
	ods: "OpenDocument 电子表格（.ods）",
	spreadsheetml: "Excel 2003 XML 表格",
	html: "网页表格（HTML）",
	mhtml: "单个文件网页（MHTML）",
	text: "文本表格（制表符、逗号或分号分隔）",
};

const skipped: Readonly<Record<SkippedSheet["reason"], string>> = {
	instructions: "填表说明，不用读取",
	hidden: "隐藏的工作表，其中没有认得出的报表",
	blank: "空表",
	"no-report": "不是报表",
	"return-list": "退回件的问题清单，其中填写的说明已读取",
};

const verdict: Readonly<Record<Status, string>> = {
	accepted: "通过",
	pending: "待说明（有需要说明的事项，说明后方可采用）",
	returned: "退回修改",
	refused: "拒收（未能作为报表读取）",
};

const toDo: Readonly<Record<Status, string>> = {
	accepted: "已经采用，不需要再做什么。请核对下面认出的报表、单位和报告期，如有不对请告知。",
	pending: "请逐条核实：有误的请改正；无误的请在退回件《问题清单》的“说明”一列写明理由。改好、写好后把文件报回即可。",
	returned: "请在原文件上改正后重新报送整份文件（文件名可以不变）。本次报送的数据均未采用，以前通过的数据继续有效。",
	refused: "请按上述原因处理后重新报送。原文件已妥善保存。",
};

const standing: Readonly<Record<Standing, string>> = { ...severityNames("zh-CN"), explained: "已说明", waived: "已豁免" };

/** Words of the receipt in Chinese. Their shape is the type that every other language must fill. */
export const receiptZhCN = {
	suffix: "回执",
	/** Of the plain text that lies beside a file in quarantine. */
	textTitle: "审核意见（回执）",
	title: "报送回执",
	pages: "第 &P 页 共 &N 页",
	file: (name: string) => `文件：${name}`,
	outcome: (said: string) => `结论：${said}`,
	verdict,
	toDo,
	standing,
	/** How the city stands to a report, where its checks do not say that. */
	ruling: {
		verdict: { waits: "已报待审（审核无误，等市局决定是否采用）", withdrawn: "已撤回（市局撤回，不计入）" },
		toDo: {
			waits: "不需要再做什么。本期已经锁定，以前通过的数据继续有效；是否改按这次报送的计入，由市局决定后另行告知。",
			withdrawn: "市局已撤回这次报送的数据，原因见下。如应由本单位报送，请按市局的意见重新报送。",
		},
		kinds: { accepted: "通过", returned: "退回", adjusted: "锁定后调整", withdrawn: "撤回" } as Readonly<Partial<Record<EventKind, string>>>,
		decided: (what: string, at: string, by: string, reason: string | null) => `${what}（${at}，${by}）${reason === null ? "" : `：${reason}`}`,
	},
	/** Where some reports of the file were accepted and others were not: each has its verdict above. */
	someAccepted: "本文件中结论为“通过”的报表已经采用。其余的请按上述意见处理后重新报送整份文件；在此之前，以前通过的数据继续有效。",
	repeated: "与以前收过的一份文件完全相同，没有改变任何数据。如果要用它代替后来报送的，请作改动后再报。",
	ledger: (l: Ledger) =>
		`共读到${l.seen}行＝合格数据${l.loaded}＋有误数据${l.rejected}＋重复${l.duplicate}＋合计${l.total}＋文字说明${l.note}＋标题和表头${l.header}`,
	findings: {
		hard: (count: number) => `强制性（${count}处，必须修改）：`,
		soft: (count: number) => `核实性（${count}处，请核实，有误的改正，无误的书面说明）：`,
		explained: (count: number) => `已说明（${count}处，不需再办）：`,
		waived: (count: number) => `市局已豁免（${count}处，不需处理）：`,
		info: (count: number) => `提示（${count}处，不影响采用）：`,
	} satisfies Record<Standing, (count: number) => string>,
	more: (count: number) => `……另有${count}处同类问题，改好后重报时会再次核对。`,
	nil: "零报告",
	of: { form: "报表", period: "报告期", unit: "填报单位", batch: "批次" } satisfies Record<EvidenceDocument["of"], string>,
	/** 《高企》A1，表号“阳科统01”. */
	evidence: ({ from, text, sheet, cell }: EvidenceDocument) => [place(sheet, cell), `${evidenceFrom[from]}“${text}”`].filter(Boolean).join("，"),
	because: (what: string, reasons: readonly string[]) => (reasons.length === 0 ? what : `${what}（依据：${reasons.join("；")}）`),
	/** 网页表格（HTML），不是文件名所写的 .xls. `ending`: "" where the name agrees. */
	format: ({ format, encoding }: GridSource, ending: string) =>
		`${formats[format]}${encoding === undefined ? "" : `，${encoding.toUpperCase()} 编码`}${ending === "" ? "" : `，不是文件名所写的 ${ending}`}`,
	headerRows: (sheet: string, [from, to]: readonly [number, number]) =>
		to < from ? `《${sheet}》没有表头` : `《${sheet}》${from === to ? `第${from}行` : `第${from}—${to}行`}`,
	via: {
		header: "与规定表头一致",
		synonym: "规定表头的另一种写法",
		confirmed: "经确认的写法",
	} satisfies Record<MappingDocument["via"], string>,
	confirmedBy: (name: string, day: string) => `经确认的写法（${[name, day].filter(Boolean).join("，")}）`,
	/** 元（列表头）→ 万元. */
	unit: (unit: NonNullable<MappingDocument["unit"]>) =>
		`${unit.unit}${unit.from === "form" ? "" : `（${unit.from === "header" ? "列表头" : "计量单位行"}）`}${unit.form === null || unit.form === unit.unit ? "" : `→${unit.form}`}`,
	conversions,
	cells: (count: number) => `${count}处`,
	/** C5“2019.6.27”→“2019-06-27”. */
	example: (cell: string, from: string, to: string) => `${cell}“${visible(from)}”→${to === "" ? "空" : `“${visible(to)}”`}`,
	filled: (cell: string, from: string, to: string) => `${cell}取${from}的“${to}”`,
	skipped,
	skippedSheet: (sheet: string, reason: string) => `《${sheet}》${reason}`,
	proposal: ({ fieldHeader, likeness, evidence }: ProposalDocument) =>
		`可能是“${fieldHeader}”：${evidence.resembles === fieldHeader ? "" : `与“${evidence.resembles}”的`}相似度${likeness}%${evidence.shared === "" ? "" : `，同有“${evidence.shared}”`}${evidence.values === 0 ? "" : `，抽看的${evidence.values}个值中有${evidence.fits}个符合`}`,
	unknownColumn: (header: string, filled: number) => `“${header}”（${filled}行有内容）不是本表的指标，未采用，内容照原样列出`,
	counts: {
		conversions: (kinds: number, cells: number) => `${cells}处（${kinds}种）`,
		columns: (known: number, unknown: number) => `认出${known}列${unknown === 0 ? "" : `，未识别${unknown}列`}`,
		problems: (c: Readonly<Record<Standing, number>>) =>
			[
				`强制性${c.hard}处（必须修改），核实性${c.soft}处（核实后改正或说明）`,
				...(c.explained > 0 ? [`已说明${c.explained}处`] : []),
				...(c.waived > 0 ? [`已豁免${c.waived}处`] : []),
				`提示${c.info}处`,
			].join("，"),
		none: "没有",
	},
	see: (text: string, sheet: string) => `${text}，见工作表“${sheet}”`,
	labels: {
		file: "文件",
		receivedAt: "审核时间",
		folder: "报送文件夹",
		format: "文件格式",
		sha256: "文件校验码",
		outcome: "结论",
		decided: "市局决定",
		since: "与上次相比",
		toDo: "请办理",
		repeated: "说明",
		refusal: "拒收原因",
		skipped: "没有读取的工作表",
		headerRows: "表头",
		columns: "列对应",
		signatures: "落款",
		problems: "问题",
		conversions: "自动转换",
		unknown: "未识别的列",
	},
	ledgerHeadings: {
		seen: "读到的行",
		loaded: "＝合格数据",
		rejected: "＋有误数据",
		duplicate: "＋重复",
		total: "＋合计行",
		note: "＋文字说明",
		header: "＋标题和表头",
	} satisfies Record<keyof Ledger, string>,
	sheets: { receipt: "回执", problems: "问题", columns: "列对应", conversions: "转换", unknown: "未识别的列" },
	problemHeadings: ["序号", "性质", "报表", "工作表", "单元格", "列", "填的内容", "问题和办法"],
	/** Of a column more, where the file holds a report that came before. */
	sinceHeading: "与上次相比",
	columnHeadings: ["报表", "工作表", "列", "文件中的表头", "对应的指标", "依据", "计量单位"],
	conversionHeadings: ["报表", "工作表", "列", "转换", "处数", "例子"],
	unknownHeadings: ["报表", "工作表", "列", "文件中的表头", "有内容的行", "可能是"],
	unknownTextHeadings: ["工作表", "单元格", "文件中的表头", "内容"],
	unknownTexts: "未识别的列中的内容（未采用，照原样保留）",
	moreTexts: (count: number) => `另有${count}格未列出，原文件已存档。`,
	noProposal: "没有相近的指标",
};

export type ReceiptTexts = typeof receiptZhCN;
