import { RECEIPT_TEXTS } from "../../messages/receipt-texts.ts";
import { defineCommand } from "../command.ts";
import { counts, exitCodeOf, fullReport } from "../reports/files.ts";

interface Options {
	json?: boolean;
	rows?: boolean;
	context: boolean;
	period?: string;
	full?: boolean;
	receipt?: string;
	annotate?: string;
}

/** huibao check FILE… [--json] [--rows] [--no-context] [--period P] [--full] [--receipt PATH] [--annotate PATH]: checks files, and writes nothing but what is asked for. */
export default defineCommand<[string[]], Options>({
	declare(command, texts) {
		command
			.argument("<file...>", texts.args.files)
			.option("--json", texts.json)
			.option("--rows", texts.options.rows)
			.option("--no-context", texts.options.noContext)
			.option("--period <period>", texts.options.period)
			.option("--full", texts.options.full)
			.option("--receipt <path>", texts.options.receipt)
			.option("--annotate <path>", texts.options.annotate);
	},
	async run({ app, output, texts, language }, [files], options) {
		const { rows = false, context, period, receipt, annotate } = options;
		const told = { ...(receipt === undefined ? {} : { receipt }), ...(annotate === undefined ? {} : { annotate }) };
		const asked = { rows, context, ...(period === undefined ? {} : { period }), ...told };
		const document = await app.check(files, asked, output.progress);
		if (options.json) output.json(document);
		else {
			const full = options.full ? RECEIPT_TEXTS[language] : null;
			output.say(...fullReport(document, texts, app.unitName, full), counts(document, texts));
			if (receipt !== undefined) output.say(texts.files.receiptWritten(receipt));
			if (annotate !== undefined) output.say(texts.files.copyWritten(annotate));
		}
		return exitCodeOf(document);
	},
});
