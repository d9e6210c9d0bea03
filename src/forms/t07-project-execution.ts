import { daysBetween, plusYears } from "../model/calendar.ts";
import { code, date, decimal, integer, oneOf, text, year } from "../model/fields.ts";
import { and, between, blank, eq, type Filter, field, gte, isIn, lt, lte, not, or, param, reading, whenever } from "../model/filter.ts";
import { defineForm, defineTable } from "../model/form.ts";
import type { CountedIndicator } from "../model/indicator.ts";
import { instructions } from "../model/notes.ts";
import type { ContextBreach } from "../model/rule.ts";
import type { Bilingual } from "../model/text.ts";
import type { Value } from "../model/value.ts";
import { LONGEST_PROJECT, PROJECTS_SINCE } from "../reference/eras.ts";
import { enterpriseColumns, planLevel, remarks } from "../reference/shared-columns.ts";
import { heldByAnother, latestOf, sameName } from "../reference/shared-rules.ts";

interface DueDates {
	readonly due: string;
	readonly due_ext: string | null;
	readonly ext_approved_on: string | null;
}

/** The day by which a project is due as things stand on some day: the extended one where the extension was approved by then. */
function effectiveDue({ due, due_ext, ext_approved_on }: DueDates, asOf: string): string {
	return due_ext !== null && ext_approved_on !== null && ext_approved_on <= asOf ? due_ext : due;
}

/** States after which a project is no longer due. */
const CLOSED = ["已验收", "终止"];

/** What the unit reported of its projects in the period before. */
const BEFORE = { form: "阳科统07", whose: "unit", when: "before" } as const;
/** Words in the remarks that tell of an approved change. */
const CHANGE_NOTE = /变更|调整|更正|批复|批准|追加|核减/;

function listOf(value: Value): string[] {
	return Array.isArray(value) ? value : [];
}

