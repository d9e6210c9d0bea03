// Binds the command line into few files: two hundred modules of their own take longer to find and read than a county's file takes to check.
import { readdirSync } from "node:fs";
import path from "node:path";
import { rolldown } from "rolldown";

const root = path.dirname(import.meta.dirname);
const ENTRY = path.join(root, "src", "cli", "main.ts");
const CATALOGUE = path.join(root, "src", "app", "catalogue.ts");
/** Bound in; every other package stays where npm put it, and is loaded by what needs it. */
const BOUND_IN = ["commander", "zod"];

/**
 * Writes the program to `dist`/bundle: main.cjs has all that is imported at once, and what the program imports when it comes to need it (the database, the writers of
 * workbooks, readers of rarer formats) lies in files beside it.
 */
export async function bundle(dist) {
	const atOnce = new Set();
	const built = await rolldown({
		input: { main: ENTRY },
		cwd: root,
		platform: "node",
		external: (id) => !/^[./\\]|^[A-Za-z]:/.test(id) && !BOUND_IN.includes(id.split("/")[0] ?? ""),
		plugins: [catalogueAtOnce(), compiledPlaces(), withoutPrograms(), importedAtOnce(atOnce)],
	});
	await built.write({
		dir: path.join(dist, "bundle"),
		format: "cjs",
		entryFileNames: "[name].cjs",
		chunkFileNames: "[name].cjs",
		comments: false,
		codeSplitting: { groups: [{ name: "main", test: (id) => atOnce.has(id) }] },
	});
	await built.close();
}

/** The forms that src/app/catalogue.ts finds in their folder, named once and for all. */
function catalogueAtOnce() {
	return {
		name: "catalogue",
		load: {
			filter: { id: CATALOGUE },
			handler() {
				const names = readdirSync(path.join(root, "src", "forms"))
					.filter((name) => name.endsWith(".ts"))
					.sort();
				const imports = names.map((name, at) => `import form${at} from "../forms/${name}";`);
				return `${imports.join("\n")}\nexport const loadForms = async () => [${names.map((_, at) => `form${at}`).join(", ")}];\n`;
			},
		},
	};
}

/** Lets every module go on believing that it lies where the compiler put it: workers, fixtures and package.json are found from there. */
function compiledPlaces() {
	return {
		name: "compiled-places",
		transform: {
			filter: { id: /\.ts$/, code: "import.meta." },
			handler(code, id) {
				const compiled = path.relative(root, id).replaceAll("\\", "/").replace(/\.ts$/, ".js");
				const place = `require("node:path").join(__dirname, "..", ${JSON.stringify(compiled)})`;
				return code
					.replaceAll("import.meta.dirname", `require("node:path").dirname(${place})`)
					.replaceAll("import.meta.filename", place)
					.replaceAll("import.meta.url", `require("node:url").pathToFileURL(${place}).href`);
			},
		},
	};
}

/** commander asks at once for what starts programs, and so loads half of node's networking, for commands that are programs of their own: huibao has none. */
function withoutPrograms() {
	return {
		name: "without-programs",
		transform: {
			filter: { id: /commander[\\/]lib[\\/]command\.js$/ },
			handler: (code) => code.replace("require('node:child_process')", "undefined"),
		},
	};
}

/** Finds what the program imports at once; the commands and the app that they open count as that, since every run needs them. */
function importedAtOnce(found) {
	return {
		name: "imported-at-once",
		buildEnd() {
			const queue = [ENTRY];
			for (const id of queue) {
				const module = found.has(id) ? null : this.getModuleInfo(id);
				if (!module) continue;
				found.add(id);
				const inCli = id.startsWith(path.join(root, "src", "cli") + path.sep);
				queue.push(...module.importedIds, ...(inCli ? module.dynamicallyImportedIds : []));
			}
		},
	};
}
