import { argv } from "node:process";
import ExcelJS from "exceljs";
import { report, Tally } from "./report.mjs";

const tally = new Tally();
const book = new ExcelJS.Workbook();
await book.xlsx.readFile(argv[2]);
for (const sheet of book.worksheets) sheet.eachRow((row) => row.eachCell((cell) => tally.add(cell.value)));
report(tally);
