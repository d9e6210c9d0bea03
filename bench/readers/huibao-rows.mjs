import { readFileSync } from "node:fs";
import { argv } from "node:process";
import { DEFAULT_READ_LIMITS } from "../../dist/src/model/read-limits.js";
import { ReadBudget } from "../../dist/src/workbooks/limits.js";
import { openXlsx } from "../../dist/src/workbooks/xlsx/open.js";
import { hasOwnText, KIND_NUMBER, KIND_SHARED, kindOf } from "../../dist/src/workbooks/xlsx/row-batch.js";
import { openZip } from "../../dist/src/workbooks/zip.js";
import { report, Tally } from "./report.mjs";

/** Every value of every row as it streams past; nothing is kept. */
const tally = new Tally();
const book = await openXlsx(openZip(readFileSync(argv[2]), DEFAULT_READ_LIMITS), new ReadBudget(DEFAULT_READ_LIMITS));
for (const sheet of book.sheets) {
	for await (const { cellCount, marks, values, texts } of sheet.read()) {
		for (let at = 0; at < cellCount; at++) {
			const kind = kindOf(marks[at]);
			if (kind === KIND_NUMBER) tally.add(values[at]);
			else if (kind === KIND_SHARED) tally.add(book.strings.at(values[at]));
			else tally.add(hasOwnText(marks[at]) ? texts[values[at]] : values[at] === 1);
		}
	}
}
report(tally);
