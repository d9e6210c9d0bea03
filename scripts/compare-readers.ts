// Reads every workbook of a folder with huibao and with a second reader (openpyxl; LibreOffice converts what that cannot read), compares them cell by cell and prints
// counts and differences. Each file is read in a process of its own, so that one that crashes, hangs or eats memory shows.
// Usage: node dist/scripts/compare-readers.js FOLDER… [--quiet]
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { toA1 } from "../src/model/a1.ts";
import type { Cell } from "../src/model/grid.ts";
import { RefusalError } from "../src/model/refusal.ts";
import { readGrid } from "../src/workbooks/read.ts";

/** Address, type, value, and a date's serial where it has one. */
type Found = readonly [ref: string, type: string, value: Cell["value"], serial: number | null];
type Reading = { readonly sheets: readonly { readonly name: string; readonly cells: readonly Found[] }[] } | { readonly refusal: string };
type Ours = Reading & { readonly milliseconds: number; readonly megabytes: number };

const SECOND_READER = path.join(import.meta.dirname, "..", "..", "scripts", "compare-readers.py");
const PYTHON = "/usr/bin/python3";
const LONGEST_MS = 90_000;
const LARGEST = 1 << 30;

async function printReading(file: string): Promise<void> {
	const started = performance.now();
	const reading = await readGrid(readFileSync(file), path.basename(file)).then(
		(grid): Reading => ({
			sheets: grid.sheets.map(({ name, rows }) => ({
				name,
				cells: [...rows].flatMap(({ number, cells }) =>
					cells.map(
						({ column, type, value, raw }): Found => [
							toA1({ row: number, column }),
							type,
							value,
							type === "d" && !/-.*-/.test(raw) ? Number(raw) : null,
						],
					),
				),
			})),
		}),
		(error: unknown): Reading => {
			if (error instanceof RefusalError) return { refusal: error.refusal.code };
			throw error;
		},
	);
	const ours: Ours = {
		...reading,
		milliseconds: Math.round(performance.now() - started),
		megabytes: Math.round(process.resourceUsage().maxRSS / 1024),
	};
	process.stdout.write(JSON.stringify(ours));
}

function ask<T>(command: string, options: readonly string[]): T | string {
	const { status, signal, stdout, stderr } = spawnSync(command, options, { timeout: LONGEST_MS, maxBuffer: LARGEST, encoding: "utf8" });
	if (status === 0) return JSON.parse(stdout) as T;
	return `${signal ?? `exit ${status}`}: ${stderr.trim().split("\n").at(-1) ?? ""}`;
}

/** The same workbook as .xlsx, by LibreOffice; null where it cannot. */
function converted(file: string, scratch: string): string | null {
	const out = path.join(scratch, path.extname(file).slice(1));
	mkdirSync(out, { recursive: true });
	const profile = pathToFileURL(path.join(scratch, "profile")).href;
	spawnSync("soffice", [`-env:UserInstallation=${profile}`, "--headless", "--convert-to", "xlsx", "--outdir", out, file], { timeout: LONGEST_MS });
	const made = `${path.basename(file, path.extname(file))}.xlsx`;
	return readdirSync(out).includes(made) ? path.join(out, made) : null;
}

/** By openpyxl; what that cannot read, or finds nothing in, LibreOffice converts first. */
function secondReading(file: string, scratch: string): Reading {
	const direct = /\.xls[xm]$/i.test(file) ? read(file) : null;
	if (direct && "sheets" in direct && direct.sheets.some(({ cells }) => cells.length > 0)) return direct;
	const workbook = converted(file, scratch);
	return workbook === null ? (direct ?? { refusal: "LibreOffice does not convert it" }) : read(workbook);
}

function read(workbook: string): Reading {
	const answer = ask<Reading>(PYTHON, [SECOND_READER, workbook]);
	return typeof answer === "string" ? { refusal: answer } : answer;
}

