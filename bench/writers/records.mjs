import { writeFileSync } from "node:fs";

/*
 * What all writers write: a county roster of twenty columns with names, codes, dates, amounts, counts, shares and a last column that is mostly blank, each column with a look of its own. Writers of
 * any language read the same file of POOL different records and go round it: making the values shall cost none of them anything. Number and name of a row are its own.
 */

const POOL = 5000;

const HEADER = [
	...["序号", "企业名称", "统一社会信用代码", "县（市、区）", "行业代码", "行业名称", "成立日期", "认定日期", "联系人", "联系电话"],
	...["营业收入（万元）", "利润总额（万元）", "研发费用（万元）", "高新技术产品收入（万元）", "年末从业人数", "研发人员数", "有效发明专利数"],
	...["研发占比", "是否科技型中小企业", "备注"],
];
/** The look of each column. */
const LOOKS = [
	...["count", "text", "code", "centre", "code", "centre", "day", "day", "centre", "code"],
	...["amount", "amount", "amount", "amount", "count", "count", "count", "share", "centre", "text"],
];
const WIDTHS = [7, 36, 22, 12, 10, 20, 12, 12, 10, 14, 14, 14, 14, 14, 10, 10, 10, 10, 10, 30];
/** All have thin borders on four sides and stand in the middle of their height. */
const STYLES = {
	header: { font: "黑体", align: "center", format: "General", fill: "EDF2F7" },
	text: { font: "仿宋", align: "left", format: "General" },
	centre: { font: "仿宋", align: "center", format: "General" },
	code: { font: "Times New Roman", align: "center", format: "@" },
	count: { font: "Times New Roman", align: "right", format: "#,##0" },
	amount: { font: "Times New Roman", align: "right", format: "#,##0.00" },
	share: { font: "Times New Roman", align: "right", format: "0.0%" },
	day: { font: "Times New Roman", align: "center", format: "yyyy-mm-dd" },
};

const COUNTIES = ["江城区", "阳东区", "阳西县", "阳春市", "高新区", "海陵区", "滨海新区"];
const TRADES = [
	"五金刀剪制造",
	"食品加工",
	"新材料",
	"风电装备",
	"高端不锈钢",
	"软件和信息技术服务业",
	"水产养殖",
	"建筑安装",
	"物流仓储",
	"生物医药",
];
const SURNAMES = "陈林黄李梁张王吴刘罗谢冯关敖曾何许莫";
const GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰";
const BRANDS = "阳江十八子海天南鹏永丰金辉广隆宏达恒力新兴东方启明中泰华盛";

/** Writes the file of records: { header, looks, widths, styles, records }. Values are texts, numbers (days as Excel counts them) and null. */
export function writeRecords(file) {
	const random = seeded(20190630);
	const pick = (from) => from[Math.floor(random() * from.length)];
	const amount = (most) => Math.round(random() * most * 100) / 100;
	const record = () => {
		const trade = Math.floor(random() * TRADES.length);
		return [
			null,
			`${pick(BRANDS)}${pick(BRANDS)}${pick(BRANDS)}${TRADES[trade]}有限公司`,
			`9144170${String(Math.floor(random() * 1e11)).padStart(11, "0")}`,
			pick(COUNTIES),
			String(1300 + trade * 37),
			TRADES[trade],
			36_526 + Math.floor(random() * 7000),
			42_000 + Math.floor(random() * 1700),
			`${pick(SURNAMES)}${pick(GIVEN)}${pick(GIVEN)}`,
			`13${String(Math.floor(random() * 1e9)).padStart(9, "0")}`,
			...[amount(50_000), (random() < 0.1 ? -1 : 1) * amount(5000), amount(3000), amount(30_000)],
			Math.floor(random() * 900),
			Math.floor(random() * 120),
			random() < 0.7 ? Math.floor(random() * 40) : null,
			random() < 0.9 ? Math.round(random() * 1e4) / 1e4 : null,
			random() < 0.7 ? pick("是否") : null,
			random() < 0.1 ? pick(["与上年口径一致 & 已核", "Moved in 2018 <由外市迁入>"]) : null,
		];
	};
	const records = Array.from({ length: POOL }, record);
	writeFileSync(file, JSON.stringify({ header: HEADER, looks: LOOKS, widths: WIDTHS, styles: STYLES, records }));
}

/** A row from 1 on. */
export function rowOf(records, at) {
	const row = [...records[(at - 1) % records.length]];
	row[0] = at;
	row[1] += `第${at}分公司`;
	return row;
}

/** mulberry32 */
function seeded(seed) {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}
