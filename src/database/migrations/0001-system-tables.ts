import type { Knex } from "knex";
import type { Migration } from "./migration.ts";

/** Everything but the form tables, which follow from the forms themselves. Instants are ISO 8601 texts in UTC, which sort as they follow. */
export const systemTables: Migration = {
	name: "0001-system-tables",
	async up(db) {
		await deliveries(db);
		await submissions(db);
		await results(db);
	},
	async down(db) {
		for (const table of ["runs", "figures", "consolidations", "refusals", "findings", "submission_tables", "submissions", "deliveries", "originals"])
			await db.schema.dropTable(table);
	},
};

async function deliveries(db: Knex): Promise<void> {
	await db.schema.createTable("originals", (t) => {
		t.text("sha256").primary();
		t.bigInteger("size").notNullable();
	});
	await db.schema.createTable("deliveries", (t) => {
		t.increments("id");
		t.text("sha256").notNullable().references("originals.sha256");
		t.text("file_name").notNullable();
		// NULL: it lay in the inbox itself.
		t.text("folder");
		t.text("received_at").notNullable();
		t.index(["sha256"]);
	});
	await db.schema.createTable("refusals", (t) => {
		t.increments("id");
		t.integer("delivery_id").notNullable().references("deliveries.id");
		t.text("code").notNullable();
		t.text("params").notNullable();
		t.text("refused_at").notNullable();
		t.unique(["delivery_id", "code"]);
	});
}

async function submissions(db: Knex): Promise<void> {
	await db.schema.createTable("submissions", (t) => {
		t.increments("id");
		t.integer("delivery_id").notNullable().references("deliveries.id");
		t.text("sha256").notNullable();
		t.text("form").notNullable();
		t.text("period").notNullable();
		t.text("period_start").notNullable();
		t.text("period_end").notNullable();
		t.text("unit").notNullable();
		t.text("batch").notNullable();
		t.integer("version").notNullable();
		t.text("status").notNullable();
		t.boolean("nil").notNullable();
		t.text("received_at").notNullable();
		t.text("accepted_at");
		t.text("superseded_at");
		for (const role of ["seen", "loaded", "rejected", "duplicate", "total", "note", "header"]) t.integer(`rows_${role}`).notNullable();
		// A file says a thing once, and two processes cannot give out one version twice.
		t.unique(["sha256", "form", "period", "unit", "batch"]);
		t.unique(["form", "unit", "period", "batch", "version"]);
	});
	await db.schema.createTable("submission_tables", (t) => {
		t.integer("submission_id").notNullable().references("submissions.id");
		t.integer("position").notNullable();
		t.text("table_id").notNullable();
		t.text("sheet").notNullable();
		t.integer("header_first").notNullable();
		t.integer("header_last").notNullable();
		// JSON: field → column letters.
		t.text("columns").notNullable();
		t.primary(["submission_id", "position"]);
	});
	await db.schema.createTable("findings", (t) => {
		t.integer("submission_id").notNullable().references("submissions.id");
		t.integer("position").notNullable();
		t.text("code").notNullable();
		t.text("severity").notNullable();
		t.text("sheet").notNullable();
		for (const column of ["cell", "field", "header", "value", "expected", "params"]) t.text(column);
		t.primary(["submission_id", "position"]);
	});
}

async function results(db: Knex): Promise<void> {
	await db.schema.createTable("consolidations", (t) => {
		t.increments("id");
		t.text("period").notNullable();
		t.text("cutoff").notNullable();
		t.text("as_of").notNullable();
		// JSON: the settings by which ambiguous figures were read.
		t.text("readings").notNullable();
		t.text("made_at").notNullable();
		t.index(["period"]);
	});
	await db.schema.createTable("figures", (t) => {
		t.integer("consolidation_id").notNullable().references("consolidations.id");
		t.integer("position").notNullable();
		t.text("indicator").notNullable();
		// JSON: a number, [low, high] or null; by_unit and by_division hold one for each code.
		t.text("value").notNullable();
		t.text("by_unit").notNullable();
		t.text("by_division").notNullable();
		for (const column of ["qualifier", "carried", "missing"]) t.text(column);
		t.primary(["consolidation_id", "position"]);
	});
	await db.schema.createTable("runs", (t) => {
		t.increments("id");
		t.text("job").notNullable();
		t.text("started_at").notNullable();
		t.text("finished_at");
		t.text("outcome").notNullable();
		t.text("detail").notNullable();
	});
}
