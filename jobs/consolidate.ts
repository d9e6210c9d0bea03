import { defineJob } from "../src/model/job.ts";

/** Consolidates, verifies and publishes every night, after the day's last files were taken in. */
export default defineJob({
	name: "consolidate",
	schedule: "0 20 * * *",
	title: { zh: "汇总并发布", en: "Consolidate and publish" },
	run: (services) => services.publishDue(),
});
