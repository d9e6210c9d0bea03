import { expect, test } from "vitest";
import { CITY, csv, enterprise, given, type Line, nil, OFFICES, type Office, valuesOf, YANGDONG, YANGXI } from "./offices.ts";

/** Submissions whose figures were worked out by hand, with the rows that would be counted wrongly by a filter that is nearly right. Cutoff 2019-06-27. */

const HOSTED = { 企业名称: "", 统一社会信用代码: "", "县(市、区)": "阳东区" };

test("统01: the stock is of enterprises, valid at the cutoff, wherever they are listed", async () => {
	const usual = {
		...HOSTED,
		高企证书编号: "",
		认定年度: 2018,
		发证日期: "2018-11-28",
		有效期至: "2021-11-28",
		技术领域: "新材料",
		是否规上: "否",
		企业规模: "小型",
	};
	const amounts = { 从业人员期末人数: 50, 营业收入: 3000, 研发费用: 150, 高企状态: "有效" };
	const line = (n: number, more: Line = {}): Line => ({ ...enterprise(n), 高企证书编号: `GR201844000${100 + n}`, ...more });
	const issued = (n: number, day: string, more: Line): Line => {
		const [year = "", rest = ""] = [day.slice(0, 4), day.slice(4)];
		return line(n, { 高企证书编号: `GR${year}44000${200 + n}`, 认定年度: year, 发证日期: day, 有效期至: `${Number(year) + 3}${rest}`, ...more });
	};
	const roster = (office: Office, lines: readonly Line[]) =>
		csv("统01", office, "2019年上半年", { ...usual, ...amounts, "县(市、区)": office }, lines);
	const { published } = await given([
		roster("阳东区", [
			line(1),
			issued(2, "2016-06-27", { 高企状态: "重新认定中" }),
			issued(3, "2016-06-26", { 高企状态: "重新认定中" }),
			line(4, { 高企状态: "撤销" }),
			line(5, { 高企状态: "迁出" }),
			issued(6, "2016-06-26", { 高企状态: "到期" }),
			line(7, { 企业规模: "中型" }),
		]),
		// The zone's and the district's rosters name one enterprise: once for the division, once for the city.
		roster("江城区", [line(8)]),
		roster("阳江高新区", [line(8, { 高企证书编号: "GR201844000999" }), line(1)]),
	]);
	const figures = await published();
	const stock = figures("hnte.stock");
	expect(stock.value).toBe(4);
	expect(stock.byUnit).toMatchObject({ [YANGDONG]: 3, "441702-00": 1, "441700-72": 2, [YANGXI]: null });
	expect(stock.byDivision).toMatchObject({ "441704": 3, "441702": 2, "441721": null });
	expect(valuesOf(figures, "hnte.stock", "field.materials", "field.energy", "size.medium", "size.small")).toEqual([4, null, 1, 3]);
	expect(figures("hnte.expiring").value).toBe(3);
});

test("统02: enterprises that the bureau visited by the cutoff, by their latest row", async () => {
	const usual = {
		...HOSTED,
		申报年度: 2019,
		来源: "县区摸排",
		认定类型: "首次认定",
		摸排日期: "2019-02-20",
		走访日期: "",
		走访组织: "",
		申报意愿: "今年申报",
	};
	const rest = { 申报批次: "第一批", 企业提交日期: "", 当前进度: "走访" };
	const month = (office: Office, period: string, lines: readonly Line[]) =>
		csv("统02", office, period, { ...usual, ...rest, "县(市、区)": office }, lines);
	const visited = (n: number, day: string, by: string, more: Line = {}): Line => ({ ...enterprise(n), 走访日期: day, 走访组织: by, ...more });
	const { published } = await given([
		month("阳东区", "2019年5月", [visited(1, "2019-05-10", "市局"), visited(2, "2019-05-10", "市局")]),
		month("阳东区", "2019年6月", [
			// Corrected since: it was the county that visited.
			visited(2, "2019-05-10", "县区"),
			visited(1, "2019-05-10", "市局", { 申报年度: 2020, 申报批次: "未定" }),
			visited(3, "2019-06-28", "市局"),
			visited(4, "2019-06-27", "市局", { 当前进度: "已备案", 企业提交日期: "2019-06-20" }),
			visited(5, "2019-06-03", "县区", { 认定类型: "重新认定", 当前进度: "已备案", 企业提交日期: "2019-06-20" }),
			{ ...enterprise(6), 当前进度: "摸排", 摸排日期: "2019-06-28" },
		]),
		month("阳西县", "2019年6月", [visited(4, "2019-06-27", "市局")]),
	]);
	const figures = await published();
	expect(figures("pipeline.visited")).toMatchObject({ value: 2, byUnit: { [YANGDONG]: 2, [YANGXI]: 1, [CITY]: null } });
	expect(valuesOf(figures, "pipeline", "screened", "recognised")).toEqual([5, 1]);
});

