import type { StoredStatus } from "../model/stored.ts";

/** Words of a comparison of two versions in Chinese. Their shape is the type that every other language must fill. */
export const diffZhCN = {
	title: "版本比较",
	pages: "第 &P 页 共 &N 页",
	status: { accepted: "通过", pending: "待说明", returned: "退回", received: "已报待审", withdrawn: "已撤回" } satisfies Record<StoredStatus, string>,
	/** 第2版（编号 12，退回，2019-07-02 10:00 收到）名录.xlsx. */
	side: (s: { version: number; submission: number; status: string; receivedAt: string; file: string }) =>
		`第${s.version}版（编号 ${s.submission}，${s.status}，${s.receivedAt} 收到）${s.file}`,
	fileAtHand: (file: string, status: string) => `还没有报送的文件（审核结果：${status}）${file}`,
	before: "原来",
	after: "现在",
	report: "报表",
	result: "变化",
	counting: (version: number | null) => (version === null ? "目前没有采用的版本" : `目前采用的是第${version}版`),
	countingLabel: "采用情况",
	same: "两个版本没有差别。",
	problems: { settled: "已改正的问题", explained: "已说明（或不再要求）的问题", again: "仍未改正的问题", fresh: "新出现的问题" },
	rows: (c: { same: number; changed: number; added: number; removed: number; corrected: number }) =>
		`没有变化 ${c.same} 行，改动 ${c.changed} 行${c.corrected === 0 ? "" : `（其中更正编号或名称 ${c.corrected} 行）`}，新增 ${c.added} 行，删除 ${c.removed} 行`,
	rowsLabel: "数据行",
	cells: "单元格改动",
	added: "新增的行",
	removed: "删除的行",
	sheets: { overview: "概要", problems: "问题", cells: "单元格改动", added: "新增行", removed: "删除行" },
	cellHeadings: ["表", "所属行", "列", "原单元格", "现单元格", "原来", "现在"],
	rowHeadings: ["表", "所属行", "工作表", "行", "内容"],
	problemHeadings: ["变化", "工作表", "单元格", "所属行", "问题"],
	/** Of a row whose key was corrected. */
	corrected: (before: string, after: string) => `${before} 更正为 ${after}`,
	unnamed: (row: number) => `第${row}行`,
	place: (sheet: string, row: number) => `《${sheet}》第${row}行`,
	blank: "（空）",
	noColumn: "（无此列）",
	/** 企业名称：某某公司. */
	said: (header: string, value: string) => `${header}：${value}`,
	separator: "；",
	left: (count: number) => `另有 ${count} 行未列出`,
	more: (count: number) => `另有 ${count} 处（用 --out 文件.xlsx 或 --json 查看）`,
	since: {
		title: (period: string, since: string, count: number) => `${period}：${since} 以来有 ${count} 项报送`,
		none: (period: string, since: string) => `${period}：${since} 以来没有新的报送。`,
		versions: (from: number | null, to: number) => (from === null ? `第${to}版` : `第${from}版→第${to}版`),
		total: (c: { slots: number; cells: number; added: number; removed: number }) =>
			`合计：${c.slots} 项，改动 ${c.cells} 个单元格，新增 ${c.added} 行，删除 ${c.removed} 行（不含首次报送的）`,
	},
};

export type DiffTexts = typeof diffZhCN;
