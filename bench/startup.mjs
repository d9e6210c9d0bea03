// node bench/startup.mjs [TIMES] [FILE]: what `huibao check` of one file costs beside `node -e 0`, whole processes in turn. Build first (npm run build).
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { COUNTIES, rosterRows } from "./end-to-end/counties.mjs";
import { inTurn, median, milliseconds, table } from "./measure.mjs";
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
	["the same in a data home with a database", node(MAIN, "check", file), used],
];

try {
	milliseconds(node(MAIN, "ingest", file), { cwd: used });
	const results = inTurn(
		runs.map(
			([, command, cwd]) =>
				() =>
					milliseconds(command, { cwd }),
		),
		Number(times),
	);
	const read = median(inTurn([() => Number(warmRead())], 3)[0]);
	const least = median(results[0]);
	const rows = runs.map(([name], at) => {
		const middle = median(results[at]);
		const without = /check|same/.test(name) ? ((middle - read) / least).toFixed(2) : "";
		return [name, middle.toFixed(0), Math.min(...results[at]).toFixed(0), (middle / least).toFixed(2), without];
	});
	process.stdout.write(`${table(["run", "median ms", "fastest ms", "× `node -e 0`", "without the read"], rows)}\n`);
	process.stdout.write(`\nThe read itself (read, recognise, normalise and check the file in a warm process): ${read.toFixed(1)} ms\n`);
} finally {
	rmSync(folder, { recursive: true, force: true });
}

function warmRead() {
	const { stdout, stderr, status } = spawnSync(process.execPath, [READ, file], { encoding: "utf8" });
	if (status !== 0) throw new Error(stderr);
	return stdout;
}
