// node bench/end-to-end.mjs [ROWS] [TIMES]: six counties' rosters in; validated, deduplicated, in SQLite and in a consolidated workbook out. huibao beside what is written first with
// other libraries, whole processes in turn. Build first (npm run build). The Python peers run where python3 has pandas, openpyxl and xlsxwriter.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { writeCounties } from "./end-to-end/counties.mjs";
import { inTurn, median, secondsAndMemory, table } from "./measure.mjs";

const root = path.dirname(import.meta.dirname);
const MAIN = path.join(root, "dist", "src", "cli", "main.js");
const PYTHON = ["/usr/bin/python3", "python3"].find(
	(program) => spawnSync(program, ["-c", "import pandas, openpyxl, xlsxwriter"], { stdio: "ignore" }).status === 0,
);
const [, , rows = "20000", times = "3"] = process.argv;
// Each run has a data home of its own: the folder that it runs in.
delete process.env.HUIBAO_DATA;

const folder = mkdtempSync(path.join(tmpdir(), "huibao-end-to-end-"));
const dropped = path.join(folder, "dropped");
const peer = (...parts) => path.join(import.meta.dirname, "peers", ...parts);
const node = [process.execPath, "--max-old-space-size=12000"];

/** Each step in a fresh folder; `figure` reads the number of valid certificates in the city from what came out: all must agree. */
const programs = [
	{ name: "huibao", steps: huibaoSteps(), figure: huibaoFigure },
	...(PYTHON ? [pandas("xlsxwriter")] : []),
	{ name: "naive exceljs + zod + knex", steps: { whole: (out) => [...node, peer("naive.mjs"), dropped, out] } },
	...(PYTHON ? [pandas("openpyxl")] : []),
];

function huibaoSteps() {
	const run = (...args) => [process.execPath, MAIN, ...args];
	return {
		ingest: () => run("ingest", dropped),
		consolidate: () => run("consolidate", "--period", "2019H1"),
		publish: () => run("publish", "--period", "2019H1"),
	};
}

function huibaoFigure(out) {
	const { indicators } = JSON.parse(readFileSync(path.join(out, "output", "2019H1", "statistics.json"), "utf8"));
	return indicators.find(({ id }) => id === "hnte.stock").value;
}

function pandas(engine) {
	return { name: `pandas + ${engine}`, steps: { whole: (out) => [PYTHON, peer("pandas_counties.py"), dropped, out, engine] } };
}

/** One whole run: seconds and peak memory per step, and the figure that came out. */
function run({ steps, figure }) {
	const out = mkdtempSync(path.join(folder, "out-"));
	const told = path.join(out, "told");
	const took = Object.entries(steps).map(([step, command]) => ({ step, ...secondsAndMemory(command(out), { cwd: out, told }) }));
	const found = figure ? figure(out) : Number(readFileSync(told, "utf8"));
	rmSync(out, { recursive: true, force: true });
	const sum = (of) => took.reduce((total, each) => total + each[of], 0);
	return { took, found, seconds: sum("seconds"), busy: sum("busy"), megabytes: Math.max(...took.map(({ megabytes }) => megabytes)) };
}

try {
	mkdirSync(dropped);
	writeCounties(dropped, Number(rows));
	const results = inTurn(
		programs.map((program) => () => run(program)),
		Number(times),
	);
	const figures = new Set(results.flat().map(({ found }) => found));
	if (figures.size !== 1) throw new Error(`the programs disagree: ${programs.map(({ name }, at) => `${name} ${results[at][0].found}`).join(", ")}`);
	const seconds = results.map((runs) => median(runs.map((each) => each.seconds)));
	const busy = results.map((runs) => median(runs.map((each) => each.busy)));
	const megabytes = results.map((runs) => Math.max(...runs.map((each) => each.megabytes)));
	const lines = programs.map(({ name }, at) => [
		name,
		seconds[at].toFixed(1),
		(seconds[at] / seconds[0]).toFixed(2),
		busy[at].toFixed(1),
		(busy[at] / busy[0]).toFixed(2),
		megabytes[at].toFixed(0),
	]);
	process.stdout.write(`6 × ${rows} rows, median of ${times}\n\n${table(["program", "s", "× huibao", "CPU s", "× huibao", "peak MB"], lines)}\n`);
	const steps = results[0][0].took.map(({ step }, at) => [
		step,
		median(results[0].map(({ took }) => took[at].seconds)).toFixed(1),
		median(results[0].map(({ took }) => took[at].busy)).toFixed(1),
		Math.max(...results[0].map(({ took }) => took[at].megabytes)).toFixed(0),
	]);
	process.stdout.write(`\nhuibao's steps\n\n${table(["step", "s", "CPU s", "peak MB"], steps)}\n`);
} finally {
	rmSync(folder, { recursive: true, force: true });
}
