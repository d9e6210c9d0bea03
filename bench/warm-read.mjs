// node bench/warm-read.mjs FILE: milliseconds in which a process that has read such files before reads and examines one.
import { readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { median } from "./measure.mjs";

const dist = path.join(path.dirname(import.meta.dirname), "dist", "src");
const load = (file) => import(pathToFileURL(path.join(dist, file)).href);
const [{ loadForms }, { YANGJIANG_UNITS: units }, { readGrid }, { examine }] = await Promise.all(
	["app.js", "reference/units.js", "workbooks/read.js", "pipeline/examine.js"].map(load),
);
const [, , file] = process.argv;
const fileName = path.basename(file);
const context = { catalogue: { forms: await loadForms(), units }, readGrid, cutoffOf: () => "2019-06-30" };
const took = [];
for (let round = 0; round < 60; round++) {
	const started = performance.now();
	await examine(readFileSync(file), { fileName, folderUnit: null }, context);
	took.push(performance.now() - started);
}
process.stdout.write(`${median(took.slice(-20))}`);
