import type { CliTexts } from "../../messages/cli-zh-CN.ts";
import { DIFF_TEXTS } from "../../messages/diff-texts.ts";
import type { DiffTarget } from "../app-port.ts";
import { BadUsage, type Context, defineCommand, type ExitCode } from "../command.ts";
import { changesReport, diffReport } from "../reports/diff.ts";

interface Options {
	form?: string;
	unit?: string;
	period?: string;
	batch?: string;
	since?: string;
	out?: string;
	json?: boolean;
}

type Words = readonly [one: string | undefined, other: string | undefined];

/**
 * huibao diff SUBMISSION [OTHER] | diff FILE [SUBMISSION] | diff --form F --unit U --period P [--batch B]: what changed between two versions of a report;
 * diff --period P --since TIME: what changed in a period. Exit 0 where nothing differs, 1 where something does, 2 where it cannot be compared.
 */
export default defineCommand<Words, Options>({
	declare(command, texts) {
		command
			.argument("[submission]", texts.args.diffOne)
			.argument("[other]", texts.args.diffOther)
			.option("--form <form>", texts.args.form)
			.option("--unit <unit>", texts.options.diffUnit)
			.option("--period <period>", texts.options.period)
			.option("--batch <batch>", texts.options.batch)
			.option("--since <time>", texts.options.since)
			.option("--out <file>", texts.options.diffOut)
			.option("--json", texts.json)
			.addHelpText("after", `\n${texts.diff.usage}\n`);
	},
	async run(context, words, options) {
		if (options.since !== undefined) return sinceThen(context, words, options);
		const { app, output, texts, language } = context;
		const { out = null } = options;
		if (out !== null && !/\.xlsx$/i.test(out)) throw new BadUsage(texts.badUsage.diffOut);
		const document = await app.diff(targetOf(words, options, texts), out);
		if (options.json) output.json(document);
		else {
			output.say(...diffReport(document, DIFF_TEXTS[language], app.unitName));
			if (out !== null) output.say(texts.diff.written(out));
		}
		if (document.uncompared !== undefined) return 2;
		return document.same ? 0 : 1;
	},
});

async function sinceThen({ app, output, texts, language }: Context, [one]: Words, options: Options): Promise<ExitCode> {
	const { period, since, form, unit, batch, out } = options;
	const alone = [one, form, unit, batch, out].every((each) => each === undefined);
	if (period === undefined || since === undefined || !alone) throw new BadUsage(`${texts.badUsage.diff}\n${texts.diff.usage}`);
	const document = await app.changes(period, since, output.progress);
	if (options.json) output.json(document);
	else output.say(...changesReport(document, DIFF_TEXTS[language], app.unitName));
	return document.slots.length === 0 ? 0 : 1;
}

function targetOf([one, other]: Words, { form, unit, period, batch }: Options, texts: CliTexts): DiffTarget {
	const named = [form, unit, period].filter((part) => part !== undefined).length;
	if (one === undefined && form !== undefined && unit !== undefined && period !== undefined) return { form, unit, period, batch: batch ?? null };
	if (one === undefined || named > 0 || batch !== undefined) throw new BadUsage(`${texts.badUsage.diff}\n${texts.diff.usage}`);
	return /^\d+$/.test(one) ? { submission: one, other: other ?? null } : { file: one, submission: other ?? null };
}
