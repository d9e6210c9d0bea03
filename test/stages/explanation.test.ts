import { describe, expect, test } from "vitest";
import { faultOf } from "../../src/stages/explanation.ts";

const RULE = "3% ≤ 研发费用 ÷ 营业收入 ≤ 50%";
const REMEDY = "研发强度过低或过高：请核对两个金额及其单位；数据属实的，请书面说明原因。";
const OWN = [RULE, REMEDY, "研发费用（万元）", "265.18"];
const asked = (text: string) => faultOf(text, "reason", OWN);

describe("where a reason is asked for", () => {
	test.each([
		...[
			"无",
			"无。",
			"情况属实",
			"情况属实。",
			"属实",
			"已核实",
			"核实无误",
			"数据无误",
			"同上",
			"没有",
			"正常",
			"是的",
			"如实填报",
			"经核实数据属实",
		],
		...[
			"我单位已核实，情况属实！",
			"该企业数据真实、准确、有效",
			"经与企业电话核实，所填数据均属实",
			"属实属实属实",
			"情况属实，特此说明。",
			"以企业提供的数据为准",
		],
		...[
			"ＯＫ",
			"n/a",
			"N/A",
			"ok",
			"OK.",
			"yes",
			"data verified",
			"The figure is correct.",
			"1",
			"１",
			"2019年",
			"100%",
			"√",
			"见附件",
			"待核实",
			"略",
			"无异常，请予通过",
		],
		...[
			"确认无误，请审核",
			"研发费用属实",
			"研发费用（万元）",
			"265.18",
			RULE,
			"265.18万元属实",
			"同上同上",
			"情 况 属 实",
			"情况\n属实",
			"哈哈哈哈",
			"好好好好",
		],
	])("%j gives none", (text) => {
		expect(asked(text)).toBe("no-reason");
	});

	test.each(["", "  ", "　", "。", "——", "/", "……", "\n", "*"])("%j says nothing", (text) => {
		expect(asked(text)).toBe("nothing");
	});

	test.each([
		...[
			"企业上半年停产检修",
			"停产",
			"亏损",
			"搬迁",
			"已核实，今年新建生产线，设备投入大",
			"情况属实：企业四月起由阳春迁入，登记地仍在阳春",
			"半年数，全年可达到2000万元",
		],
		...[
			"以统计部门认定的规模为准",
			"无生产，只有研发",
			"经省厅批准延期两次（粤科函〔2018〕12号）",
			"没有收入，仍在建设期",
			"New production line installed in May",
			"moved",
		],
		...["研发强度过低：企业刚获订单，研发项目7月启动", "研发费用含委外研发，尚未结算"],
	])("%j is one", (text) => {
		expect(asked(text)).toBeNull();
	});

	test("the finding's own text copied back is none, whole or in part; what a remedy names as a reason is one", () => {
		expect(asked(REMEDY)).toBe("copied");
		expect(asked("请核对两个金额及其单位；数据属实的，请书面说明原因")).toBe("copied");
		const other = "该代码的登记机关属于另一个县（市、区）：请核实企业是否在本辖区；登记地与经营地不同的，请书面说明。";
		expect(faultOf("登记地与经营地不同", "reason", [other])).toBeNull();
	});

	test("a page of text is too long, a thousand characters are not", () => {
		expect(asked(`企业停产${"，设备检修".repeat(199)}`)).toBeNull();
		expect(asked(`企业停产${"，设备检修".repeat(200)}`)).toBe("long");
	});
});

describe("where a confirmation will do", () => {
	test.each(["情况属实", "属实", "是", "是的", "√", "已核实", "全称如此", "确为简称", "ok", "2019年无误", "企业停产"])("%j is one", (text) => {
		expect(faultOf(text, "confirm", OWN)).toBeNull();
	});

	test.each(["", "无", "同上", "1", "——", "N/A", "不知道", "没有", "待核实", "略"])("%j is none", (text) => {
		expect(faultOf(text, "confirm", OWN)).toBe("nothing");
	});
});
