import { createHash } from "node:crypto";
import type { ReportingUnit } from "../../src/model/division.ts";
import { anyOf, code, date, decimal, integer, list, oneOf, region, text, yesNo } from "../../src/model/fields.ts";
import { and, eq, gte, USUAL_READINGS } from "../../src/model/filter.ts";
import { defineForm, defineTable, type Form, tableOf } from "../../src/model/form.ts";
import { matchKey } from "../../src/model/match-key.ts";
import { period } from "../../src/model/period.ts";
import type { Value } from "../../src/model/rule.ts";
import type { Delivery, Effective, QueryParams } from "../../src/model/stored.ts";
import type { CheckedSubmission, NormalisedRow } from "../../src/model/submission.ts";

/** A small form and submissions of it; used by tests and by the processes that they start. */

const unit = (unitCode: string, name: string, division: string, kind: ReportingUnit["kind"]): ReportingUnit => ({
	code: unitCode,
	name,
	shortName: name,
	nameEn: name,
	aliases: [],
	kind,
	division,
});

/** Four units in three divisions: a zone lies in the first county's. */
export const UNITS = [
	unit("00", "市本级", "D0", "city"),
	unit("01", "甲县", "D1", "county"),
	unit("02", "乙县", "D2", "county"),
	unit("71", "丙区", "D1", "zone"),
] as const;

const both = (name: string) => ({ zh: name, en: name });

/** One field of every kind that columns tell apart, a name compared by key, an alias and a qualifier. */
export const FIELDS = {
	code: code("编号", { en: "code", scheme: "free" }),
	name: text("名称", { en: "name", matchByName: true }),
	alias: text("简称", { en: "alias", matchByName: true }),
	level: oneOf("级别", { 国家级: "national", 省级: "provincial", 市级: "municipal" }, { en: "level" }),
	places: anyOf("合作地", { 广州: "gz", 深圳: "sz", 其他: "other" }, { en: "places" }),
	topics: list("主题", { en: "topics" }),
	number: integer("件数", { en: "number", qualifier: "vague" }),
	vague: oneOf("口径", { 准确: "exact", 约: "about", 以上: "over" }, { en: "vague" }),
	amount: decimal("金额", { en: "amount", unit: "万元" }),
	on: date("日期", { en: "on" }),
	done: yesNo("完成", { en: "done" }),
	region: region("区域", { en: "region", whole: "全市" }),
};

/** The same columns under each roll-up. */
export const SAMPLE = defineForm({
	id: "样表01",
	slug: "sample",
	title: both("样表"),
	periods: ["half-year", "month"],
	batched: true,
	tables: [
		defineTable({ id: "S", rollUp: "snapshot", fields: FIELDS, key: ["code"] }),
		defineTable({ id: "A", rollUp: "accumulate", fields: FIELDS, key: ["code", "name"] }),
		defineTable({ id: "N", rollUp: "accumulate", fields: FIELDS, key: ["name", "level"], numberedBy: "code" }),
	],
	indicators: [
		{
			kind: "counted",
			id: "sample.done",
			area: "hnte",
			name: both("完成数"),
			unit: "家",
			table: "S",
			measure: { kind: "count" },
			filter: and(eq("done", true), gte("number", 0)),
		},
	],
});

export const PARAMS: QueryParams = {
	cutoff: "2019-06-27",
	periodStart: "2019-01-01",
	periodEnd: "2019-06-30",
	yearStart: "2019-01-01",
	yearEnd: "2019-12-31",
	year: 2019,
	previousYear: 2018,
	previousYearEnd: "2018-12-31",
	bureauNames: [matchKey("市局（本部）"), matchKey("市局")],
	readings: USUAL_READINGS,
};

export type Values = Readonly<Record<string, Value>>;

/** A delivery whose hash follows from its name. */
export function delivery(fileName: string, receivedAt = "2019-06-20T01:00:00.000Z"): Delivery {
	return { sha256: createHash("sha256").update(fileName).digest("hex"), fileName, folder: "甲县", size: 1234, receivedAt };
}

export interface Said {
	form?: Form;
	table?: string;
	unit?: ReportingUnit;
	period?: string;
	batch?: string;
	status?: CheckedSubmission["status"];
	rows?: readonly Values[];
	findings?: CheckedSubmission["findings"];
	groups?: CheckedSubmission["groups"];
}

/** A checked submission of one table: rows begin at row 5 of 表1, fields stand in columns from B on. */
export function submission(said: Said = {}): CheckedSubmission {
	const form = said.form ?? SAMPLE;
	const table = tableOf(form, said.table ?? form.tables[0]?.id);
	const rows = (said.rows ?? []).map(
		(values, at): NormalisedRow => ({ table: table.id, sheet: "表1", row: 5 + at, values, absent: {}, keys: {}, refs: {}, sound: true }),
	);
	const columns = table.fields.map((f, at) => ({ field: f.name, column: 2 + at, header: f.header, headerCell: "A4", via: "header" as const }));
	return {
		recognised: {
			form,
			period: period(said.period ?? "2019H1"),
			unit: said.unit ?? UNITS[1],
			batch: said.batch ?? "",
			nil: rows.length === 0,
			blocks: [{ table, sheet: "表1", date1904: false, headerRows: [3, 4], columns, unknownColumns: [], amountUnit: null, rows: [] }],
			evidence: [],
			signatures: {},
			findings: [],
		},
		status: said.status ?? "accepted",
		findings: said.findings ?? [],
		groups: said.groups ?? [],
		ledger: { seen: rows.length + 2, loaded: rows.length, rejected: 0, duplicate: 0, total: 0, note: 0, header: 2 },
		conversions: [],
		rows,
	};
}

/** Submissions whose rows count. */
export const only = (...submissions: readonly number[]): Effective => ({ submissions, carried: {}, missing: [] });
