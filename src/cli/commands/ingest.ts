import { RECEIPT_TEXTS } from "../../messages/receipt-texts.ts";
import { defineCommand } from "../command.ts";
import { counts, exitCodeOf, fullReport, intakeTable, openFiles, passedOver } from "../reports/files.ts";

const REASONS = 10;

/** huibao ingest [PATH…] [--json] [--full]: takes in files, or what has settled in the inbox. */
export default defineCommand<[string[]], { json?: boolean; full?: boolean }>({
	declare(command, texts) {
		command.argument("[path...]", texts.args.paths).option("--json", texts.json).option("--full", texts.options.full);
	},
	async run({ app, output, texts, language }, [paths], options) {
		const document = await app.ingest(paths, output.progress);
		const open = openFiles(document, texts, REASONS);
		if (options.json) output.json(document);
		else if (document.files.length === 0) output.say(texts.files.none, ...passedOver(document, texts));
		else if (options.full)
			output.say(...fullReport(document, texts, app.unitName, RECEIPT_TEXTS[language]), ...passedOver(document, texts), counts(document, texts));
		else
			output.say(
				...intakeTable(document, texts, app.unitName),
				...(open.length > 0 ? ["", texts.files.open, ...open] : []),
				...passedOver(document, texts),
				"",
				counts(document, texts),
			);
		return exitCodeOf(document);
	},
});
