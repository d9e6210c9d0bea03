import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { absent } from "./layout.ts";

/** File of a publication that says how far the log went when it was made: kept outside the database, it shows where the log's end was cut off. */
const LOG_HEAD = "log-head.json";

/** A log head that a publication noted, and where. */
export interface LogHead {
	readonly file: string;
	/** Number of the newest entry then. */
	readonly entry: number;
	readonly hash: string;
}

/** The log heads of every publication below the output folder, earlier releases too. A file that holds none is passed over: nobody can be blamed by it. */
export async function readLogHeads(output: string): Promise<LogHead[]> {
	const names = (await readdir(output, { recursive: true }).catch(absent)) ?? [];
	const heads: LogHead[] = [];
	for (const name of names.filter((each) => path.basename(each) === LOG_HEAD).sort()) {
		const file = path.join(output, name);
		const head = headIn(await readFile(file, "utf8"));
		if (head) heads.push({ file, ...head });
	}
	return heads;
}

function headIn(text: string): Omit<LogHead, "file"> | null {
	try {
		const { entry, hash } = Object(JSON.parse(text)) as Record<string, unknown>;
		return typeof entry === "number" && typeof hash === "string" ? { entry, hash } : null;
	} catch (fault) {
		if (fault instanceof SyntaxError) return null;
		throw fault;
	}
}
