import { WITHDRAWAL_NOTICE, withdrawalNotice } from "../messages/withdrawal-notice.ts";
import { type Period, period as periodOf } from "../model/period.ts";
import { MANIFEST_FILE, type StoredRelease } from "../model/release.ts";
import { UsageError } from "../model/usage.ts";
import type { Clock, Publications, Store } from "./ports.ts";

/** What changes releases needs from the outside. */
export interface ReleasePorts {
	readonly store: Store;
	readonly publications: Publications;
	readonly clock: Clock;
	/** Lower-case hex. */
	readonly sha256: (content: string) => string;
}

/** Which release is to be taken back, by whom and why. */
export interface WithdrawRequest {
	readonly period: Period;
	readonly number: number;
	readonly by: string;
	readonly reason: string;
}

/**
 * Takes a release back: the log says so, its files leave the period's folder for releases/<number>/, and a notice says why.
 * @throws UsageError where there is no such release, or it does not stand
 */
export async function withdrawRelease({ period, number, by, reason }: WithdrawRequest, ports: ReleasePorts): Promise<StoredRelease> {
	return ports.publications.alone(period, async () => {
		const about = { period: period.code, number };
		const release = (await settledReleases(period, ports)).find((each) => each.number === number);
		if (!release) throw new UsageError("usage.no-such-release", about);
		const withdrawn = await ports.store.withdrawRelease(release.id, by, ports.clock().toISOString(), reason);
		if (!withdrawn) throw new UsageError("usage.release-is", { ...about, is: release.state });
		if ((await inPlace(period, ports)) === withdrawn.manifestSha256) await takeAway(withdrawn, ports);
		else await ports.publications.note(period, number, WITHDRAWAL_NOTICE, withdrawalNotice(withdrawn));
		return withdrawn;
	});
}

/**
 * The releases of a period, those that a process died over settled: one whose manifest lies in place is published, of another the number is passed over; one that was withdrawn and still lies in place leaves
 * it. To be called while no other process publishes.
 */
export async function settledReleases(period: Period, ports: ReleasePorts): Promise<StoredRelease[]> {
	const releases: StoredRelease[] = [];
	const lies = await inPlace(period, ports);
	for (const release of await ports.store.releases(period.code)) {
		const isThere = release.manifestSha256 === lies;
		if (release.state === "withdrawn" && isThere) await takeAway(release, ports);
		const settled = isThere ? "published" : "abandoned";
		releases.push(release.state === "made" ? await ports.store.settleRelease(release.id, settled, ports.clock().toISOString()) : release);
	}
	return releases;
}

/** Moves the release that lies in place to the earlier ones, with the notice in its stead and beside it. */
async function takeAway(release: StoredRelease, { store, publications }: ReleasePorts): Promise<void> {
	const period = periodOf(release.period);
	const notice = withdrawalNotice(release);
	const staging = await publications.stage(period);
	try {
		await staging.write(WITHDRAWAL_NOTICE, notice);
		await staging.commit({ number: release.number, files: await filesOf(release, store) });
	} finally {
		await staging.discard();
	}
	await publications.note(period, release.number, WITHDRAWAL_NOTICE, notice);
}

/** Hash of the manifest that lies in the period's folder. */
async function inPlace(period: Period, { publications, sha256 }: ReleasePorts): Promise<string | null> {
	const text = await publications.manifestIn(period, null);
	return text === null ? null : sha256(text);
}

/** Names of all files of a release. */
export async function filesOf({ id }: StoredRelease, store: Pick<Store, "filesOfRelease">): Promise<string[]> {
	return [...(await store.filesOfRelease(id)).map(({ name }) => name), MANIFEST_FILE];
}
