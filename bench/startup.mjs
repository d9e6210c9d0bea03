// node bench/startup.mjs [TIMES] [FILE]: what `huibao check` of one file costs beside `node -e 0`, whole processes in turn. Build first (npm run build).
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { COUNTIES, rosterRows } from "./end-to-end/counties.mjs";
import { inTurn, median, milliseconds, processorTime, table } from "./measure.mjs";
import { workbook } from "./small-files/workbook.mjs";

const root = path.dirname(import.meta.dirname);
const MAIN = path.join(root, "dist", "src", "cli", "main.js");
const READ = path.join(import.meta.dirname, "warm-read.mjs");
const [, , times = "25", given] = process.argv;

const folder = mkdtempSync(path.join(tmpdir(), "huibao-startup-"));
const [bare, used] = ["bare", "used"].map((name) => path.join(folder, name));
for (const home of [bare, used]) mkdirSync(home);
const file = given === undefined ? typicalFile(folder) : path.resolve(given);

/** A county's roster of 300 enterprises in 21 columns. */
function typicalFile(where) {
	const [county] = COUNTIES;
	const written = path.join(where, `${county[0]}2019年上半年高新技术企业名录.xlsx`);
	writeFileSync(written, workbook([...rosterRows(county, 1, 300)]));
	return written;
}

const node = (...args) => [process.execPath, ...args];
const runs = [
	["`node -e 0`", node("-e", "0"), bare],
	["`huibao --version`", node(MAIN, "--version"), bare],
	["`huibao check` of the file", node(MAIN, "check", file), bare],
	["`huibao check` of the file beside a database", node(MAIN, "check", file), used],
];

try {
	milliseconds(node(MAIN, "ingest", file), { cwd: used });
	const results = inTurn(
		runs.map(
			([, command, cwd]) =>
				() =>
					timed(command, cwd),
		),
		Number(times),
	);
	const read = warmRead();
	const [least, leastBusy] = [median(results[0].map(({ took }) => took)), mean(results[0].map(({ busy }) => busy))];
	const rows = runs.map(([name], at) => {
		const took = results[at].map((each) => each.took);
		const busy = mean(results[at].map((each) => each.busy));
		const without = name.includes("file") ? ((median(took) - read) / least).toFixed(2) : "";
		return [
			name,
			median(took).toFixed(0),
			Math.min(...took).toFixed(0),
			(median(took) / least).toFixed(2),
			without,
			busy.toFixed(0),
			(busy / leastBusy).toFixed(2),
		];
	});
	process.stdout.write(`${table(["run", "median ms", "fastest ms", "× `node -e 0`", "without the read", "CPU ms", "× `node -e 0`"], rows)}\n`);
	process.stdout.write(`\nThe read itself (read, recognise, normalise and check the file in a warm process): ${read.toFixed(1)} ms\n`);
} finally {
	rmSync(folder, { recursive: true, force: true });
}

function timed(command, cwd) {
	const before = processorTime();
	const took = milliseconds(command, { cwd });
	return { took, busy: processorTime() - before };
}

function mean(numbers) {
	return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

/** Milliseconds in which a warm process reads and examines the file. */
function warmRead() {
	const { stdout, stderr, status } = spawnSync(process.execPath, [READ, file], { encoding: "utf8" });
	if (status !== 0) throw new Error(stderr);
	return Number(stdout);
}
