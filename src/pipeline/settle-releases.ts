import type { Period } from "../model/period.ts";
import type { StoredRelease } from "../model/release.ts";
import type { PublishPorts } from "./publish.ts";

/**
 * The releases of a period, those that a process died over settled: one whose manifest lies in place is published, of another the number is passed over. What was withdrawn leaves the folder where it still
 * lies there. To be called while no other process publishes.
 */
export async function settledReleases(
	period: Period,
	ports: Pick<PublishPorts, "store" | "publications" | "sha256" | "clock">,
): Promise<StoredRelease[]> {
	const releases: StoredRelease[] = [];
	const text = await ports.publications.manifestIn(period, null);
	const inPlace = text === null ? null : ports.sha256(text);
	for (const release of await ports.store.releases(period.code)) {
		const came = release.manifestSha256 === inPlace ? "published" : "abandoned";
		releases.push(release.state === "made" ? await ports.store.settleRelease(release.id, came, ports.clock().toISOString()) : release);
	}
	return releases;
}
