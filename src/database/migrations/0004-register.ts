import type { Migration } from "./migration.ts";

/** The register: names of enterprises under their codes, and the submissions in which each stands. It is filled from the form tables when they are in place (register/sightings.ts). */
export const register: Migration = {
	name: "0004-register",
	async up(db) {
		await db.schema.createTable("register_names", (t) => {
			t.increments("id");
			t.text("code").notNullable();
			// Characters 9 to 17 of a unified code, the last 9 of an older one.
			t.text("organisation").notNullable();
			t.text("name").notNullable();
			t.text("name_key").notNullable();
			// "" where none was stated.
			t.text("former_name").notNullable();
			t.text("former_key").notNullable();
			t.unique(["code", "name", "former_name"]);
			t.index(["organisation"]);
			t.index(["name_key"]);
			t.index(["former_key"]);
		});
		await db.schema.createTable("register_sightings", (t) => {
			t.increments("id");
			t.integer("name_id").notNullable().references("register_names.id");
			t.integer("submission_id").notNullable().references("submissions.id");
			// Of the submission, so that the last sighting of a name is found without it.
			t.text("period_end").notNullable();
			t.index(["name_id", "period_end"]);
		});
	},
	async down(db) {
		await db.schema.dropTable("register_sightings");
		await db.schema.dropTable("register_names");
	},
};
