import { defineCommand } from "../command.ts";

/** huibao config [--json]: the settings that apply, defaults included. */
export default defineCommand<[], { json?: boolean }>({
	declare(command, texts) {
		command.option("--json", texts.json);
	},
	async run({ app, output, texts }, _args, options) {
		const view = app.config();
		if (options.json) output.json(view);
		else {
			output.say(texts.config.home(view.home), view.file === null ? texts.config.noFile : texts.config.file(view.file));
			output.json(view.settings);
		}
		return 0;
	},
});
