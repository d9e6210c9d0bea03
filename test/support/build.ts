import { spawnSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import path from "node:path";

const root = path.dirname(path.dirname(import.meta.dirname));
const SOURCES = ["src", "jobs", "fixtures/generator", "scripts"];

/** Builds dist/ once before the tests where a source is newer than it: tests of the command line run what users run, and never a build of yesterday. */
export default function setup(): void {
	if (newestSource() <= builtAt()) return;
	const { status } = spawnSync(process.execPath, [path.join(root, "scripts", "build.mjs")], { stdio: "ignore" });
	// The compiler emits in spite of type errors, which `npm run check` refuses; only a build without a program leaves nothing to test.
	if (status !== 0 && builtAt() === 0) throw new Error("the build failed");
}

function builtAt(): number {
	return statSync(path.join(root, "dist", "src", "cli", "main.js"), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function newestSource(): number {
	const files = SOURCES.flatMap((folder) => {
		const at = path.join(root, folder);
		return readdirSync(at, { recursive: true, encoding: "utf8" })
			.filter((name) => /\.(ts|mjs)$/.test(name))
			.map((name) => path.join(at, name));
	});
	return Math.max(...files.map((file) => statSync(file).mtimeMs), statSync(path.join(root, "tsconfig.json")).mtimeMs);
}
