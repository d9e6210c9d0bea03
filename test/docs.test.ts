import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { COMMANDS } from "../src/cli/program.ts";
import { FACTS, MEASURES } from "../src/model/figure-reference.ts";

const root = path.dirname(import.meta.dirname);
const read = (name: string) => readFileSync(path.join(root, name), "utf8");
const scripts = (JSON.parse(read("package.json")) as { scripts: Record<string, string> }).scripts;
/** Words of the environment that src/config.ts reads. */
const variables = [...new Set([...read("src/config.ts").matchAll(/\b(HUIBAO_[A-Z]+|DATABASE_URL)\b/g)].map((match) => match[0]))];

describe.each(["README.md", "README.zh-CN.md", "docs/contract.md"])("%s", (page) => {
	const text = read(page);

	test("names every command", () => {
		const named = (name: string) => new RegExp(`(huibao |\\| )${name}\\b`).test(text);
		expect(Object.keys(COMMANDS).filter((name) => !named(name))).toEqual([]);
	});

	test("names no command that does not exist", () => {
		const commands = [...text.matchAll(/(?:^ {4}|· )huibao ([a-z]+)/gm)].map((match) => match[1] ?? "");
		expect(commands.length).toBeGreaterThan(0);
		expect(commands.filter((name) => !(name in COMMANDS))).toEqual([]);
	});
});

describe.each(["README.md", "README.zh-CN.md"])("%s", (page) => {
	test("runs the two commands that the proof runs", () => {
		const text = read(page);
		const proof = read(".ci/run");
		for (const script of ["demo", "test"]) {
			expect(text).toContain(`npm ci && npm ${script === "test" ? "test" : `run ${script}`}`);
			expect(proof).toMatch(new RegExp(`npm (run --silent )?${script}`));
		}
		const named = [...text.matchAll(/npm run ([a-z:-]+)/g)].map((match) => match[1] ?? "");
		expect(named.filter((script) => !(script in scripts))).toEqual([]);
	});
});

test("every variable of the environment is documented", () => {
	expect(variables.length).toBeGreaterThanOrEqual(6);
	const contract = read("docs/contract.md");
	expect(variables.filter((name) => !contract.includes(name))).toEqual([]);
});

test("every measure and fact that templates may name is documented, in both languages", () => {
	const page = read("docs/templates.md");
	const measures = Object.entries(MEASURES).map(([key, { zh }]) => `| ${zh} | ${key} |`);
	const facts = Object.entries(FACTS).map(([key, { zh }]) => `${zh} \`{{${key}}}\``);
	expect([...measures, ...facts].filter((line) => !page.includes(line))).toEqual([]);
});
