import type { Knex } from "knex";
import { type EnterpriseFields, enterpriseFields } from "../../model/enterprise.ts";
import type { Form, Table } from "../../model/form.ts";
import { matchKey } from "../../model/match-key.ts";
import type { NormalisedRow } from "../../model/submission.ts";
import { insertRows, query } from "../dialect.ts";
import { tableName } from "../form-tables.ts";
import { type Fragment, fixed, name, sql } from "../sql.ts";

/** A name with its code as a row states it. */
interface Stated {
	readonly code: string;
	readonly name: string;
	readonly former: string;
}

/** Notes the enterprises in rows that have just been stored, inside the same transaction. They count as known while the submission counts. */
export async function noteEnterprises(
	trx: Knex.Transaction,
	submissionId: number,
	form: Form,
	table: Table,
	rows: readonly NormalisedRow[],
): Promise<void> {
	const fields = enterpriseFields(table);
	if (!fields) return;
	await keepNames(
		trx,
		rows.flatMap(({ values }) => {
			const [code, called, former] = [values[fields.code], values[fields.name], fields.former === null ? null : values[fields.former]];
			if (typeof code !== "string" || typeof called !== "string") return [];
			return [{ code, name: called, former: typeof former === "string" ? former : "" }];
		}),
	);
	await keepSightings(trx, form, table, fields, sql`f._submission_id = ${submissionId}`);
}

/** Notes the enterprises of every row that an older program stored. */
export async function fillRegister(trx: Knex.Transaction, forms: readonly Form[]): Promise<void> {
	for (const form of forms) {
		for (const table of form.tables) {
			const fields = enterpriseFields(table);
			if (!fields) continue;
			const { code, called, former } = columns(fields);
			const rows = await query(
				trx,
				sql`SELECT DISTINCT ${code} AS code, ${called} AS name, ${former} AS former FROM ${name(tableName(form, table))} AS f
				WHERE ${code} IS NOT NULL AND ${called} IS NOT NULL`,
			);
			await keepNames(
				trx,
				rows.map((row) => ({ code: String(row.code), name: String(row.name), former: String(row.former) })),
			);
			await keepSightings(trx, form, table, fields, fixed("1 = 1"));
		}
	}
}

function columns(fields: EnterpriseFields): Record<"code" | "called" | "former", Fragment> {
	const column = (field: string) => sql`f.${name(field)}`;
	return {
		code: column(fields.code),
		called: column(fields.name),
		former: fields.former === null ? fixed("''") : sql`COALESCE(${column(fields.former)}, '')`,
	};
}

async function keepNames(trx: Knex.Transaction, stated: readonly Stated[]): Promise<void> {
	const distinct = new Map(stated.map((each) => [JSON.stringify([each.code, each.name, each.former]), each]));
	const rows = [...distinct.values()].map((each) => [
		each.code,
		organisationIn(each.code),
		each.name,
		matchKey(each.name),
		each.former,
		matchKey(each.former),
	]);
	await insertRows(trx, "register_names", ["code", "organisation", "name", "name_key", "former_name", "former_key"], rows, "keep");
}

/** The organisation code inside a unified code, or at the end of an older one. */
function organisationIn(code: string): string {
	return code.length === 18 ? code.slice(8, 17) : code.slice(-9);
}

async function keepSightings(trx: Knex.Transaction, form: Form, table: Table, fields: EnterpriseFields, which: Fragment): Promise<void> {
	const { code, called, former } = columns(fields);
	await query(
		trx,
		sql`INSERT INTO register_sightings (name_id, submission_id, period_end)
			SELECT DISTINCT n.id, s.id, s.period_end FROM ${name(tableName(form, table))} AS f
			JOIN submissions AS s ON s.id = f._submission_id
			JOIN register_names AS n ON n.code = ${code} AND n.name = ${called} AND n.former_name = ${former}
			WHERE ${which} ORDER BY s.id, n.id`,
	);
}
