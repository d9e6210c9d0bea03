import { openStore } from "../../src/database/open.ts";
import { delivery, SAMPLE, submission, UNITS } from "./sample.ts";

export type Task = "race" | "die";

/**
 * A process of its own on a store, started by processes.test.ts: `race FILE` opens it and stores one file; `die FILE` is killed in the middle of storing,
 * when the first submission's 3,000 rows are written and the second's are about to be.
 */
const [task, file = ""] = process.argv.slice(2);
const store = await openStore({ url: file, forms: [SAMPLE] });
const many = submission({ rows: Array.from({ length: 3000 }, (_, at) => ({ code: `A${at}`, number: at })) });
if (task === "die") {
	const last = submission({ unit: UNITS[2], rows: [{ code: "B1" }] });
	const rows = last.rows.map((row) => ({
		...row,
		get values(): never {
			process.kill(process.pid, "SIGKILL");
			throw new Error("outlived its end");
		},
	}));
	await store.store(delivery("killed.xlsx", "2019-06-21T00:00:00.000Z"), [many, { ...last, rows }]);
} else {
	const stored = await store.store(delivery("raced.xlsx"), [many]);
	process.stdout.write(JSON.stringify(stored));
}
await store.close();
