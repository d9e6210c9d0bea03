import type { Knex } from "knex";
import { appendEvents } from "../events.ts";
import type { Migration } from "./migration.ts";

/**
 * Who decided what: an append-only log, the spans of time in which versions counted, checks that may be repeated, explanations, waivers and closed periods. What an older
 * program stored gets the entries and spans that follow from it.
 */
export const decisions: Migration = {
	name: "0003-decisions",
	async up(db) {
		await standing(db);
		await checks(db);
		await decided(db);
		await fillFromBefore(db);
	},
	async down(db) {
		for (const table of ["locks", "waivers", "explanations", "finding_groups", "submission_checks", "counting_spans", "events"])
			await db.schema.dropTable(table);
		// One check of each submission alone can be told apart by its position.
		await db("findings").where("check_no", ">", 1).delete();
		await rebuildFindings(db, false);
		await db.schema.alterTable("submissions", (t) => t.dropColumns("adjusted", "check_no"));
	},
};

async function standing(db: Knex): Promise<void> {
	await db.schema.createTable("events", (t) => {
		t.increments("id");
		t.text("at").notNullable();
		t.text("by").notNullable();
		t.text("kind").notNullable();
		for (const column of ["form", "unit", "period", "batch"]) t.text(column);
		t.integer("submission_id").references("submissions.id");
		for (const column of ["from_state", "to_state", "reason"]) t.text(column);
		// JSON.
		t.text("detail");
		t.text("hash").notNullable();
		t.index(["submission_id"]);
		t.index(["period", "unit"]);
	});
	await db.schema.createTable("counting_spans", (t) => {
		t.increments("id");
		t.integer("submission_id").notNullable().references("submissions.id");
		t.text("since").notNullable();
		// NULL: it still counts.
		t.text("until");
		t.index(["submission_id"]);
	});
	await db.schema.alterTable("submissions", (t) => {
		t.boolean("adjusted").notNullable().defaultTo(false);
		// Number of its newest check.
		t.integer("check_no").notNullable().defaultTo(1);
	});
}

async function checks(db: Knex): Promise<void> {
	await db.schema.createTable("submission_checks", (t) => {
		t.integer("submission_id").notNullable().references("submissions.id");
		t.integer("check_no").notNullable();
		t.text("at").notNullable();
		t.primary(["submission_id", "check_no"]);
	});
	await rebuildFindings(db, true);
	await db.schema.createTable("finding_groups", (t) => {
		t.integer("submission_id").notNullable().references("submissions.id");
		t.integer("check_no").notNullable();
		t.integer("position").notNullable();
		t.text("code").notNullable();
		t.text("severity").notNullable();
		t.text("table_id").notNullable();
		for (const column of ["field", "header"]) t.text(column);
		t.integer("count").notNullable();
		// JSON: the first ones, as SHEET!A1.
		t.text("cells").notNullable();
		// JSON.
		for (const column of ["settled", "params"]) t.text(column);
		t.primary(["submission_id", "check_no", "position"]);
	});
}

/** Findings belong to a check of a submission: SQLite cannot change a primary key, so the table is made anew. */
async function rebuildFindings(db: Knex, withChecks: boolean): Promise<void> {
	const before = ["submission_id", "position", "code", "severity", "sheet", "cell", "field", "header", "value", "expected", "params"];
	await db.schema.renameTable("findings", "findings_before");
	await db.schema.createTable("findings", (t) => {
		t.integer("submission_id").notNullable().references("submissions.id");
		if (withChecks) t.integer("check_no").notNullable().defaultTo(1);
		t.integer("position").notNullable();
		t.text("code").notNullable();
		t.text("severity").notNullable();
		t.text("sheet").notNullable();
		for (const column of ["cell", "field", "header", "value", "expected", "params"]) t.text(column);
		// settled: JSON.
		if (withChecks) for (const column of ["table_id", "row_key", "settled", "before"]) t.text(column);
		t.primary(withChecks ? ["submission_id", "check_no", "position"] : ["submission_id", "position"]);
	});
	const columns = before.map((column) => `"${column}"`).join(", ");
	await db.raw(`INSERT INTO findings (${columns}) SELECT ${columns} FROM findings_before`);
	await db.schema.dropTable("findings_before");
}

async function decided(db: Knex): Promise<void> {
	await db.schema.createTable("explanations", (t) => {
		t.increments("id");
		for (const column of ["form", "unit", "period", "batch", "code", "table_id"]) t.text(column).notNullable();
		// NULL: about the whole sheet, about every row, whatever stands there.
		for (const column of ["field", "row_key", "value"]) t.text(column);
		t.text("text").notNullable();
		t.text("by").notNullable();
		t.text("at").notNullable();
		t.text("source").notNullable();
		t.index(["form", "unit", "period"]);
	});
	await db.schema.createTable("waivers", (t) => {
		t.increments("id");
		t.text("rule").notNullable();
		for (const column of ["unit", "row_key"]) t.text(column);
		t.text("reason").notNullable();
		t.text("by").notNullable();
		t.text("at").notNullable();
		t.text("until").notNullable();
		for (const column of ["ended_by", "ended_at"]) t.text(column);
	});
	await db.schema.createTable("locks", (t) => {
		t.increments("id");
		for (const column of ["period", "period_start", "period_end"]) t.text(column).notNullable();
		for (const column of ["form", "unit"]) t.text(column);
		t.text("by").notNullable();
		t.text("at").notNullable();
		t.text("reason");
	});
}

interface Before {
	readonly id: number;
	readonly form: string;
	readonly unit: string;
	readonly period: string;
	readonly batch: string;
	readonly status: string;
	readonly received_at: string;
	readonly accepted_at: string | null;
	readonly superseded_at: string | null;
}

async function fillFromBefore(db: Knex): Promise<void> {
	const submissions: Before[] = await db("submissions").orderBy("id");
	for (const { id, form, unit, period, batch, status, received_at, accepted_at, superseded_at } of submissions) {
		await db("submission_checks").insert({ submission_id: id, check_no: 1, at: received_at });
		if (accepted_at !== null) await db("counting_spans").insert({ submission_id: id, since: accepted_at, until: superseded_at });
		const about = { form, unit, period, batch, submission: id };
		await appendEvents(db, [{ at: received_at, by: `unit:${unit}`, kind: "received", ...about, from: null, to: status, reason: null, detail: null }]);
	}
}
