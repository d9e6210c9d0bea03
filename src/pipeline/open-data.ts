import { dataPackage } from "../stages/data-package.ts";
import { figureStates } from "../stages/figure-state.ts";
import type { Staging } from "./ports.ts";
import type { Publication } from "./publication-parts.ts";
import type { PublishPorts } from "./publish.ts";

/** Folder of a publication's open statistics. */
const FOLDER = "datapackage";

/** Writes the figures as a Frictionless Data Package: the tables first, since the descriptor tells their hashes. */
export async function openData(
	{ consolidation, report, numbers, options }: Publication,
	staging: Staging,
	{ units, forms }: PublishPorts,
): Promise<void> {
	const { indicators, figures, scope } = consolidation;
	const stateOf = figureStates({ indicators, figures, forms, units });
	const about = { city: options.city, issuer: options.issuer, title: report.title, release: report.releaseCode ?? null };
	const made = dataPackage(numbers, { indicators, units, period: scope.period, stateOf }, about);
	const measured: { size: number; sha256: string }[] = [];
	for (const { path, text } of made.tables) {
		const file = await staging.create(`${FOLDER}/${path}`);
		await file.write(new TextEncoder().encode(text));
		measured.push(await file.close());
	}
	await staging.write(`${FOLDER}/datapackage.json`, made.descriptor(measured));
}
