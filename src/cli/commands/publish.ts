import path from "node:path";
import { defineCommand } from "../command.ts";
import { publishReport } from "../reports/figures.ts";

/** huibao publish --period P [--reason WHY] [--by WHO] [--json]: writes and verifies output/<period>/. 1 where a figure in the workbook differs, and then nothing is published. */
export default defineCommand<[], { period: string; reason?: string; by?: string; json?: boolean }>({
	declare(command, texts) {
		command
			.requiredOption("--period <period>", texts.options.period)
			.option("--reason <why>", texts.options.publishReason)
			.option("--by <who>", texts.options.decidedBy)
			.option("--json", texts.json);
	},
	async run({ app, output, texts }, _args, options) {
		const document = await app.publish(options.period, { by: options.by ?? null, reason: options.reason ?? null }, output.progress);
		if (options.json) output.json(document);
		else output.say(...publishReport(document, texts, path.join, app.unitName));
		return document.differences.length === 0 ? 0 : 1;
	},
});
