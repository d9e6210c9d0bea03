// node bench/small-files/run.mjs COUNT…: takes in so many files of 300 rows each with the built program, for each count in a new data home, and prints the rate of every thousand files
// and the memory. `npm run build` first. The folder for the data homes is HUIBAO_BENCH, or the system's for temporary files; 34,128 files need ten gigabytes.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { make } from "./make.mjs";

const MAIN = path.join(import.meta.dirname, "..", "..", "dist", "src", "cli", "main.js");
const NOW = "2019-07-10T09:00:00+08:00";
const say = (line) => process.stdout.write(`${line}\n`);

/** Takes in a data home's inbox; gives when each hundredth file was done (in seconds), how files came out, and the memory in megabytes by the second. */
function ingest(home) {
	const started = performance.now();
	const child = spawn(process.execPath, [MAIN, "ingest", "--json"], {
		cwd: home,
		env: { ...process.env, HUIBAO_DATA: home, HUIBAO_NOW: NOW },
		stdio: ["ignore", "pipe", "inherit"],
	});
	const seconds = () => (performance.now() - started) / 1000;
	const memory = [];
	const timer = setInterval(() => memory.push(residentMegabytes(child.pid)), 1000);
	const marks = [];
	const outcomes = {};
	let done = 0;
	let rest = "";
	child.stdout.on("data", (chunk) => {
		const lines = (rest + chunk).split("\n");
		rest = lines.pop();
		for (const line of lines) {
			// The status of a file stands two levels deep; those of its submissions stand deeper.
			const status = /^\t{3}"status": "(\w+)"/.exec(line)?.[1];
			if (status === undefined) continue;
			outcomes[status] = (outcomes[status] ?? 0) + 1;
			if (++done % 100 === 0) marks.push(seconds());
		}
	});
	return new Promise((resolve) =>
		child.on("close", (code) => {
			clearInterval(timer);
			resolve({ code, done, marks, outcomes, memory: memory.filter((megabytes) => megabytes > 0), seconds: seconds() });
		}),
	);
}

/** Linux tells it; elsewhere there is no figure. */
function residentMegabytes(pid) {
	try {
		return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
	} catch (fault) {
		if (fault.code === "ENOENT") return 0;
		throw fault;
	}
}

for (const count of process.argv.slice(2).map(Number)) {
	const home = mkdtempSync(path.join(process.env.HUIBAO_BENCH ?? tmpdir(), `huibao-${count}-`));
	make(home, count);
	const { code, done, marks, outcomes, memory, seconds } = await ingest(home);
	say(`${count} files: exit ${code}, ${done} done in ${seconds.toFixed(1)} s, ${(done / seconds).toFixed(0)} files/s ${JSON.stringify(outcomes)}`);
	const step = Math.max(1, Math.floor(marks.length / 34));
	for (let at = step; at <= marks.length; at += step) {
		const took = marks[at - 1] - (at === step ? 0 : marks[at - step - 1]);
		const resident = memory[Math.min(memory.length - 1, Math.floor(marks[at - 1]))];
		say(
			`  to ${String(at * 100).padStart(6)}: ${((step * 100) / took).toFixed(0).padStart(5)} files/s${resident ? `, ${resident.toFixed(0)} MB` : ""}`,
		);
	}
	if (memory.length > 0) say(`  memory at most ${Math.max(...memory).toFixed(0)} MB`);
	rmSync(home, { recursive: true });
}
