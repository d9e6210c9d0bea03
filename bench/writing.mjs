import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus, tmpdir } from "node:os";
import path from "node:path";
import { argv, execPath, stdout, version } from "node:process";
import { inTurn, median, secondsAndMemory, table } from "./measure.mjs";
import { writeRecords } from "./writers/records.mjs";

/*
 * node bench/writing.mjs [RUNS] [ROWS]     how long each writer takes for a styled roster of twenty columns, as whole processes, the writers taking turns; medians
 * node bench/writing.mjs all [RUNS] [ROWS] those that hold the whole workbook in memory as well
 *
 * Ours is the compiled one (npm run build). Every file is read back, and must hold the same values. Writers that are not installed are named and left out.
 */

const HERE = import.meta.dirname;
const PYTHON = ["/usr/bin/python3", "python3"].find((python) => spawnSync(python, ["-c", "import xlsxwriter"]).status === 0) ?? "python3";
const WRITERS = [
	{ name: "huibao", script: "huibao.mjs" },
	{ name: "XlsxWriter, constant memory", script: "xlsxwriter_rows.py", python: "import xlsxwriter" },
	{ name: "exceljs, stream", script: "exceljs-stream.mjs", peer: "exceljs" },
	{ name: "exceljs, stream, one object per look", script: "exceljs-stream.mjs", args: ["shared"], peer: "exceljs" },
	{ name: "SheetJS (no fonts, borders, fills)", script: "sheetjs.mjs", peer: "@e965/xlsx" },
	{ name: "openpyxl, write only", script: "openpyxl_rows.py", python: "import openpyxl", whole: true },
	{ name: "exceljs, Workbook", script: "exceljs-book.mjs", peer: "exceljs", whole: true },
];

function isThere({ peer, python }) {
	if (python !== undefined) return spawnSync(PYTHON, ["-c", python]).status === 0;
	try {
		if (peer !== undefined) createRequire(import.meta.url).resolve(peer);
		return true;
	} catch {
		return false;
	}
}

const folder = mkdtempSync(path.join(tmpdir(), "huibao-writing-"));
const records = path.join(folder, "records.json");

/** One writing in a process of its own, and what our reader finds in the file. */
function run({ script, args = [] }, rows) {
	const out = path.join(folder, "out.xlsx");
	const program = script.endsWith(".py") ? [PYTHON] : [execPath, "--max-old-space-size=12000"];
	const took = secondsAndMemory([...program, path.join(HERE, "writers", script), records, out, String(rows), ...args]);
	const { stdout: said, stderr } = spawnSync(execPath, [path.join(HERE, "readers", "huibao-rows.mjs"), out], { encoding: "utf8" });
	if (!said) throw new Error(`${script} wrote what cannot be read:\n${stderr}`);
	const { cells, texts } = JSON.parse(said.trim().split("\n").at(-1));
	return { ...took, cells, texts, size: statSync(out).size / 1e6 };
}

const all = argv[2] === "all";
const [runs = 3, rows = 200_000] = argv.slice(all ? 3 : 2).map(Number);
try {
	writeRecords(records);
	const wanted = WRITERS.filter(({ whole }) => all || !whole);
	const present = wanted.filter(isThere);
	const results = inTurn(
		present.map((writer) => () => run(writer, rows)),
		runs,
	);
	const [ours] = results;
	const middle = (of, what) => median(of.map((one) => one[what]));
	for (const [at, found] of results.entries()) {
		if (found[0].cells !== ours[0].cells || found[0].texts !== ours[0].texts) throw new Error(`${present[at].name} wrote other values than huibao`);
	}
	stdout.write(
		`${rows} rows × 20 columns, ${ours[0].cells} values; Node ${version}, ${cpus().length} × ${cpus()[0]?.model.trim()}; medians of ${runs}\n\n`,
	);
	const lines = results.map((found, at) => [
		present[at].name,
		...["seconds", "busy"].map((what) => `${(middle(found, what) / middle(ours, what)).toFixed(1)}×`),
		...["seconds", "busy"].map((what) => middle(found, what).toFixed(2)),
		Math.round(middle(found, "megabytes")),
		middle(found, "size").toFixed(1),
	]);
	stdout.write(`${table(["writer", "time against ours", "processor time against ours", "s", "processor s", "peak MB", "file, MB"], lines)}\n`);
	for (const { name } of wanted.filter((writer) => !present.includes(writer))) stdout.write(`\nnot installed, left out: ${name}\n`);
} finally {
	rmSync(folder, { recursive: true, force: true });
}
