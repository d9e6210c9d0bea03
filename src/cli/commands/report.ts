import { BadUsage, defineCommand } from "../command.ts";
import { workReportLines } from "../reports/work-report.ts";

interface Options {
	period?: string;
	template?: string;
	out?: string;
	writeTemplate?: boolean;
	json?: boolean;
}

/** huibao report --period P [--template FILE] [--out FILE|DIR] [--json]: drafts the report in words; --write-template: puts its template into the data home, to be edited. */
export default defineCommand<[], Options>({
	declare(command, texts) {
		command
			.option("--period <period>", texts.options.period)
			.option("--template <file>", texts.options.reportTemplate)
			.option("--out <path>", texts.options.reportOut)
			.option("--write-template", texts.options.writeTemplate)
			.option("--json", texts.json);
	},
	async run({ app, output, texts }, _args, { period, template = null, out = ".", writeTemplate = false, json = false }) {
		if (period === undefined && !writeTemplate) throw new BadUsage(texts.badUsage.report);
		if (writeTemplate) output[json ? "note" : "say"](texts.report.templateWritten(await app.writeReportTemplate()));
		if (period === undefined) return 0;
		const document = await app.report(period, { template, out }, output.progress);
		if (json) output.json(document);
		else output.say(...workReportLines(document, texts));
		return 0;
	},
});
