import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished } from "vitest";
import { uscc } from "../../fixtures/generator/codes.ts";
import { loadForms, openApp } from "../../src/app.ts";
import type { App } from "../../src/cli/app-port.ts";
import { openStore } from "../../src/database/open.ts";
import type { StatisticsDocument } from "../../src/model/documents.ts";

/** What an office sends: rows as heading → text. */
export type Line = Readonly<Record<string, string | number>>;

export const YANGDONG = "441704-00";
export const YANGXI = "441721-00";
export const CITY = "441700-00";

/** Every office, by the short name that heads its file. */
export const OFFICES = ["市本级", "江城区", "阳东区", "阳西县", "阳春市", "海陵岛试验区", "阳江高新区"] as const;
export type Office = (typeof OFFICES)[number];

/** An enterprise that does not exist, registered with the city: no county's code stands in it. */
export const enterprise = (number: number): Line => ({ 企业名称: `示例第${number}企业有限公司`, 统一社会信用代码: uscc("91", "441700", number) });

/** A form as a CSV file. The headings are those of `usual`, which every line fills in but for what it says itself. */
export function csv(form: string, office: Office, period: string, usual: Line, lines: readonly Line[], batch?: string): string {
	const headings = Object.keys(usual);
	const unknown = lines.flatMap((line) => Object.keys(line)).filter((heading) => !headings.includes(heading));
	if (unknown.length > 0) throw new Error(`${form} has no column ${unknown.join(", ")} here`);
	const head = `表号：阳科${form},填报单位：${office},报告期：${period}${batch === undefined ? "" : `,批次：${batch}`}`;
	const body = lines.map((line) => headings.map((heading) => line[heading] ?? usual[heading]).join(","));
	return `${[head, headings.join(","), ...body].join("\r\n")}\r\n`;
}

/** A nil report. */
export const nil = (form: string, office: Office, period: string): string =>
	`表号：阳科${form},填报单位：${office},报告期：${period}\r\n零报告,本期无此项业务\r\n`;

type Figures = (id: string) => StatisticsDocument["indicators"][number];

/** Files put before the product in a new data home, one after another. Each must be accepted. */
export async function given(files: readonly string[], settings: Record<string, unknown> = {}) {
	const home = await mkdtemp(path.join(tmpdir(), "huibao-figures-"));
	onTestFinished(() => rm(home, { recursive: true, force: true }));
	const configure = (more: Record<string, unknown>) =>
		writeFile(path.join(home, "huibao.config.json"), JSON.stringify({ cutoffs: { "2019H1": "2019-06-27" }, ...settings, ...more }));
	const opened = () => openApp({ env: { HUIBAO_DATA: home, HUIBAO_NOW: "2019-07-02T09:00:00+08:00" }, language: "zh-CN" });
	await configure({});
	await letShare(home);
	await mkdir(path.join(home, "sent"));
	const paths = await Promise.all(
		files.map(async (content, at) => {
			const file = path.join(home, "sent", `${String(at).padStart(3, "0")}.csv`);
			await writeFile(file, content);
			return file;
		}),
	);
	const app = await opened();
	try {
		const { files: told } = await app.ingest(paths);
		const findings = told.flatMap(({ refusal, submissions }) => [
			refusal?.message ?? "",
			...submissions.flatMap((s) => s.findings.map((f) => f.message)),
		]);
		expect(
			told.map(({ status }) => status),
			findings.join("\n"),
		).toEqual(files.map(() => "accepted"));
	} finally {
		await app.close();
	}
	return {
		home,
		/** Consolidates and publishes 2019H1 with further settings; gives statistics.json by indicator. */
		async published(more: Record<string, unknown> = {}): Promise<Figures> {
			await configure(more);
			const again = await opened();
			try {
				await again.consolidate("2019H1", null);
				const { folder, release } = await again.publish("2019H1");
				await expectAudited(again, release?.number);
				const document = JSON.parse(await readFile(path.join(folder, "statistics.json"), "utf8")) as StatisticsDocument;
				return (id) => {
					const figure = document.indicators.find((indicator) => indicator.id === id);
					if (!figure) throw new Error(`no figure ${id}`);
					return figure;
				};
			} finally {
				await again.close();
			}
		},
	};
}

/** Whatever is published in a test must be what its originals give when it is computed by another way. */
export async function expectAudited(app: App, number: number | undefined): Promise<void> {
	const { sound, releases } = await app.audit({ period: "2019H1", release: String(number) });
	expect({ sound, releases: sound ? [] : releases }).toEqual({ sound: true, releases: [] });
}

/** Lets two offices report one enterprise, as the city may: how such a one counts once is what many of these files are about. */
async function letShare(home: string): Promise<void> {
	const store = await openStore({ url: path.join(home, "huibao.sqlite"), forms: await loadForms() });
	try {
		const [by, at] = ["市局", "2019-07-01T01:00:00.000Z"];
		await store.waive({ rule: "X10", unit: null, key: null, reason: "两地均有生产基地，经市局同意分别填报", by, at, until: "2019-12-31" });
	} finally {
		await store.close();
	}
}

/** The city's values of some indicators under one stem. */
export const valuesOf = (figures: Figures, stem: string, ...names: string[]) =>
	names.map((name) => figures(name === "" ? stem : `${stem}.${name}`).value);
