import { defineCommand } from "../command.ts";
import { isIntact, logReport } from "../reports/decisions.ts";

interface Options {
	submission?: string;
	period?: string;
	verify?: boolean;
	json?: boolean;
}

/** huibao log [--submission N] [--period P] [--verify] [--json]: who did what, when and why. 1 where the log is not as it was written. */
export default defineCommand<[], Options>({
	declare(command, texts) {
		command
			.option("--submission <number>", texts.options.ofSubmission)
			.option("--period <period>", texts.options.period)
			.option("--verify", texts.options.verify)
			.option("--json", texts.json);
	},
	async run({ app, output, texts }, _args, options) {
		const { submission = null, period = null, verify = false } = options;
		const document = await app.log({ submission, period, verify });
		if (options.json) output.json(document);
		else output.say(...logReport(document, texts, app.unitName));
		return isIntact(document) ? 0 : 1;
	},
});