const projects = defineTable({
	rollUp: "snapshot",
	key: ["project_no"],
	fields: {
		project_no: code("项目编号", {
			en: "Project number",
			scheme: "free",
			required: true,
			synonyms: ["立项编号", "合同编号", "项目合同编号", "计划编号"],
		}),
		project_name: text("项目名称", { en: "Project", max: 200, required: true, synonyms: ["课题名称"] }),
		...enterpriseColumns("承担单位", "Undertaking unit"),
		plan_level: planLevel,
		plan_type: oneOf(
			"计划类别",
			{
				市级科技三项经费: { slug: "city-three-items", synonyms: ["科技三项经费", "市科技三项经费", "三项经费"] },
				市级科技计划项目: { slug: "municipal-plan", synonyms: ["市科技计划项目", "市级科技计划"] },
				省科技专项资金: { slug: "provincial-fund", synonyms: ["省级科技专项资金", "省科技专项", "省专项资金"] },
			},
			{ en: "Type of plan", required: true, synonyms: ["项目类别", "计划类型", "资金类别"] },
		),
		approved_year: year("立项年度", {
			en: "Year of approval",
			happened: true,
			since: PROJECTS_SINCE,
			required: true,
			synonyms: ["立项年份", "立项时间(年)", "下达年度"],
		}),
		grant: decimal("财政资助", {
			en: "Grant",
			unit: "万元",
			carry: "value",
			required: true,
			synonyms: ["财政资助金额", "财政资金", "资助金额", "资助额", "财政经费", "立项经费"],
		}),
		paid: decimal("已拨付", {
			en: "Paid out",
			unit: "万元",
			cumulative: true,
			carry: "beside",
			required: true,
			synonyms: ["已拨付资金", "已拨资金", "已拨付金额", "拨付金额"],
		}),
		start_date: date("起始日期", {
			en: "Begun on",
			since: PROJECTS_SINCE,
			required: true,
			synonyms: ["起始时间", "开始日期", "合同起始日期", "合同开始日期"],
		}),
		due: date("合同到期日", {
			en: "Due on",
			since: PROJECTS_SINCE,
			term: { from: "start_date", years: LONGEST_PROJECT },
			required: true,
			synonyms: ["完成时间", "截止日期", "合同到期日期", "到期日期", "合同完成时间", "合同截止日期"],
		}),
		extensions: integer("延期次数", { en: "Extensions", unit: "次", carry: "value", synonyms: ["已延期次数", "延期(次)"] }),
		ext_applied_on: date("延期申请日期", {
			en: "Extension applied for on",
			happened: true,
			since: PROJECTS_SINCE,
			synonyms: ["延期申请时间", "申请延期日期", "申请延期时间"],
		}),
		ext_approved_on: date("延期批准日期", {
			en: "Extension approved on",
			happened: true,
			since: PROJECTS_SINCE,
			synonyms: ["延期批准时间", "批准延期日期", "延期批复日期", "延期批复时间"],
		}),
		due_ext: date("延期后到期日", {
			en: "Due after extension",
			since: PROJECTS_SINCE,
			term: { from: "start_date", years: LONGEST_PROJECT },
			synonyms: ["延期后到期日期", "延期至", "延期后完成时间", "延期后截止日期"],
		}),
		status: oneOf(
			"项目状态",
			{
				在研: { slug: "running", synonyms: ["在研中", "实施中", "执行中", "正在实施"] },
				到期未验收: { slug: "overdue", synonyms: ["逾期未验收", "已到期未验收", "逾期"] },
				已申请延期: { slug: "extension-applied", synonyms: ["申请延期", "延期申请中", "已提出延期申请"] },
				已延期: { slug: "extended", synonyms: ["延期", "同意延期", "已批准延期"] },
				已申请验收: { slug: "acceptance-applied", synonyms: ["申请验收", "验收申请中", "待验收"] },
				已验收: { slug: "accepted", synonyms: ["验收", "完成验收", "已完成验收"] },
				终止: { slug: "terminated", synonyms: ["已终止", "项目终止"] },
			},
			{ en: "State", required: true, synonyms: ["状态", "执行状态", "项目执行状态", "执行情况", "当前状态"] },
		),
		terminated_on: date("终止日期", { en: "Terminated on", happened: true, since: PROJECTS_SINCE, synonyms: ["终止时间", "项目终止日期"] }),
		accepted_on: date("验收日期", {
			en: "Accepted on",
			happened: true,
			since: PROJECTS_SINCE,
			synonyms: ["验收时间", "通过验收日期", "通过验收时间"],
		}),
		conclusion: oneOf(
			"验收结论",
			{
				通过: { slug: "passed", synonyms: ["通过验收", "验收通过", "合格"] },
				不通过: { slug: "failed", synonyms: ["未通过", "未通过验收", "不通过验收", "验收不通过", "不合格"] },
				结题: { slug: "closed", synonyms: ["准予结题", "同意结题"] },
			},
			{ en: "Conclusion of the acceptance", synonyms: ["验收结果", "验收意见"] },
		),
		balance: decimal("结余资金", { en: "Funds left", unit: "万元", synonyms: ["结余", "结余经费", "资金结余"] }),
		overdue_reason: text("逾期原因", { en: "Why it is overdue", max: 500, synonyms: ["逾期未验收原因", "未验收原因", "延期原因"] }),
		remarks,
	},
	rules: (rule) => [
		rule.row({
			code: "07-H1",
			states: { zh: "已拨付 ≤ 财政资助", en: "paid out ≤ grant" },
			remedy: {
				zh: "拨付的钱不能多于资助的钱：请核对两个数是否填反，单位是否都是万元。",
				en: "More was paid than granted: check whether the amounts were exchanged and are both in 万元.",
			},
			reads: ["paid", "grant"],
			at: "paid",
			tells: ["expected", "difference"],
			test: ({ paid, grant }) => paid <= grant || { expected: `≤ ${grant}`, difference: paid - grant },
		}),
		rule.row({
			code: "07-H2",
			states: { zh: "延期后到期日 > 合同到期日", en: "due after extension > due" },
			remedy: {
				zh: "延期后的日期应当晚于原合同到期日：请核对；没有延期的，延期后到期日不填。",
				en: "The extended day comes after the first one: correct it, or clear it where there was no extension.",
			},
			reads: ["due_ext", "due"],
			at: "due_ext",
			tells: ["expected"],
			test: ({ due_ext, due }) => due_ext > due || { expected: `> ${due}` },
		}),
		rule.row({
			code: "07-H3",
			states: {
				zh: "项目状态为“已验收”的，验收日期和验收结论都要填；其他状态的，这两项不能都填",
				en: "the state is 已验收 (accepted) exactly where there are a day and a conclusion of acceptance",
			},
			remedy: {
				zh: "已验收的项目要填验收日期和验收结论；两项都填了的，项目状态应为“已验收”；还没有验收的，请清空这两项。",
				en: "An accepted project has both, and a project that has both is accepted; otherwise clear them.",
			},
			reads: ["status"],
			mayBeBlank: ["accepted_on", "conclusion"],
			at: "status",
			tells: ["expected"],
			test: ({ status, accepted_on, conclusion }) => {
				if (status !== "已验收") return accepted_on === null || conclusion === null || { expected: "已验收" };
				if (accepted_on === null) return { at: "accepted_on" };
				return conclusion !== null || { at: "conclusion" };
			},
		}),
		rule.row({
			code: "07-H4",
			states: {
				zh: "项目状态为“终止”的，终止日期必填；其他状态的，终止日期不填",
				en: "the state is 终止 (terminated) exactly where there is a day of termination",
			},
			remedy: {
				zh: "终止的项目请补填终止日期；没有终止的项目，请清空终止日期。",
				en: "Enter the day on which the project was terminated; clear it where it was not.",
			},
			reads: ["status"],
			mayBeBlank: ["terminated_on"],
			at: "status",
			tells: ["expected"],
			test: ({ status, terminated_on }) => {
				if (status === "终止") return terminated_on !== null || { at: "terminated_on" };
				return terminated_on === null || { expected: "终止" };
			},
		}),
		rule.row({
			code: "07-H5",
			states: {
				zh: "项目状态为“到期未验收”时，有效到期日 < 报告期末（延期已批准的按延期后到期日）",
				en: "到期未验收 (overdue) means that the day due, or the extended one once approved, < end of the period",
			},
			remedy: {
				zh: "项目还没有到期：请核对合同到期日和延期后到期日；没有到期的，项目状态请填“在研”或“已延期”。",
				en: "The project is not due yet: check the days, or enter 在研 (running) or 已延期 (extended).",
			},
			reads: ["status", "due"],
			mayBeBlank: ["due_ext", "ext_approved_on"],
			at: "status",
			tells: ["expected"],
			test: (row, { period }) => row.status !== "到期未验收" || effectiveDue(row, period.end) < period.end || { expected: "在研 / 已延期" },
		}),
		rule.row({
			code: "07-H6",
			states: {
				zh: "项目状态为“在研”时，有效到期日 ≥ 报告期末（延期已批准的按延期后到期日）",
				en: "在研 (running) means that the day due, or the extended one once approved, ≥ end of the period",
			},
			remedy: {
				zh: "项目已经到期：项目状态请填“到期未验收”“已申请延期”“已申请验收”或“已验收”；延期已批准的，请补填批准日期和延期后到期日。",
				en: "The project is past due: enter the state that applies, or the approval of its extension with the new day.",
			},
			reads: ["status", "due"],
			mayBeBlank: ["due_ext", "ext_approved_on"],
			at: "status",
			tells: ["expected"],
			test: (row, { period }) => row.status !== "在研" || effectiveDue(row, period.end) >= period.end || { expected: "到期未验收" },
		}),
		rule.row({
			code: "07-S1",
			states: { zh: "延期次数 ≤ 1，延期后到期日 ≤ 合同到期日 + 1年", en: "at most one extension, of at most a year" },
			remedy: {
				zh: "项目原则上只能延期一次、不超过一年：请核对次数和日期；经批准多次延期或延期超过一年的，请书面说明。",
				en: "A project is extended once and by a year at most: check both, or explain.",
			},
			reads: ["due"],
			mayBeBlank: ["extensions", "due_ext"],
			at: "extensions",
			tells: ["expected", "difference"],
			test: ({ due, extensions, due_ext }) => {
				if (extensions !== null && extensions > 1) return { expected: "≤ 1", difference: extensions - 1 };
				const latest = plusYears(due, 1);
				return due_ext === null || due_ext <= latest || { at: "due_ext", expected: `≤ ${latest}`, difference: daysBetween(latest, due_ext) };
			},
		}),
		rule.row({
			code: "07-S2",
			states: {
				zh: "未验收、未终止的项目，有效到期日 + 2年 ≥ 报告期末（延期已批准的按延期后到期日）",
				en: "a project neither accepted nor terminated is overdue by two years at most at the end of the period",
			},
			remedy: {
				zh: "项目逾期两年以上仍未验收：请核对到期日和状态；属实的请在逾期原因中写明，并书面说明处理计划。",
				en: "The project is overdue by more than two years: check the day and the state, or explain what will be done.",
			},
			reads: ["status", "due"],
			mayBeBlank: ["due_ext", "ext_approved_on"],
			at: "due",
			tells: ["expected"],
			test: (row, { period }) => {
				if (CLOSED.includes(row.status)) return true;
				const due = effectiveDue(row, period.end);
				const expected = `≥ ${plusYears(period.end, -2)}`;
				return plusYears(due, 2) >= period.end || (due === row.due ? { expected } : { at: "due_ext", expected });
			},
		}),
		rule.context({
			code: "07-P1",
			severity: "hard",
			states: {
				zh: "上期已验收、终止的项目，项目状态不再改变",
				en: "a project that was 已验收 (accepted) or 终止 (terminated) in the period before stays so",
			},
			remedy: {
				zh: "上期报的是已验收或终止：请改回原状态；上期报错的，请联系市局更正上期。",
				en: "Put the state back; if the report before was wrong, ask the bureau to have it corrected.",
			},
			needs: { before: { ...BEFORE, fields: ["project_no", "status"], matching: { theirs: "project_no", own: "project_no" } } },
			reads: ["project_no", "status"],
			at: "status",
			tells: ["expected"],
			test: (rows, _, { before }) => {
				const closed = new Map(before.filter(({ values }) => CLOSED.includes(String(values.status))).map((was) => [was.values.project_no, was]));
				return rows.flatMap(({ row, values }): ContextBreach[] => {
					const was = closed.get(values.project_no);
					if (!was || values.status === was.values.status) return [];
					return [{ row, expected: String(was.values.status), against: { row: was, field: "status" } }];
				});
			},
		}),
		rule.context({
			code: "07-P2",
			severity: "hard",
			states: {
				zh: "合同到期日、财政资助与上期相同；经批准变更的，备注中写明“变更”及依据",
				en: "day due and grant are those of the period before, unless the remarks tell of an approved change (变更)",
			},
			remedy: {
				zh: "与上期报的不同：填错的请改回；经批准变更的，请在备注中写明，如“2019年5月批复变更”；延期的只填延期后到期日，合同到期日不改。",
				en: "It differs from the report before: put it back, or say in the remarks what changed (变更) and by whose approval; an extension goes into 延期后到期日 alone.",
			},
			needs: { before: { ...BEFORE, fields: ["project_no", "due", "grant"], matching: { theirs: "project_no", own: "project_no" } } },
			reads: ["project_no", "due", "grant", "remarks"],
			at: "due",
			tells: ["expected", "difference"],
			test: (rows, _, { before }) => {
				const known = new Map(before.map((was) => [was.values.project_no, was]));
				return rows.flatMap(({ row, values }): ContextBreach[] => {
					const was = known.get(values.project_no);
					if (!was || CHANGE_NOTE.test(values.remarks ?? "")) return [];
					const [due, grant] = [String(was.values.due), Number(was.values.grant)];
					const moved = values.due !== null && values.due !== due;
					const changed = values.grant !== null && Math.abs(values.grant - grant) >= 0.005;
					return [
						...(moved ? [{ row, expected: due, against: { row: was, field: "due" } }] : []),
						...(changed
							? [{ row, at: "grant", expected: grant, difference: Number(values.grant) - grant, against: { row: was, field: "grant" } }]
							: []),
					];
				});
			},
		}),
		rule.context({
			code: "07-P3",
			severity: "hard",
			states: {
				zh: "上期的项目本期都应在台账中（上年度已验收、终止的除外）",
				en: "every project of the period before is still listed, but those accepted or terminated in a year before this one",
			},
			remedy: {
				zh: "台账不得删行：请把这个项目补回；本年度验收、终止的也保留到年底；项目编号改了的，请改回原编号。",
				en: "No project leaves the list: put it back, also where it was accepted or terminated this year; keep its number where that was changed.",
			},
			needs: { before: { ...BEFORE, fields: ["project_no", "project_name", "status"] } },
			reads: ["project_no"],
			at: "project_no",
			test: (rows, { period }, { before }) => {
				const listed = new Set(rows.map(({ values }) => values.project_no));
				return before.flatMap((was): ContextBreach[] => {
					const { project_no, project_name, status } = was.values;
					const gone = CLOSED.includes(String(status)) && Number(was.period.slice(0, 4)) < period.year;
					if (gone || listed.has(String(project_no))) return [];
					return [{ row: null, subject: `${project_no} ${project_name}`, against: { row: was, field: "project_no" } }];
				});
			},
		}),
		rule.context({
			code: "X6",
			severity: "soft",
			states: {
				zh: "本年统06 中拟立项且有立项文号的项目，应在台账中：承担单位和项目名称相同，财政资助 = 拟安排资金",
				en: "a proposal of 统06 of this year that is to be approved and has a document number is listed: same unit and name, grant = funds to be granted",
			},
			remedy: {
				zh: "统06 中这个项目已下达立项文号，台账中没有，或金额不同：请补上或更正；尚未下达的，请书面说明。",
				en: "统06 gives it a document number, and it is missing here or has another amount: add or correct it, or explain.",
			},
			needs: {
				proposals: {
					...{ form: "阳科统06", fields: ["proposal_no", "uscc", "project_name", "conclusion", "granted", "doc_no"], whose: "unit", when: "within" },
				},
			},
			reads: ["uscc", "project_name", "grant"],
			at: "grant",
			tells: ["expected", "difference"],
			test: (rows, _, { proposals }) =>
				latestOf(proposals, "proposal_no").flatMap((proposal): ContextBreach[] => {
					const { uscc, project_name, conclusion, granted, doc_no } = proposal.values;
					if (conclusion !== "拟立项" || doc_no === null) return [];
					const project = rows.find(({ values }) => values.uscc === uscc && sameName(values.project_name, project_name));
					if (!project) return [{ row: null, subject: `${project_name}（${doc_no}）`, against: { row: proposal, field: "doc_no" } }];
					const { grant } = project.values;
					if (typeof granted !== "number" || grant === null || Math.round(Math.abs(grant - granted) * 100) <= 1) return [];
					return [{ row: project.row, expected: granted, difference: grant - granted, against: { row: proposal, field: "granted" } }];
				}),
		}),
		rule.context({
			code: "X7",
			severity: "soft",
			states: { zh: "同期统08 涉及的项目编号都在台账中", en: "every project number that 统08 of the same date names is listed" },
			remedy: {
				zh: "统08 检查涉及的这个项目不在台账中：台账漏报的请补上；编号写错的请更正；往年已验收、不再列入的，请书面说明。",
				en: "An inspected project is missing: add it, correct the number in 统08, or explain (closed years ago).",
			},
			needs: { inspections: { form: "阳科统08", fields: ["project_nos"], whose: "unit", when: "same" } },
			reads: ["project_no"],
			at: "project_no",
			test: (rows, _, { inspections }) => {
				const listed = new Set(rows.map(({ values }) => values.project_no));
				const named = new Map(inspections.flatMap((row) => listOf(row.values.project_nos).map((no) => [no, row] as const)));
				return [...named].filter(([no]) => !listed.has(no)).map(([no, row]) => ({ row: null, subject: no, against: { row, field: "project_nos" } }));
			},
		}),
		rule.context(heldByAnother("阳科统07")),
	],
});

