import path from "node:path";
import type { PassedOver } from "../model/passed-over.ts";
import { type ClaimedFile, isRunning, leftovers, openClaims, placesIn, removeClaimant, removeEmptyTree } from "./claims.ts";
import type { Layout } from "./layout.ts";
import { type FileState, type Look, lookThrough } from "./look.ts";

/** How the inbox tells a file that has arrived from one that is still being copied, and a live process from a dead one. */
export interface InboxOptions {
	/** A file counts as arrived when it has not changed for so long. */
	readonly settleSeconds: number;
	/** A larger file is claimed and never read. In bytes; by default there is no bound. */
	readonly maxBytes?: number;
	/** The instant by which files are stamped now, in milliseconds; by default the inbox's own file system is asked. */
	readonly stamp?: () => Promise<number>;
	/** Waits so many milliseconds; where given, files that arrived a moment ago are waited for instead of left for the next time. */
	readonly wait?: (milliseconds: number) => Promise<void>;
	readonly isAlive?: (pid: number) => boolean;
}

/** How many settling times a file that goes on changing is waited for. */
const PATIENCE = 5;

/**
 * The inbox of a data home. It is looked through, never watched: what watches miss on shares, a look sees. Files are claimed by renames (claims.ts).
 * A file has arrived when neither its stamps nor any look say that it changed for the settling time, when it can be opened, and when it did not change while it was read.
 */
export function openInbox(layout: Pick<Layout, "home" | "inbox" | "processing">, options: InboxOptions) {
	const claims = openClaims(layout, options.maxBytes ?? Number.POSITIVE_INFINITY);
	const stamp = options.stamp ?? claims.stamp;
	const ageOf = agesBySight();
	const settle = options.settleSeconds * 1000;
	const passedOver = new Map<string, PassedOver>();

	const note = (found: readonly PassedOver[], root: string) => {
		for (const each of found) {
			const name = root === layout.inbox ? each.name : [path.relative(layout.home, root).split(path.sep).join("/"), each.name].join("/");
			passedOver.set(name, { ...each, name });
		}
	};

	async function look(root: string): Promise<Look> {
		const found = await lookThrough(root);
		note(found.passedOver, root);
		return found;
	}

	async function* claim(files: readonly FileState[], root: string): AsyncGenerator<ClaimedFile> {
		yield* claims.claim(files);
		note(claims.takePassedOver(), root);
	}

	/** Claims everything that earlier claims left, and takes their folders away once they are empty. */
	async function* leftBehind(): AsyncGenerator<ClaimedFile> {
		for (const claimant of await leftovers(layout, await stamp(), options.isAlive ?? isRunning)) {
			for (const place of await placesIn(claimant)) {
				yield* claim((await look(place)).files, place);
			}
			await removeClaimant(claimant);
		}
	}

	/** Claims what has settled below a folder; gives the youngest age, in milliseconds, of what has not, or infinity. */
	async function* settled(root: string, now: number): AsyncGenerator<ClaimedFile, number> {
		const ages = (await look(root)).files.map((file) => ({ file, age: ageOf(file, now) }));
		yield* claim(
			ages.filter(({ age }) => age >= settle).map(({ file }) => file),
			root,
		);
		if (root !== layout.inbox) await removeEmptyTree(root);
		return ages.reduce((least, { age }) => (age < settle ? Math.min(least, age) : least), Number.POSITIVE_INFINITY);
	}

	async function* arrived(): AsyncGenerator<ClaimedFile> {
		for (let looks = 0; looks <= PATIENCE; looks++) {
			// The clock is asked before the look: a file that changes in between is younger, not older.
			const now = await stamp();
			let youngest = yield* settled(layout.inbox, now);
			for (const place of claims.takeUnsettled()) youngest = Math.min(youngest, yield* settled(place, now));
			if (youngest === Number.POSITIVE_INFINITY || !options.wait) return;
			await options.wait(Math.ceil(settle - youngest) + 1);
		}
	}

	return {
		/** Files that have settled, each claimed: those of a process that died come first, then the longest unchanged. */
		async *claim(): AsyncGenerator<ClaimedFile> {
			passedOver.clear();
			yield* leftBehind();
			yield* arrived();
		},
		/** What the last claim did not take and why, by name. */
		passedOver: (): PassedOver[] => [...passedOver.values()],
		/** Gives back what was claimed and not released: the next inbox that is opened takes it over. */
		close: () => claims.close(),
	};
}

/** Milliseconds since a file last changed: by its stamps, or by when it was first seen so, which holds where a stamp lies in the future. */
function agesBySight(): (file: FileState, now: number) => number {
	const seen = new Map<string, { readonly mark: string; readonly since: number }>();
	return ({ path: where, mark, changedMs }, now) => {
		const name = where.toString("latin1");
		const before = seen.get(name);
		if (before?.mark !== mark) seen.set(name, { mark, since: now });
		return now - Math.min(changedMs, before?.mark === mark ? before.since : now);
	};
}
