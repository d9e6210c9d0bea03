import { severityNames } from "../model/severity.ts";

/** Texts of the command line in Chinese. Its shape is the type that every other language must fill. */
export const cliZhCN = {
	description: "汇报：把各县（市、区）报送的 Excel 表汇总成一本经过核对的工作簿",
	headings: { usage: "用法：", options: "选项：", commands: "命令：", arguments: "参数：", anyOptions: "[选项]", anyCommand: "[命令]" },
	help: "显示帮助",
	version: "显示版本",
	lang: "语言：zh-CN 或 en（也可用环境变量 HUIBAO_LANG）",
	json: "结果以一份 JSON 写到标准输出，其余写到标准错误",
	exitCodes: "退出码：0 正常；1 有退回、待说明或不一致；2 拒收或用法不对；3 内部故障。",
	commands: {
		init: "建立数据目录：每个填报单位一个收件文件夹",
		demo: "演示：从各单位报送的文件一直做到汇总工作簿",
		ingest: "收取文件：不写路径则收取 inbox 中已放好的文件",
		check: "审核文件，什么也不写入",
		read: "显示文件的单元格",
		consolidate: "汇总一个报告期",
		publish: "发布一个报告期的汇总工作簿和统计数据",
		status: "报送情况：哪些单位、哪些表，还缺什么",
		trace: "追溯：一个汇总数字来自哪些文件的哪些单元格",
		diff: "比较同一报表的两个版本：改正了哪些问题，改了哪些单元格，增减了哪些行",
		template: "生成报表模板：空白的，或带入某单位上期数据的",
		register: "名录库：按代码或名称查企业，列出可疑之处",
		synonyms: "表头的同义词：查看、确认、撤销",
		rules: "审核关系：报表按什么审核，各条的性质、试行和豁免",
		explain: "说明：列出一次报送中需要说明的问题，为其中一条写说明",
		waive: "豁免：在一段时间内不执行一条审核关系；列出、结束豁免",
		config: "显示现行设置",
		jobs: "列出定时任务",
		run: "立即运行一个定时任务",
		serve: "一直运行，按时执行定时任务",
	},
	args: {
		paths: "文件或文件夹（只读取，不移动、不删除）",
		files: "要审核的文件或文件夹",
		file: "要读取的文件",
		workbook: "已发布的汇总工作簿",
		cell: "单元格，如 汇总表!D6",
		form: "表号，如 阳科统01",
		job: "任务名称（见 huibao jobs）",
		submission: "报送的编号（见 huibao ingest --json）",
		finding: "问题的编号，或代码，或“代码@单元格”；不写则列出",
		explanation: "说明的文字",
		registerQuery: "统一社会信用代码、企业名称，或其中一部分",
		waiverRule: "审核关系的代码，如 X10、01-S1；结束豁免写 end；不写则列出",
		waiverId: "要结束的豁免的编号",
		diffOne: "报送编号（与它的上一版比较），或还没有报送的文件",
		diffOther: "另一个报送编号",
		rule: "审核关系的编号（如 01-H1、X4、uscc.check）或表号；不写则列出全部",
		synonymAction: "confirm 确认，revoke 撤销；不写则列出",
		synonymWords: "确认：表号 指标 表头；撤销：编号",
	},
	options: {
		period: "报告期：2019、2019H1、2019Q2 或 2019-06",
		asOf: "只计在此时间之前通过的报送（日期或时间，默认现在）",
		rows: "同时给出整理后的各行数据",
		full: "显示完整的回执：认出报表的依据、列对应、自动转换、未识别的列",
		annotate: "把文件复制一份、标出问题写成 .xlsx：一个文件写到这个 .xlsx，几个文件写到这个文件夹",
		receipt: "把回执写成 .xlsx：一个文件写到这个 .xlsx，几个文件写到这个文件夹",
		noContext: "不参考已收的数据",
		figure: "指标编号，如 hnte.stock",
		unit: "只追溯一个填报单位（代码、名称或简称）",
		diffUnit: "填报单位（代码、名称或简称）",
		batch: "批次",
		since: "与 --period 同用：这个时间以来各单位报送了什么（日期或时间）",
		diffOut: "把比较结果写成这个 .xlsx",
		all: "全部报表",
		synonymUnit: "只对一个填报单位有效（代码、名称或简称）",
		by: "由谁确认或撤销（默认为本机用户）",
		reason: "撤销的原因",
		registerUnit: "只查一个填报单位报过的企业（代码、名称或简称）",
		out: "存放的文件夹",
		waiverUnit: "只对一个填报单位豁免（代码、名称或简称）",
		waiverKey: "只对一行豁免：该行的代码或编号，写法见 JSON 中问题的 key",
		waiverReason: "豁免或结束豁免的原因",
		waiverUntil: "豁免到哪一天为止（含当天），如 2019-12-31",
		explanations: "从一个 JSON 文件读取几条说明",
		explainedBy: "由谁说明（默认为本机用户）",
		templateUnit: "为一个填报单位生成，带入它最近一次通过的报表（代码、名称或简称）",
		templatePeriod: "模板的报告期（默认为最近一次报送的下一期）",
	},
	/** What commander finds wrong with a command line, by its code. */
	badUsage: {
		/** By commander's code. */
		complaints: {
			unknownCommand: (name: string) => `没有命令“${name}”。`,
			unknownOption: (name: string) => `没有选项“${name}”。`,
			missingArgument: (name: string) => `缺少参数“${name}”。`,
			optionMissingArgument: (name: string) => `选项“${name}”缺少值。`,
			missingMandatoryOptionValue: (name: string) => `必须给出选项“${name}”。`,
			excessArguments: () => "参数过多。",
			invalid: (name: string) => `“${name}”不能这样用。`,
		},
		seeHelp: (command: string) => `用法见 ${command} --help`,
		language: (word: string) => `没有语言“${word}”，可选 zh-CN、en。`,
		traceTarget: "请给出工作簿和单元格，或给出 --figure 和 --period。",
		diff: "请写明比较什么。",
		diffOut: "--out 要写成 .xlsx 文件。",
		templateTarget: "请给出表号，或用 --all 生成全部。",
		templatePeriod: "--period 要和 --unit 一起用：为哪个填报单位生成？",
		synonyms: "synonyms 的写法不对。",
		waive: "waive 的写法不对。",
		explain: "请给出报送的编号（和要说明的问题、说明的文字），或用 --file 给出说明文件。",
	},
	settings: (source: string) => (source === "environment" ? "环境变量有误：" : `设置文件有误（${source}）：`),
	fault: "内部故障，请把下面的内容发给维护人员：",
	/** What the machine denies; the system's own words follow. */
	machine: {
		denied: "没有读写权限，请检查这个文件或文件夹：",
		readOnly: "不能写入（只读）：",
		full: "磁盘已满，请腾出空间后再试：",
		busy: "正被别的程序占用，请稍后再试：",
		damaged: "数据库文件已损坏，请用备份恢复：",
	},
	progress: {
		files: "读取",
		consolidate: "汇总",
		publish: "写工作簿",
		verify: "核对",
		templates: "写模板",
	},
	status: { accepted: "通过", pending: "待说明", returned: "退回", refused: "拒收" },
	stored: { accepted: "通过", pending: "待说明", returned: "退回", received: "已报待审", withdrawn: "已撤回" },
	state: {
		missing: "未报",
		received: "已报待审",
		returned: "退回",
		pending: "待说明",
		accepted: "通过",
		late: "迟报",
		nil: "零报告",
		locked: "已锁定",
		adjusted: "已调整",
		"not-owed": "—",
	},
	outcome: { running: "运行中", ok: "正常", attention: "需关注", failed: "失败", busy: "正在运行，未重复启动" },
	standing: { ...severityNames("zh-CN"), explained: "已说明", waived: "已豁免" },
	/** Of a finding, where its report came before. */
	since: { new: "新问题", again: "上次已指出" },
	city: "全市",
	nil: "零",
	files: {
		none: "没有可收取的文件。",
		taken: "收取情况（各单位各表的有效行数，“零”为零报告）：",
		unit: "填报单位",
		counts: (c: { files: number; accepted: number; pending: number; returned: number; refused: number }) =>
			`共 ${c.files} 个文件：通过 ${c.accepted}，待说明 ${c.pending}，退回 ${c.returned}，拒收 ${c.refused}。`,
		open: "需要处理的文件：",
		resubmitted: "重报并通过的文件（与上一版相比）：",
		passedOver: "没有收取、仍在原处的文件：",
		known: "（以前已收过，未变动）",
		more: (count: number) => `另有 ${count} 处`,
		moreInFull: (count: number) => `另有 ${count} 处（用 --full 查看）`,
		brief: (c: { converted: number; unknown: number }) =>
			`自动转换 ${c.converted} 处${c.unknown === 0 ? "" : `，未识别的列 ${c.unknown} 个`}（用 --full 查看）`,
		receiptsIn: (folder: string) => `各单位的回执在 ${folder}`,
		copyWritten: (path: string) => `标出问题的副本已写到 ${path}`,
		receiptWritten: (path: string) => `回执已写到 ${path}`,
		rows: (r: { seen: number; loaded: number; rejected: number; duplicate: number; total: number; note: number; header: number }) =>
			`共 ${r.seen} 行＝有效 ${r.loaded}＋有误 ${r.rejected}＋重复 ${r.duplicate}＋合计 ${r.total}＋说明 ${r.note}＋表头 ${r.header}`,
	},
	demo: {
		taken: "一、各单位报送的文件",
		returned: "二、应当退回的文件",
		published: "三、汇总和发布",
		agrees: (count: number) => `与已公布的 ${count} 项数字逐项比对：全部一致。`,
		differs: (count: number, compared: number) => `与已公布的 ${compared} 项数字比对：有 ${count} 项不一致：`,
		difference: (figure: string, indicator: string, expected: string, found: string) => `  ${figure}（${indicator}）应为 ${expected}，现为 ${found}`,
		unexpected: "处理结果与预期不同的文件：",
		tryTrace: (command: string) => `看一个数字从哪里来，请运行：\n  ${command}`,
	},
	consolidate: {
		done: (period: string, cutoff: string, count: number) => `${period} 汇总完毕（统计截止日 ${cutoff}）：${count} 项指标。`,
		notReported: (count: number) => `其中 ${count} 项未报。`,
		missing: "缺报：",
		carried: (unit: string, form: string, period: string) => `沿用上期：${unit} ${form} 用 ${period} 的数据`,
	},
	publish: {
		done: (folder: string) => `已发布到 ${folder}`,
		workbook: (path: string) => `汇总工作簿：${path}`,
		verified: (count: number) => `重新打开工作簿核对：${count} 个数字与数据库一致。`,
		differs: (count: number) => `重新打开工作簿核对：有 ${count} 个数字不一致，没有发布：`,
		difference: (figure: string, unit: string, expected: string, found: string) => `  ${figure}（${unit}）数据库为 ${expected}，工作簿为 ${found}`,
	},
	statusReport: {
		title: (period: string) => `${period} 报送情况`,
		form: "报表",
		complete: "应报的报表都已通过审核或为零报告。",
		open: "还没有完成的：",
		openOf: (unit: string, forms: readonly string[]) => `${unit}：${forms.join("、")}`,
		overdue: "（逾期）",
		of: (period: string, batch: string) => `${period}${batch}`,
		waiting: "新版本还没有计入、等待处理的（原来的版本仍然有效）：",
		waitingOf: (submission: number, unit: string, slot: string, state: string) => `编号${submission} ${unit} ${slot} ${state}`,
		refused: "拒收的文件：",
		runs: "最近的任务：",
	},
	trace: {
		figure: (name: string, value: string, unit: string) => `${name}：${value}${unit}`,
		scope: (period: string, unit: string) => `报告期 ${period}，范围：${unit}`,
		inputs: "由下列数字计算：",
		sources: (count: number) => `来自 ${count} 行：`,
		none: "没有对应的行。",
		zero: "已报送的各行中没有符合条件的，所以是 0。",
		row: (row: number) => `第${row}行`,
		more: (count: number) => `（其余 ${count} 行用 --json 查看）`,
	},
	none: "未报",
	diff: {
		usage: `写法：
  huibao diff 编号                                       与它的上一版比较
  huibao diff 编号 编号                                  比较两个版本
  huibao diff 文件 [编号]                                把还没有报送的文件与已报的（默认最新一版）比较，什么也不写入
  huibao diff --form 表号 --unit 单位 --period 报告期 [--batch 批次]
                                                         最新一版与上一版比较
  huibao diff --period 报告期 --since 时间               这个时间以来各单位各表的变化，每张表一行
退出码：0 没有差别；1 有差别；2 不能比较。`,
		written: (path: string) => `比较结果已写到 ${path}`,
	},
	read: { hidden: "（隐藏）", merges: (text: string) => `合并单元格：${text}` },
	template: {
		/** `rows`, and the period that they are from, where it was made for a unit. */
		written: ({ path, from, rows }: { readonly path: string; readonly from?: string | null | undefined; readonly rows?: number | undefined }) =>
			`已生成 ${path}${rows === undefined ? "" : rows === 0 ? "（没有要带入的上期数据，为空白表）" : `（已带入 ${from ?? ""} 的 ${rows} 行）`}`,
	},
	init: { made: (path: string) => `已建立 ${path}`, ready: (home: string) => `数据目录已就绪：${home}` },
	jobs: { zone: (zone: string) => `时区：${zone}`, name: "任务", schedule: "时间", title: "内容" },
	config: { file: (file: string) => `设置文件：${file}`, noFile: "没有设置文件，全部为默认值。", home: (home: string) => `数据目录：${home}` },
	register: {
		found: (count: number) => (count === 0 ? "名录库中没有这样的企业。" : `名录库中有 ${count} 家：`),
		holds: (codes: number, names: number) => `名录库中有 ${codes} 个代码、${names} 个名称，来自已通过的报表。`,
		noDoubts: "没有发现可疑之处。",
		severalNames: (count: number) => `同一代码同期用了几个名称（${count} 个）：`,
		severalCodes: (count: number) => `同一名称对应几个代码（${count} 个代码）：`,
		severalUnits: (count: number) => `同一代码同期出现在几个单位（${count} 个）：`,
		/** `from` and `to`: names of periods; null where the name was only stated as the former one. */
		otherName: (name: string, from: string | null, to: string | null) =>
			from === null ? `曾用名：${name}` : `又名：${name}（${from}${to === null || to === from ? "" : `至${to}`}）`,
		seen: (units: readonly string[], forms: readonly string[], since: string, period: string) =>
			`${units.join("、")}　${forms.join("、")}　${since === period ? period : `${since}至${period}`}`,
	},
	synonyms: {
		usage: `写法：
  huibao synonyms                                        列出已确认的同义词和待确认的表头
  huibao synonyms confirm 表号 指标 表头 [--unit 单位] [--by 谁]
                                                         如 huibao synonyms confirm 阳科统01 研发费用 研究开发费
  huibao synonyms revoke 编号 [--by 谁] [--reason 原因]`,
		none: "还没有确认过同义词。",
		inForce: "已确认的同义词：",
		revoked: "已撤销的：",
		proposed: "待确认的表头（来自已收的文件；确是同一指标的，运行所列命令确认）：",
		number: (id: number) => `编号${id}`,
		means: (heading: string, field: string) => `“${heading}”＝“${field}”`,
		everyUnit: "全部单位",
		onlyUnit: (unit: string) => `只对${unit}`,
		confirmedBy: (day: string, who: string) => `${day} 由${who}确认`,
		revokedBy: (day: string, who: string, reason: string) => `${day} 由${who}撤销${reason === "" ? "" : `（${reason}）`}`,
		likeness: (percent: number) => `相似度${percent}%`,
		confirmed: (line: string) => `已确认：${line}`,
		again: (count: number) => `下列 ${count} 个退回的文件有这一列，不必改动，原文件重新放入收件文件夹（或用 huibao ingest 收取）即重新审核：`,
		kept: (count: number) => `下列 ${count} 个文件已按原样收下，当时没有采用这一列，现在不变；要补上的，请该单位修改后重报：`,
		taken: (line: string) => `已撤销：${line}。以后收到的文件不再这样理解；已通过的数据不变。`,
	},
	explain: {
		usage: `写法：
  huibao explain 报送编号                          列出需要改正和说明的问题
  huibao explain 报送编号 问题编号 说明 [--by 谁]   如 huibao explain 12 3 企业今年新建生产线，设备投入较大
  huibao explain 报送编号 代码[@单元格] 说明        如 huibao explain 12 01-S1@R5 ……；只写代码的，该代码的各处一并说明
  huibao explain --file explanations.json          {"submission": 12, "explanations": [{"code": "01-S1", "cell": "R5", "text": "……"}]}`,
		submission: (id: number) => `报送 ${id}`,
		kept: (count: number) => `已记下 ${count} 条说明，并重新审核。`,
		changed: (from: string, to: string) => `状态由“${from}”变为“${to}”，该单位的回执已更新。`,
		toCorrect: "必须改正的（不能用说明代替）：",
		toExplain: "需要说明的：",
		settled: "已说明或已豁免的：",
		how: (id: number, number: number) => `说明其中一条，请运行：huibao explain ${id} ${number} 说明的文字`,
		nothingOpen: "没有需要改正或说明的问题。",
	},
	waive: {
		usage: `写法：
  huibao waive                                        列出豁免
  huibao waive 代码 --reason 原因 --until 日期 [--unit 单位] [--key 行的代码] [--by 谁]
                                                      如 huibao waive X10 --key 91441702XXXX00019W --reason 两地均有厂区，经核实都保留 --until 2019-12-31
  huibao waive end 编号 [--reason 原因] [--by 谁]      提前结束；以前放行的不变，以后审核时恢复执行`,
		none: "没有生效的豁免。",
		inForce: "生效的豁免：",
		over: "已到期或已结束的：",
		waived: (line: string) => `已豁免：${line}`,
		ended: (line: string) => `已结束：${line}。以前放行的不变，以后审核时恢复执行。`,
		changed: (count: number) => `重新审核，下列 ${count} 次报送的状态变了，该单位的回执已更新：`,
		still: (count: number) => `另有 ${count} 次报送也重新审核了，还有其他问题，状态不变。`,
		until: (day: string) => `到${day}`,
		why: (reason: string, by: string, day: string) => `${reason}（${by}，${day}）`,
		endedBy: (day: string, by: string) => `${day}由${by}结束`,
	},
	rules: {
		builtIn: "各表通用",
		everyForm: "各表",
		more: "某一条的详情：huibao rules 编号",
		and: "、",
		labels: {
			states: "审核关系：",
			remedy: "怎么办：",
			forms: "标出的报表：",
			reads: "读取：",
			tells: "报出：",
			explain: "说明：",
			trial: "试行：",
			waiver: "豁免：",
		},
		tells: { expected: "应填的内容", difference: "差额" },
		asksFor: { reason: "须写明原因，只写“情况属实”不行", confirm: "确认无误即可" },
		onTrial: (from: string) => `试行，自${from}起生效，此前只提示`,
		trialOver: (from: string) => `试行已于${from}期满`,
		waived: (count: number) => `豁免${count}项`,
		waiver: (w: {
			readonly id: number;
			readonly unit: string | null;
			readonly key: string | null;
			readonly reason: string;
			readonly by: string;
			readonly until: string;
		}) => `编号${w.id} ${w.unit ?? "全部单位"}${w.key === null ? "" : ` ${w.key}`}，至${w.until}，${w.by}：${w.reason}`,
		other: (whose: string, when: string) => `（${whose}，${when}）`,
		whose: { unit: "本单位", city: "市局", others: "其他单位", all: "全部单位" },
		when: { before: "上一期", same: "同期", latest: "最近一期", "year-before": "上年同期", within: "本年各期" },
	},
	serve: {
		started: (home: string) => `定时任务已启动（${home}），按 Ctrl+C 停止。`,
		stopping: "正在停止，等待手头的任务做完……",
		stopped: "已停止。",
	},
};

export type CliTexts = typeof cliZhCN;
