import type { CliTexts } from "../../messages/cli-zh-CN.ts";
import type { ReadDocument } from "../../model/documents.ts";
import { defineCommand } from "../command.ts";

type Sheet = Extract<ReadDocument, { sheets: unknown }>["sheets"][number];

/** huibao read FILE [--json]: the cells of a file as huibao reads them. */
export default defineCommand<[string], { json?: boolean }>({
	declare(command, texts) {
		command.argument("<file>", texts.args.file).option("--json", texts.json);
	},
	async run({ app, output, texts }, [file], options) {
		const document = await app.read(file);
		if (options.json) output.json(document);
		else if ("refusal" in document) output.note(document.refusal.message);
		else for (const sheet of document.sheets) for (const line of sheetLines(sheet, texts)) output.say(line);
		return "refusal" in document ? 2 : 0;
	},
});

function* sheetLines(sheet: Sheet, texts: CliTexts): Generator<string> {
	yield `《${sheet.name}》${sheet.hidden ? texts.read.hidden : ""}`;
	if (sheet.merges.length > 0) yield `  ${texts.read.merges(sheet.merges.join(" "))}`;
	for (const [ref, type, value] of sheet.cells) yield `  ${ref}\t${type}\t${String(value).replace(/\s+/g, " ")}`;
}