const PLATFORM = { 平台名称: "", 平台类别: "工程技术研究中心", 级别: "市级", ...HOSTED, 认定年份: 2015, 平台状态: "运行" };
const platforms = (office: Office, lines: readonly Line[]) => csv("统03", office, "2019年第二季度", { ...PLATFORM, "县(市、区)": office }, lines);
const platform = (n: number, more: Line = {}): Line => ({ ...enterprise(n), 平台名称: `示例第${n}中心`, ...more });
const PLATFORMS = [
	platform(1, { 级别: "省级" }),
	// Renamed, with the current name in its row.
	platform(2, { 平台状态: "更名" }),
	// Renamed, with the old and the current name in rows of their own.
	platform(3, { 平台状态: "更名", 平台名称: "示例第3旧中心" }),
	platform(3),
	// Renamed, beside another platform of the host.
	platform(4, { 平台状态: "更名", 认定年份: 2014 }),
	platform(4, { 平台名称: "示例第4另一中心", 认定年份: 2017 }),
	platform(5, { 平台状态: "已升级" }),
	platform(5, { 级别: "省级", 平台状态: "整改", 认定年份: 2018 }),
	platform(6, { 平台状态: "在建" }),
	platform(7, { 平台状态: "撤销" }),
	platform(8, { 平台类别: "院士工作站", 级别: "不分级" }),
];

test("统03: what runs, is rectified or was renamed, each platform once; a zero only where all have reported", async () => {
	const lone = await (await given([platforms("江城区", PLATFORMS)])).published();
	expect(valuesOf(lone, "platforms", "centre.municipal", "centre.provincial", "academician.ungraded", "total")).toEqual([4, 2, 1, 7]);
	expect(lone("platforms.national")).toMatchObject({ value: null, byUnit: { "441702-00": 0, [YANGDONG]: null } });
	const others = OFFICES.filter((office) => office !== "江城区").map((office) => nil("统03", office, "2019年第二季度"));
	const all = await (await given([platforms("江城区", PLATFORMS), ...others])).published();
	expect(all("platforms.national")).toMatchObject({ value: 0, byUnit: { [YANGDONG]: 0 }, byDivision: { "441702": 0 } });
});

test("统03: whether the municipal centres include the provincial ones is a setting", async () => {
	const { published } = await given([platforms("江城区", PLATFORMS)]);
	const figures = await published({ readings: { municipalCentresIncludeProvincial: true } });
	expect(valuesOf(figures, "platforms", "centre.municipal", "centre.provincial", "municipal", "total")).toEqual([6, 2, 4, 7]);
	expect((await published())("platforms.centre.municipal").value).toBe(4);
});

test("统04: each incubator once, at its highest level, against the end of the year before", async () => {
	const usual = {
		载体名称: "",
		类别: "孵化器",
		级别: "市级",
		...HOSTED,
		可自主支配孵化场地使用面积: 0,
		期末在孵企业数: 10,
		其中_当期新入孵: 0,
		当期退出: 0,
	};
	const carriers = (period: string, lines: readonly Line[]) =>
		csv("统04", "阳东区", period, { ...usual, 累计毕业企业数: 4, 其中_当期毕业: 0 }, lines);
	const carrier = (n: number, area: number, more: Line = {}): Line => ({
		...enterprise(n),
		载体名称: `示例第${n}孵化器`,
		可自主支配孵化场地使用面积: area,
		...more,
	});
	const target = { 年度: 2019, 指标代码: 301, 指标名称: "孵化场地面积", 区域: "全市", 目标类型: "倍数", 下限: 2, 性质: "力争", 分解: "市级统筹" };
	const { published } = await given([
		carriers("2018年", [carrier(1, 600)]),
		carriers("2019年上半年", [
			carrier(1, 999),
			carrier(1, 1200, { 级别: "省级" }),
			carrier(2, 300, { 期末在孵企业数: 15 }),
			carrier(3, 5000, { 类别: "众创空间" }),
			carrier(4, 7000, { 类别: "加速器" }),
		]),
		csv("综01", "市本级", "2019年", target, [{}]),
	]);
	const figures = await published();
	expect(
		valuesOf(figures, "incubators", "area", "area.multiple", "area.multiple.completion", "tenants", "tenants.multiple", "graduates.multiple"),
	).toEqual([1500, 2.5, 125, 25, 2.5, 2]);
});

