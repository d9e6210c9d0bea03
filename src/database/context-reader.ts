import type { Form } from "../model/form.ts";
import { reportsFrom, rowsCountedFrom } from "./earlier-report.ts";
import { decisionsFrom } from "./known-decisions.ts";
import { middlesFrom } from "./middles-elsewhere.ts";
import { neighboursFrom } from "./neighbours.ts";
import { knownNamesFrom } from "./register/known-names.ts";
import { type Select, selectFrom } from "./select.ts";

/** What checks ask of accepted data and of decisions: bounded questions, over an open store or a file that is only looked into. */
export function contextReader(select: Select, forms: readonly Form[]) {
	return {
		reportBefore: reportsFrom(select),
		rowsCounted: rowsCountedFrom(select),
		decisionsOn: decisionsFrom(select),
		neighbours: neighboursFrom(select, forms),
		middlesElsewhere: middlesFrom(select, forms),
		knownNames: knownNamesFrom(select),
	};
}

/** The same of a database file, without knex and without bringing the file up to date. */
export function peekContext(file: string, forms: readonly Form[]) {
	return contextReader(selectFrom(file), forms);
}
