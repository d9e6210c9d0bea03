import { readFile } from "node:fs/promises";
import path from "node:path";
import type { OnProgress } from "../cli/app-port.ts";
import type { Config } from "../config.ts";
import { initHome, keepDays, layoutOf, obstaclesToDemo, resetDemoHome, sealDemoHome } from "../files/layout.ts";
import type { CheckDocument } from "../model/documents.ts";
import type { Language } from "../model/text.ts";
import { UsageError } from "../model/usage.ts";
import type { PublishedFigures } from "../pipeline/agreement.ts";
import { demo, type ExpectedOutcome } from "../pipeline/demo.ts";
import { statistics } from "../stages/statistics.ts";
import { openHouse, packageRoot, unitFolders } from "./house.ts";
import { ingestGiven } from "./intake.ts";
import { consolidateNow, publishKept } from "./publication.ts";

/** Where the demo stands: the evening of the day on which the bureau signed its half-year report. */
const DEMO = { now: "2019-06-27T20:00:00+08:00", period: "2019H1", cutoff: "2019-06-27" } as const;

/** The demo's city asked for everything at once: the year before, which its figures are measured against, and the months with the half-year. */
const DUE_DAYS = Object.fromEntries(["2018", "2019-01", "2019-02", "2019-03", "2019-04", "2019-05"].map((period) => [period, DEMO.cutoff]));

export async function runDemo(config: Config, language: Language, onProgress?: OnProgress) {
	const layout = layoutOf(config.home);
	const obstacles = await obstaclesToDemo(layout);
	if (obstacles.length > 0) throw new UsageError("usage.home-not-demo", { home: layout.home, found: obstacles.slice(0, 5).join("、") });
	await resetDemoHome(layout);
	await keepDays(layout, "cutoffs", { [DEMO.period]: DEMO.cutoff });
	await keepDays(layout, "dueDays", DUE_DAYS);
	const house = await openHouse(
		{
			...config,
			now: DEMO.now,
			databaseUrl: null,
			cutoffs: { ...config.cutoffs, [DEMO.period]: DEMO.cutoff },
			dueDays: { ...config.dueDays, ...DUE_DAYS },
		},
		language,
	);
	const fixtures = path.join(packageRoot(), "fixtures");
	const json = async (name: string): Promise<unknown> => JSON.parse(await readFile(path.join(fixtures, name), "utf8"));
	try {
		await initHome(layout, unitFolders(house));
		const document = await demo(
			{
				ingestSubmitted: () => ingestGiven(house, [path.join(fixtures, "demo")], onProgress),
				ingestReturned: async () => belowFolder(await ingestGiven(house, [path.join(fixtures, "returned")], onProgress)),
				publish: async () => {
					const consolidation = await consolidateNow(house, DEMO.period, null, onProgress);
					const head = { period: DEMO.period, cutoff: consolidation.scope.cutoff, asOf: consolidation.scope.asOf };
					return {
						document: await publishKept(house, consolidation, undefined, onProgress),
						statistics: statistics(head, consolidation.indicators, consolidation.figures),
					};
				},
			},
			(await json("returned/expected.json")) as ExpectedOutcome[],
			(await json(`published/${DEMO.period}.json`)) as PublishedFigures,
		);
		await sealDemoHome(layout);
		return document;
	} finally {
		await house.close();
	}
}

/** Names below the folder that was given, without it. */
export function belowFolder(document: CheckDocument): CheckDocument {
	return { files: document.files.map((file) => ({ ...file, file: file.file.split("/").slice(1).join("/") })) };
}
