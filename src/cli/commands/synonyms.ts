import type { CliTexts } from "../../messages/cli-zh-CN.ts";
import type { SynonymsDocument } from "../../model/documents.ts";
import { BadUsage, type Context, defineCommand } from "../command.ts";
import { confirmedReport, revokedReport, synonymsReport } from "../reports/synonyms.ts";

interface Options {
	unit?: string;
	by?: string;
	reason?: string;
	json?: boolean;
}

type Report = (document: SynonymsDocument, texts: CliTexts, unitName: (code: string) => string) => string[];

/** huibao synonyms [confirm FORM FIELD HEADING [--unit U] [--by WHO] | revoke ID [--by WHO] [--reason R]] [--json]: headings that count as names of a field. */
export default defineCommand<[string | undefined, string[]], Options>({
	declare(command, texts) {
		command
			.argument("[action]", texts.args.synonymAction)
			.argument("[words...]", texts.args.synonymWords)
			.option("--unit <unit>", texts.options.synonymUnit)
			.option("--by <who>", texts.options.by)
			.option("--reason <reason>", texts.options.reason)
			.option("--json", texts.json)
			.addHelpText("after", `\n${texts.synonyms.usage}\n`);
	},
	async run(context, [action, words], options) {
		const { app, output, texts } = context;
		const [document, report] = await asked(context, action, words, options);
		if (options.json) output.json(document);
		else output.say(...report(document, texts, app.unitName));
		return 0;
	},
});

async function asked(
	{ app, texts }: Context,
	action: string | undefined,
	words: readonly string[],
	options: Options,
): Promise<[SynonymsDocument, Report]> {
	const { unit = null, by = null, reason = null } = options;
	const [first, field, heading] = words;
	if (action === undefined && unit === null && by === null && reason === null) return [await app.synonyms(), synonymsReport];
	if (action === "confirm" && words.length === 3 && first && field && heading && reason === null)
		return [await app.confirmSynonym({ form: first, field, heading, unit }, by), confirmedReport];
	if (action === "revoke" && words.length === 1 && first && unit === null) return [await app.revokeSynonym(first, by, reason), revokedReport];
	throw new BadUsage(`${texts.badUsage.synonyms}\n${texts.synonyms.usage}`);
}
