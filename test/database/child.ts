import { openStore } from "../../src/database/open.ts";
import type { CheckedSubmission } from "../../src/model/submission.ts";
import { delivery, SAMPLE, submission, UNITS } from "./sample.ts";

export type Task = "race" | "die" | "decide" | "die-deciding";

/**
 * A process of its own on a store, started by processes.test.ts: `race FILE` opens it and stores one file; `die FILE` is killed in the middle of storing,
 * when the first submission's 3,000 rows are written and the second's are about to be; `decide FILE` accepts its first submission; `die-deciding FILE` is killed in the middle of
 * accepting it, when what was found anew is written and its rows are about to be.
 */
const [task, file = ""] = process.argv.slice(2);
const store = await openStore({ url: file, forms: [SAMPLE] });
const many = submission({ rows: Array.from({ length: 3000 }, (_, at) => ({ code: `A${at}`, number: at })) });
/** A submission whose rows are the end of whoever writes them. */
function deadly(checked: CheckedSubmission): CheckedSubmission {
	const rows = checked.rows.map((row) => ({
		...row,
		get values(): never {
			process.kill(process.pid, "SIGKILL");
			throw new Error("outlived its end");
		},
	}));
	return { ...checked, rows };
}

const decision = {
	submission: 1,
	to: "accepted",
	kind: "accepted",
	by: `process ${process.pid}`,
	at: "2019-06-22T00:00:00.000Z",
	reason: null,
} as const;
if (task === "die") {
	await store.store(delivery("killed.xlsx", "2019-06-21T00:00:00.000Z"), [many, deadly(submission({ unit: UNITS[2], rows: [{ code: "B1" }] }))]);
} else if (task === "decide") {
	process.stdout.write(JSON.stringify(await store.transition({ ...decision, from: "pending" })));
} else if (task === "die-deciding") {
	await store.transition({ ...decision, from: "returned", checked: deadly(submission({ rows: [{ code: "A1" }] })) });
} else {
	const stored = await store.store(delivery("raced.xlsx"), [many]);
	process.stdout.write(JSON.stringify(stored));
}
await store.close();
