import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";

/** The table of docs/architecture.md as data: which room may import which rooms, packages and node built-ins. */
const ROOMS: Record<string, { rooms: string[] | "all"; packages?: string[]; node?: boolean }> = {
	model: { rooms: [], packages: ["zod"] },
	reference: { rooms: ["model"] },
	forms: { rooms: ["model", "reference"] },
	stages: { rooms: ["model", "reference"], packages: ["zod"] },
	messages: { rooms: ["model"] },
	workbooks: { rooms: ["model"], packages: ["exceljs", "csv-parse", "fflate", "@e965/xlsx", "htmlparser2"], node: true },
	documents: { rooms: ["model"], packages: ["docx", "fflate"] },
	files: { rooms: ["model"], node: true },
	database: { rooms: ["model"], packages: ["knex", "sqlite3"], node: true },
	pipeline: { rooms: ["model", "stages", "messages"] },
	schedule: { rooms: ["model"], packages: ["node-cron"] },
	jobs: { rooms: ["model"] },
	cli: { rooms: ["model", "messages"], packages: ["commander"], node: true },
	app: { rooms: "all", node: true },
};
/** Single files that are rooms of their own. */
const FILES: Record<string, { rooms: string[] | "all"; packages?: string[]; node?: boolean }> = {
	"src/config.ts": { rooms: ["model"], packages: ["zod"], node: true },
	"src/app.ts": { rooms: "all", node: true },
};
/** app.ts is imported by entry files alone; config.ts by app.ts and its parts, and by the entry file, which must know the language before an app is open. */
const IMPORTED_BY: Record<string, string[]> = {
	"src/app.ts": ["src/cli/main.ts"],
	"src/config.ts": ["src/app.ts", "src/cli/main.ts", "src/app/house.ts", "src/app/demo.ts", "src/app/jobs.ts"],
};

const root = path.dirname(import.meta.dirname);
const files = ["src", "jobs"].flatMap((top) =>
	readdirSync(path.join(root, top), { recursive: true, encoding: "utf8" })
		.filter((name) => name.endsWith(".ts"))
		.map((name) => `${top}/${name.split(path.sep).join("/")}`),
);
const IMPORT = /(?:^|\n)\s*(?:import|export)\s[^"';]*?from\s+"([^"]+)"|(?:^|\n)\s*import\s+"([^"]+)"|\bimport\(\s*"([^"]+)"\s*\)/g;

function importsOf(file: string): string[] {
	const source = readFileSync(path.join(root, file), "utf8");
	return [...source.matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? match[3] ?? "");
}

function roomOf(file: string): string {
	if (file in FILES) return file;
	return file.startsWith("jobs/") ? "jobs" : (file.split("/")[1] ?? "");
}

function objection(file: string, specifier: string): string | null {
	const room = roomOf(file);
	const rule = FILES[room] ?? ROOMS[room];
	if (!rule) return `${file}: ${room} is no room of the house`;
	if (specifier.startsWith("node:")) return rule.node ? null : `${file} may not import ${specifier}`;
	if (!specifier.startsWith(".")) {
		const name = specifier.startsWith("@") ? specifier.split("/").slice(0, 2).join("/") : (specifier.split("/")[0] ?? "");
		return rule.packages?.includes(name) ? null : `${file} may not import the package ${name}`;
	}
	const target = path.posix.normalize(path.posix.join(path.posix.dirname(file), specifier));
	const allowedImporters = IMPORTED_BY[target];
	if (allowedImporters) return allowedImporters.includes(file) ? null : `${file} may not import ${target}`;
	const other = roomOf(target);
	return other === room || rule.rooms === "all" || rule.rooms.includes(other) ? null : `${file} (${room}) may not import ${target} (${other})`;
}

describe("rooms", () => {
	test("the sweep sees the house", () => {
		expect(files.length).toBeGreaterThan(40);
		for (const room of Object.keys(ROOMS))
			expect(
				files.some((file) => roomOf(file) === room),
				`room ${room} is empty`,
			).toBe(true);
		expect(files.flatMap(importsOf).length).toBeGreaterThan(100);
	});

	test("every import keeps to the table", () => {
		const objections = files.flatMap((file) => importsOf(file).map((specifier) => objection(file, specifier)));
		expect(objections.filter((o) => o !== null)).toEqual([]);
	});

	test("a forbidden import would be refused", () => {
		expect(objection("src/stages/check.ts", "knex")).not.toBeNull();
		expect(objection("src/pipeline/ingest.ts", "node:fs")).not.toBeNull();
		expect(objection("src/pipeline/ingest.ts", "../database/open.ts")).not.toBeNull();
		expect(objection("src/cli/commands/check.ts", "../../app.ts")).not.toBeNull();
	});
});
