import { defineCommand } from "../command.ts";
import { counts, exitCodeOf, fullReport } from "../reports/files.ts";

interface Options {
	json?: boolean;
	rows?: boolean;
	context: boolean;
	period?: string;
}

/** huibao check FILE… [--json] [--rows] [--no-context] [--period P]: checks files and writes nothing. */
export default defineCommand<[string[]], Options>({
	declare(command, texts) {
		command
			.argument("<file...>", texts.args.files)
			.option("--json", texts.json)
			.option("--rows", texts.options.rows)
			.option("--no-context", texts.options.noContext)
			.option("--period <period>", texts.options.period);
	},
	async run({ app, output, texts }, [files], options) {
		const { rows = false, context, period } = options;
		const document = await app.check(files, { rows, context, ...(period === undefined ? {} : { period }) }, output.progress);
		if (options.json) output.json(document);
		else output.say(...fullReport(document, texts, app.unitName), counts(document, texts));
		return exitCodeOf(document);
	},
});
