import { RECEIPT_TEXTS } from "../../messages/receipt-texts.ts";
import { defineCommand } from "../command.ts";
import { exitCodeOf, fullReport } from "../reports/files.ts";

interface Options {
	unit: string;
	period: string;
	batch?: string;
	by?: string;
	json?: boolean;
}

/** huibao nil FORM --unit U --period P [--batch B] [--by WHO] [--json]: takes in a nil report that came by telephone, say, as a small file of its own. */
export default defineCommand<[string], Options>({
	declare(command, texts) {
		command
			.argument("<form>", texts.args.form)
			.requiredOption("--unit <unit>", texts.options.nilUnit)
			.requiredOption("--period <period>", texts.options.period)
			.option("--batch <batch>", texts.options.batch)
			.option("--by <who>", texts.options.decidedBy)
			.option("--json", texts.json);
	},
	async run({ app, output, texts, language }, [form], options) {
		const { unit, period, batch = null, by = null } = options;
		const document = await app.nil(form, { unit, period, batch, by });
		if (options.json) output.json(document);
		else output.say(...fullReport(document, texts, app.unitName, RECEIPT_TEXTS[language]));
		return exitCodeOf(document);
	},
});
