import { defineCommand, type ExitCode } from "../command.ts";

const EXIT = { ok: 0, attention: 1, busy: 1, failed: 3 } as const satisfies Record<string, ExitCode>;

/** huibao run JOB [--json]: runs one job now, recorded like a run by the clock. */
export default defineCommand<[string], { json?: boolean }>({
	declare(command, texts) {
		command.argument("<job>", texts.args.job).option("--json", texts.json);
	},
	async run({ app, output, texts }, [job], options) {
		const document = await app.run(job);
		const detail = Object.entries(document.detail).map(([name, value]) => `${name}: ${value}`);
		if (options.json) output.json(document);
		else output.say([document.job, texts.outcome[document.outcome], ...detail].join("  "));
		return EXIT[document.outcome];
	},
});
