import { defineCommand } from "../command.ts";
import { table } from "../table.ts";

/** huibao jobs [--json]: the scheduled jobs. */
export default defineCommand<[], { json?: boolean }>({
	declare(command, texts) {
		command.option("--json", texts.json);
	},
	async run({ app, output, texts }, _args, options) {
		const document = await app.jobs();
		if (options.json) output.json(document);
		else {
			const rows = document.jobs.map((job) => [job.name, job.schedule, job.title]);
			output.say(...table([texts.jobs.name, texts.jobs.schedule, texts.jobs.title], rows, "left"), texts.jobs.zone(document.timeZone));
		}
		return 0;
	},
});
