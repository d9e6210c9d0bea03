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

/** Takes in a data home's inbox; gives when each hundredth file was done (in seconds), how files came out, the memory in megabytes at every half second, and the seconds that processors worked on it. */
function ingest(home) {
	const started = performance.now();
	const child = spawn(process.execPath, [MAIN, "ingest", "--json"], {
		cwd: home,
		env: { ...process.env, HUIBAO_DATA: home, HUIBAO_NOW: NOW },
		stdio: ["ignore", "pipe", "inherit"],
	});
	const seconds = () => (performance.now() - started) / 1000;
	const memory = [];
	let processor = 0;
	const timer = setInterval(() => {
		const now = usage(child.pid);
		if (!now?.resident) return;
		memory.push(now.resident);
		processor = now.processor;
	}, 500);
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
			resolve({ code, done, marks, outcomes, memory, processor, seconds: seconds() });
		}),
	);
}

/** Resident memory in megabytes and processor time in seconds so far. Linux tells them; elsewhere there are no figures. */
function usage(pid) {
	try {
		const resident = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
		// Fields 14 and 15, in hundredths of a second, counted behind the program's name, which may hold blanks.
		const [user, system] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ").slice(11, 13).map(Number);
		return { resident, processor: (user + system) / 100 };
	} catch (fault) {
		if (fault.code === "ENOENT" || fault.code === "ESRCH") return null;
		throw fault;
	}
}

for (const count of process.argv.slice(2).map(Number)) {
	const home = mkdtempSync(path.join(process.env.HUIBAO_BENCH ?? tmpdir(), `huibao-${count}-`));
	make(home, count);
	const { code, done, marks, outcomes, memory, processor, seconds } = await ingest(home);
	say(`${count} files: exit ${code}, ${done} done in ${seconds.toFixed(1)} s, ${(done / seconds).toFixed(0)} files/s ${JSON.stringify(outcomes)}`);
	const step = Math.max(1, Math.floor(marks.length / 34));
	for (let at = step; at <= marks.length; at += step) {
		const took = marks[at - 1] - (at === step ? 0 : marks[at - step - 1]);
		const resident = memory[Math.min(memory.length - 1, Math.floor(2 * marks[at - 1]))];
		say(
			`  to ${String(at * 100).padStart(6)}: ${((step * 100) / took).toFixed(0).padStart(5)} files/s${resident ? `, ${resident.toFixed(0)} MB` : ""}`,
		);
	}
	if (memory.length > 0)
		say(`  memory at most ${Math.max(...memory).toFixed(0)} MB; ${((1000 * processor) / done).toFixed(1)} ms of processor time per file`);
	rmSync(home, { recursive: true });
}
