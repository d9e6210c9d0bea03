import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { OnProgress } from "../cli/app-port.ts";
import { readDocumentFigures } from "../documents/read-figures.ts";
import { openArchive, sha256Of } from "../files/archive.ts";
import { absent } from "../files/layout.ts";
import { openOutput } from "../files/staging.ts";
import { AUDIT_TEXTS } from "../messages/audit-texts.ts";
import type { AuditDocument, AuditedRelease } from "../model/audit.ts";
import { type Period, parsePeriod } from "../model/period.ts";
import { NO_READ_LIMITS } from "../model/read-limits.ts";
import { MANIFEST_FILE, type ReleaseManifest, releaseManifest } from "../model/release.ts";
import { UsageError } from "../model/usage.ts";
import { auditRelease } from "../pipeline/audit.ts";
import { auditArchive } from "../pipeline/audit-archive.ts";
import { readGrid } from "../workbooks/read.ts";
import { type House, periodNamedBy } from "./house.ts";

/** Which releases are asked for: of a period, or (null) of every one; by number, or (null) that in the period's folder. */
interface Asked {
	readonly period: string | null;
	readonly release: string | null;
}

/** A release as it lies in its folder. */
interface Found {
	readonly period: Period;
	/** Its number, where it lies among the earlier ones; null where it lies in the period's folder. */
	readonly kept: number | null;
	/** Its manifest, byte for byte. */
	readonly text: string;
}

/** Computes the figures of releases anew from the archived originals, compares them with the releases' files, and hashes every file of the archive anew. */
export async function audit(house: House, asked: Asked, onProgress?: OnProgress): Promise<AuditDocument> {
	const releases: AuditedRelease[] = [];
	for (const found of await releasesAsked(house, asked)) releases.push(await auditFound(house, found, onProgress));
	const archive = await auditArchive({
		originals: openArchive(house.layout.archive).all(),
		namesOf: namesIn(house),
		language: house.language,
		onFile: (subject, done) => onProgress?.({ step: "verify", subject, done, of: null }),
	});
	return { sound: archive.problems.length === 0 && releases.every(({ sound }) => sound), archive, releases };
}

async function releasesAsked({ layout }: House, { period, release }: Asked): Promise<Found[]> {
	const publications = openOutput(layout.output);
	const periods = period === null ? await periodsIn(layout.output) : [periodNamedBy(period)];
	const found: Found[] = [];
	for (const each of periods) {
		const current = await publications.manifestIn(each, null);
		const number = release === null ? null : Number(release);
		if (current !== null && (number === null || numberOf(current) === number)) found.push({ period: each, kept: null, text: current });
		else if (number !== null && Number.isSafeInteger(number)) {
			const text = await publications.manifestIn(each, number);
			if (text !== null) found.push({ period: each, kept: number, text });
		}
	}
	if (found.length === 0) throw new UsageError("usage.no-release-to-audit", { period: period ?? "", release: release ?? "" });
	return found;
}

async function periodsIn(output: string): Promise<Period[]> {
	const names = (await readdir(output).catch(absent)) ?? [];
	return names.sort().flatMap((name) => parsePeriod(name) ?? []);
}

function numberOf(manifest: string): number | null {
	const parsed = parsedManifest(manifest);
	return parsed?.number ?? null;
}

function parsedManifest(text: string): ReleaseManifest | null {
	try {
		return releaseManifest.safeParse(JSON.parse(text)).data ?? null;
	} catch (fault) {
		if (fault instanceof SyntaxError) return null;
		throw fault;
	}
}

async function auditFound(house: House, { period, kept, text }: Found, onProgress?: OnProgress): Promise<AuditedRelease> {
	const { layout, language } = house;
	const manifest = parsedManifest(text);
	const folder = openOutput(layout.output).folder(period, kept);
	if (manifest === null) return unreadable(period, kept, language);
	return auditRelease(manifest, await problemsOf(house, { period, kept, text }, manifest), {
		archive: openArchive(layout.archive),
		readGrid: house.readGrid,
		forms: house.forms,
		units: house.units,
		readFile: (name) => readFile(path.join(folder, ...name.split("/"))).catch(absent),
		readDocument: readDocumentFigures,
		readPublished: (bytes, name) => readGrid(bytes, name, NO_READ_LIMITS),
		language,
		unitName: (code) => {
			const unit = house.units.find((each) => each.code === code);
			return (language === "en" ? unit?.nameEn : unit?.shortName) ?? code;
		},
		onStep: (step, subject, done, of) => onProgress?.({ step: step === "originals" ? "files" : "verify", subject, done, of }),
	});
}

/** What is wrong with the manifest, by what was noted when it was made, and with the bytes of the files that it names. */
async function problemsOf(house: House, { period, kept, text }: Found, { outputs, number }: ReleaseManifest): Promise<AuditedRelease["problems"]> {
	const texts = AUDIT_TEXTS[house.language];
	const noted = existsSync(house.layout.database)
		? (await (await house.store()).releases(period.code)).find((each) => each.number === number)
		: undefined;
	const forged = noted !== undefined && noted.manifestSha256 !== sha256Of(new TextEncoder().encode(text));
	const altered = await openOutput(house.layout.output).altered(period, kept, outputs);
	return [
		...(forged ? [{ file: MANIFEST_FILE, message: texts.manifestAltered }] : []),
		...altered.map((file) => ({ file, message: texts.fileAltered(file) })),
	];
}

/** Names under which originals came, where the home has a database. */
function namesIn(house: House): (sha256: string) => Promise<string[]> {
	return async (sha256) => {
		const store = await house.known();
		return [...new Set((await store.submissionsOfFile(sha256)).map(({ fileName }) => fileName))];
	};
}

function unreadable(period: Period, kept: number | null, language: House["language"]): AuditedRelease {
	return {
		...{ period: period.code, number: kept ?? 0, code: period.code, sound: false },
		problems: [{ file: MANIFEST_FILE, message: AUDIT_TEXTS[language].manifestUnreadable }],
		originals: { read: 0, rows: 0, problems: [] },
		figures: { recomputed: 0, compared: [], differences: [], unconfirmed: [] },
	};
}
