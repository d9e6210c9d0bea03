import type { Knex } from "knex";
import { systemTables } from "./0001-system-tables.ts";
import type { Migration } from "./migration.ts";

/** Every migration, in order. A list and no folder scan, so that source, compiled code and tests see the same. */
const MIGRATIONS: readonly Migration[] = [systemTables];

const source: Knex.MigrationSource<Migration> = {
	getMigrations: async () => [...MIGRATIONS],
	getMigrationName: (migration) => migration.name,
	getMigration: async (migration) => migration,
};

/** Whether the database has run exactly the migrations of this program. */
export async function isMigrated(db: Knex): Promise<boolean> {
	if (!(await db.schema.hasTable("knex_migrations"))) return false;
	const done: { name: string }[] = await db("knex_migrations").select("name").orderBy("id");
	return done.length === MIGRATIONS.length && done.every(({ name }, at) => name === MIGRATIONS[at]?.name);
}

/**
 * Runs what is missing, inside the caller's transaction: a process that dies leaves neither half a schema nor knex's lock behind.
 * @throws Error where the database comes from a newer program.
 */
export async function migrate(trx: Knex.Transaction): Promise<void> {
	await trx.migrate.latest({ migrationSource: source });
}
