import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import { openApp } from "../../src/app.ts";
import type { App } from "../../src/cli/app-port.ts";
import type { StatusDocument } from "../../src/model/documents.ts";
import type { ReleaseManifest } from "../../src/model/release.ts";
import { csv, expectAudited, type Line, type Office } from "./offices.ts";

const USUAL = {
	...{ 姓名: "", 派出单位: "示例大学", 单位类别: "高校", 专业领域: "果树", 县区: "", 乡镇: "", 村名: "", 省定贫困村: "是" },
	...{ 手机: "13900000000", 对接状态: "有意向", 对接日期: "" },
};

/** A roster of rural commissioners (统12), one of each name, who intend to come: the figure commissioners.intending counts them. */
export const commissioners = (office: Office, names: readonly string[], more: Line = {}): string =>
	csv(
		"统12",
		office,
		"2019年上半年",
		{ ...USUAL, 县区: office },
		names.map((姓名) => ({ 姓名, ...more })),
	);

/** A data home that several people work in, one after the other, each at an instant of their own. @param atEnd is given what clears it away; at the end of the test where left out */
export async function office(settings: Record<string, unknown> = {}, atEnd: (clear: () => Promise<void>) => void = onTestFinished) {
	const home = await mkdtemp(path.join(tmpdir(), "huibao-officer-"));
	atEnd(() => rm(home, { recursive: true, force: true }));
	const configure = (more: Record<string, unknown>) => writeFile(path.join(home, "huibao.config.json"), JSON.stringify(more));
	await configure(settings);
	const at = async <T>(instant: string, work: (app: App) => Promise<T>): Promise<T> => {
		const app = await openApp({ env: { HUIBAO_DATA: home, HUIBAO_NOW: instant }, language: "zh-CN" });
		try {
			return await work(app);
		} finally {
			await app.close();
		}
	};
	return {
		home,
		at,
		configure,
		/** Sends a file of an office; gives what became of its only report. */
		async send(instant: string, unit: Office, name: string, content: string) {
			const file = path.join(home, "sent", unit, name);
			await mkdir(path.dirname(file), { recursive: true });
			await writeFile(file, content);
			const { files } = await at(instant, (app) => app.ingest([file]));
			const submission = files[0]?.submissions[0];
			if (!submission?.id) throw new Error(`nothing was stored: ${JSON.stringify(files[0]?.refusal)}`);
			return { id: submission.id, status: submission.status, state: submission.state };
		},
		/** Consolidates and publishes 2019H1; gives every file of the release that stands then, by name. */
		async publish(instant: string, asOf: string | null = null, presentSettings = false): Promise<Readonly<Record<string, string>>> {
			const { folder } = await at(instant, async (app) => {
				await app.consolidate("2019H1", asOf, undefined, presentSettings);
				const published = await app.publish("2019H1");
				await expectAudited(app, published.release?.number);
				return published;
			});
			const { outputs } = JSON.parse(await readFile(path.join(folder, "manifest.json"), "utf8")) as ReleaseManifest;
			const names = [...outputs.map(({ name }) => name), "manifest.json"];
			return Object.fromEntries(await Promise.all(names.map(async (name) => [name, (await readFile(path.join(folder, name))).toString("base64")])));
		},
		/** The cell of 统12 of a unit in the status of 2019H1. */
		async cell(instant: string, unit: string): Promise<StatusDocument["forms"][number]["units"][string]> {
			const { forms } = await at(instant, (app) => app.status("2019H1"));
			const cell = forms.find(({ form }) => form === "阳科统12")?.units[unit];
			if (!cell) throw new Error(`no cell of ${unit}`);
			return cell;
		},
		receipt: (unit: Office, name: string) => path.join(home, "returned", unit, `${name}.回执.xlsx`),
	};
}
