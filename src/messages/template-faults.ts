import type { TemplateFault, TemplateFaultCode } from "../model/template-fault.ts";
import type { Language } from "../model/text.ts";

interface Said {
	readonly what: (written: string) => string;
	readonly remedy: string;
}

const ZH: Readonly<Record<TemplateFaultCode, Said>> = {
	"mark-open": { what: (w) => `“${w}”没有成对`, remedy: "【 和 】、{{ 和 }} 要在同一行成对出现；正文里要用方头括号的，请改用〔〕" },
	"tag-unknown": { what: (w) => `不认识【${w}】`, remedy: "可以写：如果、否则如果、否则、完、每单位、每月、列出、表、图、补充" },
	"block-open": { what: (w) => `【${w}】没有结束`, remedy: "请在它管到的地方加上【完】" },
	"end-alone": { what: () => "多出一个【完】", remedy: "每个【完】结束前面的一个【如果】【列出】【每单位】【每月】【表】或【图】，请删去多余的" },
	"else-alone": { what: (w) => `【${w}】放得不对`, remedy: "【否则】只能写在【如果】或【列出】与它的【完】之间，只写一次" },
	condition: {
		what: (w) => `看不懂条件“${w}”`,
		remedy:
			"条件写成：有 指标、未报 指标、指标 = 0、指标 > 10、指标:完成率 < 80%、列名 = 内容、报告期 上半年；几个条件用“ 且 ”“ 或 ”连起来，前后空格",
	},
	number: { what: (w) => `“${w}”不是数，也不是指标`, remedy: "比较的右边写一个数（如 0、12.5、80%）或一个指标" },
	prompt: { what: (w) => `【${w}】里面不能引用数字`, remedy: "【补充】的话原样印出：请把 {{…}} 写到它的外面，或改成文字" },
	empty: { what: () => "{{ }} 里没有内容", remedy: "请写上指标的编号或名称" },
	indicator: { what: (w) => `没有“${w}”这个指标`, remedy: "请写指标的编号或名称，见汇总工作簿的指标说明或 statistics.csv" },
	ambiguous: { what: (w) => `有几个指标都叫“${w}”`, remedy: "请写编号" },
	place: { what: (w) => `没有“${w}”这个填报单位或区划`, remedy: "@ 后面写单位的代码、名称或简称" },
	measure: {
		what: (w) => `不知道“${w}”是什么数`,
		remedy: "冒号后面可以写：年度目标、完成率、还差、上限完成率、序时进度、上年同期、增减、同比、上期、比上期增减、环比、排名、占比",
	},
	"no-figure": { what: (w) => `“${w}”不是数字`, remedy: "条件里请写指标的编号或名称" },
	source: {
		what: (w) => `不知道“${w}”是哪张表、哪个指标`,
		remedy: "【列出】后面写表号（如 统11、综02）或一个由各行计出的指标的编号；由别的数算出来的指标没有名单",
	},
	field: { what: (w) => `这张表没有“${w}”这一列`, remedy: "请写表头中的列名" },
	personal: { what: (w) => `“${w}”是个人信息，不能写进报告`, remedy: "请删去这一处" },
	nested: { what: (w) => `“${w}”放得不对`, remedy: "表和图不能放在别的表、图或名单里面" },
	option: {
		what: (w) => `不认识“${w}”`,
		remedy: "【列出】可以加：最多 5、分隔 ；、按 列名；【图】可以加：数轴 名称、参考线 名称 = 数。各项之间用“；”隔开",
	},
	"chart-kind": { what: (w) => `没有“${w}”这种图`, remedy: "写成：图 柱形：名称" },
	rows: { what: (w) => `“${w}”没有内容`, remedy: "【表】【图】和【完】之间，第一行写表头，下面至少一行，格子用｜隔开" },
	cells: { what: (w) => `这一行的格子数与表头不同（${w}）`, remedy: "每一行的｜要和表头一样多" },
	title: { what: () => "没有标题", remedy: "请加上一行“标题：…”" },
};

