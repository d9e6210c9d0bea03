import type { Knex } from "knex";
import { columnLetters } from "../model/a1.ts";
import type { Explanation, Slot } from "../model/decision.ts";
import type { Finding, FindingGroup } from "../model/finding.ts";
import { tableOf } from "../model/form.ts";
import type { Delivery } from "../model/stored.ts";
import { type Block, type CheckedSubmission, type Ledger, type NormalisedRow, slotOf } from "../model/submission.ts";
import { isLocked, letCount } from "./counting.ts";
import { insertRows } from "./dialect.ts";
import { appendEvents, type NewEntry } from "./events.ts";
import { rowLayout, tableName } from "./form-tables.ts";
import { instant } from "./instant.ts";
import { noteEnterprises } from "./register/sightings.ts";

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

/** Stores one submission with its layout, findings and rows, notes it in the log, and lets it count where it is accepted and its period is open. Gives its id. */
export async function insertSubmission(
	trx: Knex.Transaction,
	deliveryId: number,
	delivery: Delivery,
	submission: CheckedSubmission,
): Promise<number> {
	const { recognised, ledger } = submission;
	const slot = slotOf(recognised);
	const { start, end } = recognised.period;
	const receivedAt = instant(delivery.receivedAt);
	const status = submission.status === "accepted" && (await isLocked(trx, slot, receivedAt)) ? "received" : submission.status;
	const [last] = await trx("submissions").where(slot).max({ version: "version" });
	const [made] = await trx("submissions")
		.insert({
			...slot,
			delivery_id: deliveryId,
			sha256: delivery.sha256,
			period_start: start,
			period_end: end,
			version: Number(last?.version ?? 0) + 1,
			status,
			nil: recognised.nil,
			received_at: receivedAt,
			...ledgerColumns(ledger),
		})
		.returning("id");
	await insertLayout(trx, made.id, recognised.blocks);
	await insertCheck(trx, made.id, 1, submission, receivedAt);
	if (status !== "returned") await insertFormRows(trx, made.id, submission);
	const by = delivery.by ?? `unit:${slot.unit}`;
	const entry: NewEntry = { at: receivedAt, by, kind: "received", ...slot, submission: made.id, from: null, to: status, reason: null, detail: null };
	const superseded = status === "accepted" ? await letCount(trx, made.id, slot, receivedAt) : null;
	await appendEvents(trx, [
		entry,
		...saidInFile(submission, { ...slot, submission: made.id, at: receivedAt }),
		...(superseded === null ? [] : [supersededBy(superseded, made.id, slot, receivedAt, by)]),
	]);
	return made.id;
}

/** Characters of what an office has explained that the log tells. */
const TOLD = 1000;

/** That the file itself explains some of what was found; the states of its submission say what came of it. */
function saidInFile({ explanations = [] }: CheckedSubmission, about: Slot & Pick<NewEntry, "submission" | "at">): NewEntry[] {
	const [first] = explanations;
	if (!first) return [];
	const texts = [...new Set(explanations.map(({ text }) => text))].join("；");
	const reason = texts.length > TOLD ? `${texts.slice(0, TOLD)}…` : texts;
	return [{ ...about, by: first.by, kind: "explained", from: null, to: null, reason, detail: { explanations: explanations.length } }];
}

/** That another version counts from now on. */
export function supersededBy(id: number, by: number, slot: Slot, at: string, who: string): NewEntry {
	const states = { from: "accepted", to: "accepted" };
	return { at, by: who, kind: "superseded", ...slot, submission: id, ...states, reason: null, detail: { by } };
}

/** The ledger as columns of `submissions`. */
export function ledgerColumns(ledger: Ledger): Record<string, number> {
	return Object.fromEntries(Object.entries(ledger).map(([part, count]) => [`rows_${part}`, count]));
}

/** Stores what a check of a submission found. */
export async function insertCheck(
	trx: Knex.Transaction,
	submissionId: number,
	no: number,
	{ findings, groups, ledger, explanations = [] }: CheckedSubmission,
	at: string,
): Promise<void> {
	await trx("submission_checks").insert({ submission_id: submissionId, check_no: no, at: instant(at), ledger: JSON.stringify(ledger) });
	await insertFindings(trx, submissionId, no, findings);
	await insertGroups(trx, submissionId, no, groups);
	await insertExplanations(trx, explanations);
}

/** Stores explanations, each once. */
export async function insertExplanations(trx: Knex.Transaction, explanations: readonly Explanation[]): Promise<void> {
	for (const { key, table, at, by, source, ...explanation } of explanations) {
		const same = { ...explanation, table_id: table, row_key: key };
		if (!(await trx("explanations").where(same).first("id"))) await trx("explanations").insert({ ...same, by, at: instant(at), source });
	}
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

async function insertFindings(trx: Knex.Transaction, submissionId: number, checkNo: number, findings: readonly Finding[]): Promise<void> {
	const columns = [
		...["submission_id", "check_no", "position", "code", "severity", "sheet", "cell", "field", "header", "value", "expected", "params"],
		...["table_id", "row_key", "settled", "before"],
	];
	const rows = findings.map((f, position) => [
		submissionId,
		checkNo,
		position,
		f.code,
		f.severity,
		f.sheet,
		f.cell,
		f.field,
		f.header,
		f.value,
		f.expected,
		json(f.params),
		f.table ?? null,
		f.key ?? null,
		json(f.settled),
		f.before ?? null,
	]);
	await insertRows(trx, "findings", columns, rows);
}

async function insertGroups(trx: Knex.Transaction, submissionId: number, checkNo: number, groups: readonly FindingGroup[]): Promise<void> {
	const columns = ["submission_id", "check_no", "position", "code", "severity", "table_id", "field", "header", "count", "cells", "settled", "params"];
	const rows = groups.map((g, position) => [
		...[submissionId, checkNo, position, g.code, g.severity, g.table, g.field, g.header, g.count],
		...[JSON.stringify(g.cells), json(g.settled), json(g.params)],
	]);
	await insertRows(trx, "finding_groups", columns, rows);
}

function json(value: unknown): string | null {
	return value === undefined ? null : JSON.stringify(value);
}

/** Puts the layout and the rows of a submission in the place of those that are stored of it. */
export async function replaceContent(trx: Knex.Transaction, submissionId: number, submission: CheckedSubmission): Promise<void> {
	const { form, blocks } = submission.recognised;
	await trx("submission_tables").where({ submission_id: submissionId }).delete();
	await trx("register_sightings").where({ submission_id: submissionId }).delete();
	for (const table of form.tables) await trx(tableName(form, table)).where({ _submission_id: submissionId }).delete();
	await insertLayout(trx, submissionId, blocks);
	await insertFormRows(trx, submissionId, submission);
}

/** Stores the rows that pass, and notes the enterprises in them. */
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
		await noteEnterprises(trx, submissionId, recognised.form, table, own);
	}
}
