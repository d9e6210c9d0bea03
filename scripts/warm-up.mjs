// Runs the built program once on demo files and keeps what V8 compiled on the way, so that no later start has to.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import v8 from "node:v8";

const root = path.dirname(import.meta.dirname);
const dist = path.join(root, "dist");
// The engine compares its flags with those under which the code was kept: they stay as they are when it starts.
v8.setFlagsFromString = () => undefined;
process.argv = [process.execPath, "huibao", "check", "--no-context", path.join(root, "fixtures", "demo", "2019H1", "江城区")];
process.once("beforeExit", () => writeFileSync(path.join(dist, "bundle", "main.cjs.compiled"), program.createCachedData()));
const { program } = await import(pathToFileURL(path.join(dist, "src", "cli", "main.js")).href);