test("统05: applications received, past review and in preparation, each once through the months", async () => {
	const usual = {
		受理编号: "",
		...HOSTED,
		申报事项: "市级工程中心",
		申报年度: 2019,
		拟建平台名称: "示例平台",
		收到日期: "2019-04-10",
		评审日期: "",
		评审结论: "",
	};
	const rest = { 认定日期: "", 认定文号: "", 当前状态: "已受理" };
	const month = (period: string, lines: readonly Line[]) => csv("统05", "阳东区", period, { ...usual, ...rest }, lines);
	const reviewed = (n: number, more: Line): Line => ({
		...enterprise(n),
		申报事项: "市级新研机构",
		评审日期: "2019-05-30",
		评审结论: "通过",
		...more,
	});
	const { published } = await given([
		month("2019年4月", [{ ...enterprise(1), 当前状态: "已申报" }]),
		month("2019年6月", [
			// The application of April has got its number; the applicant has made a second one for the same.
			{ ...enterprise(1), 受理编号: "YJ001" },
			{ ...enterprise(1), 受理编号: "YJ002" },
			{ ...enterprise(2), 收到日期: "", 当前状态: "筹备" },
			{ ...enterprise(3), 当前状态: "撤回" },
			{ ...enterprise(4), 收到日期: "2019-06-28", 当前状态: "已申报" },
			{ ...enterprise(5), 申报年度: 2018, 收到日期: "2019-01-05" },
			reviewed(6, { 当前状态: "评审通过" }),
			reviewed(7, { 认定日期: "2019-06-20", 认定文号: "示例1号", 当前状态: "已认定" }),
			reviewed(8, { 认定日期: "2019-06-28", 认定文号: "示例2号", 当前状态: "已认定" }),
			reviewed(9, { 认定文号: "示例3号", 当前状态: "已认定" }),
			reviewed(10, { 评审结论: "不通过", 当前状态: "未通过" }),
			reviewed(11, { 评审日期: "2019-06-28", 当前状态: "评审通过" }),
			{ ...enterprise(12), 申报事项: "省级新研机构", 收到日期: "", 当前状态: "筹备" },
			{ ...enterprise(13), 申报事项: "省级新研机构", 当前状态: "已受理" },
		]),
	]);
	expect(valuesOf(await published(), "applications", "municipal-centre.received", "municipal-rd.reviewed", "provincial-rd.preparing")).toEqual([
		3, 2, 1,
	]);
});

test("统06: proposals by month of review, by their latest row, once for the city", async () => {
	const usual = {
		申报编号: "",
		项目名称: "示例项目",
		...HOSTED,
		...enterprise(1),
		计划级别: "市级",
		计划类别: "市级科技计划项目出库",
		项目负责人: "示例",
	};
	const rest = {
		申请财政资金: 30,
		自筹资金: 0,
		总投入: 30,
		拟起始年月: "2019-07",
		拟终止年月: "2021-06",
		评审日期: "2019-05-16",
		评审结论: "拟立项",
	};
	const batch = (office: Office, name: string, lines: readonly Line[]) =>
		csv("统06", office, "2019年上半年", { ...usual, ...rest, "县(市、区)": office }, lines, name);
	const { published } = await given([
		batch("阳东区", "第一批", [{ 申报编号: "P1" }, { 申报编号: "P2", 评审结论: "待定" }, { 申报编号: "P3" }, { 申报编号: "P4", 评审结论: "不立项" }]),
		// P2 was reviewed again.
		batch("阳东区", "第二批", [
			{ 申报编号: "P2", 评审日期: "2019-06-05" },
			{ 申报编号: "P5", 评审日期: "2019-06-05", 计划级别: "省级", 计划类别: "省科技专项资金" },
		]),
		batch("阳西县", "第一批", [{ 申报编号: "P1" }]),
	]);
	const figures = await published();
	expect(valuesOf(figures, "projects", "reviewed", "approved", "approval-rate")).toEqual([5, 4, 80]);
	expect(valuesOf(figures, "projects", "reviewed.month-05", "approved.month-05", "approval-rate.month-05")).toEqual([3, 2, 66.7]);
	expect(figures("projects.reviewed.month-05")).toMatchObject({ byUnit: { [YANGDONG]: 3, [YANGXI]: 1 }, byDivision: { "441704": 3, "441721": 1 } });
	expect(figures("projects.approval-rate.month-05").byUnit).toMatchObject({ [YANGDONG]: 66.7, [YANGXI]: 100 });
});
