import type { UncomparedReason } from "../model/version.ts";

/** What the sentence on changes is made of, in Chinese. Its shape is the type that every other language must fill. */
export const changesZhCN = {
	problems: {
		none: "",
		/** Those of the version before are all gone. */
		allSettled: (count: number) => `上次的${count}个问题已全部改正`,
		allExplained: (count: number) => `上次的${count}个问题都已说明（或不再要求）`,
		allAgain: (count: number) => (count === 1 ? "上次的1个问题还在" : `上次的${count}个问题都还在`),
		some: (c: { before: number; settled: number; explained: number; again: number }) =>
			[
				`上次的${c.before}个问题`,
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
	uncompared: {
		"not-archived": (version: number) => `没有与第${version}版比较：档案中找不到它的原文件`,
		unreadable: (version: number) => `没有与第${version}版比较：它的原文件现在读不出来`,
		"not-recognised": (version: number) => `没有与第${version}版比较：按现行规则，在它的原文件中认不出这张表`,
		"too-many-rows": (version: number) => `没有与第${version}版比较：行数太多`,
	} satisfies Record<UncomparedReason, (version: number) => string>,
	listed: (parts: readonly string[]) => parts.join("、"),
	joined: (parts: readonly string[]) => `${parts.join("；")}。`,
	again: "上次已指出",
	fresh: "新问题",
};

export type ChangeTexts = typeof changesZhCN;
