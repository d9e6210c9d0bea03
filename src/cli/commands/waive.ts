import { BadUsage, type Context, defineCommand } from "../command.ts";
import { waivedReport, waiversReport } from "../reports/waivers.ts";

interface Options {
	unit?: string;
	key?: string;
	reason?: string;
	until?: string;
	by?: string;
	json?: boolean;
}

/** huibao waive [RULE --reason WHY --until DAY [--unit U] [--key K] [--by WHO] | end ID [--reason WHY] [--by WHO]] [--json]: rules that the city does without for a while. */
export default defineCommand<[string | undefined, string | undefined], Options>({
	declare(command, texts) {
		command
			.argument("[rule]", texts.args.waiverRule)
			.argument("[id]", texts.args.waiverId)
			.option("--unit <unit>", texts.options.waiverUnit)
			.option("--key <key>", texts.options.waiverKey)
			.option("--reason <reason>", texts.options.waiverReason)
			.option("--until <day>", texts.options.waiverUntil)
			.option("--by <who>", texts.options.by)
			.option("--json", texts.json)
			.addHelpText("after", `\n${texts.waive.usage}\n`);
	},
	async run(context, [rule, id], options) {
		const { app, output, texts } = context;
		const document = await asked(context, rule, id, options);
		if (options.json) output.json(document);
		else output.say(...(rule === undefined ? waiversReport : waivedReport)(document, texts, app.unitName));
		return 0;
	},
});

async function asked({ app, texts }: Context, rule: string | undefined, id: string | undefined, options: Options) {
	const { unit = null, key = null, reason, until, by = null } = options;
	if (rule === undefined && Object.keys(options).every((name) => name === "json" || name === "lang")) return app.waivers();
	if (rule === "end" && id !== undefined && unit === null && key === null && until === undefined) return app.endWaiver(id, by, reason ?? null);
	if (rule !== undefined && rule !== "end" && id === undefined && reason !== undefined && until !== undefined)
		return app.waive({ rule, unit, key, reason, until }, by);
	throw new BadUsage(`${texts.badUsage.waive}\n${texts.waive.usage}`);
}
