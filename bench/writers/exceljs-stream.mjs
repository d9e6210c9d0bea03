import { readFileSync } from "node:fs";
import { argv } from "node:process";
import ExcelJS from "exceljs";
import { styleOf } from "./exceljs-style.mjs";
import { rowOf } from "./records.mjs";

/*
 * node exceljs-stream.mjs RECORDS OUT ROWS [shared]: exceljs, rows committed one by one, texts in their cells. The parts of a look are set cell by cell, as its documentation shows; `shared`: cells that look
 * alike are given one and the same object, by which it knows the style again.
 */

const [, , from, out, rows, shared] = argv;
const { header, looks, widths, styles, records } = JSON.parse(readFileSync(from, "utf8"));
const book = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: out, useStyles: true, useSharedStrings: false });
const sheet = book.addWorksheet("企业名录", { views: [{ state: "frozen", xSplit: 2, ySplit: 1 }] });
sheet.columns = widths.map((width) => ({ width }));
sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: Number(rows) + 1, column: header.length } };
const ids = Object.fromEntries(Object.entries(styles).map(([name, look]) => [name, styleOf(look)]));

function add(values, height, look) {
	const row = sheet.addRow(values);
	row.height = height;
	for (let column = 0; column < header.length; column++) {
		const cell = row.getCell(column + 1);
		if (shared) cell.style = look(column);
		else Object.assign(cell, look(column));
	}
	row.commit();
}

add(header, 24, () => ids.header);
for (let at = 1; at <= Number(rows); at++) add(rowOf(records, at), 20, (column) => ids[looks[column]]);
sheet.commit();
await book.commit();
