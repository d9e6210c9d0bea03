import { argv } from "node:process";
import readExcelFile from "read-excel-file/node";
import { report, Tally } from "./report.mjs";

const tally = new Tally();
const read = await readExcelFile(argv[2]);
const sheets = Array.isArray(read[0]) ? [read] : read.map((sheet) => sheet.data);
for (const rows of sheets) for (const row of rows) for (const value of row) tally.add(value);
report(tally);
