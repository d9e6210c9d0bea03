import { spawnSync } from "node:child_process";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { MAIN, newHome } from "../support/huibao.ts";

const root = path.dirname(path.dirname(import.meta.dirname));
const REPORT = path.join(root, "fixtures", "demo", "2019H1", "江城区", "江城区+2019年上半年+高新技术企业.xlsx");
/** Takes long to load, and checking an .xlsx file in a home without a database needs none of it. */
const HEAVY = ["exceljs", "knex", "sqlite3", "csv-parse", "node-cron", "htmlparser2", "@e965/xlsx", "docx"];

/** Names of the packages, and of the files of huibao itself, that a command loads. */
function loadedBy(home: string, ...args: string[]): { packages: string[]; own: string[] } {
	const preload = pathToFileURL(path.join(root, "test", "support", "loaded.mjs")).href;
	const { stderr, status } = spawnSync(process.execPath, ["--import", preload, MAIN, ...args], { cwd: home, encoding: "utf8" });
	if (status !== 0) throw new Error(stderr);
	const files = stderr.split("\n").flatMap((line) => /^loaded (?!node:|data:)(?:file:\/\/)?(.+)$/.exec(line)?.[1] ?? []);
	const packages = files.flatMap((file) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []);
	return { packages: [...new Set(packages)], own: [...new Set(files.filter((file) => file.includes("/dist/")))] };
}

describe("starting the compiled program", () => {
	test("checking an .xlsx file loads the program alone, and no package that only other work needs", () => {
		const { packages, own } = loadedBy(newHome(), "check", REPORT);
		expect(own).toContain(path.join(root, "dist", "bundle", "main.cjs"));
		expect(packages.filter((name) => HEAVY.includes(name))).toEqual([]);
		expect(own.length).toBeLessThan(5);
	});

	test("beside a database it is asked through its driver alone", () => {
		const home = newHome();
		expect(loadedBy(home, "ingest", REPORT).packages).toContain("knex");
		const { packages } = loadedBy(home, "check", REPORT);
		expect(packages).toContain("sqlite3");
		expect(packages.filter((name) => HEAVY.includes(name) && name !== "sqlite3")).toEqual([]);
	});

	test("what is loaded when it is needed is seen by the same look", () => {
		expect(loadedBy(newHome(), "template", "阳科统01").packages).toContain("exceljs");
		expect(loadedBy(newHome(), "init").packages).toEqual([]);
	});

	test("the code that was compiled when the program was built is taken by this engine", () => {
		const asks = `import(${JSON.stringify(pathToFileURL(MAIN).href)}).then(({ program }) => console.error("refused:", program.cachedDataRejected))`;
		const { stderr } = spawnSync(process.execPath, ["-e", asks, "--", "--version"], { cwd: newHome(), encoding: "utf8" });
		expect(stderr).toContain("refused: false");
	});
});
