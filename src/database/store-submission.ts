import type { Knex } from "knex";
import { columnLetters } from "../model/a1.ts";
import type { Finding } from "../model/finding.ts";
import { tableOf } from "../model/form.ts";
import type { Delivery } from "../model/stored.ts";
import type { Block, CheckedSubmission, NormalisedRow } from "../model/submission.ts";
import { insertRows } from "./dialect.ts";
import { rowLayout, tableName } from "./form-tables.ts";
import { instant } from "./instant.ts";

/** Id of a delivery, stored where that file has not yet come under that name and folder. */
export async function noteDelivery(trx: Knex.Transaction, delivery: Delivery): Promise<number> {
	const { sha256, fileName, folder, size } = delivery;
	await trx("originals").insert({ sha256, size }).onConflict("sha256").ignore();
	const place = { sha256, file_name: fileName, folder };
	const known: { id: number } | undefined = await trx("deliveries").where(place).first("id");
	if (known) return known.id;
	const [made] = await trx("deliveries")
		.insert({ ...place, received_at: instant(delivery.receivedAt) })
		.returning("id");
	return made.id;
}

/** Stores one submission with its layout, findings and rows; supersedes what it replaces. Gives its id. */
export async function insertSubmission(
	trx: Knex.Transaction,
	deliveryId: number,
	delivery: Delivery,
	submission: CheckedSubmission,
): Promise<number> {
	const { recognised, ledger, status } = submission;
	const same = { form: recognised.form.id, unit: recognised.unit.code, period: recognised.period.code, batch: recognised.batch };
	const receivedAt = instant(delivery.receivedAt);
	const [last] = await trx("submissions").where(same).max({ version: "version" });
	if (status === "accepted")
		await trx("submissions").where(same).whereNotNull("accepted_at").whereNull("superseded_at").update({ superseded_at: receivedAt });
	const [made] = await trx("submissions")
		.insert({
			...same,
			delivery_id: deliveryId,
			sha256: delivery.sha256,
			period_start: recognised.period.start,
			period_end: recognised.period.end,
			version: Number(last?.version ?? 0) + 1,
			status,
			nil: recognised.nil,
			received_at: receivedAt,
			accepted_at: status === "accepted" ? receivedAt : null,
			superseded_at: null,
			rows_seen: ledger.seen,
			rows_loaded: ledger.loaded,
			rows_rejected: ledger.rejected,
			rows_duplicate: ledger.duplicate,
			rows_total: ledger.total,
			rows_note: ledger.note,
			rows_header: ledger.header,
		})
		.returning("id");
	await insertLayout(trx, made.id, recognised.blocks);
	await insertFindings(trx, made.id, submission.findings);
	if (status !== "returned") await insertFormRows(trx, made.id, submission);
	return made.id;
}

async function insertLayout(trx: Knex.Transaction, submissionId: number, blocks: readonly Block[]): Promise<void> {
	const columns = ["submission_id", "position", "table_id", "sheet", "header_first", "header_last", "columns"];
	const rows = blocks.map((block, position) => [
		submissionId,
		position,
		block.table.id,
		block.sheet,
		...block.headerRows,
		JSON.stringify(Object.fromEntries(block.columns.map((mapping) => [mapping.field, columnLetters(mapping.column)]))),
	]);
	await insertRows(trx, "submission_tables", columns, rows);
}

async function insertFindings(trx: Knex.Transaction, submissionId: number, findings: readonly Finding[]): Promise<void> {
	const columns = ["submission_id", "position", "code", "severity", "sheet", "cell", "field", "header", "value", "expected", "params"];
	const rows = findings.map((f, position) => [
		submissionId,
		position,
		f.code,
		f.severity,
		f.sheet,
		f.cell,
		f.field,
		f.header,
		f.value,
		f.expected,
		f.params ? JSON.stringify(f.params) : null,
	]);
	await insertRows(trx, "findings", columns, rows);
}

async function insertFormRows(trx: Knex.Transaction, submissionId: number, { recognised, rows }: CheckedSubmission): Promise<void> {
	const byTable = new Map<string, NormalisedRow[]>();
	for (const row of rows) {
		const own = byTable.get(row.table);
		if (own) own.push(row);
		else byTable.set(row.table, [row]);
	}
	for (const [id, own] of byTable) {
		const table = tableOf(recognised.form, id);
		const { names, toRow } = rowLayout(table);
		await insertRows(
			trx,
			tableName(recognised.form, table),
			names,
			own.map((row) => toRow(submissionId, row)),
		);
	}
}
