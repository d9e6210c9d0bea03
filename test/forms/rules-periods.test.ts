import { loadForms } from "../../src/app.ts";
import { sweepContextRules } from "./context-cases.ts";

const A = "91441704MA5T010130";
const B = "91441704MA5T010149";
const CERT = "GR201644001101";
const UNIT = "441704-00";

/** A carrier at the end of 2018: 20 tenants, 6 graduates in all. */
const CARRIER = { carrier: "示例孵化器", level: "市级", uscc: A };
const year2018 = [{ form: "阳科统04", period: "2018", rows: [{ ...CARRIER, tenants: 20, grads_cum: 6 }] }];
const half = { ...CARRIER, carrier: "示例孵化器 ", tenants: 21, tenants_new: 5, exits: 1, grads_cum: 9, grads_new: 3 };

const PROJECT = { project_no: "GY-01", project_name: "刀具", due: "2019-12-31", grant: 10.5, status: "在研" };
const projects = (row: object, period = "2019Q1") => [{ form: "阳科统07", period, rows: [{ ...PROJECT, ...row }] }];
const matters = (row: object) => [{ form: "阳科统11", period: "2018H2", rows: [{ matter_no: "M-1", progress: 0.6, stage: "在建", ...row }] }];

sweepContextRules(await loadForms(), /-P\d+$/, {
	"阳科统01 01-P1": {
		period: "2019H1",
		breaks: [
			{
				rows: [{ uscc: B }],
				others: [{ form: "阳科统01", period: "2018", rows: [{ uscc: A, ent_name: "甲公司", status: "有效" }] }],
				gives: [{ row: null, subject: `甲公司（${A}）`, against: `阳科统01 2018 ${UNIT} uscc: ${A}` }],
			},
			{
				rows: [],
				others: [{ form: "阳科统01", period: "2018", rows: [{ uscc: A, ent_name: "甲公司", status: "重新认定中" }] }],
				gives: [{ row: null, subject: `甲公司（${A}）`, against: `阳科统01 2018 ${UNIT} uscc: ${A}` }],
			},
		],
		keeps: [
			{ rows: [{ uscc: A }], others: [{ form: "阳科统01", period: "2018", rows: [{ uscc: A, status: "有效" }] }] },
			{ rows: [], others: [{ form: "阳科统01", period: "2018", rows: [{ uscc: A, status: "到期" }] }] },
			// Only the last report before counts, and only where it was accepted.
			{
				rows: [],
				others: [
					{ form: "阳科统01", period: "2018H1", rows: [{ uscc: A, status: "有效" }] },
					{ form: "阳科统01", period: "2018H2", rows: [] },
					{ form: "阳科统01", period: "2018", status: "returned", rows: [{ uscc: A, status: "有效" }] },
				],
			},
		],
	},
	"阳科统01 01-P2": {
		period: "2019H1",
		breaks: [
			{
				rows: [{ uscc: A, hnte_cert: CERT, status: "有效" }],
				others: [{ form: "阳科统01", period: "2018", rows: [{ uscc: A, hnte_cert: CERT, status: "撤销" }] }],
				gives: [{ row: 1, expected: "撤销", against: `阳科统01 2018 ${UNIT} status: 撤销` }],
			},
		],
		keeps: [
			{
				rows: [{ uscc: A, hnte_cert: "GR201944001101", status: "有效" }],
				others: [{ form: "阳科统01", period: "2018", rows: [{ uscc: A, hnte_cert: CERT, status: "到期" }] }],
			},
			{
				rows: [{ uscc: A, hnte_cert: CERT, status: "到期" }],
				others: [{ form: "阳科统01", period: "2018", rows: [{ uscc: A, hnte_cert: CERT, status: "撤销" }] }],
			},
			{
				rows: [{ uscc: A, hnte_cert: CERT, status: "有效" }],
				others: [{ form: "阳科统01", period: "2018", rows: [{ uscc: A, hnte_cert: CERT, status: "重新认定中" }] }],
			},
		],
	},
	"阳科统04 04-P1": {
		period: "2019H1",
		breaks: [
			{
				rows: [{ ...half, grads_cum: 8 }],
				others: year2018,
				gives: [{ row: 1, expected: 9, difference: -1, against: `阳科统04 2018 ${UNIT} grads_cum: 6` }],
			},
		],
		keeps: [
			{ rows: [half], others: year2018 },
			// A carrier of another level, a new one, and a total that fell, which another rule tells.
			{ rows: [{ ...half, level: "省级", grads_cum: 8 }], others: year2018 },
			{ rows: [{ ...half, carrier: "新孵化器", grads_cum: 8 }], others: year2018 },
			{ rows: [{ ...half, grads_cum: 5 }], others: year2018 },
		],
	},
	"阳科统04 04-P2": {
		period: "2019H1",
		breaks: [
			{
				rows: [{ ...half, tenants: 22 }],
				others: year2018,
				gives: [{ row: 1, expected: 21, difference: 1, against: `阳科统04 2018 ${UNIT} tenants: 20` }],
			},
		],
		keeps: [
			{ rows: [half], others: year2018 },
			{ rows: [{ ...half, tenants: 22, exits: null }], others: year2018 },
		],
	},
	"阳科统04 04-P3": {
		period: "2019H1",
		breaks: [
			{
				rows: [{ ...half, grads_cum: 5 }],
				others: year2018,
				gives: [{ row: 1, expected: "≥ 6", difference: -1, against: `阳科统04 2018 ${UNIT} grads_cum: 6` }],
			},
		],
		keeps: [{ rows: [{ ...half, grads_cum: 6 }], others: year2018 }],
	},
	"阳科统07 07-P1": {
		period: "2019Q2",
		breaks: [
			{
				rows: [{ ...PROJECT, status: "在研" }],
				others: projects({ status: "已验收" }),
				gives: [{ row: 1, expected: "已验收", against: `阳科统07 2019Q1 ${UNIT} status: 已验收` }],
			},
			{
				rows: [{ ...PROJECT, status: "已验收" }],
				others: projects({ status: "终止" }),
				gives: [{ row: 1, expected: "终止", against: `阳科统07 2019Q1 ${UNIT} status: 终止` }],
			},
		],
		keeps: [
			{ rows: [{ ...PROJECT, status: "已验收" }], others: projects({ status: "已验收" }) },
			{ rows: [{ ...PROJECT, status: "在研" }], others: projects({ status: "已申请验收" }) },
		],
	},
	"阳科统07 07-P2": {
		period: "2019Q2",
		breaks: [
			{
				rows: [{ ...PROJECT, due: "2020-12-31", remarks: "按期推进" }],
				others: projects({}),
				gives: [{ row: 1, expected: "2019-12-31", against: `阳科统07 2019Q1 ${UNIT} due: 2019-12-31` }],
			},
			{
				rows: [{ ...PROJECT, grant: 10.6 }],
				others: projects({}),
				gives: [{ row: 1, at: "grant", expected: 10.5, difference: 0.1, against: `阳科统07 2019Q1 ${UNIT} grant: 10.5` }],
			},
		],
		keeps: [
			{ rows: [PROJECT], others: projects({}) },
			{ rows: [{ ...PROJECT, due: "2020-12-31", remarks: "2019年5月批复变更完成时间" }], others: projects({}) },
			{ rows: [{ ...PROJECT, project_no: "GY-02", grant: 99 }], others: projects({}) },
		],
	},
	"阳科统07 07-P3": {
		period: "2019Q2",
		breaks: [
			{
				rows: [{ ...PROJECT, project_no: "GY-1" }],
				others: projects({}),
				gives: [{ row: null, subject: "GY-01 刀具", against: `阳科统07 2019Q1 ${UNIT} project_no: GY-01` }],
			},
			{
				rows: [],
				others: projects({ status: "已验收" }),
				gives: [{ row: null, subject: "GY-01 刀具", against: `阳科统07 2019Q1 ${UNIT} project_no: GY-01` }],
			},
		],
		keeps: [
			{ rows: [PROJECT], others: projects({}) },
			// What was closed last year leaves the list.
			{ rows: [], others: projects({ status: "终止" }, "2018Q4") },
		],
	},
	"阳科统11 11-P1": {
		period: "2019H1",
		breaks: [
			{
				rows: [{ matter_no: "M-1", progress: 0.5 }],
				others: matters({}),
				gives: [{ row: 1, expected: "≥ 60%", against: `阳科统11 2018H2 ${UNIT} progress: 0.6` }],
			},
		],
		keeps: [
			{ rows: [{ matter_no: "M-1", progress: 0.6 }], others: matters({}) },
			{ rows: [{ matter_no: "M-1", progress: null }], others: matters({}) },
			{ rows: [{ matter_no: "M-1", progress: 0.1 }], others: matters({ progress: null }) },
		],
	},
	"阳科统11 11-P2": {
		period: "2019H1",
		breaks: [
			{
				rows: [{ matter_no: "M-1", stage: "已签约" }],
				others: matters({}),
				gives: [{ row: 1, against: `阳科统11 2018H2 ${UNIT} stage: 在建` }],
			},
		],
		keeps: [
			{ rows: [{ matter_no: "M-1", stage: "在建" }], others: matters({}) },
			{ rows: [{ matter_no: "M-1", stage: "停滞" }], others: matters({}) },
			{ rows: [{ matter_no: "M-1", stage: "谋划" }], others: matters({ stage: "停滞" }) },
		],
	},
});
