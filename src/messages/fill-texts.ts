import type { FillDocument } from "../model/fill-document.ts";
import type { Language } from "../model/text.ts";

type Fault = Omit<FillDocument["faults"][number], "message">;
type Cell = FillDocument["cells"][number];
type Remark = FillDocument["remarks"][number];

/** Words of what filling a template does, and of what keeps it from being done. */
export interface FillTexts {
	/** @param others places at which the same is wrong as well */
	fault(fault: Fault, others?: number): string;
	remark(code: Remark["code"], count: number): string;
	/** What becomes of a cell, in a list. */
	readonly status: Readonly<Record<Exclude<Cell["status"], "filled">, string>>;
	readonly where: Readonly<Record<FillDocument["texts"][number]["where"], string>>;
	/** Cell, reference, what is filled in, remark. */
	readonly head: readonly [string, string, string, string];
	missing(units: number): string;
	carried(units: number): string;
	found(cells: number, texts: number): string;
	blank(cells: number): string;
	kept(cells: number): string;
	refused(faults: number): string;
	listed: string;
	written(file: string): string;
}

const meant = (nearest: readonly string[]): string => (nearest.length === 0 ? "" : `。是否指：${nearest.join("、")}`);
const perhaps = (nearest: readonly string[]): string => (nearest.length === 0 ? "" : ` Did you mean: ${nearest.join(", ")}?`);

const WHERE_ZH = { "header-footer": "页眉页脚", "text-box": "文本框", chart: "图表", comment: "批注", formula: "公式" } as const;
const WHERE_EN = {
	"header-footer": "page header or footer",
	"text-box": "text box",
	chart: "chart",
	comment: "comment",
	formula: "formula",
} as const;

function placeZh({ sheet, cell, where }: Fault): string {
	return [sheet, cell ?? (where ? WHERE_ZH[where] : null)].filter((part) => part !== null).join(" ");
}

function placeEn({ sheet, cell, where }: Fault): string {
	return [sheet, cell ?? (where ? WHERE_EN[where] : null)].filter((part) => part !== null).join(" ");
}

const zhFaults: Readonly<Record<Fault["code"], (fault: Fault) => string>> = {
	empty: () => "双花括号里没有写指标",
	indicator: ({ written, nearest }) => `没有指标“${written}”${meant(nearest)}`,
	ambiguous: ({ written, nearest }) => `有几个指标都叫“${written}”，请改写指标代码：${nearest.join("、")}`,
	place: ({ written, nearest }) => `没有单位“${written}”${meant(nearest)}`,
	measure: ({ written, nearest }) => `不认得“${written}”这一口径${meant(nearest)}`,
	sheet: ({ written, nearest }) => (written === "" ? `请写明工作表，如 ${nearest[0] ?? "汇总"}!C5` : `模板里没有工作表“${written}”${meant(nearest)}`),
	cell: ({ written }) => `“${written}”不是一个单元格，请写成 汇总!C5 的样式`,
	shape: ({ written }) => `表格的“${written}”要么是一行、要么是一列：指标和单位应一个竖排、一个横排`,
	name: ({ written }) => `名称“${written}”以 hb. 开头，但写法不对，应如 hb.hnte.stock 或 hb.hnte.stock.u441702_00`,
	"name-target": ({ written }) => `这个名称应指向一个单元格，现在指向 ${written}`,
	formula: ({ written }) => `单元格里是公式，不会覆盖；要填“${written}”，请先在模板里清除公式`,
	twice: ({ written }) => `同一个单元格写了几个不同的内容：${written}，请只留一个`,
};

const enFaults: Readonly<Record<Fault["code"], (fault: Fault) => string>> = {
	empty: () => "nothing is named between the double braces.",
	indicator: ({ written, nearest }) => `there is no indicator “${written}”.${perhaps(nearest)}`,
	ambiguous: ({ written, nearest }) => `several indicators are called “${written}”; write the id: ${nearest.join(", ")}.`,
	place: ({ written, nearest }) => `there is no unit “${written}”.${perhaps(nearest)}`,
	measure: ({ written, nearest }) => `“${written}” is no measure.${perhaps(nearest)}`,
	sheet: ({ written, nearest }) =>
		written === "" ? `say on which sheet, like ${nearest[0] ?? "汇总"}!C5.` : `the template has no sheet “${written}”.${perhaps(nearest)}`,
	cell: ({ written }) => `“${written}” is no single cell; write it like 汇总!C5.`,
	shape: ({ written }) => `“${written}” of the table must be one row or one column, indicators along one side and units along the other.`,
	name: ({ written }) => `the name “${written}” begins with hb. and names no figure; write it like hb.hnte.stock or hb.hnte.stock.u441702_00.`,
	"name-target": ({ written }) => `the name must lead to one cell, and leads to ${written}.`,
	formula: ({ written }) => `the cell holds a formula, which is not overwritten; clear it in the template to have “${written}” there.`,
	twice: ({ written }) => `the cell is to hold different things: ${written}; leave one of them.`,
};

