import { defineCommand } from "./command.ts";
import { decisionReport } from "./reports/decisions.ts";

/** A command SUBMISSION --reason WHY [--by WHO] [--json] by which an officer takes a submission out. */
export function reasonedDecision(action: "return" | "withdraw") {
	return defineCommand<[string], { reason: string; by?: string; json?: boolean }>({
		declare(command, texts) {
			command
				.argument("<submission>", texts.args.submission)
				.requiredOption("--reason <reason>", texts.options.decisionReason)
				.option("--by <who>", texts.options.decidedBy)
				.option("--json", texts.json);
		},
		async run({ app, output, texts }, [submission], options) {
			const document = await app.decide(action, submission, { by: options.by ?? null, reason: options.reason });
			if (options.json) output.json(document);
			else output.say(...decisionReport(document, texts, app.unitName));
			return 0;
		},
	});
}
