import { loadForms } from "../../src/app.ts";
import { type ContextCase, sweepContextRules } from "./context-cases.ts";

const A = "91441704MA5T010130";
const B = "91441704MA5T010149";
const UNIT = "441704-00";
const OTHER = "441702-00";
const CITY = "441700-00";

/** An enterprise that applies, and one of the roster. */
const applying = { uscc: A, ent_name: "甲公司", apply_year: 2019, apply_type: "首次认定", intent: "今年申报", stage: "备料" };
const listed = { uscc: A, ent_name: "甲公司", cert_year: 2019, valid_to: "2022-06-01", status: "有效" };
const roster = (row: object, period = "2019H1") => [{ form: "阳科统01", period, rows: [{ ...listed, ...row }] }];
const pipeline = (row: object, period = "2019-06") => ({ form: "阳科统02", period, rows: [{ ...applying, ...row }] });

const platform = { uscc: A, name: "示例孵化器", type: "孵化器", level: "市级", status: "运行" };
const carrier = { uscc: A, carrier: "示例孵化器", type: "孵化器", level: "市级" };
const platforms = (rows: readonly object[], period = "2019Q2") => [{ form: "阳科统03", period, rows: rows.map((row) => ({ ...platform, ...row })) }];
const carriers = (rows: readonly object[]) => [{ form: "阳科统04", period: "2019H1", rows: rows.map((row) => ({ ...carrier, ...row })) }];

const recognised = { uscc: A, item: "市级工程中心", apply_year: 2019, platform: "示例中心", status: "已认定", doc_no: "阳科字〔2019〕8号" };
const application = (row: object, period = "2019-06") => ({
	form: "阳科统05",
	period,
	rows: [{ ...recognised, recognised_on: "2019-05-20", ...row }],
});

const proposal = { proposal_no: "SB-1", uscc: A, project_name: "刀具（一期）", conclusion: "拟立项", granted: 20, doc_no: "阳科字〔2019〕9号" };
const project = { project_no: "GY-01", uscc: A, project_name: "刀具(一期)", grant: 20 };
const proposals = (row: object) => [{ form: "阳科统06", period: "2019H1", rows: [{ ...proposal, ...row }] }];
const projects = (row: object, period = "2019Q2") => [{ form: "阳科统07", period, rows: [{ ...project, ...row }] }];

/** The bureau's activities of three months. */
const activities = (row: object, months = ["2019-04", "2019-05", "2019-06"]) =>
	months.map((period) => ({
		...{ form: "阳科统09", unit: CITY, period },
		rows: period === "2019-05" ? [{ type: "走访调研", start_date: "2019-05-10", visited: [`甲公司(${A})`], ...row }] : [],
	}));
const visited = { ...applying, visit_by: "市局", visit_date: "2019-05-17" };

/** X10 of a form. */
const held = (form: string, period: string, table?: string): ContextCase => {
	const other = { form, period, ...(table === undefined ? {} : { table }) };
	return {
		period,
		breaks: [
			{
				rows: [{ uscc: B }, { uscc: A }],
				others: [{ ...other, unit: OTHER, rows: [{ uscc: A }] }],
				gives: [{ row: 2, against: `${form} ${period} ${OTHER} uscc: ${A}` }],
			},
		],
		keeps: [
			{ rows: [{ uscc: A }], others: [{ ...other, unit: OTHER, rows: [{ uscc: B }] }] },
			{ rows: [{ uscc: A }], others: [{ ...other, unit: OTHER, rows: [{ uscc: A }], status: "returned" }] },
			{ rows: [{ uscc: A }], others: [{ ...other, period: period.replace("2019", "2018"), unit: OTHER, rows: [{ uscc: A }] }] },
			// An earlier version of the same report holds the same enterprises.
			{ rows: [{ uscc: A }], others: [{ ...other, rows: [{ uscc: A }] }] },
		],
	};
};

