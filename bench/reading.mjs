import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, statSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import path from "node:path";
import { argv, execPath, stdout, version } from "node:process";
import { fileURLToPath } from "node:url";
import { makeWorkbook } from "./make-workbook.mjs";

/*
 * node reading.mjs [runs] [rows]     how long each reader takes for a large workbook, as whole processes, the readers taking turns; medians. Processor time is steadier where others use the machine too
 * node reading.mjs memory            how much memory ours holds while sheets get longer
 *
 * Ours is the compiled one (npm run build). Readers that are not installed are named and left out.
 */

const HERE = path.dirname(fileURLToPath(import.meta.url));
const FOLDER = path.join(tmpdir(), "huibao-bench");
const OURS = "huibao, rows as they stream";

const READERS = [
	{ name: "unpacking alone (the floor)", script: "inflate.mjs" },
	{ name: OURS, script: "huibao-rows.mjs" },
	{ name: "huibao, grid and all its cells", script: "huibao-grid.mjs" },
	{ name: "hucre", script: "hucre.mjs", peer: "hucre" },
	{ name: "read-excel-file", script: "read-excel-file.mjs", peer: "read-excel-file" },
	{
		name: "LibreOffice to CSV",
		script: "libreoffice_csv.py",
		python: "import shutil, sys; sys.exit(not (shutil.which('soffice') or shutil.which('libreoffice')))",
	},
	{ name: "SheetJS, dense", script: "sheetjs.mjs", peer: "@e965/xlsx" },
	{ name: "exceljs Workbook", script: "exceljs.mjs", peer: "exceljs" },
	{ name: "openpyxl, read only", script: "openpyxl_rows.py", python: "import openpyxl" },
	{ name: "pandas read_excel", script: "pandas_frame.py", python: "import pandas, openpyxl" },
];

const PYTHON = ["/usr/bin/python3", "python3"].find((python) => spawnSync(python, ["-c", "import openpyxl"]).status === 0) ?? "python3";

function isThere({ peer, python }) {
	if (peer !== undefined) return existsSync(path.join(HERE, "node_modules", peer));
	return python === undefined || spawnSync(PYTHON, ["-c", python]).status === 0;
}

/** One reading in a process of its own. */
function run({ script }, file) {
	const [command, ...flags] = script.endsWith(".py") ? [PYTHON] : [execPath, "--max-old-space-size=8192"];
	const start = performance.now();
	const { status, stdout: said, stderr } = spawnSync(command, [...flags, path.join(HERE, "readers", script), file], { encoding: "utf8" });
	const seconds = (performance.now() - start) / 1000;
	if (status !== 0) return { failed: stderr.trim().split("\n").at(-1) ?? "failed" };
	return { seconds, ...JSON.parse(said.trim().split("\n").at(-1) ?? "{}") };
}

async function fileOf(rows) {
	mkdirSync(FOLDER, { recursive: true });
	const file = path.join(FOLDER, `roster-${rows}.xlsx`);
	if (!existsSync(file)) await makeWorkbook(file, rows);
	return file;
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const line = (cells) => stdout.write(`| ${cells.join(" | ")} |\n`);

async function compare(runs, rows) {
	const file = await fileOf(rows);
	const present = READERS.filter(isThere);
	const results = new Map(present.map((reader) => [reader, []]));
	for (let turn = 0; turn < runs; turn++) for (const reader of present) results.get(reader).push(run(reader, file));
	const middle = (reader, what) => median(results.get(reader).map((one) => one[what]));
	const ours = present.find(({ name }) => name === OURS);
	stdout.write(
		`${rows} rows × 20 columns, ${Math.round(statSync(file).size / 1e6)} MB; Node ${version}, ${cpus().length} × ${cpus()[0]?.model.trim()}; medians of ${runs}\n\n`,
	);
	line(["reader", "time against ours", "processor time against ours", "s", "processor s", "peak MB", "values seen", "characters"]);
	line(Array(8).fill("---"));
	for (const [reader, all] of results) {
		const failed = all.find((one) => one.failed);
		if (failed) {
			line([reader.name, `fails: ${failed.failed}`, ...Array(6).fill("")]);
			continue;
		}
		const { cells, texts } = all[0];
		const ratio = (what) => `${(middle(reader, what) / middle(ours, what)).toFixed(1)}×`;
		const seconds = ["seconds", "processor"].map((what) => middle(reader, what).toFixed(2));
		line([reader.name, ratio("seconds"), ratio("processor"), ...seconds, middle(reader, "megabytes"), cells ?? "", texts ?? ""]);
	}
	for (const { name } of READERS.filter((reader) => !present.includes(reader))) stdout.write(`\nnot installed, left out: ${name}\n`);
}

async function memory() {
	const readers = READERS.filter(({ script }) => script.startsWith("huibao"));
	line(["rows", ...readers.map(({ name }) => `${name}: peak MB`)]);
	line(["---", ...readers.map(() => "---")]);
	for (const rows of [2_000, 20_000, 100_000, 200_000]) {
		const file = await fileOf(rows);
		line([rows, ...readers.map((reader) => median([1, 2, 3].map(() => run(reader, file).megabytes)))]);
	}
}

if (argv[2] === "memory") await memory();
else await compare(Number(argv[2] ?? 3), Number(argv[3] ?? 200_000));
