import type { Knex } from "knex";
import type { NewRelease, ReleaseFile, ReleaseState, StoredRelease } from "../model/release.ts";
import { insertRows, takeWriteLock } from "./dialect.ts";
import { appendEvents, type NewEntry } from "./events.ts";
import { instant, openInstant } from "./instant.ts";

interface ReleaseColumns {
	id: number;
	period: string;
	number: number;
	code: string;
	consolidation_id: number;
	fingerprint: string;
	manifest_sha256: string;
	made_at: string;
	as_of: string;
	cutoff: string;
	state: ReleaseState;
	by: string;
	reason: string | null;
	withdrawn_at: string | null;
	withdrawn_by: string | null;
	withdrawn_reason: string | null;
}

const SHOWN = [
	"id",
	"period",
	"number",
	"code",
	"consolidation_id",
	"fingerprint",
	"manifest_sha256",
	"made_at",
	"as_of",
	"cutoff",
	"state",
	"by",
] as const;
const WHY = ["reason", "withdrawn_at", "withdrawn_by", "withdrawn_reason"] as const;

/** Numbered publications. What a release says is never changed; its state is, and each change stands in the log. */
export function releaseMethods(db: Knex) {
	return { ...releaseReaders(db), ...releaseWriters(db) };
}

function releaseReaders(db: Knex) {
	const chosen = (query: Knex.QueryBuilder): Knex.QueryBuilder<ReleaseColumns, ReleaseColumns[]> => query.select(...SHOWN, ...WHY);
	return {
		/** Every release, of a period where one is given, by period and number. */
		async releases(period?: string): Promise<StoredRelease[]> {
			const rows: ReleaseColumns[] = await chosen(
				db("releases")
					.where(period === undefined ? {} : { period })
					.orderBy(["period", "number"]),
			);
			return rows.map(toRelease);
		},

		/** A release's manifest as it was written. @throws Error where there is no such release, which is a fault of the program */
		async manifestOf(release: number): Promise<string> {
			const row: { manifest: string } | undefined = await db("releases").where({ id: release }).first("manifest");
			if (!row) throw new Error(`there is no release with the id ${release}`);
			return row.manifest;
		},

		/** The files of a release, in the order of their names. */
		filesOfRelease: (id: number): Promise<ReleaseFile[]> =>
			db("release_files").where({ release_id: id }).orderBy("name").select("name", "sha256", "size"),

		/** The releases that a file is of, by its hash, with its name there; newest first. */
		async releasesOfFile(sha256: string): Promise<{ release: StoredRelease; name: string }[]> {
			const named: { release_id: number; name: string }[] = await db("release_files")
				.where({ sha256 })
				.orderBy([{ column: "release_id", order: "desc" }, "name"]);
			return Promise.all(named.map(async ({ release_id, name }) => ({ release: await releaseOf(db, release_id), name })));
		},

		/** Sizes of originals by their hash, in bytes. */
		async sizesOf(hashes: readonly string[]): Promise<Map<string, number>> {
			const sizes = new Map<string, number>();
			for (const sha256 of new Set(hashes)) {
				const row: { size: number } | undefined = await db("originals").where({ sha256 }).first("size");
				if (row) sizes.set(sha256, row.size);
			}
			return sizes;
		},
	};
}

function releaseWriters(db: Knex) {
	return {
		/** Notes a release that is about to be put in place. @throws Error where its number is taken, which its maker's lock rules out */
		makeRelease: (release: NewRelease, manifest: string, files: readonly ReleaseFile[]): Promise<StoredRelease> =>
			db.transaction(async (trx) => {
				await takeWriteLock(trx);
				const { consolidation, manifestSha256, madeAt, asOf, ...rest } = release;
				const instants = { made_at: instant(madeAt), as_of: instant(asOf) };
				const row = { ...rest, ...instants, consolidation_id: consolidation, manifest, manifest_sha256: manifestSha256, state: "made" };
				const [{ id }] = await trx("releases").insert(row).returning("id");
				const listed = files.map(({ name, sha256, size }) => [id, name, sha256, size]);
				await insertRows(trx, "release_files", ["release_id", "name", "sha256", "size"], listed);
				return releaseOf(trx, id);
			}),

		/** Says what became of a release that was about to be put in place: it lies there, or its number is passed over. */
		settleRelease: (id: number, state: "published" | "abandoned", at: string): Promise<StoredRelease> =>
			db.transaction(async (trx) => {
				await takeWriteLock(trx);
				await trx("releases").where({ id, state: "made" }).update({ state });
				const release = await releaseOf(trx, id);
				if (state === "published") await appendEvents(trx, [entryOf(release, "published", await openInstant(trx, at), release.by, release.reason)]);
				return release;
			}),

		/** Takes a release back; null where it does not stand. */
		withdrawRelease: (id: number, by: string, given: string, reason: string): Promise<StoredRelease | null> =>
			db.transaction(async (trx) => {
				await takeWriteLock(trx);
				const at = await openInstant(trx, given);
				const change = { state: "withdrawn", withdrawn_at: at, withdrawn_by: by, withdrawn_reason: reason };
				const changed = await trx("releases").where({ id, state: "published" }).update(change);
				if (changed === 0) return null;
				const release = await releaseOf(trx, id);
				await appendEvents(trx, [entryOf(release, "release-withdrawn", at, by, reason)]);
				return release;
			}),
	};
}

async function releaseOf(db: Knex, id: number): Promise<StoredRelease> {
	const row: ReleaseColumns | undefined = await db("releases")
		.where({ id })
		.first(...SHOWN, ...WHY);
	if (!row) throw new Error(`there is no release with the id ${id}`);
	return toRelease(row);
}

function toRelease({ withdrawn_at, withdrawn_by, withdrawn_reason, ...row }: ReleaseColumns): StoredRelease {
	const { consolidation_id: consolidation, manifest_sha256: manifestSha256, made_at: madeAt, as_of: asOf, ...rest } = row;
	const withdrawn = withdrawn_at === null ? null : { at: withdrawn_at, by: withdrawn_by ?? "", reason: withdrawn_reason ?? "" };
	return { ...rest, consolidation, manifestSha256, madeAt, asOf, withdrawn };
}

function entryOf(release: StoredRelease, kind: "published" | "release-withdrawn", at: string, by: string, reason: string | null): NewEntry {
	const { period, number, code, manifestSha256: manifest } = release;
	const about = { form: null, unit: null, period, batch: null, submission: null, from: null, to: null };
	return { at, by, kind, ...about, reason, detail: { release: number, code, manifest } };
}
