import { readFileSync } from "node:fs";
import { argv } from "node:process";
import { readXlsx } from "hucre/xlsx";
import { report, Tally } from "./report.mjs";

const tally = new Tally();
const book = await readXlsx(readFileSync(argv[2]));
for (const sheet of book.sheets) for (const row of sheet.rows) for (const value of row) tally.add(value);
report(tally);
