import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

/** The stages that turn rows into published figures: what the recomputation must not share. */
const PUBLISHING = /(^|\/)(consolidate|roll-up|statistics|compare-periods|ranking|figure-book)\.ts$/;
const FOLDER = "src/stages/audit";

const files = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
	.filter((name) => name.endsWith(".ts"))
	.map((name) => path.posix.join(FOLDER, name.split(path.sep).join("/")));

/** Every module that a file reaches, types left out, by the way on which it does. */
function reached(file: string, way: readonly string[] = [], known = new Map<string, readonly string[]>()): Map<string, readonly string[]> {
	for (const [, specifier = ""] of readFileSync(file, "utf8").matchAll(/(?:^|\n)(?:import|export)\s(?!type\s)[^"';]*?from\s+"(\.[^"]+)"/g)) {
		const target = path.posix.normalize(path.posix.join(path.posix.dirname(file), specifier));
		if (known.has(target)) continue;
		known.set(target, [...way, file]);
		reached(target, [...way, file], known);
	}
	return known;
}

test("the recomputation reaches nothing of the database and of the stages that publish, on any way", () => {
	expect(files.length).toBeGreaterThan(4);
	for (const file of files) {
		for (const [target, way] of reached(file)) {
			const why = `${[...way, target].join(" → ")}`;
			expect(target, why).not.toMatch(/^src\/(database|pipeline|app)\//);
			expect(target, why).not.toMatch(PUBLISHING);
		}
	}
});

test("the sweep sees what is imported", () => {
	expect([...reached(`${FOLDER}/figures.ts`).keys()]).toEqual(
		expect.arrayContaining(["src/model/form.ts", `${FOLDER}/exact.ts`, "src/model/period.ts"]),
	);
	expect([...reached("src/pipeline/consolidate.ts").keys()].some((target) => PUBLISHING.test(target))).toBe(true);
});
