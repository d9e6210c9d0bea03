// node bench/many-findings.mjs [ROWS]: memory while a roster is checked in which every row is wrong, beside the same roster without mistakes
// (above a hundred thousand its numbers begin anew, and are mistakes). Build first (npm run build).
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { COUNTIES, rosterRows } from "./end-to-end/counties.mjs";
import { table } from "./measure.mjs";
import { workbook } from "./small-files/workbook.mjs";

/** Columns of the roster. */
const [CODE, REGION, ISSUED, EMPLOYEES, REVENUE, SPENT] = [2, 3, 8, 14, 16, 17];

/** What is made wrong in every row, and how many findings it gives. */
const SPOILED = {
	"no mistakes": () => ({}),
	"one rule broken": (row) => ({ [SPENT]: Number(String(row[REVENUE]).replaceAll(",", "")) + 1 }),
	"one cell unreadable": () => ({ [EMPLOYEES]: "若干" }),
	"four of each row": (row) => ({ [EMPLOYEES]: "若干", [REGION]: "阳江某县", [ISSUED]: "2018-02-31", [CODE]: `${row[CODE].slice(0, 17)}*` }),
	"all of one key": (_row, first) => ({ [CODE]: first[CODE] }),
};

function* spoiledRows(spoil, count) {
	let first = null;
	for (const row of rosterRows(COUNTIES[0], 1, count)) {
		if (typeof row[0] !== "number") yield row;
		else {
			first ??= row;
			yield Object.assign([...row], spoil(row, first));
		}
	}
}

/** Checks one file in this process; prints what is held at the end and what was found. */
async function measured(file) {
	const dist = path.join(path.dirname(import.meta.dirname), "dist", "src");
	const load = (name) => import(pathToFileURL(path.join(dist, name)).href);
	const [{ loadForms }, { YANGJIANG_UNITS: units }, { readGrid }, { examine }] = await Promise.all(
		["app.js", "reference/units.js", "workbooks/read.js", "pipeline/examine.js"].map(load),
	);
	const catalogue = { forms: await loadForms(), units };
	const context = { catalogue, readGrid, cutoffOf: () => "2019-06-30", today: () => "2019-07-01", clock: () => new Date("2019-07-01T01:00:00Z") };
	const hints = { fileName: "江城区2019年上半年高新技术企业名录.xlsx", folderUnit: null };
	const bytes = readFileSync(file);
	globalThis.gc();
	const before = process.memoryUsage().heapUsed;
	const { submissions } = await examine(bytes, hints, context);
	globalThis.gc();
	const held = process.memoryUsage().heapUsed - before;
	const [{ findings, groups, ledger, status }] = submissions;
	const counted = groups.reduce((sum, { count }) => sum + count, 0);
	process.stdout.write(JSON.stringify({ held, peak: process.resourceUsage().maxRSS, kept: findings.length, counted, ledger, status }));
}

function main(rows) {
	const folder = mkdtempSync(path.join(tmpdir(), "huibao-findings-"));
	const megabytes = (bytes) => (bytes / 2 ** 20).toFixed(0);
	try {
		const lines = Object.entries(SPOILED).map(([what, spoil]) => {
			const file = path.join(folder, "roster.xlsx");
			writeFileSync(file, workbook([...spoiledRows(spoil, rows)]));
			const { stdout, stderr, status } = spawnSync(process.execPath, ["--expose-gc", import.meta.filename, "--check", file], { encoding: "utf8" });
			if (status !== 0) throw new Error(stderr);
			const told = JSON.parse(stdout);
			return [what, told.ledger.loaded, told.ledger.rejected, told.kept, told.counted, megabytes(told.held), megabytes(told.peak * 1024)];
		});
		process.stdout.write(
			`${table(
				["every row", "rows that pass", "rejected", "findings kept", "counted", "held MB", "peak MB"],
				lines.map((line) => line.map(String)),
			)}\n`,
		);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

if (process.argv[2] === "--check") await measured(process.argv[3]);
else main(Number(process.argv[2] ?? "99900"));
