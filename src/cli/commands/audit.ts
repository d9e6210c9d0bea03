import { defineCommand } from "../command.ts";
import { auditReport } from "../reports/audit.ts";

interface Options {
	period?: string;
	release?: string;
	json?: boolean;
}

/** huibao audit [--period P] [--release N] [--json]: computes published figures anew from the archived originals alone. 1 where something differs or cannot be confirmed. */
export default defineCommand<[], Options>({
	declare(command, texts) {
		command
			.option("--period <period>", texts.options.period)
			.option("--release <number>", texts.options.releaseNumber)
			.option("--json", texts.json)
			.addHelpText("after", `\n${texts.audit.usage}\n`);
	},
	async run({ app, output, texts }, _args, { period = null, release = null, json }) {
		const document = await app.audit({ period, release }, output.progress);
		if (json) output.json(document);
		else output.say(...auditReport(document, texts));
		return document.sound ? 0 : 1;
	},
});