/** Whether two cells say the same: numbers to 15 digits, dates to the second, line ends of any kind. */
function agree(ours: Found | undefined, theirs: Found | undefined): boolean {
	const [, type, value, serial] = ours ?? ["", "s", "", null];
	const [, otherType, otherValue, otherSerial] = theirs ?? ["", "s", "", null];
	if (typeof value === "boolean" || typeof otherValue === "boolean") return Number(value) === Number(otherValue) && typeof value !== "string";
	if (type === "d" || otherType === "d") {
		const [a, b] = [serial ?? (typeof value === "number" ? value : null), otherSerial ?? (typeof otherValue === "number" ? otherValue : null)];
		if (a !== null && b !== null) return Math.abs(a - b) < 1 / 86_400;
		return String(value).slice(0, 19) === String(otherValue).slice(0, String(value).length);
	}
	if (typeof value === "number" && typeof otherValue === "number")
		return Math.abs(value - otherValue) <= 1e-14 * Math.max(Math.abs(value), Math.abs(otherValue));
	return String(value).replace(/\r\n?/g, "\n") === String(otherValue).replace(/\r\n?/g, "\n") && type === otherType;
}

function shown(found: Found | undefined): string {
	return found ? `${found[1]} ${JSON.stringify(found[2])}${found[3] === null ? "" : ` (${found[3]})`}` : "nothing";
}

interface Tally {
	files: number;
	refused: Map<string, string[]>;
	sheets: number;
	compared: number;
	differing: number;
	notCompared: string[];
	faults: string[];
	slowest: number;
	largest: number;
}

function compare(file: string, ours: Reading, theirs: Reading, tally: Tally, say: (line: string) => void): void {
	if ("refusal" in ours) {
		tally.refused.set(ours.refusal, [
			...(tally.refused.get(ours.refusal) ?? []),
			`${path.basename(file)}${"refusal" in theirs ? "" : " (the second reader reads it)"}`,
		]);
		return;
	}
	if ("refusal" in theirs) {
		tally.notCompared.push(`${path.basename(file)}: ${theirs.refusal}`);
		return;
	}
	for (const sheet of new Set([...ours.sheets, ...theirs.sheets].map(({ name }) => name))) {
		tally.sheets += 1;
		const [mine, other] = [ours, theirs].map(
			({ sheets }) => new Map(sheets.find(({ name }) => name === sheet)?.cells.map((found) => [found[0], found])),
		);
		for (const ref of new Set([...(mine?.keys() ?? []), ...(other?.keys() ?? [])])) {
			tally.compared += 1;
			if (agree(mine?.get(ref), other?.get(ref))) continue;
			tally.differing += 1;
			say(`  ${path.basename(file)} ${sheet}!${ref}: ours ${shown(mine?.get(ref))}, theirs ${shown(other?.get(ref))}`);
		}
	}
}

function compareFolder(folder: string, quiet: boolean): void {
	const say = (line: string) => process.stdout.write(`${line}\n`);
	const scratch = mkdtempSync(path.join(tmpdir(), "compare-readers-"));
	const tally: Tally = { files: 0, refused: new Map(), sheets: 0, compared: 0, differing: 0, notCompared: [], faults: [], slowest: 0, largest: 0 };
	const names = readdirSync(folder).filter((name) => /\.(xls|xlsx|xlsm|xlsb|ods|et)$/i.test(name));
	for (const name of names.sort()) {
		const file = path.join(folder, name);
		const ours = ask<Ours>(process.execPath, [fileURLToPath(import.meta.url), "--read", file]);
		tally.files += 1;
		if (typeof ours === "string") {
			tally.faults.push(`${name}: ${ours}`);
			continue;
		}
		tally.slowest = Math.max(tally.slowest, ours.milliseconds);
		tally.largest = Math.max(tally.largest, ours.megabytes);
		compare(file, ours, secondReading(file, scratch), tally, quiet ? () => undefined : say);
	}
	rmSync(scratch, { recursive: true, force: true });
	say(
		`${folder}: ${tally.files} files, ${tally.sheets} sheets, ${tally.compared} cells compared, ${tally.compared - tally.differing} agree, ${tally.differing} differ`,
	);
	say(`slowest ${tally.slowest} ms, most memory ${tally.largest} MB`);
	for (const [code, files] of tally.refused) say(`refused ${code}: ${files.join(", ")}`);
	for (const line of tally.notCompared) say(`not compared: ${line}`);
	for (const line of tally.faults) say(`FAULT: ${line}`);
}

const [first, ...rest] = process.argv.slice(2);
if (first === "--read" && rest[0] !== undefined) await printReading(rest[0]);
else {
	const options = [first, ...rest].filter((option) => option !== undefined);
	for (const folder of options.filter((option) => !option.startsWith("--"))) compareFolder(folder, options.includes("--quiet"));
}
