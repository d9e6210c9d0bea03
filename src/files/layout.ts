import { mkdir, readdir, readFile, rm, stat } from "node:fs/promises";
import path from "node:path";
import { writeWhole } from "./write-whole.ts";

/** Where everything of a data home lies. */
export interface Layout {
	readonly home: string;
	readonly inbox: string;
	/** Files that a process has claimed and not yet dealt with. */
	readonly processing: string;
	readonly archive: string;
	readonly returned: string;
	readonly quarantine: string;
	readonly output: string;
	readonly database: string;
	readonly settings: string;
	/** The template of the report in words, where the office has its own. */
	readonly reportTemplate: string;
	/** Says that everything here was made by `huibao demo`. */
	readonly demoMarker: string;
}

/** File of the template of the report in words, in the package and in a data home. */
export const REPORT_TEMPLATE = "工作总结.txt";

/** Paths of a data home. Nothing is read or made. */
export function layoutOf(home: string): Layout {
	const at = (name: string) => path.join(home, name);
	return {
		home,
		inbox: at("inbox"),
		processing: at("processing"),
		archive: at("archive"),
		returned: at("returned"),
		quarantine: at("quarantine"),
		output: at("output"),
		database: at("huibao.sqlite"),
		settings: at("huibao.config.json"),
		reportTemplate: path.join(at("templates"), REPORT_TEMPLATE),
		demoMarker: at(".huibao-demo"),
	};
}

/** Makes the folders of a data home, with one folder of the inbox per office. Leaves what is there alone; gives the paths that it made. */
export async function initHome(layout: Layout, unitFolders: readonly string[]): Promise<string[]> {
	const folders = [layout.inbox, layout.archive, layout.returned, layout.quarantine, layout.output];
	const created: string[] = [];
	for (const folder of [...folders, ...unitFolders.map((name) => path.join(layout.inbox, name))]) {
		if (await exists(folder)) continue;
		await mkdir(folder, { recursive: true });
		created.push(folder);
	}
	return created;
}

/**
 * What of a data home stands in the way of the demo: paths that hold anything but an earlier demo's work. Empty where the demo may run.
 * An earlier demo's home in which something was taken in since is no longer the demo's own.
 */
export async function obstaclesToDemo(layout: Layout): Promise<string[]> {
	const dropped = (await filesBelow(layout.inbox)).map((name) => path.join(layout.inbox, name));
	if (dropped.length > 0) return dropped;
	if (!(await exists(layout.demoMarker))) return occupied(layout);
	const own = await originalsOfDemo(layout);
	if (own === null) return [];
	const archived = await filesBelow(layout.archive);
	return archived.filter((name) => !own.has(path.basename(name))).map((name) => path.join(layout.archive, name));
}

/** Clears away an earlier demo and marks the home as the demo's. To be called only where `obstaclesToDemo` found none. */
export async function resetDemoHome(layout: Layout): Promise<void> {
	await mkdir(layout.home, { recursive: true });
	await writeWhole(layout.demoMarker, `${JSON.stringify({ originals: null })}\n`);
	const database = ["", "-wal", "-shm", "-journal"].map((suffix) => layout.database + suffix);
	const releases = (await namesIn(layout.output)).filter((name) => name !== ".gitkeep").map((name) => path.join(layout.output, name));
	for (const target of [...database, ...releases, layout.archive, layout.processing, layout.returned, layout.quarantine]) {
		await rm(target, { recursive: true, force: true });
	}
}

/** Notes which originals are the finished demo's own, so that a later demo can tell them from what was taken in since. */
export async function sealDemoHome(layout: Layout): Promise<void> {
	const originals = (await filesBelow(layout.archive)).map((name) => path.basename(name)).sort();
	await writeWhole(layout.demoMarker, `${JSON.stringify({ originals })}\n`);
}

/** Sets days (YYYY-MM-DD) of periods in the home's settings file and leaves the other settings as they are. Nothing is written where they stand there already. */
export async function keepDays(layout: Layout, setting: "cutoffs" | "dueDays", days: Readonly<Record<string, string>>): Promise<void> {
	const settings = (await exists(layout.settings)) ? (JSON.parse(await readFile(layout.settings, "utf8")) as Record<string, unknown>) : {};
	const known = (settings[setting] ?? {}) as Record<string, unknown>;
	if (Object.entries(days).every(([period, day]) => known[period] === day)) return;
	await writeWhole(layout.settings, `${JSON.stringify({ ...settings, [setting]: { ...known, ...days } }, null, "\t")}\n`);
}

async function occupied(layout: Layout): Promise<string[]> {
	const found: string[] = [];
	if (await exists(layout.database)) found.push(layout.database);
	for (const folder of [layout.archive, layout.output, layout.returned, layout.quarantine, layout.processing]) {
		if ((await filesBelow(folder)).some((name) => name !== ".gitkeep")) found.push(folder);
	}
	return found;
}

async function originalsOfDemo(layout: Layout): Promise<Set<string> | null> {
	const marker: unknown = JSON.parse(await readFile(layout.demoMarker, "utf8"));
	const originals = typeof marker === "object" && marker !== null && "originals" in marker ? marker.originals : null;
	// A demo that was broken off left no list: everything here is its own.
	return Array.isArray(originals) ? new Set(originals.map(String)) : null;
}

/** Paths of the files below a folder, relative to it; none where it does not exist. */
async function filesBelow(folder: string): Promise<string[]> {
	if (!(await exists(folder))) return [];
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	return entries.filter((entry) => !entry.isDirectory()).map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
}

async function namesIn(folder: string): Promise<string[]> {
	return (await exists(folder)) ? readdir(folder) : [];
}

/** Whether something stands at a path. */
export async function exists(target: string): Promise<boolean> {
	return (await stat(target).catch(absent)) !== null;
}

/** Lets "it does not exist" pass as null and throws on every other fault. */
export function absent(fault: unknown): null {
	if (isFault(fault, "ENOENT", "ENOTDIR")) return null;
	throw fault;
}

/** Whether something thrown is a fault of the file system with one of these codes. */
export function isFault(fault: unknown, ...codes: readonly string[]): boolean {
	return fault instanceof Error && "code" in fault && codes.includes(String(fault.code));
}
