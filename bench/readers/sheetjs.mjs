import { readFileSync } from "node:fs";
import { argv } from "node:process";
import * as SheetJS from "@e965/xlsx";
import { report, Tally } from "./report.mjs";

const tally = new Tally();
const book = SheetJS.read(readFileSync(argv[2]), { dense: true });
for (const name of book.SheetNames) for (const row of book.Sheets[name]["!data"] ?? []) for (const cell of row ?? []) tally.add(cell?.v);
report(tally);
