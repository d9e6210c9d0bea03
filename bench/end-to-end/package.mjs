import { crc32, deflateRawSync } from "node:zlib";

/** Bytes of a zip package of these parts, in their order, with a fixed date: the same parts give the same bytes. */
export function packed(parts) {
	const locals = [];
	const directory = [];
	let offset = 0;
	for (const [name, content] of Object.entries(parts)) {
		const bytes = Buffer.from(content);
		const deflated = deflateRawSync(bytes, { level: 6 });
		const fields = Buffer.alloc(26);
		fields.writeUInt16LE(20, 0);
		fields.writeUInt16LE(0x800, 2);
		fields.writeUInt16LE(8, 4);
		// 1980-01-01, the first day that a zip knows.
		fields.writeUInt16LE(0x21, 8);
		fields.writeUInt32LE(crc32(bytes), 10);
		fields.writeUInt32LE(deflated.length, 14);
		fields.writeUInt32LE(bytes.length, 18);
		fields.writeUInt16LE(Buffer.byteLength(name), 22);
		locals.push(Buffer.from("PK\x03\x04"), fields, Buffer.from(name), deflated);
		const place = Buffer.alloc(14);
		place.writeUInt32LE(offset, 10);
		directory.push(Buffer.from("PK\x01\x02\x14\x00"), fields, place, Buffer.from(name));
		offset += 30 + Buffer.byteLength(name) + deflated.length;
	}
	const listed = Buffer.concat(directory);
	const end = Buffer.alloc(22);
	end.write("PK\x05\x06", 0, "latin1");
	end.writeUInt16LE(Object.keys(parts).length, 8);
	end.writeUInt16LE(Object.keys(parts).length, 10);
	end.writeUInt32LE(listed.length, 12);
	end.writeUInt32LE(offset, 16);
	return Buffer.concat([...locals, listed, end]);
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const SHEETML = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** A day as a worksheet holds it: a serial in a cell that is formatted as a date. */
export class Serial {
	constructor(day) {
		this.value = Date.parse(`${day}T00:00:00Z`) / 86_400_000 + 25_569;
	}
}

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

function letters(column) {
	return column <= 26 ? String.fromCharCode(64 + column) : letters(Math.floor((column - 1) / 26)) + letters(((column - 1) % 26) + 1);
}

/** Bytes of a workbook of one sheet, its texts in a shared table as Excel saves them. `rows`: arrays of text, number, Serial or null. */
export function workbook(sheet, rows, merges = []) {
	const shared = new Map();
	let uses = 0;
	const index = (text) => {
		uses++;
		if (!shared.has(text)) shared.set(text, shared.size);
		return shared.get(text);
	};
	const cell = (value, column, row) => {
		if (value === null) return "";
		const at = `<c r="${letters(column)}${row}"`;
		if (value instanceof Serial) return `${at} s="1"><v>${value.value}</v></c>`;
		return typeof value === "number" ? `${at}><v>${value}</v></c>` : `${at} t="s"><v>${index(value)}</v></c>`;
	};
	const body = [];
	let number = 0;
	let width = 0;
	for (const row of rows) {
		number++;
		width = Math.max(width, row.length);
		body.push(`<row r="${number}">${row.map((value, at) => cell(value, at + 1, number)).join("")}</row>`);
	}
	const merged =
		merges.length === 0 ? "" : `<mergeCells count="${merges.length}">${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join("")}</mergeCells>`;
	const strings = [...shared.keys()].map((text) => `<si><t>${escaped(text)}</t></si>`).join("");
	const types = {
		"/xl/workbook.xml": "sheet.main",
		"/xl/worksheets/sheet1.xml": "worksheet",
		"/xl/sharedStrings.xml": "sharedStrings",
		"/xl/styles.xml": "styles",
	};
	const overrides = Object.entries(types).map(([part, type]) => `<Override PartName="${part}" ContentType="${SHEETML}.${type}+xml"/>`);
	return packed({
		"[Content_Types].xml": `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides.join("")}</Types>`,
		"_rels/.rels": `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml": `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="${sheet}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${RELATIONS}/styles" Target="styles.xml"/><Relationship Id="rId3" Type="${RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
		"xl/styles.xml": `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`,
		"xl/worksheets/sheet1.xml": `${HEAD}<worksheet xmlns="${MAIN}"><dimension ref="A1:${letters(width)}${number}"/><sheetData>${body.join("")}</sheetData>${merged}</worksheet>`,
		"xl/sharedStrings.xml": `${HEAD}<sst xmlns="${MAIN}" count="${uses}" uniqueCount="${shared.size}">${strings}</sst>`,
	});
}
