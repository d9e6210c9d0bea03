import type { Knex } from "knex";

/** A step from one schema to the next, and back. A released one is never changed. */
export interface Migration {
	readonly name: string;
	readonly up: (db: Knex) => Promise<void>;
	readonly down: (db: Knex) => Promise<void>;
}
