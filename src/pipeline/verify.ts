import { STATEMENT_FOLDERS } from "../messages/effect-statement.ts";
import { WITHDRAWAL_NOTICE } from "../messages/withdrawal-notice.ts";
import { parseFigureName } from "../model/figure-name.ts";
import type { Grid } from "../model/grid.ts";
import { period as periodOf } from "../model/period.ts";
import { RefusalError } from "../model/refusal.ts";
import { MANIFEST_FILE, type ReleaseFile, releaseManifest, type StoredRelease } from "../model/release.ts";
import type { VerifyDocument } from "../model/release-documents.ts";
import { compareGrids } from "../stages/compare-grids.ts";
import type { Publications, ReadGrid, Store } from "./ports.ts";
import { toldRelease } from "./releases.ts";

/** What verification needs from the outside. */
export interface VerifyPorts {
	readonly store: Store;
	readonly publications: Publications;
	readonly readGrid: ReadGrid;
	/** The code of a release that a workbook or document prints; null where it prints none. */
	readonly releaseClaim: (bytes: Uint8Array) => string | null;
	/** A file of a release made again from what it was made from; null where it does not come out as it was. */
	readonly remade: (release: StoredRelease, name: string) => Promise<Uint8Array | null>;
	/** The parts of a package that differ between two files; null where one is no package. */
	readonly differingParts: (expected: Uint8Array, found: Uint8Array) => string[] | null;
	/** Lower-case hex. */
	readonly sha256: (content: Uint8Array | string) => string;
}

/** A file that somebody has. */
export interface FileInHand {
	/** As it was named. */
	readonly path: string;
	readonly fileName: string;
	readonly bytes: Uint8Array;
	/** Where among this home's publications it lies, and its name there; null where it lies elsewhere. */
	readonly place: (Place & { readonly name: string }) | null;
}

/** A folder that somebody has, with every file below it. */
export interface FolderInHand {
	readonly path: string;
	readonly files: readonly ReleaseFile[];
	readonly place: Place | null;
}

/** Where a release lies: `kept` null for its period's own folder, else its number among the earlier ones. */
interface Place {
	/** Code. */
	readonly period: string;
	readonly kept: number | null;
}

/** Kinds of files that are compared in detail, by the ends of their names. */
const COMPARED = [".xlsx", ".docx"];
/** Differing cells that are told one by one. */
const MOST = 50;

/** Whether a file is of a release of this home, unchanged; where it only says so, or lies where one lies, what of it differs. */
export async function verifyFile(file: FileInHand, ports: VerifyPorts): Promise<VerifyDocument> {
	const releases = await ports.store.releases();
	const sha256 = ports.sha256(file.bytes);
	const told = (release: StoredRelease) => toldRelease(release, releases, ports);
	const head = { path: file.path, sha256, cells: null, parts: null, files: null };
	const [own, ...also] = await holding(sha256, releases, ports);
	if (own) {
		const others = await Promise.all(also.map(({ release }) => told(release)));
		return { ...head, verdict: "intact", release: await told(own.release), name: own.name, also: others };
	}
	const claimed = claimOf(file, releases, ports);
	if (!claimed) return { ...head, verdict: "unknown", release: null, name: null, also: [] };
	const { release, name } = claimed;
	const { cells, parts } = await compared(file, release, ports);
	const same = cells !== null && cells.count + cells.sheets.missing.length + cells.sheets.extra.length === 0;
	const files = name === MANIFEST_FILE ? await alteredManifest(file.bytes, release, ports) : null;
	return { ...head, verdict: same ? "resaved" : "altered", release: await told(release), name, also: [], cells, parts, files };
}

/** The releases that hold the very same file: those that stand first, then the newest. */
async function holding(sha256: string, releases: readonly StoredRelease[], { store }: VerifyPorts) {
	const manifests = releases.filter(({ manifestSha256 }) => manifestSha256 === sha256).map((release) => ({ release, name: MANIFEST_FILE }));
	const found = [...(await store.releasesOfFile(sha256)), ...manifests];
	const rank = ({ release }: (typeof found)[number]) => (release.state === "published" ? 0 : 1);
	return found.sort((a, b) => rank(a) - rank(b) || b.release.id - a.release.id);
}

/** The release that a file says to be of, by the code that it prints or by what it says of itself; else the one in whose folder it lies. */
function claimOf(
	file: FileInHand,
	releases: readonly StoredRelease[],
	ports: Pick<VerifyPorts, "releaseClaim">,
): { release: StoredRelease; name: string | null } | null {
	const code = ports.releaseClaim(file.bytes) ?? (file.fileName.endsWith(".json") ? codeInManifest(file.bytes) : null);
	const release = code !== null ? releases.find((each) => each.code === code) : file.place === null ? undefined : placed(file.place, releases);
	if (!release) return null;
	return { release, name: file.place?.name ?? (code !== null && file.fileName.endsWith(".json") ? MANIFEST_FILE : null) };
}

function codeInManifest(bytes: Uint8Array): string | null {
	const said = jsonIn(bytes);
	return said?.format === releaseManifest.shape.format.value && typeof said.code === "string" ? said.code : null;
}

function jsonIn(bytes: Uint8Array): Record<string, unknown> | null {
	try {
		return Object(JSON.parse(new TextDecoder().decode(bytes))) as Record<string, unknown>;
	} catch (fault) {
		if (fault instanceof SyntaxError) return null;
		throw fault;
	}
}

