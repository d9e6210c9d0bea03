import { defineCommand } from "../command.ts";
import { counts, exitCodeOf, intakeTable, openFiles, passedOver } from "../reports/files.ts";

const REASONS = 10;

/** huibao ingest [PATH…] [--json]: takes in files, or what has settled in the inbox. */
export default defineCommand<[string[]], { json?: boolean }>({
	declare(command, texts) {
		command.argument("[path...]", texts.args.paths).option("--json", texts.json);
	},
	async run({ app, output, texts }, [paths], options) {
		const document = await app.ingest(paths, output.progress);
		const open = openFiles(document, texts, REASONS);
		if (options.json) output.json(document);
		else if (document.files.length === 0) output.say(texts.files.none, ...passedOver(document, texts));
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
