import type { FindingReference } from "../../model/decision.ts";
import { BadUsage, defineCommand, type ExitCode } from "../command.ts";
import { explainReport } from "../reports/explain.ts";

/**
 * huibao explain SUBMISSION [NUMBER|CODE[@CELL] TEXT] | explain --file FILE [--by WHO] [--json]: how the findings of a submission stand, and the explanation of one.
 * 1 where something is still to be corrected or explained.
 */
export default defineCommand<[submission?: string, finding?: string, words?: string[]], { file?: string; by?: string; json?: boolean }>({
	declare(command, texts) {
		command
			.argument("[submission]", texts.args.submission)
			.argument("[finding]", texts.args.finding)
			.argument("[text...]", texts.args.explanation)
			.option("--file <file>", texts.options.explanations)
			.option("--by <who>", texts.options.explainedBy)
			.option("--json", texts.json)
			.addHelpText("after", `\n${texts.explain.usage}\n`);
	},
	async run({ app, output, texts }, [submission, finding, words = []], { file, by = null, json }): Promise<ExitCode> {
		const listed = finding === undefined;
		if ((file === undefined) === (submission === undefined) || (!listed && words.length === 0)) throw new BadUsage(texts.badUsage.explain);
		const document =
			file !== undefined
				? await app.explainFile(file, by)
				: listed
					? await app.findings(submission ?? "")
					: await app.explain(submission ?? "", [{ about: referenceOf(finding), text: words.join(" ") }], by);
		if (json) output.json(document);
		else output.say(...explainReport(document, texts, app.unitName));
		return ["accepted", "received"].includes(document.submission.status) ? 0 : 1;
	},
});

/** 3, 01-S1 or 01-S1@R5. */
function referenceOf(word: string): FindingReference {
	if (/^\d+$/.test(word)) return { number: Number(word) };
	const [, code = word, cell] = /^([^@]+)@(.+)$/.exec(word) ?? [];
	return { code, ...(cell === undefined ? {} : { cell }) };
}
