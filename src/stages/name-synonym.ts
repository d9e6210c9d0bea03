import type { ReportingUnit } from "../model/division.ts";
import type { Field } from "../model/fields.ts";
import type { Form, Table } from "../model/form.ts";
import { matchKey } from "../model/match-key.ts";
import type { Catalogue, SynonymRequest } from "../model/submission.ts";
import { UsageError } from "../model/usage.ts";
import { formNamed } from "./form-named.ts";
import { indexOf } from "./recognise/catalogue-index.ts";
import { headerColumn } from "./recognise/columns.ts";
import { headingKey, isSerial } from "./recognise/header-text.ts";
import { nameLikeness, readHeading } from "./recognise/likeness.ts";

/** What a request means. */
export interface NamedSynonym {
	readonly form: Form;
	readonly table: Table;
	readonly field: Field;
	readonly heading: string;
	readonly key: string;
	readonly unit: ReportingUnit | null;
}

/** No heading is longer. */
const LONGEST = 40;
/** A form's header or synonym speaks this strongly for a field; less is the last part of a longer name. */
const OUTRIGHT = 60;
/** Names told where one was meant that does not exist. */
const NEAREST = 3;

/**
 * The form, field and unit that a request names, and what its heading is compared by. The heading must be none that the form itself knows: confirming can neither change what a
 * template says nor make two fields of one heading.
 * @throws UsageError for whatever does not exist or cannot be, with the nearest that can
 */
export function nameSynonym(request: SynonymRequest, { forms, units }: Pick<Catalogue, "forms" | "units">): NamedSynonym {
	const form = formNamed(request.form, forms);
	if (!form) throw new UsageError("usage.no-such-form", { form: request.form, known: forms.map(({ id }) => id).join("、") });
	const { table, field } = fieldNamed(request.field.trim(), form);
	const heading = request.heading.trim();
	const key = headingKey(heading);
	if (key === "" || heading.length > LONGEST || isSerial(heading)) throw new UsageError("usage.heading-unusable", { heading: request.heading });
	refuseKnown(heading, table, field, form);
	return { form, table, field, heading, key, unit: request.unit === null ? null : unitNamed(request.unit, units) };
}

function fieldNamed(text: string, form: Form): { table: Table; field: Field } {
	const [, id, name = text] = /^([A-Z])\.(.+)$/.exec(text) ?? [];
	const tables = form.tables.filter((table) => id === undefined || table.id === id);
	const all = tables.flatMap((table) => table.fields.map((field) => ({ table, field })));
	const ways: readonly ((field: Field) => boolean)[] = [
		(field) => field.name === name,
		(field) => matchKey(field.header) === matchKey(name),
		(field) => field.synonyms.some((synonym) => matchKey(synonym) === matchKey(name)),
	];
	for (const way of ways) {
		const [found, ...others] = all.filter(({ field }) => way(field));
		if (found && others.length === 0) return found;
		if (found) {
			const several = [found, ...others].map(({ table, field }) => (form.tables.length > 1 ? `${table.id}.${field.name}` : field.name));
			throw new UsageError("usage.field-of-several", { field: text, fields: several.join("、") });
		}
	}
	const near = all
		.map(({ table, field }) => ({ field, score: nameLikeness(readHeading([name], null), field, table.title.zh).score }))
		.filter(({ score }) => score > 0.3)
		.sort((a, b) => b.score - a.score);
	const told = near.length > 0 ? near.slice(0, NEAREST).map(({ field }) => field.header) : all.map(({ field }) => field.header);
	throw new UsageError("usage.no-such-field", {
		field: text,
		form: form.id,
		...(near.length > 0 ? { near: told.join("、") } : { known: told.join("、") }),
	});
}

function refuseKnown(heading: string, table: Table, field: Field, form: Form): void {
	const index = indexOf({ forms: [form], units: [] });
	const at = index.tables.findIndex((known) => known.table === table);
	const { claims } = headerColumn(1, heading.split("_"), { row: 1, column: 1 }, index);
	const known = claims.filter((claim) => claim.table === at && claim.score >= OUTRIGHT).sort((a, b) => b.score - a.score)[0];
	if (!known) return;
	const code = known.field === field ? "usage.heading-known" : "usage.heading-taken";
	throw new UsageError(code, { heading, form: form.id, field: known.field.header, wanted: field.header });
}

function unitNamed(text: string, units: readonly ReportingUnit[]): ReportingUnit {
	const key = matchKey(text);
	const found = units.find((unit) => [unit.code, unit.name, unit.shortName, ...unit.aliases].some((way) => matchKey(way) === key));
	if (!found) throw new UsageError("usage.no-such-unit", { unit: text, known: units.map(({ shortName }) => shortName).join("、") });
	return found;
}
