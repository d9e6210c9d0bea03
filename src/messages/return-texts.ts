import type { ReturnColumn } from "../model/return-book.ts";
import { SEVERITY_NAMES } from "../model/severity.ts";
import type { Language } from "../model/text.ts";

/** How many cells must be corrected, and how many explained. */
export interface ReturnCounts {
	readonly hard: number;
	readonly soft: number;
}

/** Words of a returned workbook. */
export interface ReturnTexts {
	/** In the name of the file: 2019上半年.xlsx.退回.xlsx. */
	readonly suffix: string;
	readonly sheetName: string;
	readonly title: (counts: ReturnCounts) => string;
	/** What to do, a line each. `converted`: the file was of a format that is not annotated itself. */
	readonly notes: (fileName: string, counts: ReturnCounts, converted: boolean) => readonly string[];
	readonly headings: Readonly<Record<ReturnColumn, string>>;
	readonly prompt: string;
	readonly pages: string;
	/** The first cells of many. */
	readonly cells: (cells: readonly string[], count: number) => string;
	/** That one explanation stands for a whole group. */
	readonly forAll: string;
	/** What the comment on a cell says. */
	readonly comment: (severity: string, problem: string, remedy: string) => string;
}

const { hard, soft } = SEVERITY_NAMES;

const zhCN: ReturnTexts = {
	suffix: "退回",
	sheetName: "问题清单",
	title: (counts) =>
		counts.hard > 0 ? "问题清单（请改正后重报）" : counts.soft > 0 ? "问题清单（请改正或说明后重报）" : "问题清单（没有需要改正或说明的问题）",
	notes: (fileName, counts, converted) =>
		counts.hard + counts.soft === 0
			? [`文件“${fileName}”没有需要改正或说明的问题，不用再做什么。`]
			: [
					`文件“${fileName}”：${[
						...(counts.hard > 0 ? [`${hard.zh}问题${counts.hard}处，标红色，必须改正`] : []),
						...(counts.soft > 0 ? [`${soft.zh}问题${counts.soft}处，标黄色，改正或者说明`] : []),
					].join("；")}。点“单元格”一列，可以跳到出错的格。`,
					`请直接在本工作簿的各张表中改正。${counts.soft > 0 ? "黄色的格确实无误的，在右边“说明”一列的框里写清原因；只写“无”“同上”“情况属实”的不算说明。" : ""}`,
					"改好后保存，把整个文件报回即可，文件名不用改，这张清单和批注也不用删，下次会自动更新。",
					...(converted
						? ["原文件不是 .xlsx 格式，本工作簿是照它的内容重新排出的：公式已换成结果，图片、批注和格式不在其中。请用本文件改正报回。"]
						: []),
				],
	headings: {
		number: "序号",
		severity: "性质",
		sheet: "工作表",
		cell: "单元格",
		header: "栏目",
		value: "填报内容",
		problem: "问题",
		remedy: "怎样改",
		explanation: "说明",
	},
	prompt: "请写清为什么这样填，如“该企业6月才迁入，上年同期没有数据”。只写“无”“同上”“情况属实”的不算说明。",
	pages: "第 &P 页 共 &N 页",
	cells: (cells, count) => `${cells.join("、")}${count > cells.length ? "等" : ""}`,
	forAll: "在右边写一条说明，对这一类问题全部有效。",
	comment: (severity, problem, remedy) => [`【${severity}】${problem}`, remedy].filter((part) => part !== "").join("\n"),
};

const en: ReturnTexts = {
	suffix: "returned",
	sheetName: "Problems",
	title: (counts) =>
		counts.hard > 0 ? "Problems to correct" : counts.soft > 0 ? "Problems to correct or explain" : "Problems: none to correct or explain",
	notes: (fileName, counts, converted) =>
		counts.hard + counts.soft === 0
			? [`“${fileName}” has nothing to be corrected or explained.`]
			: [
					`“${fileName}”: ${[
						...(counts.hard > 0 ? [`${counts.hard} ${hard.en} problem(s), marked red, to be corrected`] : []),
						...(counts.soft > 0 ? [`${counts.soft} ${soft.en}, marked yellow, to be corrected or explained`] : []),
					].join("; ")}. A click in the column Cell leads to the cell.`,
					`Please correct the sheets of this very workbook.${counts.soft > 0 ? " Where a yellow cell is right, give the reason in the framed cell under Explanation; “none”, “as above” or “it is true” explain nothing." : ""}`,
					"Save it and send the whole file back under any name. Leave this list and the comments where they are: they are renewed.",
					...(converted
						? [
								"The file was not .xlsx: this workbook was made anew from its contents. Formulas stand as results; pictures, comments and formats are left out. Please correct and send this file.",
							]
						: []),
				],
	headings: {
		number: "No.",
		severity: "Kind",
		sheet: "Sheet",
		cell: "Cell",
		header: "Column",
		value: "Reported",
		problem: "Problem",
		remedy: "What to do",
		explanation: "Explanation",
	},
	prompt: "Say why it is so, e.g. “moved here in June, no figures a year ago”. “None”, “as above” or “it is true” explain nothing.",
	pages: "Page &P of &N",
	cells: (cells, count) => `${cells.join(", ")}${count > cells.length ? " …" : ""}`,
	forAll: "One explanation here holds for all of this kind.",
	comment: (severity, problem, remedy) => [`[${severity}] ${problem}`, remedy].filter((part) => part !== "").join("\n"),
};

export const RETURN_TEXTS: Readonly<Record<Language, ReturnTexts>> = { "zh-CN": zhCN, en };

/** Name of the copy that an office gets back. @param ending .xlsx, or .xlsm for one with macros */
export function returnName(fileName: string, language: Language, ending: ".xlsx" | ".xlsm"): string {
	return `${fileName}.${RETURN_TEXTS[language].suffix}${ending}`;
}

const SUFFIXES = Object.values(RETURN_TEXTS).map(({ suffix }) => suffix);
/** With what systems and chat programs add to the names of copies: (1), （2）, - 副本. */
const RETURNED = new RegExp(`^(.+)\\.(?:${SUFFIXES.join("|")})(?:\\s*[-_]?\\s*(?:副本|copy))?(?:\\s*[(（]\\d+[)）])?\\.xls[xm]$`, "i");

/** The name of the file that a returned workbook was a copy of; a name that is none is given back as it is. */
export function originalName(fileName: string): string {
	return RETURNED.exec(fileName)?.[1] ?? fileName;
}
