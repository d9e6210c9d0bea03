import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openApp } from "../../src/app.ts";
import type { StatisticsDocument } from "../../src/model/documents.ts";

async function workbookTexts(read: (file: string) => Promise<unknown>, folder: string): Promise<string> {
	const workbook = (await readdir(folder)).find((name) => name.endsWith(".xlsx")) ?? "";
	return JSON.stringify(await read(path.join(folder, workbook)));
}

test("what the published report leaves open is read as the settings say, and the workbook says how", { timeout: 120_000 }, async () => {
	const home = await mkdtemp(path.join(tmpdir(), "huibao-readings-"));
	onTestFinished(() => rm(home, { recursive: true, force: true }));
	const opened = async (readings: Record<string, unknown>) => {
		await writeFile(path.join(home, "huibao.config.json"), JSON.stringify({ cutoffs: { "2019H1": "2019-06-27" }, readings }));
		const app = await openApp({ env: { HUIBAO_DATA: home, HUIBAO_NOW: "2019-06-27T20:00:00+08:00" }, language: "zh-CN" });
		onTestFinished(() => app.close());
		return app;
	};
	const publishedBy = async (app: Awaited<ReturnType<typeof opened>>) => {
		const { folder } = await app.publish("2019H1");
		const { indicators } = JSON.parse(await readFile(path.join(folder, "statistics.json"), "utf8")) as StatisticsDocument;
		const value = (id: string) => indicators.find((indicator) => indicator.id === id)?.value;
		const figures = ["platforms.centre.municipal", "platforms.centre.provincial", "platforms.municipal", "platforms.total"].map(value);
		return { figures, texts: await workbookTexts((file) => app.read(file), folder) };
	};

	const usual = await opened({});
	await usual.ingest(["fixtures/demo/2019H1"]);
	await usual.consolidate("2019H1", null);
	const apart = await publishedBy(usual);
	expect(apart.figures).toEqual([139, 36, 160, 209]);
	expect(apart.texts).toMatch(/不含省级.*按立项年度计/s);

	const other = await opened({ municipalCentresIncludeProvincial: true, overdueYears: "due" });
	await other.consolidate("2019H1", null);
	const together = await publishedBy(other);
	expect(together.figures).toEqual([175, 36, 160, 209]);
	expect(together.texts).toMatch(/含省级统计.*按到期年度计/s);

	// What was consolidated under one reading is published under it, whatever the settings say since.
	const later = await publishedBy(await opened({}));
	expect(later).toEqual(together);
});
