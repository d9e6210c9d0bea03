import { code, date, decimal, integer, oneOf, percent, region, text } from "../../src/model/fields.ts";
import { type FindingCode, groupIdentity } from "../../src/model/finding.ts";
import { defineForm, defineTable } from "../../src/model/form.ts";
import type { Row } from "../../src/model/grid.ts";
import { type Known, NOTHING_KNOWN } from "../../src/model/known.ts";
import type { ContextRule, Value } from "../../src/model/rule.ts";
import type { ConfirmedSynonym, Hints } from "../../src/model/submission.ts";
import { withUnheard } from "../../src/pipeline/unheard.ts";
import { YANGJIANG_UNITS } from "../../src/reference/units.ts";
import { check } from "../../src/stages/check.ts";
import { organisationCheckCharacter, usccCheckCharacter } from "../../src/stages/normalise/uscc.ts";
import { normalise } from "../../src/stages/normalise.ts";
import { recognise } from "../../src/stages/recognise.ts";
import { lineIdentity } from "../../src/stages/typed-explanations.ts";
import { type SheetOptions, textGrid, textSheet } from "../support/text-grid.ts";

const same = (zh: string) => ({ zh, en: zh });

/** A form with something for every built-in check to look at. */
const form = defineForm({
	id: "试统98",
	slug: "test_every",
	title: { zh: "企业情况总览", en: "Overview" },
	periods: ["half-year"],
	tables: [
		defineTable({
			rollUp: "snapshot",
			key: ["uscc"],
			fields: {
				ent_name: text("企业名称", { en: "Enterprise", required: true, matchByName: true, registered: true }),
				uscc: code("统一社会信用代码", { en: "Code", scheme: "uscc", required: true }),
				region: region("县(市、区)", { en: "County", required: true }),
				day: date("认定日期", { en: "Recognised on", happened: true, since: "1980-01-01" }),
				due: date("到期日期", { en: "Until", term: { from: "day", years: 10 } }),
				staff: integer("从业人员", { en: "Staff", unit: "人", required: true, max: 100_000 }),
				revenue: decimal("营业收入", { en: "Revenue", unit: "万元", required: true, per: "staff" }),
				paid: decimal("已拨付", { en: "Paid", unit: "万元", cumulative: true }),
				area: decimal("场地面积", { en: "Area", unit: "㎡" }),
				share: percent("人员占比", { en: "Share" }),
				kind: oneOf("类别", { 甲类: "a", 乙类: "b" }, { en: "Kind" }),
				cert: code("证书编号", { en: "Certificate", scheme: "hnte-certificate" }),
				remarks: text("备注", { en: "Remarks", max: 20 }),
			},
			rules: (rule) => [
				rule.context({
					...{ code: "98-P1", states: same("比上期"), remedy: same("请核对"), severity: "soft", reads: ["uscc"], at: "uscc" },
					needs: { before: { form: "试统98", fields: ["uscc"], whose: "unit", when: "before" } },
					test: () => [],
				}),
			],
		}),
	],
});
const [table] = form.tables;
if (!table) throw new Error("a form without a table");
const [rule] = table.rules as readonly ContextRule[];

/** Cells of a row as `textSheet` draws them, by heading. */
export type Drawn = Readonly<Record<string, string>>;

/** A unified code with its check characters. */
export function codeOf(number: number, kind = "91"): string {
	const organisation = `MA5X${String(number).padStart(4, "0")}`;
	const first = `${kind}441702${organisation}${organisationCheckCharacter(organisation)}`;
	return first + usccCheckCharacter(first);
}

const ROW: Drawn = {
	...{ 企业名称: "阳江示例刀剪有限公司", 统一社会信用代码: codeOf(1), "县(市、区)": "江城区", 认定日期: "2018.11.28", 到期日期: "2021.11.28" },
	...{ 从业人员: "120", 营业收入: "3000", 已拨付: "10", 场地面积: "500", 人员占比: "35%", 类别: "甲类", 证书编号: "GR201844001101", 备注: "" },
};

