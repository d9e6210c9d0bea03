import { defineCommand } from "../command.ts";
import { decisionReport } from "../reports/decisions.ts";

/** huibao accept SUBMISSION [--reason WHY] [--by WHO] [--json]: lets a submission count that waits for review, or for an explanation, which the reason then is. */
export default defineCommand<[string], { reason?: string; by?: string; json?: boolean }>({
	declare(command, texts) {
		command
			.argument("<submission>", texts.args.submission)
			.option("--reason <reason>", texts.options.acceptReason)
			.option("--by <who>", texts.options.decidedBy)
			.option("--json", texts.json);
	},
	async run({ app, output, texts }, [submission], options) {
		const document = await app.decide("accept", submission, { by: options.by ?? null, reason: options.reason ?? null });
		if (options.json) output.json(document);
		else output.say(...decisionReport(document, texts, app.unitName));
		return 0;
	},
});
