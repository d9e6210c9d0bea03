import { BadUsage, defineCommand } from "../command.ts";

interface Options {
	all?: boolean;
	out?: string;
	unit?: string;
	period?: string;
	json?: boolean;
}

/** huibao template FORM|--all [--unit U [--period P]] [--out DIR] [--json]: writes blank forms, or for a unit forms that begin with what it last reported. */
export default defineCommand<[string | undefined], Options>({
	declare(command, texts) {
		command
			.argument("[form]", texts.args.form)
			.option("--all", texts.options.all)
			.option("--unit <unit>", texts.options.templateUnit)
			.option("--period <period>", texts.options.templatePeriod)
			.option("--out <folder>", texts.options.out)
			.option("--json", texts.json);
	},
	async run({ app, output, texts }, [form], options) {
		if ((form === undefined) === !options.all) throw new BadUsage(texts.badUsage.templateTarget);
		const { unit, period = null, out = "." } = options;
		if (unit === undefined && period !== null) throw new BadUsage(texts.badUsage.templatePeriod);
		const document = await app.template(form ?? null, out, unit === undefined ? null : { unit, period }, output.progress);
		if (options.json) output.json(document);
		else output.say(...document.files.map(texts.template.written));
		return 0;
	},
});