/** The drive to accept overdue projects covers those of this year and later (the bureau's work report: 2014–2018). */
const FIRST_YEAR = 2014;

const passed = isIn("conclusion", ["通过", "结题"]);
/** The extended day where the extension was approved before the year began, else the contract's. */
const dueAtYearStart = whenever(and(lte("ext_approved_on", param("previousYearEnd")), not(blank("due_ext"))), field("due_ext"), field("due"));
/** The years are those of approval or those in which the projects were due: a setting. What is due before the year began needs no upper bound. */
const ofTheYears = or(
	and(eq(reading("overdueYears"), "approval"), between("approved_year", FIRST_YEAR, param("previousYear"))),
	and(eq(reading("overdueYears"), "due"), gte(dueAtYearStart, `${FIRST_YEAR}-01-01`)),
);
const overdue = and(
	ofTheYears,
	lte(dueAtYearStart, param("previousYearEnd")),
	not(and(lt("accepted_on", param("yearStart")), passed)),
	not(lt("terminated_on", param("yearStart"))),
);

/** What became of an overdue project since the year began. In this order, each project counts under the first that applies. */
const accepted = and(between("accepted_on", param("yearStart"), param("cutoff")), passed);
const extensionApplied = between("ext_applied_on", param("yearStart"), param("cutoff"));
const terminated = and(gte("terminated_on", param("yearStart")), lte("terminated_on", param("cutoff")));

