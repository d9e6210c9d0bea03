#!/usr/bin/env node
// Starts the bound program (scripts/bundle.mjs). The build puts this file in the place of the compiled src/cli/main.js.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { constants, Script } from "node:vm";

const file = path.join(import.meta.dirname, "..", "..", "bundle", "main.cjs");
const require = createRequire(file);

/** What V8 made of the program when it was built (scripts/warm-up.mjs). The engine refuses what another version of it made, and compiles anew. */
function compiledBefore() {
	try {
		return readFileSync(`${file}.compiled`);
	} catch (fault) {
		if (fault.code === "ENOENT") return undefined;
		throw fault;
	}
}

/** The program as V8 holds it. */
export const program = new Script(`(function (exports, require, module, __filename, __dirname) {${readFileSync(file, "utf8")}\n})`, {
	filename: file,
	cachedData: compiledBefore(),
	importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
});

// A check of a typical file is over before most of what the optimising compiler would make of it is of use; by default that costs a quarter of its time. A function is to
// have run four times as long before (the engine's default is 132 KB of bytecode). For this command alone: what runs longer gains from being optimised early. And only now:
// what was compiled before is refused under other flags than it was compiled with.
if (process.versions.v8.startsWith("11.") && process.argv[2] === "check") require("node:v8").setFlagsFromString("--interrupt-budget=500000");

const module = { id: file, filename: file, path: path.dirname(file), loaded: true, children: [], paths: [], exports: {} };
// The other files of the bundle ask for it by name.
require.cache[file] = module;
program.runInThisContext()(module.exports, require, module, file, path.dirname(file));
