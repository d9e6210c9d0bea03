import { columnLetters } from "../../../src/model/a1.ts";
import { code, decimal, integer, text } from "../../../src/model/fields.ts";
import type { Finding, FindingGroup } from "../../../src/model/finding.ts";
import { defineForm, defineTable, type Form, keyFields } from "../../../src/model/form.ts";
import { matchKey } from "../../../src/model/match-key.ts";
import type { Value } from "../../../src/model/rule.ts";
import type { Version, VersionRow } from "../../../src/model/version.ts";

/** A roster with a code as its key and a rule over two fields. */
export const roster = defineForm({
	id: "试统01",
	slug: "test_versions",
	title: { zh: "企业名录", en: "Roster" },
	periods: ["half-year"],
	tables: [
		defineTable({
			rollUp: "snapshot",
			key: ["uscc"],
			fields: {
				uscc: code("统一社会信用代码", { en: "Code", scheme: "free" }),
				name: text("企业名称", { en: "Enterprise", matchByName: true }),
				certificate: text("证书编号", { en: "Certificate" }),
				field: text("领域", { en: "Field" }),
				revenue: decimal("营业收入", { en: "Revenue", unit: "万元" }),
				rd: decimal("研发费用", { en: "R&D", unit: "万元" }),
				staff: integer("人数", { en: "Staff" }),
			},
			rules: (rule) => [
				rule.row({
					code: "01-H1",
					states: { zh: "研发费用不大于营业收入", en: "R&D is no more than revenue" },
					remedy: { zh: "请核对", en: "check both" },
					reads: ["rd", "revenue"],
					at: "rd",
					test: ({ rd, revenue }) => rd <= revenue,
				}),
			],
		}),
	],
});

/** Applications that get a number in the middle of their life. */
export const applications = defineForm({
	id: "试统05",
	slug: "test_applications",
	title: { zh: "申报", en: "Applications" },
	periods: ["month"],
	tables: [
		defineTable({
			rollUp: "accumulate",
			key: ["applicant", "item"],
			numberedBy: "number",
			fields: {
				number: code("受理号", { en: "Number", scheme: "free" }),
				applicant: text("申报单位", { en: "Applicant", matchByName: true }),
				item: text("事项", { en: "Item" }),
				amount: decimal("金额", { en: "Amount" }),
			},
		}),
	],
});

export type Said = Readonly<Record<string, Value>>;

/** A row of a sheet, as it is given to a comparison. */
export function rowOf(form: Form, row: number, said: Said, unread: readonly string[] = [], sheet = "表"): VersionRow {
	const [table] = form.tables;
	if (!table) throw new Error("a form without tables");
	const values = Object.fromEntries(table.fields.map(({ name }) => [name, said[name] ?? null]));
	const keys = Object.fromEntries(
		table.fields.flatMap(({ name, matchByName }) => (matchByName && typeof values[name] === "string" ? [[name, matchKey(values[name])]] : [])),
	);
	const number = table.numberedBy === undefined ? null : (values[table.numberedBy] ?? null);
	const parts = table.key.map((name) => keys[name] ?? values[name] ?? "");
	const readable = !keyFields(table).some((name) => unread.includes(name)) && parts.some((part) => part !== "");
	const columns = Object.fromEntries(table.fields.map(({ name }, at) => [name, columnLetters(at + 1)]));
	const key = number === null ? (readable ? parts.join(" / ") : null) : String(number);
	return { sheet, row, key, values, unread: new Set(unread), keys, columns, refs: {} };
}

/** A version of rows one below the other from row 4 on. */
export function versionOf(
	form: Form,
	rows: readonly (Said | VersionRow)[],
	findings: readonly Finding[] = [],
	groups: readonly FindingGroup[] = [],
): Version {
	const placed = rows.map((said, at) => ("values" in said && "columns" in said ? (said as VersionRow) : rowOf(form, at + 4, said as Said)));
	return { form, rows: new Map([["", placed]]), findings, groups };
}

/** A hard finding at a cell. */
export function finding(code: string, cell: string | null, extras: Partial<Finding> = {}): Finding {
	return { code, severity: "hard", sheet: "表", cell, field: null, header: null, value: null, expected: null, ...extras };
}

const FIELDS = ["电子信息", "新材料", "先进制造", "生物与新医药"];

/** An enterprise of which nearly everything is its own. */
export function enterprise(number: number): Record<string, Value> {
	const digits = String((number * 7_919_317) % 1_000_000_007).padStart(10, "0");
	return {
		uscc: `91441700${digits}`,
		name: `示例${digits}有限公司`,
		certificate: `GR${digits}`,
		field: FIELDS[number % FIELDS.length] ?? null,
		revenue: number * 13 + 100.5,
		rd: number * 2 + 7.25,
		staff: 20 + (number % 50),
	};
}
