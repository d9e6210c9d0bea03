import { defineCommand } from "../command.ts";

/** huibao init [--json]: makes the data home's folders. */
export default defineCommand<[], { json?: boolean }>({
	declare(command, texts) {
		command.option("--json", texts.json);
	},
	async run({ app, output, texts }, _args, options) {
		const document = await app.init();
		if (options.json) output.json(document);
		else output.say(...document.created.map(texts.init.made), texts.init.ready(document.home));
		return 0;
	},
});
