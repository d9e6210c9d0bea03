import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { openApp } from "../../src/app.ts";

/** What the demo publishes for the province. */
export interface PublishedDemo {
	/** Scratch, with the data home; `remove` takes it away. */
	readonly home: string;
	readonly workbook: Uint8Array;
	readonly document: Uint8Array;
	remove(): void;
}

/** Publishes the demo in a new home. */
export async function publishedDemo(): Promise<PublishedDemo> {
	const home = mkdtempSync(path.join(tmpdir(), "huibao-published-"));
	const app = await openApp({ env: { HUIBAO_DATA: home }, language: "zh-CN" });
	const { publish } = await app.demo();
	await app.close();
	const read = (extension: string) => {
		const name = readdirSync(publish.folder).find((each) => each.endsWith(extension));
		if (name === undefined) throw new Error(`no ${extension} in ${publish.folder}`);
		return readFileSync(path.join(publish.folder, name));
	};
	return { home, workbook: read(".xlsx"), document: read(".docx"), remove: () => rmSync(home, { recursive: true, force: true }) };
}
