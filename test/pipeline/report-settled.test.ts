import { describe, expect, test } from "vitest";
import roster from "../../src/forms/t01-hnte-roster.ts";
import commissioners from "../../src/forms/t12-commissioners.ts";
import type { Finding, FindingGroup, Settlement } from "../../src/model/finding.ts";
import type { SheetRow, StoredSubmission } from "../../src/model/stored.ts";
import { type Published, settledNotes } from "../../src/pipeline/report-settled.ts";
import { YANGJIANG_UNITS } from "../../src/reference/units.ts";

const AS_OF = "2019-07-06T00:00:00.000Z";
const explained = (text: string): Settlement => ({ kind: "explained", text, by: "陈某甲", at: "2019-07-02T01:00:00.000Z" });
const waived: Settlement = { kind: "waived", waiver: 3, reason: "两地均有厂区，经核实都保留", until: "2019-12-31" };

const sent = (id: number, form: string, unit: string, period = "2019H1"): StoredSubmission =>
	({ id, form, unit, period, batch: "" }) as StoredSubmission;
const JIANGCHENG = sent(2, roster.id, "441702-00");
const YANGDONG = sent(1, roster.id, "441704-00");

const low = (row: number, key: string, value: string, settled?: Settlement): Finding => ({
	...{ code: "01-S1", severity: "soft", sheet: "名录", cell: `R${row}`, field: "rd_exp", header: "研发费用(万元)", value, expected: null, key },
	...(settled ? { settled } : {}),
});
/** A row of a report, with what stands in it. */
interface Row {
	readonly submission: StoredSubmission;
	readonly sheet: string;
	readonly row: number;
	readonly values: Readonly<Record<string, string>>;
}
const row = (submission: StoredSubmission, number: number, values: Row["values"], sheet = "名录"): Row => ({
	submission,
	sheet,
	row: number,
	values,
});

async function notesOn(
	findings: Readonly<Record<number, readonly Finding[]>>,
	given: Partial<Published> & { groups?: Readonly<Record<number, readonly FindingGroup[]>>; rows?: readonly Row[] } = {},
): Promise<string[]> {
	const { groups = {}, rows = [], ...over } = given;
	const published: Published = {
		...{ forms: [roster, commissioners], units: YANGJIANG_UNITS, period: "2019H1", asOf: AS_OF, counting: [YANGDONG, JIANGCHENG] },
		...over,
	};
	const asked: (string | undefined)[] = [];
	const texts = (submission: number, field: string) =>
		rows.flatMap(({ values, ...each }) =>
			each.submission.id === submission && values[field] !== undefined ? [{ ...each, text: values[field] }] : [],
		);
	const store = {
		findings: async (id: number, asOf?: string) => {
			asked.push(asOf);
			return [...(findings[id] ?? [])];
		},
		findingGroups: async (id: number) => [...(groups[id] ?? [])],
		textsIn: async (_form: unknown, _table: string, id: number, field: string) => texts(id, field).map(({ text }) => text),
		textsAt: async (_form: unknown, _table: string, id: number, field: string, places: readonly SheetRow[]) =>
			texts(id, field).filter((each) => places.some(({ sheet, row: at }) => sheet === each.sheet && at === each.row)),
	};
	const notes = await settledNotes(published, store);
	expect(new Set(asked)).toEqual(new Set([AS_OF]));
	return notes.map(({ unitName, formTitle, text }) => `${unitName} ${formTitle}｜${text}`);
}

describe("what was explained is published", () => {
	test("with the row, the figure, what was found and what the office said; what is open or only told is not", async () => {
		const rows = [row(YANGDONG, 4, { ent_name: "示例甲刀剪有限公司", uscc: "K1" })];
		const open = low(5, "K2", "9");
		const note: Finding = { ...low(6, "K3", "8", explained("不应出现")), severity: "info" };
		expect(await notesOn({ 1: [low(4, "K1", "26.51", explained("研发项目七月才启动")), open, note] }, { rows })).toEqual([
			"阳东区 高新技术企业名录｜示例甲刀剪有限公司，研发费用(万元)（填报26.51）：不符合审核关系：3% ≤ 研发费用 ÷ 营业收入 ≤ 50%。单位说明：研发项目七月才启动。",
		]);
	});

	test("in table order of the units; what is said alike of several rows is said once, those that are only counted among them", async () => {
		const alike = explained("政策试点，统一口径。");
		const findings = { 1: [low(4, "K1", "1", waived)], 2: Array.from({ length: 7 }, (_, at) => low(at + 4, `J${at}`, "2", alike)) };
		const group: FindingGroup = { code: "01-S1", severity: "soft", table: "", field: "rd_exp", header: "研发费用(万元)", count: 300, cells: [] };
		expect(await notesOn(findings, { groups: { 2: [{ ...group, settled: alike }] } })).toEqual([
			expect.stringMatching(/^江城区 高新技术企业名录｜J0、J1、J2、J3、J4等307处，研发费用\(万元\)：不符合.+单位说明：政策试点，统一口径。$/),
			expect.stringMatching(/^阳东区 .+（填报1）：.+市局豁免（到2019-12-31为止）：两地均有厂区，经核实都保留。$/),
		]);
	});

	test("a hundred kinds of a report are told, more are counted", async () => {
		const many = Array.from({ length: 130 }, (_, at) => low(at + 4, `K${at}`, "1", explained(`原因${at}，设备检修`)));
		const told = await notesOn({ 1: many });
		expect(told).toHaveLength(101);
		expect(told.at(-1)).toBe("阳东区 高新技术企业名录｜另有30类事项已作说明或经市局豁免，明细见系统。");
	});
});

test("no person is named and no number given away, whoever wrote them where", async () => {
	const own = sent(5, commissioners.id, "441704-00");
	const finding: Finding = {
		...{ code: "name.short", severity: "soft", sheet: "对接", cell: "B4", field: "name", header: "姓名", value: "张某甲", expected: null },
		...{
			key: "张某甲 / 华南农业大学 / 示例村",
			settled: explained("张某甲为外籍专家，电话13900000001、0662-3412345，证件440281199001011234，zhang@example.com"),
		},
	};
	const rows = [row(own, 4, { name: "张某甲", sender: "华南农业大学", phone: "13900000001" }, "对接")];
	const [told = ""] = await notesOn({ 5: [finding] }, { counting: [own], rows });
	expect(told).toMatch(/^阳东区 .+｜华南农业大学/);
	expect(told).not.toMatch(/张某甲|1390000|3412345|44028119|example\.com|陈某甲/);
	expect(told).toMatch(/单位说明：某某为外籍专家，电话/);
	// Without the row, the key's own names are left out as well.
	const [bare = ""] = await notesOn({ 5: [finding] }, { counting: [own] });
	expect(bare).toMatch(/｜华南农业大学 \/ 示例村，姓名：/);
	expect(bare).not.toMatch(/张某甲/);
});
