import { organisationCheckCharacter, usccCheckCharacter } from "../../src/stages/normalise/uscc.ts";

/** What an office sends of 统01: heading → text. */
export type Line = Readonly<Record<string, string>>;

const USUAL = {
	高企证书编号: "",
	认定年度: "2018",
	发证日期: "2018-11-28",
	有效期至: "2021-11-28",
	技术领域: "新材料",
	行业代码: "3130",
	是否规上: "是",
};

/** The code of an enterprise that does not exist, with both check characters right. */
function uscc(number: number): string {
	const organisation = `MA5${String(number).padStart(5, "0")}`;
	const first17 = `91441704${organisation}${organisationCheckCharacter(organisation)}`;
	return first17 + usccCheckCharacter(first17);
}

/** An enterprise of 阳东区 that does not exist. */
export function enterprise(number: number, more: Line = {}): Line {
	const certificate = `GR2018440${String(10_000 + number)}`;
	const own = {
		企业名称: `示例第${number}企业有限公司`,
		统一社会信用代码: uscc(number),
		"县(市、区)": "阳东区",
		...USUAL,
		高企证书编号: certificate,
	};
	const size = { 企业规模: "小型", "从业人员期末人数（人）": String(100 + number), "科技人员数（人）": "20", 高企状态: "有效" };
	return { ...own, ...size, "营业收入（万元）": String(5000 + number), "研发费用（万元）": String(260 + number), ...more };
}

/** A roster of 统01 as 阳东区 sends it, as CSV. */
export function sheet(lines: readonly Line[], { headings = Object.keys(lines[0] ?? {}), period = "2019年上半年" } = {}): string {
	const head = `表号：阳科统01,填报单位：阳东区,报告期：${period}`;
	return `${[head, headings.join(","), ...lines.map((line) => headings.map((heading) => line[heading] ?? "").join(","))].join("\r\n")}\r\n`;
}
