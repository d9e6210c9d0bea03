import { expect, test } from "vitest";
import { loadForms } from "../../src/app.ts";
import { filterInWords, measureInWords, type WordSource } from "../../src/messages/filter-words.ts";
import {
	and,
	beside,
	between,
	blank,
	eq,
	type Filter,
	field,
	gte,
	isBureau,
	isIn,
	lt,
	lte,
	monthOf,
	ne,
	not,
	or,
	param,
	reading,
	USUAL_READINGS,
	whenever,
} from "../../src/model/filter.ts";
import { tableOf } from "../../src/model/form.ts";

const source: WordSource = {
	heading: (name) => ({ status: "状态", day: "日期", host: "主办单位" })[name] ?? name,
	year: 2019,
	readings: USUAL_READINGS,
};

test.each<[Filter, string]>([
	[and(), ""],
	[eq("status", "有效"), "“状态”为有效"],
	[and(gte("day", param("cutoff")), isIn("status", ["有效", "重新认定中"])), "“日期”≥统计截止日，且“状态”为有效或重新认定中"],
	[and(eq("status", "a"), or(eq("day", "b"), ne("day", "c"))), "“状态”为a，且（“日期”为b，或“日期”不为c）"],
	[between("day", param("yearStart"), param("yearEnd")), "“日期”≥2019年1月1日，且“日期”≤2019年12月31日"],
	[not(lt("day", param("yearStart"))), "不属于：“日期”<2019年1月1日"],
	[not(isIn("status", ["谋划", "筹划对接"])), "“状态”不为谋划、筹划对接"],
	[not(eq("status", "撤销")), "“状态”不为撤销"],
	[not(blank("day")), "“日期”已填"],
	[isBureau("host"), "“主办单位”为市科技局（含其各种写法）"],
	[eq("flag", true), "“flag”为“是”"],
	[eq(monthOf("day"), 5), "“日期”的月份为5"],
	[not(beside(["host"], eq("status", "运行"))), "不属于：同一单位另有“主办单位”相同的行，其“状态”为运行"],
	[lte(whenever(blank("day"), field("due"), field("day")), param("previousYearEnd")), "“due”（没有时为“日期”）≤2018年12月31日"],
	// What asks for a setting alone is told among the notes.
	[and(eq("status", "a"), eq(reading("overdueYears"), "due")), "“状态”为a"],
])("%j", (filter, words) => {
	expect(filterInWords(filter, source)).toBe(words);
});

test("every counted indicator of every form is told in the headings of its form", async () => {
	for (const form of await loadForms()) {
		for (const indicator of form.indicators) {
			if (indicator.kind !== "counted") continue;
			const table = tableOf(form, indicator.table);
			const heading = (name: string) => {
				const found = table.fields.find((each) => each.name === name);
				if (!found) throw new Error(`${indicator.id} reads ${name}, which its table does not have`);
				return found.header;
			};
			const told = `${measureInWords(indicator.measure, { ...source, heading })}；${filterInWords(indicator.filter, { ...source, heading })}`;
			expect(told, indicator.id).not.toMatch(/undefined|\[object|[a-z]+_[a-z]+/);
		}
	}
});
