// Compiles to dist/, aside first and then swapped in whole: a file that was renamed leaves no ghost that the folder scans would load, and two builds at once do not mix.
import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { bundle } from "./bundle.mjs";

const root = path.dirname(import.meta.dirname);
const dist = path.join(root, "dist");
const aside = path.join(root, "node_modules", ".cache", `huibao-build-${process.pid}`);
const compiler = path.join(path.dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin", "tsc");

rmSync(aside, { recursive: true, force: true });
mkdirSync(aside, { recursive: true });
const fresh = path.join(aside, "dist");
const { status } = spawnSync(process.execPath, [compiler, "-p", path.join(root, "tsconfig.build.json"), "--outDir", fresh], { stdio: "inherit" });
const main = path.join(fresh, "src", "cli", "main.js");
if (existsSync(main)) {
	await bundle(fresh);
	copyFileSync(path.join(import.meta.dirname, "launcher.mjs"), main);
	// npm makes a command executable when it links it, which is before a later build writes it anew.
	chmodSync(main, 0o755);
	if (existsSync(dist)) renameSync(dist, path.join(aside, "old"));
	renameSync(fresh, dist);
	spawnSync(process.execPath, [path.join(import.meta.dirname, "warm-up.mjs")], { stdio: ["ignore", "ignore", "inherit"] });
}
rmSync(aside, { recursive: true, force: true });
process.exit(status ?? 1);
