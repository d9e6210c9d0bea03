// node bench/stages.mjs [ROWS] [PASSES]: where the time of taking in one county's roster goes, stage by stage, in one process; the first pass is cold. Build first (npm run build).
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { writeCounties } from "./end-to-end/counties.mjs";
import { table } from "./measure.mjs";

const dist = path.join(path.dirname(import.meta.dirname), "dist", "src");
const load = (file) => import(pathToFileURL(path.join(dist, file)).href);
const [{ loadForms }, { YANGJIANG_UNITS: units }, { readGrid }, { recognise }, { normalise }, { check }, { openStore }] = await Promise.all(
	["app.js", "reference/units.js", "workbooks/read.js", "stages/recognise.js", "stages/normalise.js", "stages/check.js", "database/open.js"].map(
		load,
	),
);
const [, , rows = "20000", passes = "4"] = process.argv;
const catalogue = { forms: await loadForms(), units };
const folder = mkdtempSync(path.join(tmpdir(), "huibao-stages-"));
const [file] = writeCounties(folder, Number(rows));
const fileName = path.basename(file);

/** Milliseconds by the clock and of processor time (all threads) of each stage of one pass. */
async function pass(number) {
	const took = {};
	const timed = async (stage, work) => {
		const [started, before] = [performance.now(), process.cpuUsage()];
		const result = await work();
		const { user, system } = process.cpuUsage(before);
		took[stage] = { clock: performance.now() - started, busy: (user + system) / 1000 };
		return result;
	};
	const bytes = readFileSync(file);
	const grid = await timed("read", () => readGrid(bytes, fileName));
	const { submissions } = await timed("recognise", () => recognise(grid, { fileName, folderUnit: null }, catalogue));
	const blocks = await timed("normalise", () => normalise(submissions[0], catalogue));
	const checked = await timed("check", () => check(submissions[0], blocks, { cutoff: "2019-06-30", today: "2019-07-01", units }));
	if (checked.status !== "accepted") throw new Error(`the file was ${checked.status}`);
	const store = await timed("open a new store", () => openStore({ url: path.join(folder, `${number}.sqlite`), forms: catalogue.forms }));
	const receivedAt = "2019-07-01T00:00:00.000Z";
	const delivery = { sha256: String(number).padStart(64, "0"), fileName, folder: null, size: bytes.length, receivedAt };
	await timed("store", () => store.store(delivery, [checked]));
	await store.close();
	return took;
}

try {
	const results = [];
	for (let number = 0; number < Number(passes); number++) results.push(await pass(number));
	const [cold, ...warm] = results;
	const least = (stage, of) => Math.min(...warm.map((took) => took[stage][of])).toFixed(0);
	const lines = Object.keys(cold).map((stage) => [
		stage,
		cold[stage].clock.toFixed(0),
		cold[stage].busy.toFixed(0),
		least(stage, "clock"),
		least(stage, "busy"),
	]);
	process.stdout.write(`${table(["stage", "cold ms", "cold CPU ms", "warm ms", "warm CPU ms"], lines)}\n`);
	process.stdout.write(`\nPeak memory of the process: ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB after ${passes} passes\n`);
} finally {
	rmSync(folder, { recursive: true, force: true });
}
