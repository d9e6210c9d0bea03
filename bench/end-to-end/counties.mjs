// Rosters of high-tech enterprises (阳科统01) as six offices would send them: seeded, valid, and written the ways offices write.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { workbook } from "../small-files/workbook.mjs";

/** Offices with the division that the codes of their enterprises name. */
export const COUNTIES = [
	["江城区", "441702"],
	["阳东区", "441704"],
	["阳西县", "441721"],
	["阳春市", "441781"],
	["海陵岛试验区", "441702"],
	["阳江高新区", "441702"],
];

const HEADER = [
	"序号",
	"企业名称",
	"统一社会信用代码",
	"县（市、区）",
	"曾用名",
	"所在园区",
	"高企证书编号",
	"认定年度",
	"发证日期",
	"有效期至",
	"技术领域",
	"行业代码",
	"是否规上",
	"企业规模",
	"从业人员期末人数（人）",
	"科技人员数（人）",
	"营业收入（万元）",
	"研发费用（万元）",
	"高新技术产品（服务）收入（万元）",
	"高企状态",
	"备注",
];

const CHARSET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** A unified social credit code with both check characters right (GB 32100-2015, GB 11714). */
export function uscc(division, number) {
	const organisation = `MA${String(number).padStart(6, "0")}`;
	const sum = [3, 7, 9, 10, 5, 8, 4, 2].reduce((total, weight, at) => total + weight * Number.parseInt(organisation[at], 36), 0);
	const own = 11 - (sum % 11);
	const first17 = `91${division}${organisation}${own === 10 ? "X" : own === 11 ? "0" : own}`;
	const weighted = WEIGHTS.reduce((total, weight, at) => total + weight * CHARSET.indexOf(first17[at]), 0);
	return first17 + CHARSET[(31 - (weighted % 31)) % 31];
}

/** mulberry32: the same seed gives the same files on every machine. */
function random(seed) {
	let state = seed;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = state;
		t = Math.imul(t ^ (t >>> 15), t | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
	const int = (low, high) => low + Math.floor(next() * (high - low + 1));
	return { next, int, pick: (from) => from[int(0, from.length - 1)] };
}

const BRANDS = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈剑号巨阙珠称夜光".match(/../g);
const TRADES = [
	["刀剪", "3324", "先进制造与自动化"],
	["模具", "3525", "先进制造与自动化"],
	["合金材料", "3240", "新材料"],
	["食品", "1361", "生物与新医药"],
	["照明", "3872", "新能源与节能"],
	["电子", "3982", "电子信息"],
];
const PARKS = ["阳江高新区", "珠海（阳江）", "中山火炬（阳西）", "无", "不在园区"];
const DAY_STYLES = [asDate, asDate, asDate, (day) => day.replaceAll("-", "."), chineseDay];

function asDate(day) {
	return new Date(`${day}T00:00:00Z`);
}

function chineseDay(day) {
	const [year, month, date] = day.split("-").map(Number);
	return `${year}年${month}月${date}日`;
}

/** An amount in 万元; one in eight as a text with thousands separators. */
const amount = (cents, chance) => (chance < 0.125 ? (cents / 100).toLocaleString("en-US", { minimumFractionDigits: 2 }) : cents / 100);

function sizeOf(employees, revenue) {
	if (employees < 20 || revenue < 300) return "微型";
	if (employees >= 1000 && revenue >= 40_000) return "大型";
	return employees >= 300 && revenue >= 2000 ? "中型" : "小型";
}

/** One enterprise, of this county alone and with nothing that an office would be asked to explain: a report that is returned or waits counts nothing. */
function enterprise([county, division], countyNumber, serial, draw) {
	const number = countyNumber * 100_000 + serial;
	const [trade, industry, field] = TRADES[number % TRADES.length];
	const year = draw.int(2016, 2018);
	const issued = `${year}-${String(draw.int(1, 12)).padStart(2, "0")}-${String(draw.int(1, 28)).padStart(2, "0")}`;
	const ended = `${year + 3}${issued.slice(4)}`;
	const employees = draw.int(5, 1500);
	const revenue = draw.int(200_00, 60_000_00);
	const spent = Math.round(revenue * (0.04 + draw.next() * 0.3));
	const style = draw.pick(DAY_STYLES);
	return [
		serial + 1,
		`阳江市${BRANDS[number % BRANDS.length]}${trade}（${number}）有限公司`,
		uscc(division, number),
		county,
		draw.next() < 0.05 ? `阳江市${draw.pick(BRANDS)}厂` : "",
		draw.pick(PARKS),
		`GR${year}440${String(serial % 100_000).padStart(5, "0")}`,
		year,
		style(issued),
		style(ended),
		field,
		industry,
		draw.pick(revenue >= 2000_00 ? ["是", "否", "√"] : ["否", "×"]),
		sizeOf(employees, revenue / 100),
		employees,
		draw.int(0, Math.floor(employees / 3)),
		amount(revenue, draw.next()),
		amount(spent, draw.next()),
		amount(Math.round(revenue * (0.15 + draw.next() * 0.8)), draw.next()),
		ended >= "2019-06-30" ? "有效" : "到期",
		draw.next() < 0.03 ? `第${serial}号，已现场核实` : "",
	];
}

/** The rows of one county's sheet: title, number, unit and period, header, `count` enterprises (one in two hundred of them entered twice). */
export function* rosterRows(county, countyNumber, count) {
	const draw = random(20190627 + countyNumber);
	yield [`${county[0]}2019年上半年高新技术企业名录`];
	yield ["表号：阳科统01"];
	yield [`填报单位：${county[0]}`, "", "", "", "报告期：2019年上半年"];
	yield HEADER;
	for (let serial = 0; serial < count; serial++) {
		const row = enterprise(county, countyNumber, serial, draw);
		yield row;
		if (serial % 200 === 50) yield row;
	}
}

/** Writes the six files, one folder per office, and gives their paths. */
export function writeCounties(folder, count) {
	return COUNTIES.map((county, number) => {
		const file = path.join(folder, county[0], `${county[0]}2019年上半年高新技术企业名录.xlsx`);
		mkdirSync(path.dirname(file), { recursive: true });
		writeFileSync(file, workbook([...rosterRows(county, number + 1, count)]));
		return file;
	});
}

if (process.argv[1] === import.meta.filename) {
	const [, , folder, count = "20000"] = process.argv;
	if (folder === undefined) throw new Error("usage: node bench/end-to-end/counties.mjs FOLDER [ROWS]");
	for (const file of writeCounties(folder, Number(count))) process.stdout.write(`${file}\n`);
}
