import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { crc32, createDeflateRaw, deflateRawSync } from "node:zlib";

/**
 * Writes a county roster of so many rows and twenty columns as .xlsx, row by row: names and codes as shared texts, dates, amounts with two decimals, counts, shares, and
 * a last column that is mostly blank. The same rows give the same file.
 * @param {string} path
 * @param {number} rows
 */
export async function makeWorkbook(path, rows) {
	const zip = zipWriter(path);
	const shared = new Map();
	const text = (value) => {
		if (!shared.has(value)) shared.set(value, shared.size);
		return shared.get(value);
	};
	await zip.whole("[Content_Types].xml", CONTENT_TYPES);
	await zip.whole("_rels/.rels", rels([["officeDocument", "xl/workbook.xml"]]));
	await zip.whole("xl/workbook.xml", WORKBOOK);
	await zip.whole(
		"xl/_rels/workbook.xml.rels",
		rels([
			["worksheet", "worksheets/sheet1.xml"],
			["styles", "styles.xml"],
			["sharedStrings", "sharedStrings.xml"],
		]),
	);
	await zip.whole("xl/styles.xml", STYLES);
	await zip.stream("xl/worksheets/sheet1.xml", sheetXml(rows, text));
	await zip.stream("xl/sharedStrings.xml", sharedXml(shared));
	await zip.end();
}

const HEADER = [
	"序号",
	"企业名称",
	"统一社会信用代码",
	"县（市、区）",
	"行业代码",
	"行业名称",
	"成立日期",
	"认定日期",
	"联系人",
	"联系电话",
	"营业收入（万元）",
	"利润总额（万元）",
	"研发费用（万元）",
	"高新技术产品收入（万元）",
	"年末从业人数",
	"研发人员数",
	"有效发明专利数",
	"研发占比",
	"是否科技型中小企业",
	"备注",
];
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
const LETTERS = "ABCDEFGHIJKLMNOPQRST";

function* sheetXml(rows, text) {
	yield `${XML}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:T${rows}"/><sheetData>`;
	yield `<row r="1">${HEADER.map((title, at) => `<c r="${LETTERS[at]}1" t="s"><v>${text(title)}</v></c>`).join("")}</row>`;
	const random = seeded(20190630);
	const pick = (from) => from[Math.floor(random() * from.length)];
	let block = "";
	for (let row = 2; row <= rows; row++) {
		block += rowXml(row, random, pick, text);
		if (block.length > 60_000) {
			yield block;
			block = "";
		}
	}
	yield `${block}</sheetData></worksheet>`;
}

function rowXml(row, random, pick, text) {
	const string = (column, value) => `<c r="${column}${row}" s="4" t="s"><v>${text(value)}</v></c>`;
	const number = (column, style, value) => `<c r="${column}${row}" s="${style}"><v>${value}</v></c>`;
	const amount = (most) => Math.round(random() * most * 100) / 100;
	const revenue = amount(50_000);
	const trade = Math.floor(random() * TRADES.length);
	const cells = [
		number("A", 0, row - 1),
		string("B", `${pick(BRANDS)}${pick(BRANDS)}${pick(BRANDS)}${TRADES[trade]}有限公司${row % 3 === 0 ? `第${row}分公司` : ""}`),
		string("C", `9144170${String(Math.floor(random() * 1e11)).padStart(11, "0")}`),
		string("D", pick(COUNTIES)),
		number("E", 0, 1300 + trade * 37),
		string("F", TRADES[trade]),
		number("G", 1, 36_526 + Math.floor(random() * 7000)),
		number("H", 1, 42_000 + Math.floor(random() * 1700)),
		string("I", `${pick(SURNAMES)}${pick(GIVEN)}${pick(GIVEN)}`),
		string("J", `13${String(Math.floor(random() * 1e9)).padStart(9, "0")}`),
		number("K", 2, revenue),
		number("L", 2, (random() < 0.1 ? -1 : 1) * amount(5000)),
		number("M", 2, amount(3000)),
		number("N", 2, amount(30_000)),
		number("O", 0, Math.floor(random() * 900)),
		number("P", 0, Math.floor(random() * 120)),
	];
	if (random() < 0.7) cells.push(number("Q", 0, Math.floor(random() * 40)));
	if (random() < 0.9) cells.push(number("R", 3, Math.round(random() * 1e4) / 1e4));
	if (random() < 0.7) cells.push(string("S", random() < 0.5 ? "是" : "否"));
	if (random() < 0.1) cells.push(string("T", random() < 0.5 ? "与上年口径一致 & 已核" : "Moved in 2018 <由外市迁入>"));
	return `<row r="${row}" spans="1:20">${cells.join("")}</row>`;
}

