import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import { openStore } from "../../src/database/open.ts";
import { and } from "../../src/model/filter.ts";
import type { Form } from "../../src/model/form.ts";
import type { CountedIndicator } from "../../src/model/indicator.ts";
import type { Effective, EffectiveRow, EffectiveRows, SourceRow } from "../../src/model/stored.ts";
import type { Store } from "../../src/pipeline/ports.ts";
import { PARAMS, SAMPLE, UNITS } from "./sample.ts";

/** A store on a file of its own, closed and removed after the test. */
export async function temporaryStore(forms: readonly Form[] = [SAMPLE]): Promise<Store & { file: string }> {
	const file = path.join(temporaryFolder(), "store.sqlite");
	return Object.assign(await openHere(file, forms), { file });
}

/** Opens a store that the test closes by itself at its end. The annotation holds the room to the pipeline's port. */
export async function openHere(file: string, forms: readonly Form[] = [SAMPLE]): Promise<Store> {
	const store: Store = await openStore({ url: file, forms });
	onTestFinished(() => store.close());
	return store;
}

/** An empty folder that is removed after the test, when everything registered later is closed. */
export function temporaryFolder(): string {
	const folder = mkdtempSync(path.join(tmpdir(), "huibao-store-"));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

/** The effective rows of a table, all of them and with the way back to their cells: what an indicator that counts every row counts. */
export function rowsOf(store: Store, form: Form, table: string, effective: Effective): Promise<SourceRow[]> {
	const name = { zh: "", en: "" };
	const every: CountedIndicator = { kind: "counted", id: "every", area: "hnte", name, unit: "条", table, measure: { kind: "count" }, filter: and() };
	return store.sourcesOf({ ...form, indicators: [every] }, every.id, effective, PARAMS, UNITS, null);
}

/** Every row that is given in batches. */
export async function collected(rows: EffectiveRows, from?: number, to?: number): Promise<EffectiveRow[]> {
	const all: EffectiveRow[] = [];
	for await (const batch of rows.batches(from, to)) all.push(...batch);
	return all;
}
