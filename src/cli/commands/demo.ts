import path from "node:path";
import type { CliTexts } from "../../messages/cli-zh-CN.ts";
import type { DemoDocument } from "../../model/documents.ts";
import type { App } from "../app-port.ts";
import { defineCommand } from "../command.ts";
import { publishReport } from "../reports/figures.ts";
import { counts, intakeTable, openFiles } from "../reports/files.ts";

/** Reasons shown per file that goes back. */
const REASONS = 3;
const TRACE = "npx huibao trace --figure hnte.stock --period";

/** huibao demo [--json]: the whole way on made-up submissions. 0 where everything, the returned files included, came out as intended. */
export default defineCommand<[], { json?: boolean }>({
	declare(command, texts) {
		command.option("--json", texts.json);
	},
	async run({ app, output, texts }, _args, options) {
		const document = await app.demo(output.progress);
		if (options.json) output.json(document);
		else output.say(...report(document, texts, app));
		const { differences } = document.agreement;
		return differences.length + document.unexpected.length + document.publish.differences.length === 0 ? 0 : 1;
	},
});

function report(document: DemoDocument, texts: CliTexts, app: App): string[] {
	const { ingest, returned, publish, agreement, unexpected } = document;
	const told = texts.demo;
	return [
		told.taken,
		...intakeTable(ingest, texts, app.unitName),
		counts(ingest, texts),
		"",
		told.returned,
		...openFiles(returned, texts, REASONS),
		counts(returned, texts),
		"",
		told.published,
		...publishReport(publish, texts, path.join, app.unitName),
		...(agreement.differences.length === 0
			? [told.agrees(agreement.compared)]
			: [
					told.differs(agreement.differences.length, agreement.compared),
					...agreement.differences.map((d) => told.difference(d.figure, d.indicator, JSON.stringify(d.expected), JSON.stringify(d.found ?? null))),
				]),
		...(unexpected.length > 0 ? [told.unexpected, ...unexpected.map((file) => `  ${file}`)] : []),
		"",
		told.tryTrace(`${TRACE} ${publish.period}`),
	];
}