const EN: Readonly<Record<TemplateFaultCode, Said>> = {
	"mark-open": {
		what: (w) => `"${w}" has no counterpart`,
		remedy: "write 【 and 】, {{ and }} in pairs on one line; in running text use 〔〕 instead",
	},
	"tag-unknown": {
		what: (w) => `unknown tag 【${w}】`,
		remedy:
			"tags are: 如果 (if), 否则如果 (else if), 否则 (else), 完 (end), 每单位 (each unit), 每月 (each month), 列出 (list), 表 (table), 图 (chart), 补充 (fill in)",
	},
	"block-open": { what: (w) => `【${w}】 is not closed`, remedy: "add 【完】 (end) where it ends" },
	"end-alone": { what: () => "a 【完】 (end) too many", remedy: "each one closes one block before it; delete this one" },
	"else-alone": { what: (w) => `【${w}】 stands in the wrong place`, remedy: "it stands once between 如果 (if) or 列出 (list) and its 完 (end)" },
	condition: {
		what: (w) => `condition "${w}" cannot be understood`,
		remedy:
			"write: reported INDICATOR, INDICATOR = 0, INDICATOR > 10, INDICATOR:completion < 80%, COLUMN = text, period H1; join several by and / or, with blanks around",
	},
	number: { what: (w) => `"${w}" is neither a number nor an indicator`, remedy: "compare with a number (0, 12.5, 80%) or an indicator" },
	prompt: {
		what: (w) => `【${w}】 names a figure`,
		remedy: "what stands in 补充 (fill in) is printed as it is: write {{…}} outside of it, or words",
	},
	empty: { what: () => "nothing stands in {{ }}", remedy: "write an indicator's id or name" },
	indicator: { what: (w) => `there is no indicator "${w}"`, remedy: "write an id or name as in the workbook or statistics.csv" },
	ambiguous: { what: (w) => `several indicators are called "${w}"`, remedy: "write the id" },
	place: { what: (w) => `there is no reporting unit or division "${w}"`, remedy: "behind @ write a unit's code, name or short name" },
	measure: {
		what: (w) => `unknown measure "${w}"`,
		remedy:
			"behind the colon write: target, completion, gap, stretch, schedule, last-year, change, growth, last-period, period-change, period-growth, rank, share",
	},
	"no-figure": { what: (w) => `"${w}" is no figure`, remedy: "conditions ask for an indicator" },
	source: {
		what: (w) => `"${w}" is no form and no indicator with rows`,
		remedy: "behind 列出 (list) write a form's number (统11) or an indicator that counts rows",
	},
	field: { what: (w) => `the form has no column "${w}"`, remedy: "write a column's heading" },
	personal: { what: (w) => `"${w}" is personal data, which a report never gives`, remedy: "delete it" },
	nested: { what: (w) => `"${w}" stands in the wrong place`, remedy: "a table or chart cannot stand inside another, or inside a list" },
	option: {
		what: (w) => `unknown option "${w}"`,
		remedy: "lists take: at most 5, separator ;, by COLUMN; charts take: axis NAME, reference line NAME = NUMBER; part them by ；",
	},
	"chart-kind": { what: (w) => `there is no kind of chart "${w}"`, remedy: "write: chart column: NAME" },
	rows: {
		what: (w) => `"${w}" is empty`,
		remedy: "between the tag and 完 (end) the first line is the header, below it at least one row; cells are parted by ｜",
	},
	cells: { what: (w) => `this row has other cells than the header (${w})`, remedy: "every row needs as many ｜ as the header" },
	title: { what: () => "there is no title", remedy: "add a line 标题：… (title: …)" },
};

/** A fault of a report template as one sentence: where, what, what was probably meant, what to do. */
export function tellTemplateFault({ line, code, written, nearest }: TemplateFault, language: Language): string {
	const { what, remedy } = (language === "en" ? EN : ZH)[code];
	if (language === "en") {
		const meant = nearest.length === 0 ? "" : ` (did you mean ${nearest.join(", ")}?)`;
		return `Line ${line}: ${what(written)}${meant}; ${remedy}.`;
	}
	const meant = nearest.length === 0 ? "" : `，是否指：${nearest.join("、")}`;
	return `第 ${line} 行：${what(written)}${meant}。${remedy}。`;
}
