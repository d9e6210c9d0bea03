import knexLibrary, { type Knex } from "knex";
import type { Form } from "../model/form.ts";
import { consolidationMethods } from "./consolidations.ts";
import { contextReader } from "./context-reader.ts";
import { counterMethods } from "./counters.ts";
import { decisionMethods } from "./decisions.ts";
import { connectionSettings, prepareFile, takeWriteLock } from "./dialect.ts";
import { eventMethods } from "./events.ts";
import { figureMethods } from "./figures.ts";
import { formTablesAreCurrent, syncFormTables } from "./form-tables.ts";
import { isMigrated, migrate } from "./migrations/index.ts";
import { registerMethods } from "./register/search.ts";
import { fillRegister } from "./register/sightings.ts";
import { releaseMethods } from "./releases.ts";
import { reportedTextMethods } from "./reported-texts.ts";
import { runMethods } from "./runs.ts";
import { selectWith } from "./select.ts";
import { submissionMethods } from "./submissions.ts";
import { submissionsAtMethods } from "./submissions-at.ts";
import { synonymMethods } from "./synonyms.ts";
import { toldMethods } from "./told.ts";
import { waiverMethods } from "./waivers.ts";

export interface StoreOptions {
	/** Path of the SQLite file, created where there is none; ":memory:" for one that is forgotten. */
	readonly url: string;
	/** Every form of the catalogue: their tables are created and extended here. */
	readonly forms: readonly Form[];
}

/**
 * Opens the store and brings its tables up to date. Several stores, in one process or many, may be open on one file.
 * @returns what src/pipeline/ports.ts calls a Store (this room knows it by its shape alone).
 * @throws Error where the file cannot be opened, is no database, or was written by a newer program.
 */
export async function openStore({ url, forms }: StoreOptions) {
	const db = knexLibrary(connectionSettings(url));
	try {
		await prepareFile(db);
		await bringUpToDate(db, forms);
	} catch (fault) {
		await db.destroy();
		throw fault;
	}
	return {
		...submissionMethods(db),
		...submissionsAtMethods(db),
		...toldMethods(db),
		...waiverMethods(db),
		...contextReader(selectWith(db), forms),
		...decisionMethods(db),
		...eventMethods(db),
		...figureMethods(db),
		...counterMethods(db),
		...consolidationMethods(db),
		...registerMethods(db),
		...reportedTextMethods(db),
		...releaseMethods(db),
		...runMethods(db),
		...synonymMethods(db),
		close: (): Promise<void> => db.destroy(),
	};
}

/** Looks first without the write lock, so that opening never waits for another process's long transaction unless there is something to change. */
async function bringUpToDate(db: Knex, forms: readonly Form[]): Promise<void> {
	if ((await isMigrated(db)) && (await formTablesAreCurrent(db, forms))) return;
	await db.transaction(async (trx) => {
		await takeWriteLock(trx);
		const hasRegister = await trx.schema.hasTable("register_names");
		await migrate(trx);
		await syncFormTables(trx, forms);
		if (!hasRegister) await fillRegister(trx, forms);
	});
}
