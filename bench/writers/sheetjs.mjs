import { readFileSync, writeFileSync } from "node:fs";
import { argv } from "node:process";
import * as XLSX from "@e965/xlsx";
import { rowOf } from "./records.mjs";

/* node sheetjs.mjs RECORDS OUT ROWS: SheetJS, which writes number formats and widths, no fonts, borders or fills */

const [, , from, out, rows] = argv;
const { header, looks, widths, styles, records } = JSON.parse(readFileSync(from, "utf8"));
const formats = looks.map((look) => styles[look].format);
const cell = (value, column) => (value === null ? undefined : { t: typeof value === "number" ? "n" : "s", v: value, z: formats[column] });
const data = [header.map((value) => ({ t: "s", v: value }))];
for (let at = 1; at <= Number(rows); at++) data.push(rowOf(records, at).map(cell));
const sheet = {
	"!data": data,
	"!ref": `A1:T${Number(rows) + 1}`,
	"!cols": widths.map((wch) => ({ wch })),
	"!autofilter": { ref: `A1:T${Number(rows) + 1}` },
};
const book = XLSX.utils.book_new();
XLSX.utils.book_append_sheet(book, sheet, "企业名录");
writeFileSync(out, XLSX.write(book, { type: "buffer", bookType: "xlsx", compression: true }));
