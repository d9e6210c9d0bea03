import type { PublishDocument } from "../model/documents.ts";
import { period as periodOf } from "../model/period.ts";
import { MANIFEST_FILE, type ReleaseManifest, releaseManifest, type StoredRelease } from "../model/release.ts";
import { asKept } from "./consolidate.ts";
import { type Draft, draftOf, publicationOf } from "./draft.ts";
import type { Staging } from "./ports.ts";
import { workbookName } from "./publication-parts.ts";
import type { PublishPorts } from "./publish.ts";
import type { ReportOptions } from "./report.ts";
import { headOf, written } from "./write-publication.ts";

/** A release that stands and says what is to be published. */
interface Standing {
	readonly release: StoredRelease;
	/** null: it lies directly in the period's folder. */
	readonly kept: number | null;
	readonly before: StoredRelease | null;
	/** Byte for byte. */
	readonly text: string;
	readonly manifest: ReleaseManifest;
}

/**
 * What a publication comes to that says nothing new: the newest release where that says the same, or an earlier one where it said the same as of the same instant. Files of it that were altered or are missing
 * are made again from what it was made from, bit by bit. null where there is no such release, or it can no longer be made as it was.
 */
export async function republished(draft: Draft, known: readonly StoredRelease[], ports: PublishPorts): Promise<PublishDocument | null> {
	const standing = await standingOf(draft, known, ports);
	if (!standing) return null;
	const { release, kept, text, manifest } = standing;
	const { period } = draft.consolidation.scope;
	const own = { name: MANIFEST_FILE, sha256: release.manifestSha256, size: new TextEncoder().encode(text).length };
	const altered = await ports.publications.altered(period, kept, [...manifest.outputs, own]);
	if (altered.length > 0 && !(await made(standing, draft, ports))) return null;
	const { number, code, manifestSha256, asOf } = release;
	return {
		...headOf(draft),
		...{ asOf, folder: ports.publications.folder(period, kept), workbook: workbookName(draft.report), files: [...manifest.outputs] },
		...{ figuresCompared: manifest.verification.figuresCompared, differences: [] },
		...{ release: { number, code, manifest: manifestSha256 }, unchanged: true, restored: altered, changes: null },
	};
}

async function standingOf({ consolidation, fingerprint }: Draft, known: readonly StoredRelease[], ports: PublishPorts): Promise<Standing | null> {
	const newest = known.findLast(({ state }) => state !== "abandoned");
	const says = (release: StoredRelease) => release.state === "published" && release.fingerprint === fingerprint;
	const release = newest && says(newest) ? newest : known.findLast((each) => says(each) && each.asOf === consolidation.scope.asOf);
	if (!release) return null;
	return { ...(await recordOf(release, known, ports)), kept: release === newest ? null : release.number };
}

/** Makes a release again and puts it where it belongs; false, and nothing is changed, where it does not come out as it was. */
async function made({ release, kept, before, text, manifest }: Standing, draft: Draft, ports: PublishPorts): Promise<boolean> {
	const put = async (staging: Staging) => {
		await staging.write(MANIFEST_FILE, text);
		await (kept === null ? staging.commit(null) : staging.keepAs(kept));
		return true;
	};
	return (await remade({ release, before, manifest }, ports, draft.options, put)) ?? false;
}

/** Makes the files of a release again, in an area of their own, from what it was made from; null where they do not come out as they were. @param use is given the area, which is cleared away afterwards */
export async function remade<T>(
	{ release, before, manifest }: Pick<Standing, "release" | "before" | "manifest">,
	ports: PublishPorts,
	options: ReportOptions,
	use: (staging: Staging) => Promise<T>,
): Promise<T | null> {
	const period = periodOf(release.period);
	const consolidation = asKept(await ports.store.consolidationOf(release.consolidation), period, ports);
	const publication = await publicationOf(await draftOf(consolidation, ports, options), release.number, before, ports);
	const staging = await ports.publications.stage(period);
	try {
		await written({ ...publication, log: manifest.log }, staging, ports);
		return JSON.stringify(await staging.files()) === JSON.stringify(manifest.outputs) ? await use(staging) : null;
	} finally {
		await staging.discard();
	}
}

/** What a release was made as: its manifest, and the release before it. */
export async function recordOf(release: StoredRelease, releases: readonly StoredRelease[], { store }: Pick<PublishPorts, "store">) {
	const text = await store.manifestOf(release.id);
	const manifest = releaseManifest.parse(JSON.parse(text));
	const before = releases.find(({ period, number }) => period === release.period && number === manifest.before?.number) ?? null;
	return { release, before, text, manifest };
}
