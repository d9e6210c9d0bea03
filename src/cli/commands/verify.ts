import { defineCommand } from "../command.ts";
import { isStanding, verifyReport } from "../reports/releases.ts";

/** huibao verify FILE|FOLDER [--json]: whether it is of a release, unchanged. 1 where it is not, or the release was withdrawn. */
export default defineCommand<[string], { json?: boolean }>({
	declare(command, texts) {
		command.argument("<path>", texts.args.verified).option("--json", texts.json);
	},
	async run({ app, output, texts }, [path], options) {
		const document = await app.verify(path);
		if (options.json) output.json(document);
		else output.say(...verifyReport(document, texts));
		return isStanding(document) ? 0 : 1;
	},
});
