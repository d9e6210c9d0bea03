import type { Migration } from "./migration.ts";

/** Where what a submission says is read anew before it counts, its sightings go with its rows: without an index they would be looked for among all that was ever reported. */
export const sightingsBySubmission: Migration = {
	name: "0007-sightings-by-submission",
	async up(db) {
		await db.schema.alterTable("register_sightings", (t) => t.index(["submission_id"]));
	},
	async down(db) {
		await db.schema.alterTable("register_sightings", (t) => t.dropIndex(["submission_id"]));
	},
};
