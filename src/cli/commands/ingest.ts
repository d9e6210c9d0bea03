import path from "node:path";
import { RECEIPT_TEXTS } from "../../messages/receipt-texts.ts";
import type { CheckedFile } from "../../model/documents.ts";
import { defineCommand } from "../command.ts";
import { type Brief, briefly, counts, exitCodeOf, fullReport, intakeTable, openFiles, passedOver, resubmittedFiles } from "../reports/files.ts";

const REASONS = 10;

/** huibao ingest [PATH…] [--json] [--full]: takes in files, or what has settled in the inbox. */
export default defineCommand<[string[]], { json?: boolean; full?: boolean }>({
	declare(command, texts) {
		command.argument("[path...]", texts.args.paths).option("--json", texts.json).option("--full", texts.options.full);
	},
	async run({ app, output, texts, language }, [paths], options) {
		const files: Brief[] = [];
		const open: string[] = [];
		const again: string[] = [];
		const list = options.json ? output.jsonList("files") : null;
		const onFile = (file: CheckedFile) => {
			files.push(briefly(file));
			if (list) list.add(file);
			else if (options.full) output.say(...fullReport({ files: [file] }, texts, app.unitName, RECEIPT_TEXTS[language]));
			else {
				open.push(...openFiles({ files: [file] }, texts, REASONS));
				again.push(...resubmittedFiles({ files: [file] }, texts));
			}
		};
		const document = await app.ingest(paths, output.progress, onFile).catch((fault: unknown) => {
			// What was taken in before the fault is told; the fault is told on standard error.
			if (files.length > 0) list?.end({});
			throw fault;
		});
		const rest = document.passedOver ? { passedOver: document.passedOver } : {};
		if (list) list.end(rest);
		else if (files.length === 0) output.say(texts.files.none, ...passedOver(rest, texts));
		else if (options.full) output.say(...passedOver(rest, texts), counts({ files }, texts));
		else
			output.say(
				...intakeTable({ files }, texts, app.unitName),
				...(again.length > 0 ? ["", texts.files.resubmitted, ...again] : []),
				...(open.length > 0 ? ["", texts.files.open, ...open] : []),
				...passedOver(rest, texts),
				"",
				counts({ files }, texts),
				texts.files.receiptsIn(path.join(app.home, "returned")),
			);
		return exitCodeOf({ files, ...rest });
	},
});
