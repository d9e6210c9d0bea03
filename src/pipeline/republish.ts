import type { PublishDocument } from "../model/documents.ts";
import { MANIFEST_FILE, type ReleaseManifest, releaseManifest, type StoredRelease } from "../model/release.ts";
import { asKept } from "./consolidate.ts";
import { type Draft, draftOf, publicationOf } from "./draft.ts";
import { workbookName } from "./publication-parts.ts";
import type { PublishPorts } from "./publish.ts";
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

async function standingOf({ consolidation, fingerprint }: Draft, known: readonly StoredRelease[], { store }: PublishPorts): Promise<Standing | null> {
	const newest = known.findLast(({ state }) => state !== "abandoned");
	const says = (release: StoredRelease) => release.state === "published" && release.fingerprint === fingerprint;
	const release = newest && says(newest) ? newest : known.findLast((each) => says(each) && each.asOf === consolidation.scope.asOf);
	if (!release) return null;
	const text = await store.manifestOf(release.id);
	const manifest = releaseManifest.parse(JSON.parse(text));
	const before = known.find(({ number }) => number === manifest.before?.number) ?? null;
	return { release, kept: release === newest ? null : release.number, before, text, manifest };
}

/** Makes a release again and puts it where it belongs; false, and nothing is changed, where it does not come out as it was. */
async function made({ release, kept, before, text, manifest }: Standing, draft: Draft, ports: PublishPorts): Promise<boolean> {
	const { period } = draft.consolidation.scope;
	const consolidation = asKept(await ports.store.consolidationOf(release.consolidation), period, ports);
	const own = await draftOf(consolidation, ports, draft.options);
	const publication = { ...(await publicationOf(own, release.number, before, ports)), log: manifest.log };
	const staging = await ports.publications.stage(period);
	try {
		await written(publication, staging, ports);
		if (JSON.stringify(await staging.files()) !== JSON.stringify(manifest.outputs)) return false;
		await staging.write(MANIFEST_FILE, text);
		await (kept === null ? staging.commit(null) : staging.keepAs(kept));
		return true;
	} finally {
		await staging.discard();
	}
}
