import { readFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { argv } from "node:process";
import { writeBook } from "../../dist/src/workbooks/writing/write-book.js";
import { rowOf } from "./records.mjs";

/* node huibao.mjs RECORDS OUT ROWS: our writer */

const [, , from, out, rows] = argv;
const { header, looks, widths, styles, records } = JSON.parse(readFileSync(from, "utf8"));
const file = await open(out, "w");
const write = async (piece) => void (await file.writeFile(piece));
const book = writeBook({ write }, { title: "企业名录", creator: "市科学技术局", asOf: "2019-06-27T12:00:00Z" });
const line = { style: "thin", color: { argb: "FF000000" } };
const style = ({ font, align, format, fill }) =>
	book.style({
		font: { name: font, size: 10.5 },
		border: { top: line, left: line, bottom: line, right: line },
		alignment: { horizontal: align, vertical: "middle" },
		...(fill ? { fill: { type: "pattern", pattern: "solid", fgColor: { argb: `FF${fill}` } } } : {}),
		numFmt: format,
	});
const ids = Object.fromEntries(Object.entries(styles).map(([name, look]) => [name, style(look)]));
const columns = looks.map((look) => ids[look]);

const sheet = book.sheet("企业名录", { widths, frozen: { rows: 1, columns: 2 } });
const heading = header.map((value) => ({ value, style: ids.header }));
await sheet.row(heading, { height: 24 });
for (let at = 1; at <= Number(rows); at++) {
	const cells = rowOf(records, at).map((value, column) => ({ value, style: columns[column] }));
	await sheet.row(cells, { height: 20 });
}
sheet.filter({ top: 1, left: 1, bottom: Number(rows) + 1, right: header.length });
await sheet.close();
await book.finish();
await file.close();
