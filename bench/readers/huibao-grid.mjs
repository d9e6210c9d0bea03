import { readFileSync } from "node:fs";
import { argv } from "node:process";
import { readGrid } from "../../dist/src/workbooks/read.js";
import { report, Tally } from "./report.mjs";

/** The whole grid that intake works on, and then each of its cells with type, raw text and kind of format. */
const tally = new Tally();
const grid = await readGrid(readFileSync(argv[2]), "a.xlsx");
for (const sheet of grid.sheets) for (const row of sheet.rows) for (const cell of row.cells) tally.add(cell.value);
report(tally);
