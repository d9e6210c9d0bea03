import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { tellTemplateFault } from "../../../src/messages/template-faults.ts";
import { TEMPLATE_FAULTS } from "../../../src/model/template-fault.ts";
import { parseTemplate } from "../../../src/stages/report-template/parse.ts";
import { faultsOf, filled } from "./filling.ts";

/** A template that has the fault, one line below the title. */
const WRONG: readonly (readonly [code: string, line: string, nearest: string | null])[] = [
	["mark-open", "存量{{hnte.stock家。", null],
	["mark-open", "【如果 有 hnte.stock", null],
	["tag-unknown", "【如过 有 hnte.stock】", "如果"],
	["block-open", "【如果 有 hnte.stock】存量", null],
	["block-open", "【列出 统11】{{事项名称}}", null],
	["end-alone", "存量【完】", null],
	["else-alone", "存量【否则】", null],
	["else-alone", "【每单位】一【否则】二【完】", null],
	["condition", "【如果 存量很多】是【完】", null],
	["condition", "【如果 hnte.stock 含 7】是【完】", null],
	["number", "【如果 hnte.stock > 一百】是【完】", null],
	["empty", "存量{{ }}家", null],
	["indicator", "存量{{hnte.stok}}家", "hnte.stock"],
	["indicator", "存量{{高新技术企业存亮}}家", "hnte.stock（高新技术企业存量）"],
	["indicator", "【如果 有 hnte.stok】是【完】", "hnte.stock"],
	["place", "存量{{hnte.stock@江城县}}家", "江城区"],
	["measure", "存量{{hnte.stock:完成度}}", "完成率"],
	["no-figure", "【如果 有 地市】是【完】", null],
	["source", "【列出 统99】{{事项名称}}【完】", null],
	["source", "【列出 projects.approval-rate】{{项目名称}}【完】", null],
	["indicator", "【列出 统11】{{事项名字}}【完】", "事项名称"],
	["field", "【列出 统11；按 日期】{{事项名称}}【完】", null],
	["personal", "【列出 统12】{{姓名}}【完】", null],
	["personal", "【列出 统12 其中 手机 = 13800000000】{{派出单位}}【完】", null],
	["option", "【列出 统11；前 5】{{事项名称}}【完】", null],
	["chart-kind", "【图 饼形：名称】", null],
];

describe("a template's faults", () => {
	test.each(WRONG)("%s: %s", (code, line, nearest) => {
		const faults = faultsOf("前面一行。", line, "后面一行。");
		const found = faults.find((fault) => fault.code === code);
		expect(found, JSON.stringify(faults)).toMatchObject({ line: 3 });
		if (nearest !== null)
			expect(
				found?.nearest.some((name) => name.startsWith(nearest)),
				JSON.stringify(found),
			).toBe(true);
	});

	test("of tables: rows, cells, and one inside another", () => {
		expect(faultsOf("【表 名称】", "指标｜数", "【完】")).toMatchObject([{ line: 2, code: "rows" }]);
		expect(faultsOf("【表 名称】", "指标｜数", "存量", "高企｜{{hnte.stock}}", "【完】")).toMatchObject([{ line: 4, code: "cells" }]);
		const nested = faultsOf("【表 名称】", "指标｜数", "【表 里面】", "甲｜乙", "丙｜丁", "【完】", "【完】");
		expect(nested).toMatchObject([{ line: 4, code: "nested" }]);
	});

	test("a template has a title", () => expect(parseTemplate("一行。").faults).toMatchObject([{ code: "title" }]));

	test("all are told at once, in the order of the lines", () => {
		const faults = faultsOf("{{没有这个}}", "【如果 有 hnte.stock】", "{{也没有}}");
		expect(faults.map(({ line, code }) => [line, code])).toEqual([
			[3, "block-open"],
			[2, "indicator"],
			[4, "indicator"],
		]);
	});

	test("each has a sentence in both languages that says where and what to do", () => {
		for (const code of TEMPLATE_FAULTS) {
			const fault = { line: 12, code, written: "某词", nearest: ["某某词"] };
			expect(tellTemplateFault(fault, "zh-CN"), code).toMatch(/^第 12 行：.+是否指：某某词。.{4,}。$/);
			expect(tellTemplateFault(fault, "en"), code).toMatch(/^Line 12: .+did you mean 某某词\?\); .{4,}\.$/);
		}
	});
});

describe("the notation", () => {
	test("takes notes, blank lines, any line ends, a mark at the beginning and English words", () => {
		const english = ["# note", "", "{{if reported hnte.stock}}"];
		expect(() => filled(english)).toThrow();
		const { texts } = filled(["# 说明 {{不是指标}}", "", "【if hnte.stock = 71】yes {{hnte.stock:target}}【else】no【end】"], {
			figures: { "hnte.stock": 71, "hnte.stock:target": 100 },
		});
		expect(texts).toEqual(["yes 100"]);
		expect(parseTemplate("\ufeff标题：甲\r\n一、乙\r\n").template.title).toMatchObject([{ text: "甲" }]);
	});

	test("full-width marks count like plain ones", () => {
		expect(filled(["【如果　hnte.stock：完成率　＞　70％】是【完】"], { figures: { "hnte.stock:completion": 0.71 } }).texts).toEqual(["是"]);
	});
});

test("the template that comes with huibao names no year and no number of its own", () => {
	const text = readFileSync(path.join(import.meta.dirname, "../../../templates/工作总结.txt"), "utf8");
	const sentences = text.split("\n").filter((line) => !line.startsWith("#"));
	const own = sentences.map((line) => line.replace(/\{\{[^}]*\}\}|【[^】]*】/g, "").replace(/^附表|附表\d|表中：0 为/g, ""));
	expect(own.filter((line) => /\d/.test(line))).toEqual([]);
	expect(text).not.toMatch(/阳江|2019|2018/);
});

test("a figure inside 补充 would be printed with its braces: it is told of by line", () => {
	const { faults } = parseTemplate("标题：总结\n【补充：{{下期名}}的目标】");
	expect(faults).toEqual([{ line: 2, code: "prompt", written: "补充：{{下期名}}的目标", nearest: [] }]);
});
