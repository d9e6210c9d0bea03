import { reportsFrom } from "./earlier-report.ts";
import { decisionsFrom } from "./known-decisions.ts";
import { type Select, selectFrom } from "./select.ts";

/** What checks ask of accepted data and of decisions: bounded questions, over an open store or a file that is only looked into. */
export function contextReader(select: Select) {
	return { reportBefore: reportsFrom(select), decisionsOn: decisionsFrom(select) };
}

/** The same of a database file, without knex and without bringing the file up to date. */
export function peekContext(file: string) {
	return contextReader(selectFrom(file));
}
