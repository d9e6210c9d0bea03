// Compiles to dist/ from a clean folder, so that a file that was renamed leaves no ghost that the folder scans would load.
import { spawnSync } from "node:child_process";
import { chmodSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const root = path.dirname(import.meta.dirname);
rmSync(path.join(root, "dist"), { recursive: true, force: true });
const compiler = path.join(path.dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin", "tsc");
const { status } = spawnSync(process.execPath, [compiler, "-p", path.join(root, "tsconfig.build.json")], { stdio: "inherit" });
// npm makes a command executable when it links it, which is before a later build writes it anew.
if (status === 0) chmodSync(path.join(root, "dist", "src", "cli", "main.js"), 0o755);
process.exit(status ?? 1);
