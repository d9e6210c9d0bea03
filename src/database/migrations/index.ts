import type { Knex } from "knex";
import { UsageError } from "../../model/usage.ts";
import { systemTables } from "./0001-system-tables.ts";
import { synonyms } from "./0002-synonyms.ts";
import { decisions } from "./0003-decisions.ts";
import { register } from "./0004-register.ts";
import { asOf } from "./0005-as-of.ts";
import { reportsByPeriod } from "./0006-reports-by-period.ts";
import { sightingsBySubmission } from "./0007-sightings-by-submission.ts";
import { releases } from "./0008-releases.ts";
import type { Migration } from "./migration.ts";

/** Every migration, in order. A list and no folder scan, so that source, compiled code and tests see the same. */
const MIGRATIONS: readonly Migration[] = [systemTables, synonyms, decisions, register, asOf, reportsByPeriod, sightingsBySubmission, releases];

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
 * @throws UsageError where the database comes from a newer program.
 */
export async function migrate(trx: Knex.Transaction): Promise<void> {
	const known = new Set(MIGRATIONS.map(({ name }) => name));
	const done: { name: string }[] = (await trx.schema.hasTable("knex_migrations")) ? await trx("knex_migrations").select("name").orderBy("id") : [];
	const newer = done.find(({ name }) => !known.has(name));
	if (newer) throw new UsageError("usage.newer-database", { migration: newer.name });
	await trx.migrate.latest({ migrationSource: source });
}
