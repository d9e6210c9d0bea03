import type { Knex } from "knex";
import { peek, query } from "./dialect.ts";
import { type Bindable, type Fragment, fixed, name, sql } from "./sql.ts";

/** A row as it is stored. */
export type StoredRow = Record<string, Bindable>;

/** Rows of a table under a condition, in an order of its columns. What asks through it works over an open store and over a file that is only looked into. */
export type Select = (table: string, where: Fragment, order: string) => Promise<StoredRow[]>;

/** The condition on `submissions` that a version counts now. */
export const COUNTS_NOW = fixed("status = 'accepted' AND superseded_at IS NULL");

/** Asks an open database. */
export function selectWith(db: Knex): Select {
	return (table, where, order) => query(db, sql`SELECT * FROM ${name(table)} WHERE ${where} ORDER BY ${fixed(order)}`);
}

/** Looks into a database file, without knex and without bringing it up to date: a table that it does not have is empty. */
export function selectFrom(file: string): Select {
	return (table, where, order) => peek(file, table, where, order);
}
