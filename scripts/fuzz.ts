import { fork } from "node:child_process";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { loadForms } from "../src/app.ts";
import { DEFAULT_READ_LIMITS } from "../src/model/read-limits.ts";
import { RefusalError } from "../src/model/refusal.ts";
import { examine } from "../src/pipeline/examine.ts";
import { YANGJIANG_UNITS } from "../src/reference/units.ts";
import { readGrid } from "../src/workbooks/read.ts";
import { mutate } from "./mutations.ts";

/**
 * Mutates real workbooks and looks whether each ends in a grid or a coded refusal: never another fault, never a hang, never past its memory.
 *
 *     npm run fuzz -- --minutes 10 --seed 1 --out /tmp/fuzz FOLDER…
 *
 * What fails is kept in --out under the file's name and seed, to become a fixture (fixtures/fuzz). A child does the work, so that a crash or a hang costs one variant.
 */
const { values: options, positionals: folders } = parseArgs({
	allowPositionals: true,
	options: {
		minutes: { type: "string", default: "1" },
		seed: { type: "string", default: "1" },
		out: { type: "string", default: "fuzz-failures" },
		child: { type: "boolean", default: false },
	},
});

/** Seconds that one variant may take before it counts as a hang: its own limit and what recognition takes. */
const HANG_SECONDS = 30;
const LIMITS = { ...DEFAULT_READ_LIMITS, seconds: 10 };

interface Attempt {
	readonly file: string;
	readonly seed: number;
}

interface Outcome {
	/** grid, a refusal's code, or what went wrong. */
	readonly kind: string;
	readonly failed: boolean;
	readonly megabytes: number;
}

async function attempt({ file, seed }: Attempt, catalogue: Parameters<typeof examine>[2]["catalogue"]): Promise<Outcome> {
	const bytes = mutate(await readFile(file), seed);
	const megabytes = () => Math.round(process.memoryUsage().rss / 1e6);
	try {
		const read = (content: Uint8Array, name: string) => readGrid(content, name, LIMITS);
		const hints = { fileName: path.basename(file), folderUnit: null };
		const { status, refusals } = await examine(bytes, hints, {
			catalogue,
			readGrid: read,
			cutoffOf: () => "2019-06-27",
			today: () => "2019-06-27",
			clock: () => new Date("2019-06-27T04:00:00Z"),
		});
		return { kind: refusals[0]?.refusal.code ?? status, failed: false, megabytes: megabytes() };
	} catch (fault) {
		const kind =
			fault instanceof RefusalError ? `escaped ${fault.refusal.code}` : fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
		return { kind, failed: true, megabytes: megabytes() };
	}
}

async function child(): Promise<void> {
	const catalogue = { forms: await loadForms(), units: YANGJIANG_UNITS };
	process.on("message", (asked: Attempt) => void attempt(asked, catalogue).then((outcome) => process.send?.(outcome)));
}

function startWorker() {
	return fork(fileURLToPath(import.meta.url), ["--child"], { execArgv: ["--max-old-space-size=1024"], stdio: ["ignore", "ignore", "pipe", "ipc"] });
}

async function parent(): Promise<void> {
	const seeds = await filesBelow(folders);
	const until = Date.now() + Number(options.minutes) * 60_000;
	const tally = new Map<string, number>();
	let worker = startWorker();
	let peak = 0;
	let count = 0;
	for (let seed = Number(options.seed); Date.now() < until; seed++) {
		const file = seeds[(seed * 2_654_435_761) % seeds.length];
		if (file === undefined) throw new Error("no files to mutate: name folders");
		const outcome = await withinTime(worker, { file, seed });
		count++;
		peak = Math.max(peak, outcome.megabytes);
		const kind = outcome.failed ? `FAILED ${outcome.kind.split("\n", 3).join(" | ")}` : outcome.kind;
		tally.set(kind, (tally.get(kind) ?? 0) + 1);
		if (outcome.failed) await keep({ file, seed }, outcome.kind);
		if (!worker.connected) worker = startWorker();
	}
	worker.kill();
	const lines = [...tally].sort((a, b) => b[1] - a[1]).map(([kind, times]) => `${String(times).padStart(8)}  ${kind}`);
	process.stdout.write(`${count} variants of ${seeds.length} files, peak ${peak} MB\n${lines.join("\n")}\n`);
	process.exitCode = [...tally.keys()].some((kind) => kind.startsWith("FAILED")) ? 1 : 0;
}

function withinTime(worker: ReturnType<typeof startWorker>, asked: Attempt): Promise<Outcome> {
	return new Promise((resolve) => {
		let complaint = "";
		const listen = (piece: Buffer) => {
			complaint += piece.toString();
		};
		const end = (outcome: Outcome) => {
			clearTimeout(timer);
			worker.off("message", end);
			worker.off("exit", died);
			worker.stderr?.off("data", listen);
			resolve(outcome);
		};
		const died = () => end({ kind: `crash ${complaint.slice(0, 300)}`, failed: true, megabytes: 0 });
		const timer = setTimeout(() => {
			worker.off("exit", died);
			worker.once("exit", () => end({ kind: `hang of ${HANG_SECONDS} s`, failed: true, megabytes: 0 }));
			worker.kill("SIGKILL");
		}, HANG_SECONDS * 1000);
		worker.once("message", end);
		worker.once("exit", died);
		worker.stderr?.on("data", listen);
		worker.send(asked);
	});
}

async function keep({ file, seed }: Attempt, why: string): Promise<void> {
	await mkdir(options.out, { recursive: true });
	const name = path.join(options.out, `${seed}-${path.basename(file)}`);
	await writeFile(name, mutate(await readFile(file), seed));
	await writeFile(`${name}.txt`, `${file}\nseed ${seed}\n${why}\n`);
}

async function filesBelow(roots: readonly string[]): Promise<string[]> {
	const found = await Promise.all(roots.map((root) => readdir(root, { recursive: true, withFileTypes: true })));
	return found
		.flat()
		.filter((entry) => entry.isFile() && !/\.(?:md|json|txt|ts)$/.test(entry.name))
		.map((entry) => path.join(entry.parentPath, entry.name))
		.sort();
}

await (options.child ? child() : parent());
