import type { ChangeTexts } from "./changes-zh-CN.ts";

const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
const problems = (count: number): string => (count === 1 ? "the 1 problem" : `the ${count} problems`);

/** What the sentence on changes is made of, in English. */
export const changesEn: ChangeTexts = {
	problems: {
		none: "",
		allSettled: (count) => `${problems(count)} of the last version ${count === 1 ? "is" : "are all"} put right`,
		allExplained: (count) => `${problems(count)} of the last version ${count === 1 ? "is" : "are all"} explained (or no longer asked about)`,
		allAgain: (count) => `${problems(count)} of the last version ${count === 1 ? "is" : "are all"} still there`,
		some: ({ before, settled, explained, again }) =>
			[
				`of ${problems(before)} of the last version`,
				[...(settled === 0 ? [] : [`${settled} put right`]), ...(explained === 0 ? [] : [`${explained} explained (or no longer asked about)`])].join(
					", ",
				),
				again === 0 ? "" : `, ${again} still there`,
			]
				.join(" ")
				.replace(" ,", ","),
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
		"not-archived": (version) => `not compared with version ${version}: its original is no longer in the archive`,
		unreadable: (version) => `not compared with version ${version}: its original can no longer be read`,
		"not-recognised": (version) => `not compared with version ${version}: by the rules of now, its original holds no such report`,
		"too-many-rows": (version) => `not compared with version ${version}: too many rows`,
	},
	listed: (parts) => parts.join(", "),
	joined: (parts) => `${sentence(parts.join("; "))}.`,
	again: "told last time",
	fresh: "new",
};

function sentence(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
