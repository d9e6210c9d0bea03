import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const FOLDER = "src/stages/audit";
/** Reading an original is shared on purpose, counting is not: beside the audit's own files only the model, and what reads the rows of a recognised workbook. */
const ALLOWED = /^src\/(model\/|stages\/(audit|normalise)\/|stages\/check\/(duplicates|state)\.ts$|stages\/(normalise|finding-log|waivable)\.ts$)/;
const IMPORT = /(?:^|\n)(?:import|export)\s(?!type\s)([^"';]*?)from\s+"(\.[^"]+)"/g;

const files = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
	.filter((name) => name.endsWith(".ts"))
	.map((name) => path.posix.join(FOLDER, name.split(path.sep).join("/")));

/** Modules that a file imports more than types of. */
function importsOf(file: string): { readonly names: string; readonly target: string }[] {
	return [...readFileSync(file, "utf8").matchAll(IMPORT)].map(([, names = "", specifier = ""]) => {
		return { names, target: path.posix.normalize(path.posix.join(path.posix.dirname(file), specifier)) };
	});
}

/** Every module that a file reaches, with the way on which it does. */
function reached(file: string, way: readonly string[] = [], known = new Map<string, readonly string[]>()): Map<string, readonly string[]> {
	for (const { target } of importsOf(file)) {
		if (known.has(target)) continue;
		known.set(target, [...way, file, target]);
		reached(target, [...way, file], known);
	}
	return known;
}

test("the recomputation reaches nothing of the database and of the stages that publish, on any way", () => {
	expect(files.length).toBeGreaterThan(8);
	const forbidden = files.flatMap((file) => [...reached(file)].filter(([target]) => !ALLOWED.test(target)).map(([, way]) => way.join(" → ")));
	expect(forbidden).toEqual([]);
});

test("it takes over no arithmetic of the indicators, but their declarations alone", () => {
	const taken = files.flatMap((file) =>
		importsOf(file)
			.filter(({ target }) => target === "src/model/indicator.ts")
			.map(({ names }) => `${file}: ${names}`),
	);
	expect(taken).toEqual([]);
});

test("the sweep sees what is imported", () => {
	expect([...reached(`${FOLDER}/figures.ts`).keys()]).toEqual(
		expect.arrayContaining(["src/model/form.ts", `${FOLDER}/exact.ts`, "src/model/period.ts"]),
	);
	const published = [...reached("src/pipeline/consolidate.ts").keys()].filter((target) => !ALLOWED.test(target));
	expect(published).toEqual(expect.arrayContaining(["src/stages/consolidate.ts", "src/stages/roll-up.ts"]));
	expect(importsOf("src/stages/consolidate.ts").map(({ target }) => target)).toContain("src/model/indicator.ts");
});