/** What differs from a sheet of one row in which nothing is wrong. */
export interface Given {
	/** Cells of the row, by heading. */
	readonly row?: Drawn;
	/** Several rows in its place, each with a code and a name of its own where it gives none. */
	readonly rows?: readonly Drawn[];
	/** Lines below the rows, as they are drawn. */
	readonly below?: readonly string[];
	/** Headings that are left out. */
	readonly without?: readonly string[];
	/** A further heading, and what stands below it. */
	readonly extra?: readonly [heading: string, content: string];
	readonly sheet?: SheetOptions;
	/** Cells that the row has, where it has fewer than the header. */
	readonly width?: number;
	/** A further sheet. */
	readonly beside?: readonly [name: string, drawing: string];
	readonly hints?: Partial<Hints>;
	readonly synonyms?: readonly ConfirmedSynonym[];
	/** What the unit reported before, beside what the rows say. */
	readonly before?: readonly Readonly<Record<string, Value>>[];
	readonly known?: Partial<Known>;
	/** More rows than may be compared stand elsewhere. */
	readonly tooMany?: boolean;
	/** Which of the report's findings the returned workbook explains; "" where nobody can tell. */
	readonly explains?: FindingCode | "";
	readonly today?: string;
}

const FIRST_ROW = 4;

function drawingOf({ row = {}, rows = [row], below = [], without = [], extra }: Given): string {
	const headings = [...Object.keys(ROW).filter((heading) => !without.includes(heading)), ...(extra ? [extra[0]] : [])];
	const own = (at: number): Drawn => (rows.length > 1 ? { 企业名称: `阳江示例第${at}刀剪有限公司`, 统一社会信用代码: codeOf(at), 证书编号: "" } : {});
	const lines = rows.map((given, at) => {
		const cells = { ...ROW, ...own(at + 1), ...(extra ? { [extra[0]]: extra[1] } : {}), ...given };
		return headings.map((heading) => cells[heading] ?? "").join(" | ");
	});
	const head = ["江城区2019年上半年企业情况总览", "表号：试统98", headings.join(" | ")];
	return [...head, ...lines, ...below].join("\n");
}

function sheetOf(given: Given) {
	const drawn = textSheet("总览", drawingOf(given), given.sheet);
	const { width } = given;
	if (width === undefined) return drawn;
	const rows = [...drawn.rows].map(
		(each): Row => (each.number === FIRST_ROW ? { ...each, width, cells: each.cells.slice(0, width) } : { ...each, width: 13 }),
	);
	return { ...drawn, rows };
}

/** What a sheet that differs in one thing is told, all the way from its cells. @throws Error where it is refused */
export function findingsOf(given: Given) {
	const sheets = [sheetOf(given), ...(given.beside ? [textSheet(given.beside[0], given.beside[1])] : [])];
	const hints = { fileName: "报表.xlsx", folderUnit: null, ...given.hints };
	const catalogue = { forms: [form], units: YANGJIANG_UNITS, synonyms: given.synonyms ?? [] };
	const { submissions, refusals } = recognise(textGrid(...sheets), hints, catalogue);
	const [submission] = submissions;
	if (!submission || refusals.length > 0) throw new Error(`refused: ${JSON.stringify(refusals)}`);
	const blocks = normalise(submission, catalogue);
	const values = blocks.flatMap(({ rows }) => rows.map((row) => row.values));
	const before = given.before?.map((each, at) => ({ ...values[at], ...each }));
	const need = rule?.needs.before;
	const known: Known = {
		...NOTHING_KNOWN,
		...(before ? { earlier: { period: "2018H2", rows: { "": before } } } : {}),
		...(given.tooMany && need ? { neighbours: new Map([[need, "too-many" as const]]) } : {}),
		...given.known,
	};
	const context = { cutoff: "2019-06-27", today: given.today ?? "2019-07-05", units: YANGJIANG_UNITS };
	const checked = check(submission, blocks, context, known);
	const typed = { text: "企业今年扩产", value: null, told: "", sheet: "问题清单", cell: "J5" };
	const slot = { form: form.id, unit: submission.unit.code, period: submission.period.code, batch: "" };
	const { explains } = given;
	const identity = explains ? lineIdentity(slot, groupIdentity({ code: explains, table: "", field: "share" })) : "看不清";
	const heard = explains === undefined ? [checked] : withUnheard([checked], [{ ...typed, identity }]);
	return heard.flatMap(({ findings }) => findings);
}
