import { defineCommand } from "../command.ts";
import { lockReport } from "../reports/decisions.ts";

interface Options {
	period: string;
	form?: string;
	unit?: string;
	reason?: string;
	by?: string;
	anyway?: boolean;
	json?: boolean;
}

/** huibao lock --period P [--form F] [--unit U] [--reason WHY] [--anyway] [--by WHO] [--json]: closes a period. 2 where something in it is open, and then nothing is closed. */
export default defineCommand<[], Options>({
	declare(command, texts) {
		command
			.requiredOption("--period <period>", texts.options.period)
			.option("--form <form>", texts.options.onlyForm)
			.option("--unit <unit>", texts.options.onlyUnit)
			.option("--reason <reason>", texts.options.decisionReason)
			.option("--anyway", texts.options.anyway)
			.option("--by <who>", texts.options.decidedBy)
			.option("--json", texts.json);
	},
	async run({ app, output, texts }, _args, options) {
		const { period, form = null, unit = null, reason = null, by = null, anyway = false } = options;
		const document = await app.lock(period, { form, unit, reason, by, anyway });
		if (options.json) output.json(document);
		else output.say(...lockReport(document, texts, app.unitName));
		return document.lock === null ? 2 : 0;
	},
});
