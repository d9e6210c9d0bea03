import type { ChangeTexts } from "./changes-zh-CN.ts";

const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
const problems = (count: number): string => (count === 1 ? "the 1 problem" : `the ${count} problems`);

const named = (version: number | null): string => (version === null ? "this file" : `version ${version}`);

/** What the sentence on changes is made of, in English. */
export const changesEn: ChangeTexts = {
	last: "of the last version",
	earlier: "of the earlier version",
	problems: {
		allSettled: (whose, count) => `${problems(count)} ${whose} ${count === 1 ? "is" : "are all"} put right`,
		allExplained: (whose, count) => `${problems(count)} ${whose} ${count === 1 ? "is" : "are all"} explained (or no longer asked about)`,
		allAgain: (whose, count) => `${problems(count)} ${whose} ${count === 1 ? "is" : "are all"} still there`,
		some: (whose, { before, settled, explained, again }) =>
			[
				`of ${problems(before)} ${whose}`,
				...(settled === 0 ? [] : [`${settled} put right`]),
				...(explained === 0 ? [] : [`${explained} explained (or no longer asked about)`]),
				...(again === 0 ? [] : [`${again} still there`]),
			].join(", "),
		fresh: (count) => counted(count, "new problem"),
	},
	cells: (count) => `${counted(count, "cell")} changed`,
	added: (count) => `${counted(count, "row")} added`,
	removed: (count) => `${counted(count, "row")} removed`,
	corrected: (count) => `${counted(count, "row")} with a corrected code or name`,
	besides: (changes) => `besides, ${changes}`,
	nothingElse: "nothing else was changed",
	unchanged: "the data is unchanged",
	uncompared: {
		"not-archived": (version) => `not compared: the original of ${named(version)} is no longer in the archive`,
		unreadable: (version) => `not compared: the original of ${named(version)} can no longer be read`,
		"not-recognised": (version) => `not compared: by the rules of now, the original of ${named(version)} holds no such report`,
		"too-many-rows": (version) => `not compared: ${named(version)} has too many rows`,
	},
	first: (rows) => `Sent for the first time: ${counted(rows, "sound row")}.`,
	firstNil: "Sent for the first time: a nil report.",
	counted: (version, changes) => `compared with version ${version}, which counted until now: ${changes.charAt(0).toLowerCase()}${changes.slice(1)}`,
	listed: (parts) => parts.join(", "),
	joined: (parts) => `${sentence(parts.join("; "))}.`,
	again: "told last time",
	fresh: "new",
};

function sentence(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
