import type { Migration } from "./migration.ts";

/** What a publication as of an earlier instant needs and was kept as of now alone: the row ledger of each check, and the settings of each consolidation. */
export const asOf: Migration = {
	name: "0005-as-of",
	async up(db) {
		// JSON. NULL where it was stored before: the submission's own then.
		await db.schema.alterTable("submission_checks", (t) => t.text("ledger"));
		// JSON. NULL where it was stored before.
		await db.schema.alterTable("consolidations", (t) => t.text("settings"));
	},
	async down(db) {
		await db.schema.alterTable("consolidations", (t) => t.dropColumn("settings"));
		await db.schema.alterTable("submission_checks", (t) => t.dropColumn("ledger"));
	},
};
