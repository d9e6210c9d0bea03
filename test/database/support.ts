import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import { openStore } from "../../src/database/open.ts";
import type { Form } from "../../src/model/form.ts";
import type { Store } from "../../src/pipeline/ports.ts";
import { SAMPLE } from "./sample.ts";

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
