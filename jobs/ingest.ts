import { defineJob } from "../src/model/job.ts";

/** Takes in what the offices have dropped, through the day. */
export default defineJob({
	name: "ingest",
	schedule: "*/5 * * * *",
	title: { zh: "收取报送文件", en: "Take in what was dropped" },
	run: (services) => services.ingestInbox(),
});
