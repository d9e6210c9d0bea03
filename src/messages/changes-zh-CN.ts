import type { UncomparedReason } from "../model/version.ts";

const named = (version: number | null): string => (version === null ? "这个文件" : `第${version}版`);

/** What the sentence on changes is made of, in Chinese. Its shape is the type that every other language must fill. */
export const changesZhCN = {
	/** Whose problems: those of the version before, at intake; those of any earlier version. */
	last: "上次的",
	earlier: "原来的",
	problems: {
		/** Those of the version before are all gone. */
		allSettled: (whose: string, count: number) => `${whose}${count}个问题已全部改正`,
		allExplained: (whose: string, count: number) => `${whose}${count}个问题都已说明（或不再要求）`,
		allAgain: (whose: string, count: number) => `${whose}${count}个问题${count === 1 ? "" : "都"}还在`,
		some: (whose: string, c: { before: number; settled: number; explained: number; again: number }) =>
			[
				`${whose}${c.before}个问题`,
				[...(c.settled === 0 ? [] : [`已改正${c.settled}个`]), ...(c.explained === 0 ? [] : [`已说明（或不再要求）${c.explained}个`])].join("、"),
				c.again === 0 ? "" : `，仍有${c.again}个`,
			].join(""),
		fresh: (count: number) => `新出现${count}个问题`,
	},
	cells: (count: number) => `${count}个单元格改动`,
	added: (count: number) => `新增${count}行`,
	removed: (count: number) => `删除${count}行`,
	corrected: (count: number) => `${count}行更正了编号或名称`,
	/** Beside what was changed to put the problems right. */
	besides: (changes: string) => `另有${changes}`,
	nothingElse: "没有其他改动",
	unchanged: "数据没有改动",
	/** `version`: of the one that cannot be compared; null for a file at hand. */
	uncompared: {
		"not-archived": (version: number | null) => `没有比较：档案中找不到${named(version)}的原文件`,
		unreadable: (version: number | null) => `没有比较：${named(version)}的原文件现在读不出来`,
		"not-recognised": (version: number | null) => `没有比较：按现行规则，在${named(version)}的原文件中认不出这张表`,
		"too-many-rows": (version: number | null) => `没有比较：${named(version)}的行数太多`,
	} satisfies Record<UncomparedReason, (version: number | null) => string>,
	/** Of a slot of which nothing had come before. */
	first: (rows: number) => `首次报送，合格${rows}行。`,
	firstNil: "首次报送，零报告。",
	/** Before what changed since the version that counted until now, where another one came in between. */
	counted: (version: number, changes: string) => `与原来采用的第${version}版相比：${changes}`,
	listed: (parts: readonly string[]) => parts.join("、"),
	joined: (parts: readonly string[]) => `${parts.join("；")}。`,
	again: "上次已指出",
	fresh: "新问题",
};

export type ChangeTexts = typeof changesZhCN;
