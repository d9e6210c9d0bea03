import type { Knex } from "knex";
import type { Database, Statement } from "sqlite3";
import { type Bindable, type Fragment, joined, sql } from "./sql.ts";

/** Everything that only SQLite understands. Another engine gets a file with the same exports; nothing else in this room changes. */

/** How long a writer waits for another process's transaction, in milliseconds. */
const BUSY_TIMEOUT_MS = 60_000;
/** SQLite takes at most 32,766 parameters in a statement. */
const MAX_PARAMETERS = 32_000;
const MAX_ROWS = 200;

/**
 * Knex settings for a SQLite file. One connection: SQLite has one writer, and a store's queries are short beside its transactions.
 * @throws Error where the address is not a file's path.
 */
export function connectionSettings(url: string): Knex.Config {
	if (/^[a-z]{2,}:\/\//i.test(url)) throw new Error(`the store is a SQLite file; ${url.slice(0, url.indexOf(":"))} is not supported`);
	return {
		client: "sqlite3",
		connection: { filename: url },
		useNullAsDefault: true,
		// What goes wrong is thrown; knex would print it as well, and on standard output, which holds results alone.
		log: { warn: silent, error: silent, debug: silent, deprecate: silent },
		pool: {
			min: 1,
			max: 1,
			afterCreate: (connection: Database, done: (fault: Error | null) => void) => {
				connection.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}; PRAGMA foreign_keys = ON;`, done);
			},
		},
	};
}

function silent(): void {
	// Nothing: see connectionSettings.
}

/**
 * Puts the file into WAL mode, which stays with the file. Of two processes that do so at once SQLite refuses one without waiting
 * (the busy timeout does not cover this switch), so it is tried again for two seconds while the other one finishes.
 */
export async function prepareFile(db: Knex): Promise<void> {
	for (let attempt = 1; ; attempt++) {
		try {
			await db.raw("PRAGMA journal_mode = WAL");
			return;
		} catch (fault) {
			if (!isBusy(fault) || attempt === 100) throw fault;
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
	}
}

function isBusy(fault: unknown): boolean {
	return fault instanceof Error && "code" in fault && fault.code === "SQLITE_BUSY";
}

/**
 * First statement of every writing transaction: a write, so that the only writer's lock is taken (waiting for it where needed) before anything is read.
 * A transaction that read first could no longer write once another process has written.
 */
export async function takeWriteLock(trx: Knex.Transaction): Promise<void> {
	await trx.raw("PRAGMA user_version = 1");
}

/** Runs a query. */
export async function query(db: Knex, { sql: text, bindings }: Fragment): Promise<Record<string, Bindable>[]> {
	return db.raw(text, [...bindings]);
}

/** Some columns of a row as the text of a JSON array. The driver takes twice as long to hand over values one by one. Not for columns of real numbers, which lose digits. */
export function asJsonArray(columns: readonly Fragment[]): Fragment {
	return sql`json_array(${joined(columns)})`;
}

/** Aggregate: numbers of many rows as one text, parted by commas, in an order where one is given; NULL where there is none. */
export function numbersTogether(number: Fragment, order?: Fragment): Fragment {
	return order ? sql`group_concat(${number}, ',' ORDER BY ${order})` : sql`group_concat(${number}, ',')`;
}

/** Whether a column with a JSON array of texts holds a value; false where the column is NULL. */
export function holdsText(column: Fragment, value: string): Fragment {
	return sql`EXISTS (SELECT 1 FROM json_each(${column}) AS member WHERE member.value = ${value})`;
}

/**
 * Puts rows into a table with prepared multi-row statements: about three times as fast as knex's own batches. Each row has the columns' values in order. Columns that no row fills
 * are left out: handing a value over costs more than storing it, and offices leave a quarter of all columns blank.
 * @param known what becomes of a row of which the table holds one with the same unique columns
 */
export async function insertRows(
	trx: Knex.Transaction,
	table: string,
	columns: readonly string[],
	rows: readonly (readonly Bindable[])[],
	known: "refuse" | "keep" = "refuse",
): Promise<void> {
	const filled = columns.flatMap((name, at) => (rows.some((row) => row[at] !== null) ? [{ name, at }] : []));
	const size = Math.min(MAX_ROWS, Math.floor(MAX_PARAMETERS / Math.max(1, filled.length)));
	const connection: Database = await trx.client.acquireConnection();
	for (const batch of [rows.slice(0, rows.length - (rows.length % size)), rows.slice(rows.length - (rows.length % size))]) {
		if (batch.length > 0) await insertEqualBatches(connection, table, filled, batch, Math.min(size, batch.length), known);
	}
}

async function insertEqualBatches(
	connection: Database,
	table: string,
	columns: readonly { readonly name: string; readonly at: number }[],
	rows: readonly (readonly Bindable[])[],
	size: number,
	known: "refuse" | "keep",
): Promise<void> {
	const tuple = `(${columns.map(() => "?").join(",")})`;
	const into = `INSERT INTO "${table}" (${columns.map(({ name }) => `"${name}"`).join(",")})`;
	const rest = known === "keep" ? " ON CONFLICT DO NOTHING" : "";
	const statement = await prepare(connection, `${into} VALUES ${Array.from({ length: size }, () => tuple).join(",")}${rest}`);
	try {
		for (let from = 0; from < rows.length; from += size) {
			const bindings: Bindable[] = [];
			for (let row = from; row < from + size; row++) for (const { at } of columns) bindings.push(rows[row]?.[at] ?? null);
			await run(statement, bindings);
		}
	} finally {
		await new Promise<void>((resolve) => statement.finalize(() => resolve()));
	}
}

function prepare(connection: Database, text: string): Promise<Statement> {
	return new Promise((resolve, reject) => {
		const statement = connection.prepare(text, (fault: Error | null) => (fault ? reject(fault) : resolve(statement)));
	});
}

function run(statement: Statement, bindings: readonly Bindable[]): Promise<void> {
	return new Promise((resolve, reject) => {
		statement.run(bindings, (fault: Error | null) => (fault ? reject(fault) : resolve()));
	});
}

/**
 * Rows of a table of a SQLite file, in the order of their ids unless another is asked for, none where it has no such table. For commands that ask one thing: knex takes longer to load than a file to check.
 * Opened for writing although nothing is written, because only such a connection takes SQLite's side files away again.
 */
export async function peek<Row>(file: string, table: string, where: Fragment, order = "id"): Promise<Row[]> {
	const { default: sqlite3 } = await import("sqlite3");
	const database = await new Promise<Database>((resolve, reject) => {
		const opened: Database = new sqlite3.Database(file, sqlite3.OPEN_READWRITE, (fault) => (fault ? reject(fault) : resolve(opened)));
	});
	try {
		database.configure("busyTimeout", BUSY_TIMEOUT_MS);
		const known = await all(database, `SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '${table}'`);
		return known.length === 0 ? [] : await all<Row>(database, `SELECT * FROM "${table}" WHERE ${where.sql} ORDER BY ${order}`, where.bindings);
	} finally {
		await new Promise<void>((resolve, reject) => database.close((fault) => (fault ? reject(fault) : resolve())));
	}
}

function all<Row>(database: Database, text: string, bindings: readonly Bindable[] = []): Promise<Row[]> {
	return new Promise((resolve, reject) => database.all<Row>(text, bindings, (fault, rows) => (fault ? reject(fault) : resolve(rows))));
}

/** Names of all indexes. */
export async function indexNames(db: Knex): Promise<ReadonlySet<string>> {
	const rows = await query(db, sql`SELECT name FROM sqlite_master WHERE type = 'index'`);
	return new Set(rows.map((row) => String(row.name)));
}

/** Some values, which may be many, as the column `value` of a table. */
export function listed(list: readonly (string | number)[]): Fragment {
	return sql`json_each(${JSON.stringify(list)})`;
}

/** Whether a column holds one of some values, which may be many. */
export function isAmong(column: Fragment, list: readonly (string | number)[]): Fragment {
	return sql`${column} IN (SELECT value FROM ${listed(list)})`;
}

/** Whether a text holds one of some texts. */
export function holdsOneOf(text: Fragment, list: readonly string[]): Fragment {
	return sql`EXISTS (SELECT 1 FROM ${listed(list)} AS part WHERE instr(${text}, part.value) > 0)`;
}