const zhCN: FillTexts = {
	fault: (fault, others = 0) => `${placeZh(fault)}${others > 0 ? ` 等 ${others + 1} 处` : ""}：${zhFaults[fault.code](fault)}。`,
	remark: (code, count) =>
		({
			recalculated: `${count} 个公式用到了填写的单元格，在 Excel 或 WPS 中打开时会自动重算`,
			charts: `${count} 个图表用到了填写的单元格，已随之更新`,
			pivots: `模板中有数据透视表，打开后请点“刷新”`,
			macros: "模板中的宏原样保留，没有运行",
			signatures: "模板原有的数字签名已失效，已去掉；需要的请重新签名",
		})[code],
	status: { "not-reported": "未报，留空", "not-applicable": "不适用", formula: "是公式，未改", text: "已有文字，未改" },
	where: WHERE_ZH,
	head: ["单元格", "填什么", "数字", "备注"],
	missing: (units) => `${units} 个单位未报`,
	carried: (units) => `${units} 个单位沿用上期`,
	found: (cells, texts) => `填写 ${cells} 个单元格${texts > 0 ? `，另有 ${texts} 处文字（页眉页脚、文本框、图表、批注、公式）` : ""}。`,
	blank: (cells) => `其中 ${cells} 处没有数字可填（未报），单元格留空，文字中写“未报”。`,
	kept: (cells) => `${cells} 个单元格已有公式或文字，没有改动。`,
	refused: (faults) => `模板有 ${faults} 处写得不对，什么也没有写。请改好后再填：`,
	listed: "以上只是列出，没有写文件；去掉 --list 即可填写。",
	written: (file) => `已填写：${file}`,
};

const en: FillTexts = {
	fault: (fault, others = 0) => `${placeEn(fault)}${others > 0 ? ` and ${others} more` : ""}: ${enFaults[fault.code](fault)}`,
	remark: (code, count) =>
		({
			recalculated: `${count} formula(s) depend on filled cells; Excel and WPS calculate them when the workbook is opened.`,
			charts: `${count} chart(s) show filled cells and were brought up to date.`,
			pivots: "The template has pivot tables: refresh them once it is open.",
			macros: "The template's macros are kept as they were and were not run.",
			signatures: "The template's digital signatures no longer hold and were left out; sign the workbook again where that is needed.",
		})[code],
	status: { "not-reported": "not reported, left blank", "not-applicable": "not applicable", formula: "a formula, kept", text: "a text, kept" },
	where: WHERE_EN,
	head: ["Cell", "Reference", "Figure", "Remark"],
	missing: (units) => `${units} unit(s) did not report`,
	carried: (units) => `earlier data of ${units} unit(s) stand in`,
	found: (cells, texts) =>
		`${cells} cell(s) to fill${texts > 0 ? `, and ${texts} text(s) in headers and footers, text boxes, charts, comments and formulas` : ""}.`,
	blank: (cells) => `For ${cells} of them nothing was reported: cells stay blank, texts say 未报.`,
	kept: (cells) => `${cells} cell(s) hold a formula or a text already and were left as they are.`,
	refused: (faults) => `${faults} thing(s) in the template are wrong, and nothing was written. Please correct them first:`,
	listed: "This is a list only, nothing was written; leave out --list to fill the template.",
	written: (file) => `Filled: ${file}`,
};

export const FILL_TEXTS: Readonly<Record<Language, FillTexts>> = { "zh-CN": zhCN, en };

/** Said inside a filled text where nothing was reported, and where the figures were not published yet; what goes to the province is Chinese. */
export const [NOT_REPORTED, NOT_PUBLISHED] = ["未报", "未发布"] as const;
