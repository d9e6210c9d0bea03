import type { Migration } from "./migration.ts";

const ONE_THING = ["sha256", "form", "period", "unit", "batch"];

/**
 * Headings that an officer has confirmed as names of a field; and a file that was returned may give its thing once more, when a synonym has made its columns known.
 */
export const synonyms: Migration = {
	name: "0002-synonyms",
	async up(db) {
		await db.schema.createTable("synonyms", (t) => {
			t.increments("id");
			t.text("form").notNullable();
			// "" where the form has one table.
			t.text("table_id").notNullable();
			t.text("field").notNullable();
			t.text("heading").notNullable();
			// What headings are compared by.
			t.text("heading_key").notNullable();
			// NULL: every unit's.
			t.text("unit");
			t.text("confirmed_by").notNullable();
			t.text("confirmed_at").notNullable();
			// Written once: a revoked synonym is confirmed anew, never revived.
			for (const column of ["revoked_by", "revoked_at", "reason"]) t.text(column);
			t.index(["form", "table_id", "heading_key"]);
		});
		await db.schema.alterTable("submissions", (t) => {
			t.dropUnique(ONE_THING);
			t.index(ONE_THING);
		});
	},
	async down(db) {
		await db.schema.alterTable("submissions", (t) => {
			t.dropIndex(ONE_THING);
			t.unique(ONE_THING);
		});
		await db.schema.dropTable("synonyms");
	},
};
