import { describe, expect, test } from "vitest";
import { tellChanges, tellSince } from "../../src/messages/changes.ts";
import { type ChangeCounts, UNCOMPARED } from "../../src/model/version.ts";

type Problems = Partial<ChangeCounts["problems"]>;
type Rest = Partial<ChangeCounts["rows"]> & { readonly cells?: number; readonly otherCells?: number };

function counts(problems: Problems, { cells = 0, otherCells = 0, ...rows }: Rest = {}): ChangeCounts {
	return {
		problems: { before: 0, settled: 0, explained: 0, again: 0, fresh: 0, ...problems },
		rows: { same: 0, added: 0, removed: 0, changed: 0, corrected: 0, ...rows },
		cells,
		otherCells,
	};
}

const than = { submission: 7, version: 2 };

describe("what changed since the version before", () => {
	test.each([
		[
			counts({ before: 8, settled: 7, again: 1 }, { changed: 9, cells: 10, otherCells: 3, added: 2, removed: 1 }),
			"上次的8个问题已改正7个，仍有1个；另有3个单元格改动、新增2行、删除1行。",
			"Of the 8 problems of the last version, 7 put right, 1 still there; besides, 3 cells changed, 2 rows added, 1 row removed.",
		],
		[
			counts({ before: 8, settled: 8 }, { changed: 8, cells: 8 }),
			"上次的8个问题已全部改正；没有其他改动。",
			"The 8 problems of the last version are all put right; nothing else was changed.",
		],
		[
			counts({ before: 1, again: 1 }),
			"上次的1个问题还在；数据没有改动。",
			"The 1 problem of the last version is still there; the data is unchanged.",
		],
		[
			counts({ before: 2, explained: 2 }),
			"上次的2个问题都已说明（或不再要求）；数据没有改动。",
			"The 2 problems of the last version are all explained (or no longer asked about); the data is unchanged.",
		],
		[
			counts({ before: 3, settled: 1, explained: 1, again: 1, fresh: 2 }, { changed: 1, cells: 1 }),
			"上次的3个问题已改正1个、已说明（或不再要求）1个，仍有1个；新出现2个问题；没有其他改动。",
			"Of the 3 problems of the last version, 1 put right, 1 explained (or no longer asked about), 1 still there; 2 new problems; nothing else was changed.",
		],
		[counts({ fresh: 1 }, { changed: 1, cells: 1, otherCells: 1 }), "新出现1个问题；1个单元格改动。", "1 new problem; 1 cell changed."],
		[counts({}), "数据没有改动。", "The data is unchanged."],
		[counts({}, { changed: 1, corrected: 1 }), "1行更正了编号或名称。", "1 row with a corrected code or name."],
	])("%#", (given, chinese, english) => {
		expect(tellSince({ than, counts: given }, "zh-CN")).toBe(chinese);
		expect(tellSince({ than, counts: given }, "en")).toBe(english);
	});

	test("names the version that counted until now where another came in between", () => {
		const since = {
			than,
			counts: counts({ before: 1, settled: 1 }, { changed: 1, cells: 1 }),
			counted: { than: { submission: 3, version: 1 }, counts: counts({}, { changed: 2, cells: 2 }) },
		};
		expect(tellSince(since, "zh-CN")).toBe("上次的1个问题已全部改正；没有其他改动。与原来采用的第1版相比：2个单元格改动。");
		expect(tellSince(since, "en")).toBe(
			"The 1 problem of the last version is put right; nothing else was changed. Compared with version 1, which counted until now: 2 cells changed.",
		);
	});

	test("says whose problems are meant where any two versions are compared", () => {
		expect(tellChanges(counts({ before: 1, settled: 1 }, { changed: 1, cells: 1 }), "zh-CN")).toBe("原来的1个问题已全部改正；没有其他改动。");
		expect(tellChanges(counts({ before: 2, again: 2 }), "en")).toBe(
			"The 2 problems of the earlier version are all still there; the data is unchanged.",
		);
	});

	test.each(UNCOMPARED)("says why there is no comparison: %s", (uncompared) => {
		expect(tellSince({ than, uncompared }, "zh-CN")).toMatch(/^没有比较：.*第2版.*。$/);
		expect(tellSince({ than, uncompared }, "en")).toMatch(/^Not compared: .*version 2.*\.$/);
	});
});
