import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { OnProgress } from "../cli/app-port.ts";
import { readDocumentFigures } from "../documents/read-figures.ts";
import { openArchive, sha256Of } from "../files/archive.ts";
import { absent } from "../files/layout.ts";
import { openOutput } from "../files/staging.ts";
import type { AuditDocument, AuditedRelease } from "../model/audit.ts";
import { type Period, parsePeriod } from "../model/period.ts";
import { NO_READ_LIMITS } from "../model/read-limits.ts";
import type { AuditPorts } from "../pipeline/audit.ts";
import { auditArchive } from "../pipeline/audit-archive.ts";
import { type AskedReleases, auditLying, type LyingPorts, type LyingRelease, releasesAsked } from "../pipeline/audit-release.ts";
import { readGrid } from "../workbooks/read.ts";
import { type House, periodNamedBy } from "./house.ts";

/** Computes the figures of releases anew from the archived originals, compares them with the releases' files, and hashes every file of the archive anew. */
export async function audit(house: House, asked: AskedReleases, onProgress?: OnProgress): Promise<AuditDocument> {
	const { layout, language } = house;
	const lying = lyingPorts(house);
	const periods = asked.period === null ? await periodsIn(layout.output) : [periodNamedBy(asked.period)];
	const releases: AuditedRelease[] = [];
	for (const found of await releasesAsked(asked, periods, lying.publications)) {
		releases.push(await auditLying(found, lying, auditPorts(house, found, onProgress)));
	}
	const archive = await auditArchive({
		originals: openArchive(layout.archive).all(),
		namesOf: namesIn(house),
		language,
		onFile: (subject, done) => onProgress?.({ step: "verify", subject, done, of: null }),
	});
	return { sound: archive.problems.length === 0 && releases.every(({ sound }) => sound), archive, releases };
}

/** Periods that have a folder among the publications, in the order of their codes. */
async function periodsIn(output: string): Promise<Period[]> {
	const names = (await readdir(output).catch(absent)) ?? [];
	return names.sort().flatMap((name) => parsePeriod(name) ?? []);
}

function lyingPorts({ layout, store }: House): LyingPorts {
	return {
		publications: openOutput(layout.output),
		noted: async (period, number) => {
			if (!existsSync(layout.database)) return null;
			return (await (await store()).releases(period)).find((each) => each.number === number)?.manifestSha256 ?? null;
		},
		sha256: (content) => sha256Of(new TextEncoder().encode(content)),
	};
}

function auditPorts(house: House, { period, kept }: LyingRelease, onProgress?: OnProgress): AuditPorts {
	const { layout, language } = house;
	const folder = openOutput(layout.output).folder(period, kept);
	return {
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
	};
}

/** Names under which originals came, where the home has a database. */
function namesIn(house: House): (sha256: string) => Promise<string[]> {
	return async (sha256) => {
		const store = await house.known();
		return [...new Set((await store.submissionsOfFile(sha256)).map(({ fileName }) => fileName))];
	};
}
