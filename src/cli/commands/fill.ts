import { FILL_TEXTS } from "../../messages/fill-texts.ts";
import { defineCommand } from "../command.ts";
import { fillReport } from "../reports/fill.ts";

interface Options {
	period: string;
	map?: string;
	out?: string;
	asOf?: string;
	list?: boolean;
	json?: boolean;
}

/**
 * huibao fill TEMPLATE --period P [--map FILE] [--out FILE] [--as-of T] [--list] [--json]: fills a workbook of somebody else's with the figures of a period.
 * Exit 2 where something in it names no figure: nothing is written then.
 */
export default defineCommand<[string], Options>({
	declare(command, texts) {
		command
			.argument("<template>", texts.args.fillTemplate)
			.requiredOption("--period <period>", texts.options.period)
			.option("--map <file>", texts.options.fillMap)
			.option("--out <file>", texts.options.fillOut)
			.option("--as-of <time>", texts.options.fillAsOf)
			.option("--list", texts.options.fillList)
			.option("--json", texts.json);
	},
	async run({ app, output, language }, [template], { period, map = null, out = null, asOf = null, list = false, json }) {
		const document = await app.fill(template, { period, map, out, asOf, list });
		const refused = document.faults.length > 0;
		if (json) output.json(document);
		else if (refused) output.note(...fillReport(document, FILL_TEXTS[language]));
		else output.say(...fillReport(document, FILL_TEXTS[language]));
		return refused ? 2 : 0;
	},
});
