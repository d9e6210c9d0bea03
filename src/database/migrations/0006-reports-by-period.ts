import type { Migration } from "./migration.ts";

/** Other units' reports of a form and period are asked for with every file: without an index each question would look through all that was ever reported. */
export const reportsByPeriod: Migration = {
	name: "0006-reports-by-period",
	async up(db) {
		await db.schema.alterTable("submissions", (t) => t.index(["form", "period_end", "status"], "submissions_by_period"));
	},
	async down(db) {
		await db.schema.alterTable("submissions", (t) => t.dropIndex([], "submissions_by_period"));
	},
};
