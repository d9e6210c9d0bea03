import { BadUsage, defineCommand } from "../command.ts";

/** huibao template FORM|--all [--out DIR] [--json]: writes blank forms. */
export default defineCommand<[string | undefined], { all?: boolean; out: string; json?: boolean }>({
	declare(command, texts) {
		command
			.argument("[form]", texts.args.form)
			.option("--all", texts.options.all)
			.option("--out <folder>", texts.options.out, ".")
			.option("--json", texts.json);
	},
	async run({ app, output, texts }, [form], options) {
		if ((form === undefined) === !options.all) throw new BadUsage(texts.badUsage.templateTarget);
		const document = await app.template(form ?? null, options.out, output.progress);
		if (options.json) output.json(document);
		else output.say(...document.files.map((file) => texts.template.written(file.path)));
		return 0;
	},
});
