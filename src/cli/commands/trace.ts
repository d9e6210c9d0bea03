import type { CliTexts } from "../../messages/cli-zh-CN.ts";
import type { TraceTarget } from "../app-port.ts";
import { BadUsage, defineCommand } from "../command.ts";
import { cellTraceReport, traceReport } from "../reports/trace.ts";

interface Options {
	figure?: string;
	period?: string;
	unit?: string;
	from?: string;
	json?: boolean;
}

/**
 * huibao trace WORKBOOK SHEET!CELL, or trace --figure ID --period P [--unit U]: the cells that a figure comes from. huibao trace --from FILE SHEET!CELL: the figures that an
 * office's cell feeds.
 */
export default defineCommand<[string | undefined, string | undefined], Options>({
	declare(command, texts) {
		command
			.argument("[workbook]", texts.args.workbook)
			.argument("[cell]", texts.args.cell)
			.option("--figure <id>", texts.options.figure)
			.option("--period <period>", texts.options.period)
			.option("--unit <unit>", texts.options.unit)
			.option("--from <file>", texts.options.from)
			.option("--json", texts.json);
	},
	async run({ app, output, texts }, [workbook, cell], options) {
		const document = await app.trace(target(workbook, cell, options, texts));
		if (options.json) output.json(document);
		else if ("cell" in document) output.say(...cellTraceReport(document, texts, app.language, app.unitName));
		else output.say(...traceReport(document, texts, app.unitName));
		return 0;
	},
});

function target(workbook: string | undefined, cell: string | undefined, { figure, period, unit, from }: Options, texts: CliTexts): TraceTarget {
	if (from !== undefined) {
		if (workbook === undefined || cell !== undefined || figure !== undefined) throw new BadUsage(texts.badUsage.traceTarget);
		// The file is the option's, so that the one argument is the cell.
		return { from, cell: workbook };
	}
	const byFigure = figure !== undefined && period !== undefined && workbook === undefined;
	if (byFigure) return { figure, period, unit: unit ?? null };
	if (workbook === undefined || cell === undefined || figure !== undefined) throw new BadUsage(texts.badUsage.traceTarget);
	return { workbook, cell };
}
