import type { Form } from "../model/form.ts";
import { reportsFrom } from "./earlier-report.ts";
import { decisionsFrom } from "./known-decisions.ts";
import { middlesFrom } from "./middles-elsewhere.ts";
import { neighboursFrom } from "./neighbours.ts";
import { type Select, selectFrom } from "./select.ts";

/** What checks ask of accepted data and of decisions: bounded questions, over an open store or a file that is only looked into. */
export function contextReader(select: Select, forms: readonly Form[]) {
	return {
		reportBefore: reportsFrom(select),
		decisionsOn: decisionsFrom(select),
		neighbours: neighboursFrom(select, forms),
		middlesElsewhere: middlesFrom(select, forms),
	};
}

/** The same of a database file, without knex and without bringing the file up to date. */
export function peekContext(file: string, forms: readonly Form[]) {
	return contextReader(selectFrom(file), forms);
}
