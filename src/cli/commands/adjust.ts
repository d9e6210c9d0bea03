import { defineCommand } from "../command.ts";
import { decisionReport } from "../reports/decisions.ts";

interface Options {
	reason: string;
	by?: string;
	withdraw?: boolean;
	dryRun?: boolean;
	republish?: boolean;
	json?: boolean;
}

/**
 * huibao adjust SUBMISSION --reason WHY [--withdraw] [--dry-run] [--republish] [--by WHO] [--json]: lets a version count that came after its period was closed, or withdraws one
 * that counts, and tells which figures change.
 */
export default defineCommand<[string], Options>({
	declare(command, texts) {
		command
			.argument("<submission>", texts.args.submission)
			.requiredOption("--reason <reason>", texts.options.decisionReason)
			.option("--withdraw", texts.options.restsInstead)
			.option("--dry-run", texts.options.dryRun)
			.option("--republish", texts.options.republish)
			.option("--by <who>", texts.options.decidedBy)
			.option("--json", texts.json);
	},
	async run({ app, output, texts }, [submission], options) {
		const { reason, by = null, withdraw = false, dryRun = false, republish = false } = options;
		const document = await app.adjust(submission, { reason, by, withdraw, dryRun, republish }, output.progress);
		if (options.json) output.json(document);
		else output.say(...decisionReport(document, texts, app.unitName));
		return 0;
	},
});
