import { spawnSync } from "node:child_process";
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** GNU time: the only way to learn the peak memory of a program of any language. */
const TIME = "/usr/bin/time";

/** The middle of some numbers. */
export function median(numbers) {
	const sorted = [...numbers].sort((a, b) => a - b);
	const at = sorted.length >> 1;
	return sorted.length % 2 === 1 ? sorted[at] : (sorted[at - 1] + sorted[at]) / 2;
}

/** Clock ticks per second in which Linux counts processor time. */
const TICKS = 100;

/** Milliseconds of processor time, all threads together, of the processes that this one has started and that have ended; NaN where the system does not tell (it is Linux that does). */
export function processorTime() {
	if (!existsSync("/proc/self/stat")) return Number.NaN;
	// The name of the program, in brackets, may hold blanks.
	const fields = readFileSync("/proc/self/stat", "utf8").split(") ")[1].split(" ");
	const [user, system] = [fields[13], fields[14]];
	return ((Number(user) + Number(system)) * 1000) / TICKS;
}

/** Milliseconds that a whole process takes; `told` is a file that gets what it prints. @throws Error where it exits with another code than 0 */
export function milliseconds([program, ...args], { cwd, told } = {}) {
	const output = told === undefined ? "ignore" : openSync(told, "w");
	const started = performance.now();
	const { status, stderr, error } = spawnSync(program, args, { cwd, stdio: ["ignore", output, "pipe"] });
	const took = performance.now() - started;
	if (told !== undefined) closeSync(output);
	if (status !== 0) throw error ?? new Error(`${program} ${args.join(" ")}: exit ${status}\n${stderr}`);
	return took;
}

/** Seconds, seconds of processor time and peak memory (MB, of the largest process) of a whole run. */
export function secondsAndMemory(command, options = {}) {
	const folder = mkdtempSync(path.join(tmpdir(), "huibao-bench-"));
	const note = path.join(folder, "time");
	try {
		const before = processorTime();
		const took = milliseconds([TIME, "-f", "%M", "-o", note, ...command], options);
		return {
			seconds: took / 1000,
			busy: (processorTime() - before) / 1000,
			megabytes: Number(readFileSync(note, "utf8").trim().split("\n").at(-1)) / 1024,
		};
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** Runs every measurement `times` times, one after the other in turn, so that what else the machine does meets all of them alike. */
export function inTurn(measurements, times) {
	const results = measurements.map(() => []);
	for (let round = 0; round < times; round++) for (const [at, measure] of measurements.entries()) results[at].push(measure());
	return results;
}

/** Rows as a Markdown table. */
export function table(head, rows) {
	const line = (cells) => `| ${cells.join(" | ")} |`;
	return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