/** Where the projects that were overdue at the start of the year have gone: the four that add up to them. */
const OUTCOMES = {
	accepted: { zh: "已验收", en: "Accepted since" },
	extension: { zh: "作了延期申请", en: "Applied for extension" },
	terminated: { zh: "终止", en: "Terminated" },
	outstanding: { zh: "尚未验收", en: "Outstanding" },
} as const;

function overdueProjects(suffix: string, name: Bilingual, ...conditions: Filter[]): CountedIndicator {
	const id = suffix === "" ? "projects.overdue" : `projects.overdue.${suffix}`;
	return {
		kind: "counted",
		id,
		area: "projects",
		name,
		unit: "项",
		measure: { kind: "count" },
		filter: and(overdue, ...conditions),
		basis: "year-to-date",
		...(suffix === "" ? {} : { within: "projects.overdue" }),
		...(suffix === "" ? { headline: {} } : {}),
		...(suffix === "outstanding"
			? { headline: { name: { zh: `年初到期项目${name.zh}`, en: `Projects due at the start of the year: ${name.en}` } } }
			: {}),
	};
}

/** 阳科统07: approved projects until they are accepted or terminated. */
export default defineForm({
	id: "阳科统07",
	slug: "project_execution",
	title: { zh: "科技计划项目执行验收台账", en: "Project execution and acceptance" },
	periods: ["quarter"],
	notes: instructions(
		[
			{
				zh: "统计范围：辖区内单位承担的全部在册市级、省级科技计划项目，每项填一行；本年度验收、终止的保留到年底，不得删行。",
				en: "Scope: every municipal and provincial project on the books, one row each; those accepted or terminated stay until the year ends.",
			},
			{
				zh: "申请延期的填延期申请日期；批准以后再填延期批准日期和延期后到期日，有效到期日从批准之日起按延期后到期日计算。",
				en: "The approval and the extended day are entered once the extension was approved; from then on the project is due on the extended day.",
			},
			{ zh: "金额单位为万元，保留两位小数；还没有拨付的填 0。", en: "Amounts are in 万元 with two decimals; enter 0 where nothing was paid yet." },
		],
		[projects],
	),
	tables: [projects],
	indicators: [
		overdueProjects("", { zh: "年初到期未验收项目", en: "Projects due but not accepted at the start of the year" }),
		overdueProjects("accepted", OUTCOMES.accepted, accepted),
		overdueProjects("extension", OUTCOMES.extension, not(accepted), extensionApplied),
		overdueProjects("terminated", OUTCOMES.terminated, not(accepted), not(extensionApplied), terminated),
		overdueProjects("outstanding", OUTCOMES.outstanding, not(accepted), not(extensionApplied), not(terminated)),
	],
	charts: [
		{
			id: "projects.overdue.by-unit",
			across: "units",
			kind: "stacked",
			title: { zh: "年初到期未验收项目的去向（分单位）", en: "What became of overdue projects, by unit" },
			unit: "项",
			series: Object.entries(OUTCOMES).map(([outcome, name]) => ({ name, indicator: `projects.overdue.${outcome}` })),
		},
	],
});
