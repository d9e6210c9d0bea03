import type { PublishDocument } from "../model/documents.ts";
import { MANIFEST_FILE, type StoredRelease } from "../model/release.ts";
import { UsageError } from "../model/usage.ts";
import type { ConsolidatePorts, KeptFigures } from "./consolidate.ts";
import { type Draft, draftOf, publicationOf } from "./draft.ts";
import { manifestOf } from "./manifest.ts";
import type { ConsolidatedWorkbooks } from "./ports.ts";
import { workbookName } from "./publication-parts.ts";
import type { ReportOptions } from "./report.ts";
import { republished } from "./republish.ts";
import { filesOf, type ReleasePorts, settledReleases } from "./withdraw-release.ts";
import type { WorkReports } from "./work-report-part.ts";
import { headOf, written } from "./write-publication.ts";

export interface PublishPorts extends ConsolidatePorts, ReleasePorts {
	readonly workbooks: ConsolidatedWorkbooks;
	readonly workReports: WorkReports;
	/** Name and version of the program. */
	readonly program: string;
}

/** Who publishes, and why anew. */
export interface PublishRequest {
	readonly by: string;
	readonly reason: string | null;
}

/**
 * write → re-open → compare every figure → swap into place.
 * A workbook whose figures differ from the database is not published: `differences` says which, and what was published before stays. What says nothing new is no new release: the one that says it stands,
 * and files of it that were altered are made again.
 * @throws UsageError where the newest release was withdrawn and no reason is given for another
 */
export async function publish(
	consolidation: KeptFigures,
	ports: PublishPorts,
	options: ReportOptions,
	request: PublishRequest,
): Promise<PublishDocument> {
	const { period } = consolidation.scope;
	return ports.publications.alone(period, async () => {
		const known = await settledReleases(period, ports);
		const newest = known.findLast(({ state }) => state !== "abandoned") ?? null;
		if (newest?.state === "withdrawn" && request.reason === null) {
			throw new UsageError("usage.release-withdrawn", { period: period.code, number: newest.number, why: newest.withdrawn?.reason ?? "" });
		}
		const draft = await draftOf(consolidation, ports, options);
		return (await republished(draft, known, ports)) ?? newRelease(draft, known, newest, ports, request);
	});
}

async function newRelease(
	draft: Draft,
	known: readonly StoredRelease[],
	before: StoredRelease | null,
	ports: PublishPorts,
	request: PublishRequest,
): Promise<PublishDocument> {
	const { period } = draft.consolidation.scope;
	const publication = await publicationOf(draft, 1 + (known.at(-1)?.number ?? 0), before, ports);
	const staging = await ports.publications.stage(period);
	try {
		const { figuresCompared, differences } = await written(publication, staging, ports);
		const files = await staging.files();
		const told = { ...headOf(draft), workbook: workbookName(draft.report), files, figuresCompared, differences, unchanged: false, restored: [] };
		if (differences.length > 0) return { ...told, folder: "", release: null, changes: null };
		const manifest = manifestOf(draft, publication, { files, figuresCompared, madeAt: ports.clock().toISOString(), reason: request.reason });
		const text = `${JSON.stringify(manifest, null, "\t")}\n`;
		await staging.write(MANIFEST_FILE, text);
		const { code, number, fingerprint, madeAt, asOf, cutoff } = manifest;
		const head = { period: period.code, number, code, consolidation: draft.consolidation.id, fingerprint, madeAt, asOf, cutoff, ...request };
		const made = await ports.store.makeRelease({ ...head, manifestSha256: ports.sha256(text) }, text, files);
		const folder = await staging.commit(before?.state === "published" ? { number: before.number, files: await filesOf(before, ports.store) } : null);
		await ports.store.settleRelease(made.id, "published", madeAt);
		return { ...told, folder, release: { number, code, manifest: made.manifestSha256 }, changes: publication.changes };
	} finally {
		await staging.discard();
	}
}
