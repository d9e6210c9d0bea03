import { defineCommand } from "../command.ts";
import { registerReport } from "../reports/register.ts";

/** huibao register [QUERY] [--unit U] [--json]: the enterprises known by code, with their names over time; without QUERY what looks wrong among them. */
export default defineCommand<[string | undefined], { unit?: string; json?: boolean }>({
	declare(command, texts) {
		command.argument("[query]", texts.args.registerQuery).option("--unit <unit>", texts.options.registerUnit).option("--json", texts.json);
	},
	async run({ app, output, texts, language }, [query], { unit, json }) {
		const document = await app.register(query ?? null, unit ?? null);
		if (json) output.json(document);
		else output.say(...registerReport(document, { texts, language, unitName: app.unitName }));
		return 0;
	},
});
