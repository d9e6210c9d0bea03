import { defineCommand } from "../command.ts";
import { ruleReport, rulesReport } from "../reports/rules.ts";

/** huibao rules [CODE|FORM] [--json]: everything that a report is judged by; of a code all that there is to say. */
export default defineCommand<[what?: string], { json?: boolean }>({
	declare(command, texts) {
		command.argument("[what]", texts.args.rule).option("--json", texts.json);
	},
	async run({ app, output, texts, language }, [what], { json }) {
		const { document, asked } = await app.rules(what ?? null);
		if (json) output.json(document);
		else
			output.say(
				...(asked === "code"
					? document.rules.flatMap((rule) => ruleReport(rule, texts, language, app.unitName))
					: rulesReport(document, texts, language)),
			);
		return 0;
	},
});
