import { defineCommand } from "../command.ts";
import { statusReport } from "../reports/status.ts";

/** huibao status [--period P] [--json]: who reported what. Telling is its whole work, so that open points are no failure: 0. */
export default defineCommand<[], { period?: string; json?: boolean }>({
	declare(command, texts) {
		command.option("--period <period>", texts.options.period).option("--json", texts.json);
	},
	async run({ app, output, texts }, _args, options) {
		const document = await app.status(options.period ?? null);
		if (options.json) output.json(document);
		else output.say(...statusReport(document, texts, app.unitName));
		return 0;
	},
});
