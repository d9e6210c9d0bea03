import { AUDIT_TEXTS } from "../messages/audit-texts.ts";
import type { AuditedRelease } from "../model/audit.ts";
import type { Period } from "../model/period.ts";
import { MANIFEST_FILE, type ReleaseManifest, releaseManifest } from "../model/release.ts";
import type { Language } from "../model/text.ts";
import { UsageError } from "../model/usage.ts";
import { type AuditPorts, auditRelease } from "./audit.ts";
import type { Publications } from "./ports.ts";

/** Which releases are asked for: of a period, or (null) of every one; by number, or (null) that in the period's folder. */
export interface AskedReleases {
	readonly period: string | null;
	readonly release: string | null;
}

/** A release as it lies in its folder. */
export interface LyingRelease {
	readonly period: Period;
	/** Its number, where it lies among the earlier ones; null where it lies in the period's folder. */
	readonly kept: number | null;
	/** Its manifest, byte for byte. */
	readonly text: string;
}

/** What the audit of a release as it lies needs from the outside. */
export interface LyingPorts {
	readonly publications: Pick<Publications, "manifestIn" | "altered">;
	/** SHA-256 of the manifest that was noted when the release was made; null where none was, or there is no database. */
	readonly noted: (period: string, number: number) => Promise<string | null>;
	/** Lower-case hex. */
	readonly sha256: (content: string) => string;
}

/** The releases that are asked for, as they lie. @param periods those that may have any @throws UsageError where there is none */
export async function releasesAsked(
	{ period, release }: AskedReleases,
	periods: readonly Period[],
	publications: LyingPorts["publications"],
): Promise<LyingRelease[]> {
	const number = release === null ? null : Number(release);
	const found: LyingRelease[] = [];
	for (const each of periods) {
		const current = await publications.manifestIn(each, null);
		if (current !== null && (number === null || parsedManifest(current)?.number === number)) found.push({ period: each, kept: null, text: current });
		else if (number !== null && Number.isSafeInteger(number)) {
			const text = await publications.manifestIn(each, number);
			if (text !== null) found.push({ period: each, kept: number, text });
		}
	}
	if (found.length === 0) throw new UsageError("usage.no-release-to-audit", { period: period ?? "", release: release ?? "" });
	return found;
}

/** Audits a release as it lies: its manifest by what was noted when it was made, the bytes of its files by the manifest, its figures by the originals. */
export async function auditLying(lying: LyingRelease, { publications, noted, sha256 }: LyingPorts, ports: AuditPorts): Promise<AuditedRelease> {
	const { period, kept, text } = lying;
	const texts = AUDIT_TEXTS[ports.language];
	const manifest = parsedManifest(text);
	if (manifest === null) return unreadable(lying, ports.language);
	const expected = await noted(period.code, manifest.number);
	const forged = expected !== null && expected !== sha256(text);
	const altered = await publications.altered(period, kept, manifest.outputs);
	const problems = [
		...(forged ? [{ file: MANIFEST_FILE, message: texts.manifestAltered }] : []),
		...altered.map((file) => ({ file, message: texts.fileAltered(file) })),
	];
	return auditRelease(manifest, problems, ports);
}

function parsedManifest(text: string): ReleaseManifest | null {
	try {
		return releaseManifest.safeParse(JSON.parse(text)).data ?? null;
	} catch (fault) {
		if (fault instanceof SyntaxError) return null;
		throw fault;
	}
}

function unreadable({ period, kept }: LyingRelease, language: Language): AuditedRelease {
	return {
		...{ period: period.code, number: kept ?? 0, code: period.code, sound: false },
		problems: [{ file: MANIFEST_FILE, message: AUDIT_TEXTS[language].manifestUnreadable }],
		originals: { read: 0, rows: 0, problems: [] },
		figures: { recomputed: 0, compared: [], differences: [], unconfirmed: [] },
	};
}