function* sharedXml(shared) {
	yield `${XML}<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" uniqueCount="${shared.size}">`;
	let block = "";
	for (const value of shared.keys()) {
		block += `<si><t>${value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")}</t></si>`;
		if (block.length > 60_000) {
			yield block;
			block = "";
		}
	}
	yield `${block}</sst>`;
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

/** A zip file written front to back: sizes of streamed parts follow them. */
function zipWriter(path) {
	const out = createWriteStream(path);
	const directory = [];
	let at = 0;
	const write = async (bytes) => {
		at += bytes.length;
		if (!out.write(bytes)) await once(out, "drain");
	};
	const header = (name, flags, crc, packed, unpacked) => {
		const bytes = Buffer.alloc(26);
		for (const [n, value] of [20, flags, 8, 0, 33].entries()) bytes.writeUInt16LE(value, n * 2);
		for (const [n, value] of [crc, packed, unpacked].entries()) bytes.writeUInt32LE(value, 10 + n * 4);
		bytes.writeUInt16LE(Buffer.byteLength(name), 22);
		return bytes;
	};
	const local = (name, ...rest) => Buffer.concat([Buffer.from("PK\x03\x04"), header(name, ...rest), Buffer.from(name)]);
	return {
		async whole(name, text) {
			const content = Buffer.from(text);
			const packed = deflateRawSync(content);
			const entry = [0, crc32(content), packed.length, content.length];
			directory.push({ name, at, entry });
			await write(local(name, ...entry));
			await write(packed);
		},
		async stream(name, blocks) {
			const start = at;
			await write(local(name, 8, 0, 0, 0));
			const deflate = createDeflateRaw({ level: 6 });
			let crc = 0;
			let unpacked = 0;
			const from = at;
			const copied = (async () => {
				for await (const piece of deflate) await write(piece);
			})();
			for (const block of blocks) {
				const bytes = Buffer.from(block);
				crc = crc32(bytes, crc);
				unpacked += bytes.length;
				if (!deflate.write(bytes)) await once(deflate, "drain");
			}
			deflate.end();
			await copied;
			const entry = [8, crc, at - from, unpacked];
			const descriptor = Buffer.from("PK\x07\x08____________", "latin1");
			for (const [n, value] of entry.slice(1).entries()) descriptor.writeUInt32LE(value, 4 + n * 4);
			await write(descriptor);
			directory.push({ name, at: start, entry });
		},
		async end() {
			const start = at;
			for (const { name, at: offset, entry } of directory) {
				const rest = Buffer.alloc(14);
				rest.writeUInt32LE(offset, 10);
				await write(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00"), header(name, ...entry), rest, Buffer.from(name)]));
			}
			const end = Buffer.alloc(18);
			end.writeUInt16LE(directory.length, 4);
			end.writeUInt16LE(directory.length, 6);
			end.writeUInt32LE(at - start, 8);
			end.writeUInt32LE(start, 12);
			await write(Buffer.concat([Buffer.from("PK\x05\x06"), end]));
			out.end();
			await once(out, "close");
		},
	};
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const rels = (targets) =>
	`${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${targets
		.map(([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`)
		.join("")}</Relationships>`;
const CONTENT_TYPES = `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${MAIN}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${MAIN}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${MAIN}.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${MAIN}.sharedStrings+xml"/></Types>`;
const WORKBOOK = `${XML}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${OFFICE}"><sheets><sheet name="企业名录" sheetId="1" r:id="rId1"/></sheets></workbook>`;
const STYLES = `${XML}<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="#,##0.00_ "/></numFmts><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="10" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