/** What of a manifest is not as it was written, by the names of its parts. */
async function alteredManifest(bytes: Uint8Array, { id }: StoredRelease, { store }: VerifyPorts): Promise<VerifyDocument["files"]> {
	const [was, is] = [JSON.parse(await store.manifestOf(id)) as Record<string, unknown>, jsonIn(bytes) ?? {}];
	const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])];
	return { missing: [], changed: keys.filter((key) => JSON.stringify(was[key]) !== JSON.stringify(is[key])), extra: [] };
}

/** What differs between a workbook or document and the copy of the release that is kept: cells, or where these cannot be read, parts; neither where it is no such file, or that copy is gone or was altered. */
async function compared(file: FileInHand, release: StoredRelease, ports: VerifyPorts): Promise<Pick<VerifyDocument, "cells" | "parts">> {
	const kept = await keptCopy(file, release, ports);
	if (!kept) return { cells: null, parts: null };
	const found = kept.name.endsWith(".xlsx") ? await gridOf(file.bytes, file.fileName, ports) : null;
	if (!found || found.names.size === 0) return { cells: null, parts: ports.differingParts(kept.bytes, file.bytes) };
	const { differences, ...counted } = compareGrids(await ports.readGrid(kept.bytes, kept.name), found, MOST);
	const isFigure = (name: string | null) => name !== null && parseFigureName(name) !== null;
	const told = differences.map(({ name, ...cell }) => ({ ...cell, figure: isFigure(name) ? name : null }));
	return { cells: { ...counted, differences: told }, parts: null };
}

async function gridOf(bytes: Uint8Array, fileName: string, { readGrid }: VerifyPorts): Promise<Grid | null> {
	try {
		return await readGrid(bytes, fileName);
	} catch (error) {
		if (error instanceof RefusalError) return null;
		throw error;
	}
}

/** The release's workbook or document as it was published: a copy that is kept, else made again. */
async function keptCopy({ fileName }: FileInHand, release: StoredRelease, { store, publications, sha256, remade }: VerifyPorts) {
	const kind = COMPARED.find((ending) => fileName.toLowerCase().endsWith(ending));
	const original = kind && (await store.filesOfRelease(release.id)).find(({ name }) => name.endsWith(kind) && !name.includes("/"));
	if (!original) return null;
	for (const kept of [release.number, null]) {
		const bytes = await publications.read(periodOf(release.period), kept, original.name);
		if (bytes && sha256(bytes) === original.sha256) return { name: original.name, bytes };
	}
	const bytes = await remade(release, original.name);
	return bytes && { name: original.name, bytes };
}

/** Whether a folder holds a release of this home as it was published: nothing missing, changed or added. Of one that a withdrawn release has left, that release is told. */
export async function verifyFolder(folder: FolderInHand, ports: VerifyPorts): Promise<VerifyDocument> {
	const releases = await ports.store.releases();
	const release = releaseIn(folder, releases);
	const isThere = folder.place?.kept !== null || release?.state !== "withdrawn" || folder.files.some(({ name }) => name === MANIFEST_FILE);
	const head = { path: folder.path, sha256: null, name: null, also: [], cells: null, parts: null };
	if (!release) return { ...head, verdict: "unknown", release: null, files: null };
	const told = await toldRelease(release, releases, ports);
	if (!isThere) return { ...head, verdict: "unknown", release: told, files: null };
	const manifest = { name: MANIFEST_FILE, sha256: release.manifestSha256 };
	const wanted = new Map([...(await ports.store.filesOfRelease(release.id)), manifest].map(({ name, sha256 }) => [name, sha256]));
	const present = new Map(folder.files.map(({ name, sha256 }) => [name, sha256]));
	const files = {
		missing: [...wanted.keys()].filter((name) => !present.has(name)),
		changed: [...wanted].filter(([name, sha256]) => present.has(name) && present.get(name) !== sha256).map(([name]) => name),
		extra: [...present.keys()].filter((name) => !wanted.has(name) && !isBeside(name)),
	};
	const verdict = files.missing.length + files.changed.length + files.extra.length === 0 ? "intact" : "altered";
	return { ...head, verdict, release: told, files };
}

/** The release whose manifest lies there; where that is none as it was written, the one that should lie there. */
function releaseIn({ files, place }: FolderInHand, releases: readonly StoredRelease[]): StoredRelease | undefined {
	const manifest = files.find(({ name }) => name === MANIFEST_FILE);
	return releases.find(({ manifestSha256 }) => manifestSha256 === manifest?.sha256) ?? (place === null ? undefined : placed(place, releases));
}

/** The release that should lie somewhere among this home's publications. */
function placed({ period, kept }: Place, releases: readonly StoredRelease[]): StoredRelease | undefined {
	const came = releases.filter((each) => each.period === period && each.state !== "made" && each.state !== "abandoned");
	return kept === null ? came.at(-1) : came.find(({ number }) => number === kept);
}

/** Whether something lies beside a release and belongs to none: earlier releases, statements of adjustments, a notice of withdrawal. */
function isBeside(name: string): boolean {
	const [first = ""] = name.split("/");
	return name === ".gitkeep" || name === WITHDRAWAL_NOTICE || (name.includes("/") && (first === "releases" || STATEMENT_FOLDERS.includes(first)));
}
