import { readdir, rm } from "node:fs/promises";
import path from "node:path";
import { type ClaimedFile, type FileState, filesIn, isLeftover, isRunning, openClaims } from "./claims.ts";
import { absent, type Layout } from "./layout.ts";

/** How the inbox tells a file that has arrived from one that is still being copied, and a live process from a dead one. */
export interface InboxOptions {
	/** A file counts as arrived when it has not changed for so long. */
	readonly settleSeconds: number;
	/** The time by which files are stamped: always the real one, whatever HUIBAO_NOW says. */
	readonly clock: () => Date;
	/** Waits so many milliseconds; where given, files that arrived a moment ago are waited for instead of left for the next time. */
	readonly wait?: (milliseconds: number) => Promise<void>;
	readonly isAlive?: (pid: number) => boolean;
	readonly read?: (path: string) => Promise<Uint8Array>;
}

/** How many settling times a file that goes on changing is waited for. */
const PATIENCE = 5;

/** The inbox of a data home. Files are claimed by renames (claims.ts). Symbolic links are passed over: what is claimed must be the office's own bytes. */
export function openInbox(layout: Pick<Layout, "home" | "inbox" | "processing">, options: InboxOptions) {
	const claims = openClaims(layout.processing, options.read);
	const seen = new Map<string, { readonly changedMs: number; readonly since: number }>();
	const settle = options.settleSeconds * 1000;

	/** Claims everything that an earlier claim left below a folder, and takes the folder away once it is empty. */
	async function* takeOver(root: string): AsyncGenerator<ClaimedFile> {
		yield* claims.claim(
			root,
			(await filesIn(root)).map((file) => file.relative),
		);
		if ((await filesIn(root)).length === 0) await rm(root, { recursive: true, force: true });
	}

	async function* leftBehind(): AsyncGenerator<ClaimedFile> {
		for (const claimant of (await namesIn(layout.processing)).filter((name) => name !== claims.me)) {
			const folder = path.join(layout.processing, claimant);
			if (!(await isLeftover(folder, options.clock(), options.isAlive ?? isRunning))) continue;
			for (const place of await namesIn(folder)) yield* takeOver(path.join(folder, place));
			if ((await filesIn(folder)).length === 0) await rm(folder, { recursive: true, force: true });
		}
	}

	/** Milliseconds since a file last changed: by its own date, or by when it was first seen so, which holds where a share's clock runs ahead. */
	function ages(found: readonly FileState[]): Map<string, number> {
		const now = options.clock().getTime();
		for (const name of seen.keys()) if (!found.some((file) => file.relative === name)) seen.delete(name);
		for (const { relative, changedMs } of found) if (seen.get(relative)?.changedMs !== changedMs) seen.set(relative, { changedMs, since: now });
		return new Map(found.map((file) => [file.relative, now - Math.min(file.changedMs, seen.get(file.relative)?.since ?? now)]));
	}

	async function* arrived(): AsyncGenerator<ClaimedFile> {
		for (let look = 0; look <= PATIENCE; look++) {
			const found = ages(await filesIn(layout.inbox));
			yield* claims.claim(
				layout.inbox,
				[...found].filter(([, age]) => age >= settle).map(([name]) => name),
			);
			const young = [...found.values()].filter((age) => age < settle);
			if (young.length === 0 || !options.wait) return;
			await options.wait(Math.ceil(settle - Math.min(...young)) + 1);
		}
	}

	return {
		/**
		 * Files that have settled, each claimed: those of a process that died come first, those that a fault of this one broke off come last.
		 * @throws AggregateError at the end, where files could not be read (no permission, too large for this machine): they wait in processing/ and hold up no others
		 */
		async *claim(): AsyncGenerator<ClaimedFile> {
			const brokenOff = claims.takeBrokenOff();
			yield* leftBehind();
			yield* arrived();
			for (const place of brokenOff) yield* takeOver(place);
			const unreadable = claims.takeUnreadable();
			if (unreadable.length === 0) return;
			const faults = unreadable.map(({ fault }) => fault);
			throw new AggregateError(faults, `could not be read: ${unreadable.map(({ file }) => path.relative(layout.home, file)).join(", ")}`);
		},
	};
}

async function namesIn(folder: string): Promise<string[]> {
	return (await readdir(folder).catch(absent)) ?? [];
}
