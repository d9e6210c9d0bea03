import { BadUsage, type Context, defineCommand } from "../command.ts";
import { releaseReport, releasesReport, withdrawnReport } from "../reports/releases.ts";

interface Options {
	period?: string;
	reason?: string;
	by?: string;
	json?: boolean;
}

/** huibao releases [--period P] | releases show N --period P | releases withdraw N --period P --reason WHY [--by WHO], each [--json]: numbered publications. */
export default defineCommand<[string | undefined, string | undefined], Options>({
	declare(command, texts) {
		command
			.argument("[action]", texts.args.releaseAction)
			.argument("[number]", texts.args.releaseNumber)
			.option("--period <period>", texts.options.period)
			.option("--reason <reason>", texts.options.decisionReason)
			.option("--by <who>", texts.options.decidedBy)
			.option("--json", texts.json)
			.addHelpText("after", `\n${texts.releases.usage}\n`);
	},
	async run(context, [action, number], options) {
		const { app, output, texts } = context;
		const document = await asked(context, action, number, options);
		if (options.json) output.json(document);
		else if (action === "withdraw") output.say(...withdrawnReport(document, texts));
		else output.say(...(action === "show" ? releaseReport(document, texts, app.unitName) : releasesReport(document, texts)));
		return 0;
	},
});

async function asked({ app, texts }: Context, action: string | undefined, number: string | undefined, options: Options) {
	const { period, reason, by } = options;
	const decides = reason !== undefined || by !== undefined;
	if (action === undefined && !decides) return app.releases(period ?? null);
	if (action === "show" && number !== undefined && period !== undefined && !decides) return app.release(period, number);
	if (action === "withdraw" && number !== undefined && period !== undefined && reason !== undefined)
		return app.withdrawRelease(period, number, { by: by ?? null, reason });
	throw new BadUsage(`${texts.badUsage.releases}\n${texts.releases.usage}`);
}