sweepContextRules(await loadForms(), /^X/, {
	"阳科统01 X1": {
		period: "2019H1",
		breaks: [
			{
				rows: [{ uscc: B, cert_year: 2019 }],
				others: [pipeline({ stage: "已备案" })],
				gives: [{ row: null, subject: `甲公司（${A}）`, against: `阳科统02 2019-06 ${UNIT} stage: 已备案` }],
			},
			{
				rows: [{ uscc: A, cert_year: 2016 }],
				others: [pipeline({ stage: "已备案" }, "2019-04")],
				gives: [{ row: 1, expected: 2019, against: `阳科统02 2019-04 ${UNIT} stage: 已备案` }],
			},
		],
		keeps: [
			{ rows: [{ uscc: A, cert_year: 2019 }], others: [pipeline({ stage: "已备案" })] },
			{ rows: [], others: [pipeline({ stage: "公示" })] },
			// The newest month has the last word.
			{ rows: [], others: [pipeline({ stage: "已备案" }, "2019-05"), pipeline({ stage: "未通过" })] },
			{ rows: [], others: [pipeline({ stage: "公示" }), pipeline({ stage: "已备案" }, "2019-07")] },
		],
	},
	"阳科统02 X1": {
		period: "2019-06",
		breaks: [
			{ rows: [{ ...applying, stage: "已备案" }], others: roster({ uscc: B }), gives: [{ row: 1 }] },
			{
				rows: [{ ...applying, stage: "已备案" }],
				others: roster({ cert_year: 2016 }),
				gives: [{ row: 1, against: `阳科统01 2019H1 ${UNIT} cert_year: 2016` }],
			},
		],
		keeps: [
			{ rows: [{ ...applying, stage: "已备案" }], others: roster({}) },
			{ rows: [{ ...applying, stage: "公示" }], others: roster({ uscc: B }) },
		],
	},
	"阳科统02 X2": {
		period: "2019-06",
		breaks: [
			{ rows: [{ ...applying, apply_type: "重新认定" }], others: roster({ uscc: B }, "2018"), gives: [{ row: 1, expected: "首次认定" }] },
			{
				rows: [{ ...applying, apply_type: "重新认定" }],
				others: roster({ valid_to: "2020-11-30" }, "2018"),
				gives: [{ row: 1, at: "apply_year", expected: 2020, against: `阳科统01 2018 ${UNIT} valid_to: 2020-11-30` }],
			},
		],
		keeps: [
			{ rows: [{ ...applying, apply_type: "重新认定" }], others: roster({ valid_to: "2019-11-30" }, "2018") },
			{ rows: [applying], others: roster({ uscc: B }, "2018") },
		],
	},
	"阳科统01 X3": {
		period: "2019H1",
		breaks: [
			{
				rows: [{ ...listed, cert_year: 2017, valid_to: "2020-11-09" }],
				others: [pipeline({})],
				gives: [{ row: 1, against: `阳科统02 2019-06 ${UNIT} intent: 今年申报` }],
			},
		],
		keeps: [
			{ rows: [{ ...listed, cert_year: 2016, valid_to: "2019-11-30" }], others: [pipeline({})] },
			{ rows: [{ ...listed, cert_year: 2017, valid_to: "2020-11-09" }], others: [pipeline({ intent: "明年培育" })] },
			{ rows: [{ ...listed, cert_year: 2017, valid_to: "2020-11-09" }], others: [pipeline({ stage: "放弃" })] },
			{ rows: [{ ...listed, cert_year: 2019 }], others: [pipeline({})] },
		],
	},
	"阳科统02 X3": {
		period: "2019-06",
		breaks: [
			{
				rows: [applying],
				others: roster({ cert_year: 2018, valid_to: "2021-11-28" }),
				gives: [{ row: 1, expected: "明年培育 / 暂不申报", against: `阳科统01 2019H1 ${UNIT} valid_to: 2021-11-28` }],
			},
		],
		keeps: [
			{ rows: [applying], others: roster({ cert_year: 2016, valid_to: "2019-11-28" }) },
			{ rows: [{ ...applying, intent: "暂不申报" }], others: roster({ cert_year: 2018, valid_to: "2021-11-28" }) },
			{ rows: [applying], others: roster({ uscc: B, cert_year: 2018, valid_to: "2021-11-28" }) },
		],
	},
	"阳科统03 X4": {
		period: "2019Q2",
		breaks: [
			{
				rows: [platform],
				others: carriers([{ level: "省级" }]),
				gives: [{ row: 1 }, { row: null, subject: "示例孵化器（省级）", against: `阳科统04 2019H1 ${UNIT} carrier: 示例孵化器` }],
			},
			{ rows: [platform], others: carriers([{ carrier: "示例众创空间", type: "加速器" }]), gives: [{ row: 1 }] },
		],
		keeps: [
			{ rows: [platform], others: carriers([{ carrier: "示例 孵化器" }]) },
			{ rows: [platform, { ...platform, name: "旧孵化器", status: "撤销" }], others: carriers([{}]) },
			{
				rows: [platform, { ...platform, type: "工程技术研究中心", name: "示例中心" }],
				others: carriers([{}, { carrier: "示例加速器", type: "加速器" }]),
			},
		],
	},
	"阳科统04 X4": {
		period: "2019H1",
		breaks: [
			{
				rows: [carrier],
				others: platforms([{ name: "示例众创空间", type: "众创空间" }]),
				gives: [{ row: 1 }, { row: null, subject: "示例众创空间（市级）", against: `阳科统03 2019Q2 ${UNIT} name: 示例众创空间` }],
			},
			{ rows: [carrier, { ...carrier, level: "省级" }], others: platforms([{}]), gives: [{ row: 2 }] },
		],
		keeps: [
			{ rows: [carrier], others: platforms([{}]) },
			{ rows: [carrier, { ...carrier, type: "加速器", carrier: "示例加速器" }], others: platforms([{}, { name: "新孵化器", status: "在建" }]) },
		],
	},
	"阳科统03 X5": {
		period: "2019Q2",
		breaks: [
			{
				rows: [{ doc_no: "阳科字〔2019〕7号" }],
				others: [application({})],
				gives: [
					{ row: null, subject: "示例中心（阳科字〔2019〕8号）", against: `阳科统05 2019-06 ${UNIT} doc_no: 阳科字〔2019〕8号`, severity: "soft" },
				],
			},
			{
				rows: [],
				others: [application({ recognised_on: "2019-03-31" }, "2019-04")],
				gives: [
					{ row: null, subject: "示例中心（阳科字〔2019〕8号）", against: `阳科统05 2019-04 ${UNIT} doc_no: 阳科字〔2019〕8号`, severity: "hard" },
				],
			},
		],
		keeps: [
			{ rows: [{ doc_no: "阳科字[2019]8号" }], others: [application({})] },
			{ rows: [], others: [application({ status: "评审通过" })] },
			{ rows: [], others: [application({ item: "市级创新团队" })] },
			{ rows: [], others: [application({ recognised_on: "2019-07-01" })] },
		],
	},
	"阳科统05 X5": {
		period: "2019-08",
		breaks: [
			{
				rows: [{ ...recognised, recognised_on: "2019-05-20" }],
				others: platforms([{ doc_no: "阳科字〔2019〕7号" }]),
				gives: [{ row: 1, severity: "soft" }],
			},
			{ rows: [{ ...recognised, recognised_on: "2019-03-31" }], others: platforms([]), gives: [{ row: 1, severity: "hard" }] },
		],
		keeps: [
			{ rows: [{ ...recognised, recognised_on: "2019-05-20" }], others: platforms([{ doc_no: "阳科字(2019)8号" }]) },
			// A list of the quarter before cannot have it.
			{ rows: [{ ...recognised, recognised_on: "2019-07-01" }], others: platforms([]) },
			{ rows: [{ ...recognised, status: "评审通过" }], others: platforms([]) },
		],
	},
	"阳科统06 X6": {
		period: "2019H1",
		breaks: [
			{ rows: [proposal], others: projects({ uscc: B }), gives: [{ row: 1 }] },
			{
				rows: [proposal],
				others: projects({ grant: 15 }),
				gives: [{ row: 1, at: "granted", expected: 15, difference: 5, against: `阳科统07 2019Q2 ${UNIT} grant: 15` }],
			},
		],
		keeps: [
			{ rows: [proposal], others: projects({ grant: 20.01 }) },
			{ rows: [{ ...proposal, doc_no: null }], others: projects({ uscc: B }) },
			{ rows: [{ ...proposal, conclusion: "待定" }], others: projects({ uscc: B }) },
		],
	},
	"阳科统07 X6": {
		period: "2019Q3",
		breaks: [
			{
				rows: [{ ...project, project_name: "刀具二期" }],
				others: proposals({}),
				gives: [{ row: null, subject: "刀具（一期）（阳科字〔2019〕9号）", against: `阳科统06 2019H1 ${UNIT} doc_no: 阳科字〔2019〕9号` }],
			},
			{
				rows: [{ ...project, grant: 25 }],
				others: proposals({}),
				gives: [{ row: 1, expected: 20, difference: 5, against: `阳科统06 2019H1 ${UNIT} granted: 20` }],
			},
		],
		keeps: [
			{ rows: [project], others: proposals({}) },
			{ rows: [], others: proposals({ doc_no: null }) },
			{ rows: [], others: proposals({ conclusion: "不立项" }) },
		],
	},
	"阳科统07 X7": {
		period: "2019Q2",
		breaks: [
			{
				rows: [project],
				others: [{ form: "阳科统08", period: "2019H1", rows: [{ project_nos: ["GY-01", "GY-02"] }] }],
				gives: [{ row: null, subject: "GY-02", against: `阳科统08 2019H1 ${UNIT} project_nos: GY-01,GY-02` }],
			},
		],
		keeps: [
			{ rows: [project], others: [{ form: "阳科统08", period: "2019H1", rows: [{ project_nos: ["GY-01"] }, { project_nos: null }] }] },
			{
				rows: [],
				others: [
					{ form: "阳科统08", period: "2018H2", rows: [{ project_nos: ["GY-02"] }] },
					{ form: "阳科统08", period: "2019H1", rows: [] },
				],
			},
		],
	},
	"阳科统08 X7": {
		period: "2019H1",
		breaks: [{ rows: [{ project_nos: ["GY-01", "GY-02", "GY-03"] }], others: projects({}), gives: [{ row: 1, subject: "GY-02、GY-03" }] }],
		keeps: [
			{ rows: [{ project_nos: ["GY-01"] }, { project_nos: null }], others: projects({}) },
			{ rows: [{ project_nos: ["GY-01"] }], others: projects({}, "2018Q4") },
		],
	},
	"阳科统02 X8": {
		period: "2019-06",
		breaks: [
			{ rows: [{ ...visited, visit_date: "2019-05-18" }], others: activities({}), gives: [{ row: 1 }] },
			{ rows: [{ ...visited, uscc: B }], others: activities({}), gives: [{ row: 1 }] },
			{ rows: [visited], others: activities({ type: "座谈会" }), gives: [{ row: 1 }] },
		],
		keeps: [
			{ rows: [visited], others: activities({}) },
			{ rows: [{ ...visited, visit_date: "2019-05-03" }], others: activities({}) },
			{ rows: [{ ...visited, uscc: B, visit_by: "县区" }], others: activities({}) },
			// The bureau may still tell of it: a month within reach has not been reported.
			{ rows: [{ ...visited, uscc: B, visit_date: "2019-05-25" }], others: activities({}, ["2019-05"]) },
			{ rows: [{ ...visited, uscc: B, visit_date: "2019-06-25" }], others: activities({}) },
		],
	},
	"阳科统01 X10": held("阳科统01", "2019H1"),
	"阳科统02 X10": held("阳科统02", "2019-06"),
	"阳科统03 X10": held("阳科统03", "2019Q2"),
	"阳科统04 X10": held("阳科统04", "2019H1"),
	"阳科统05 X10": held("阳科统05", "2019-06"),
	"阳科统06 X10": held("阳科统06", "2019H1"),
	"阳科统07 X10": held("阳科统07", "2019Q2"),
	"阳科统08 X10": held("阳科统08", "2019H1"),
	"阳科统10 X10": held("阳科统10", "2019Q2", "A"),
	"阳科统01 X11": {
		period: "2019H1",
		breaks: [
			{
				rows: [listed, { ...listed, uscc: B, status: "撤销" }],
				others: carriers([{ hnte_tenants: 2 }]),
				gives: [{ row: null, expected: "≥ 2", difference: -1, against: `阳科统04 2019H1 ${UNIT} hnte_tenants: 2` }],
			},
		],
		keeps: [
			// One carrier at two levels has its tenants once.
			{ rows: [listed], others: carriers([{ hnte_tenants: 1 }, { level: "省级", hnte_tenants: 1 }]) },
			{ rows: [listed], others: carriers([{ hnte_tenants: null }]) },
		],
	},
	"阳科统04 X11": {
		period: "2019H1",
		breaks: [
			{
				rows: [
					{ ...carrier, hnte_tenants: 1 },
					{ ...carrier, carrier: "另一孵化器", hnte_tenants: 1 },
				],
				others: roster({}),
				gives: [{ row: null, expected: "≤ 1", difference: 1 }],
			},
		],
		keeps: [
			{
				rows: [
					{ ...carrier, hnte_tenants: 1 },
					{ ...carrier, level: "省级", hnte_tenants: 1 },
				],
				others: roster({ status: "重新认定中" }),
			},
		],
	},
});
