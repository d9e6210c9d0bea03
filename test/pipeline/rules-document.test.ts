import { describe, expect, test } from "vitest";
import { loadForms } from "../../src/app/catalogue.ts";
import { CHECK_TEXTS } from "../../src/messages/check-texts.ts";
import type { Waiver } from "../../src/model/decision.ts";
import { rulesDocument as schema } from "../../src/model/documents.ts";
import { FINDING_CODES } from "../../src/model/finding.ts";
import { withTrials } from "../../src/model/trials.ts";
import { rulesDocument } from "../../src/pipeline/rules-document.ts";

const forms = await loadForms();
const TODAY = "2019-07-01";
const ledger = rulesDocument(forms, [], TODAY);
const ruleOf = (code: string, document = ledger) => document.rules.find((rule) => rule.code === code);

const waiver = (given: Partial<Waiver>): Waiver => ({
	...{ id: 1, rule: "01-S1", unit: null, key: null, reason: "系统切换", by: "陈某某", at: "2019-01-01T00:00:00.000Z" },
	...{ until: "2019-12-31", endedBy: null, endedAt: null },
	...given,
});

describe("the ledger of rules", () => {
	test("holds every rule of every form and every built-in check, and is what the schema says", () => {
		const declared = forms.flatMap((form) => form.tables.flatMap((table) => table.rules.map(({ code }) => code)));
		const listed = new Set(ledger.rules.map(({ code }) => code));
		expect([...declared, ...FINDING_CODES].filter((code) => !listed.has(code))).toEqual([]);
		expect(schema.parse(JSON.parse(JSON.stringify(ledger)))).toEqual(ledger);
	});

	test("says of a rule what it weighs, reads and tells", () => {
		expect(ruleOf("01-H4")).toMatchObject({
			...{ kind: "row", severity: "hard", severities: ["hard"], forms: ["阳科统01"], looksAt: null, asksFor: null, trial: null, waivers: [] },
			states: { zh: "研发费用 ≤ 营业收入（营业收入为 0 的除外）" },
			reads: [
				{ form: "阳科统01", table: "", field: "rd_exp", header: "研发费用" },
				{ form: "阳科统01", table: "", field: "revenue", header: "营业收入" },
			],
			tells: ["expected", "difference"],
		});
		expect(ruleOf("10B-H1")?.reads).toContainEqual({ form: "阳科统10", table: "A", field: "business_type", header: "业务类型" });
	});

	test("says of a built-in check what it looks at", () => {
		const check = ruleOf("date.month-ambiguous");
		expect(check).toMatchObject({ kind: "built-in", forms: [], reads: [], severity: "hard", severities: ["hard", "soft"], asksFor: "confirm" });
		expect(check?.looksAt?.zh).toBe("日期、年月列");
	});

	test("tells a rule that marks several forms once, with whose reports it reads and of which period", () => {
		const between = ledger.rules.filter(({ code }) => code === "X10");
		expect(between).toHaveLength(1);
		expect(between[0]?.forms.length).toBeGreaterThan(1);
		expect(ruleOf("X5")).toMatchObject({ severity: "soft", severities: ["hard", "soft"] });
		expect(ledger.rules.filter(({ code }) => code === "X5").flatMap(({ reads }) => reads)).toContainEqual({
			form: "阳科统03",
			table: "",
			field: "doc_no",
			header: "认定文号",
			of: { whose: "unit", when: "latest" },
		});
	});

	test("every field that a rule reads has its heading", () => {
		const nameless = ledger.rules.flatMap(({ code, reads }) =>
			reads.filter(({ field, header }) => field === header).map(({ field }) => `${code} ${field}`),
		);
		expect(nameless).toEqual([]);
	});

	test("says whether a rule is on trial", () => {
		const tried = withTrials(forms, { "01-H4": { hardFrom: "2019-07-02" }, "01-S1": { hardFrom: "2019-07-01" } });
		const document = rulesDocument(tried, [], TODAY);
		expect(ruleOf("01-H4", document)).toMatchObject({ severity: "info", severities: ["hard"], trial: { hardFrom: "2019-07-02", on: true } });
		expect(ruleOf("01-S1", document)).toMatchObject({ severity: "soft", trial: { hardFrom: "2019-07-01", on: false } });
	});

	test("lists the waivers that hold today", () => {
		const all = [
			waiver({ id: 1, unit: "441704-00", until: TODAY }),
			waiver({ id: 2, until: "2019-06-30" }),
			waiver({ id: 3, endedAt: "2019-05-01T00:00:00.000Z", endedBy: "陈某某" }),
			waiver({ id: 4, rule: "uscc.check" }),
		];
		const document = rulesDocument(forms, all, TODAY);
		expect(ruleOf("01-S1", document)?.waivers).toEqual([{ id: 1, unit: "441704-00", key: null, reason: "系统切换", by: "陈某某", until: TODAY }]);
		expect(ruleOf("uscc.check", document)?.waivers.map(({ id }) => id)).toEqual([4]);
	});

	test.each(["zh-CN", "en"] as const)("each built-in check says in words what it looks at and asks for (%s)", (language) => {
		const words = language === "zh-CN" ? /[\u4e00-\u9fff]/ : /[a-z]{2}/;
		for (const [code, { reads, states, remedy }] of Object.entries(CHECK_TEXTS[language])) {
			expect(`${reads}|${states}`, code).toMatch(words);
			expect(`${reads}${states}${remedy}`, code).not.toMatch(/[。.]$|undefined/);
		}
		// What asks for something says what to do.
		const silent = ledger.rules.filter(({ severities, remedy }) => severities[0] !== "info" && remedy[language === "en" ? "en" : "zh"] === "");
		expect(silent.map(({ code }) => code)).toEqual([]);
	});
});
