// Preloaded (node --import): tells on standard error, as the process ends, every file and built-in module that was loaded, one to a line.
import { appendFileSync } from "node:fs";
import { createRequire, register } from "node:module";

const hooks = `import { writeSync } from "node:fs";
export async function resolve(specifier, context, next) {
	const found = await next(specifier, context);
	writeSync(2, "loaded " + decodeURI(found.url) + "\\n");
	return found;
}`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
process.once("exit", () =>
	appendFileSync(
		2,
		Object.keys(createRequire(import.meta.url).cache)
			.map((file) => `loaded ${file}\n`)
			.join(""),
	),
);
