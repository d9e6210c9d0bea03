import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type InboxOptions, openInbox } from "../../src/files/inbox.ts";
import { type Layout, layoutOf } from "../../src/files/layout.ts";

export const newLayout = () => layoutOf(mkdtempSync(path.join(tmpdir(), "huibao-files-")));

/** Puts a file somewhere below a folder; gives its path. */
export function drop(root: string, name: string, content: string | Uint8Array = name): string {
	const target = path.join(root, ...name.split("/"));
	mkdirSync(path.dirname(target), { recursive: true });
	writeFileSync(target, content);
	return target;
}

/** The time of so many seconds from now, as a file system would stamp it. */
export const later = (seconds: number) => async () => Date.now() + seconds * 1000;

/** An inbox a minute after everything was dropped. */
export const inboxOf = (layout: Layout, options: Partial<InboxOptions> = {}) =>
	openInbox(layout, { settleSeconds: 10, stamp: later(60), ...options });

export type OpenInbox = ReturnType<typeof openInbox>;

/** Names of what an inbox gives, each released, in the order in which they came. */
export async function taken(inbox: OpenInbox): Promise<string[]> {
	const names: string[] = [];
	for await (const file of inbox.claim()) {
		names.push(file.name);
		await file.release();
	}
	return names;
}

export const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** What an inbox did not take, by name. */
export const passedOverBy = (inbox: OpenInbox) => Object.fromEntries(inbox.passedOver().map(({ name, reason }) => [name, reason]));
