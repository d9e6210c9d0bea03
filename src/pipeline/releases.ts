import { type Period, period as periodOf } from "../model/period.ts";
import { releaseManifest, type StoredRelease } from "../model/release.ts";
import type { ReleaseStanding, ReleasesDocument, ToldRelease } from "../model/release-documents.ts";
import { UsageError } from "../model/usage.ts";
import { asKept, type ConsolidatePorts } from "./consolidate.ts";
import { changesSince } from "./release-changes.ts";
import type { ReleasePorts } from "./withdraw-release.ts";

/** Every release of a period, or of all, as people are told of them. */
export async function releasesOf(period: Period | null, ports: Pick<ReleasePorts, "store" | "publications">): Promise<ToldRelease[]> {
	const releases = await ports.store.releases(period?.code);
	return Promise.all(releases.map((release) => toldRelease(release, releases, ports)));
}

/** A release with what differs from the one before. @throws UsageError where there is none of that number */
export async function releaseShown(
	period: Period,
	number: number,
	ports: ConsolidatePorts & Pick<ReleasePorts, "publications">,
): Promise<ReleasesDocument> {
	const releases = await ports.store.releases(period.code);
	const release = releases.find((each) => each.number === number);
	if (!release) throw new UsageError("usage.no-such-release", { period: period.code, number });
	const { inputs, before: named } = releaseManifest.parse(JSON.parse(await ports.store.manifestOf(release.id)));
	const before = releases.find((each) => each.number === named?.number);
	const consolidation = asKept(await ports.store.consolidationOf(release.consolidation), period, ports);
	return {
		releases: [await toldRelease(release, releases, ports)],
		changes: before ? await changesSince(before, { consolidation, inputs }, ports) : null,
	};
}

/** @param releases all of its period, or more */
export async function toldRelease(
	release: StoredRelease,
	releases: readonly StoredRelease[],
	ports: Pick<ReleasePorts, "store" | "publications">,
): Promise<ToldRelease> {
	const { id, period, number, code, madeAt, asOf, cutoff, by, reason, manifestSha256: manifest, withdrawn } = release;
	const standing = standingOf(release, releases);
	const { changes } = releaseManifest.pick({ changes: true }).parse(JSON.parse(await ports.store.manifestOf(id)));
	return {
		period,
		number,
		code,
		standing,
		madeAt,
		asOf,
		cutoff,
		by,
		reason,
		manifest,
		folder: folderOf(release, standing, ports),
		changes,
		withdrawn,
	};
}

function standingOf({ period, number, state }: StoredRelease, releases: readonly StoredRelease[]): ReleaseStanding {
	if (state !== "published") return state;
	const isNewer = (each: StoredRelease) =>
		each.period === period && each.number > number && (each.state === "published" || each.state === "withdrawn");
	return releases.some(isNewer) ? "superseded" : "newest";
}

function folderOf({ period, number }: StoredRelease, standing: ReleaseStanding, { publications }: Pick<ReleasePorts, "publications">): string | null {
	if (standing === "made" || standing === "abandoned") return null;
	return publications.folder(periodOf(period), standing === "newest" ? null : number);
}
