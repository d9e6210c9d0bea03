import { defineCommand } from "../command.ts";

/** huibao serve: runs the scheduler until SIGINT or SIGTERM, then finishes the running job. A second signal ends it at once. */
export default defineCommand<[], Record<string, never>>({
	declare() {
		// It takes nothing: what it does is a matter of the settings.
	},
	async run({ app, output, texts }) {
		const stop = new AbortController();
		const onSignal = () => {
			if (stop.signal.aborted) process.exit(130);
			output.note(texts.serve.stopping);
			stop.abort();
		};
		process.on("SIGINT", onSignal).on("SIGTERM", onSignal);
		output.note(texts.serve.started(app.home));
		try {
			await app.serve(stop.signal, (line) => output.note(line));
		} finally {
			process.off("SIGINT", onSignal).off("SIGTERM", onSignal);
		}
		output.note(texts.serve.stopped);
		return 0;
	},
});
