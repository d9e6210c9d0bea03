import { defineCommand } from "../command.ts";
import { consolidateReport } from "../reports/figures.ts";

/** huibao consolidate --period P [--as-of T] [--present-settings] [--json]: computes and stores a period's figures. */
export default defineCommand<[], { period: string; asOf?: string; presentSettings?: boolean; json?: boolean }>({
	declare(command, texts) {
		command
			.requiredOption("--period <period>", texts.options.period)
			.option("--as-of <time>", texts.options.asOf)
			.option("--present-settings", texts.options.presentSettings)
			.option("--json", texts.json);
	},
	async run({ app, output, texts }, _args, options) {
		const document = await app.consolidate(options.period, options.asOf ?? null, output.progress, options.presentSettings);
		if (options.json) output.json(document);
		else output.say(...consolidateReport(document, texts, app.unitName));
		return 0;
	},
});
