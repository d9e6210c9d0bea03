import type { Knex } from "knex";
import type { Migration } from "./migration.ts";

/** Numbered publications with their manifests, and the files of each by hash, so that a file that turns up is known. What was published before has no number. */
export const releases: Migration = {
	name: "0008-releases",
	async up(db: Knex) {
		await db.schema.createTable("releases", (t) => {
			t.increments("id");
			t.text("period").notNullable();
			t.integer("number").notNullable();
			t.text("code").notNullable();
			t.integer("consolidation_id").notNullable().references("consolidations.id");
			t.text("fingerprint").notNullable();
			// JSON, byte for byte as it was written.
			t.text("manifest").notNullable();
			t.text("manifest_sha256").notNullable();
			for (const column of ["made_at", "as_of", "cutoff", "state", "by"]) t.text(column).notNullable();
			t.text("reason");
			for (const column of ["withdrawn_at", "withdrawn_by", "withdrawn_reason"]) t.text(column);
			t.unique(["period", "number"]);
		});
		await db.schema.createTable("release_files", (t) => {
			t.integer("release_id").notNullable().references("releases.id");
			t.text("name").notNullable();
			t.text("sha256").notNullable();
			t.integer("size").notNullable();
			t.primary(["release_id", "name"]);
			t.index(["sha256"]);
		});
	},
	async down(db: Knex) {
		await db.schema.dropTable("release_files");
		await db.schema.dropTable("releases");
	},
};
