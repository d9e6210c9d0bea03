import { spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const root = path.dirname(path.dirname(import.meta.dirname));

/** The compiled command line, as a user would run it. */
export const MAIN = path.join(root, "dist", "src", "cli", "main.js");

/** A new, empty data home. */
export const newHome = (): string => mkdtempSync(path.join(tmpdir(), "huibao-home-"));

/** Runs a command in a data home, with none of this process's own settings. */
export function huibao(args: readonly string[], home: string, env: Readonly<Record<string, string>> = {}) {
	const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(HUIBAO_|DATABASE_URL$|NODE_OPTIONS$|VITEST)/.test(name)));
	const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], {
		cwd: home,
		env: { ...inherited, ...env },
		encoding: "utf8",
		maxBuffer: 256 * 1024 * 1024,
	});
	return { code: status, stdout, stderr };
}
