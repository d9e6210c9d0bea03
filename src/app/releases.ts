import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import type { DecideOptions } from "../cli/app-port.ts";
import { sha256Of } from "../files/archive.ts";
import { hashedFiles } from "../files/below.ts";
import { absent, exists } from "../files/layout.ts";
import { openOutput } from "../files/staging.ts";
import { parsePeriod } from "../model/period.ts";
import { MANIFEST_FILE, type StoredRelease } from "../model/release.ts";
import type { ReleasesDocument, VerifyDocument } from "../model/release-documents.ts";
import { UsageError } from "../model/usage.ts";
import { releaseShown, releasesOf } from "../pipeline/releases.ts";
import { recordOf, remade } from "../pipeline/republish.ts";
import { type VerifyPorts, verifyFile, verifyFolder } from "../pipeline/verify.ts";
import { withdrawRelease } from "../pipeline/withdraw-release.ts";
import { differingParts } from "../workbooks/differing-parts.ts";
import { readGrid } from "../workbooks/read.ts";
import { releaseClaim } from "../workbooks/release-claim.ts";
import { consolidatePorts, type House, periodNamedBy } from "./house.ts";
import { kept, publishPorts, releasePorts } from "./publication.ts";
import { said } from "./said.ts";
import { userOfMachine } from "./synonyms.ts";

/** Every release, of a period where one is given. */
export async function releases(house: House, period: string | null): Promise<ReleasesDocument> {
	const ports = { store: await house.known(), publications: openOutput(house.layout.output) };
	return { releases: await releasesOf(period === null ? null : periodNamedBy(period), ports) };
}

/** One release, with what differs from the one before. */
export async function showRelease(house: House, period: string, number: string): Promise<ReleasesDocument> {
	const ports = { ...(await consolidatePorts(house, house.known())), publications: openOutput(house.layout.output) };
	return releaseShown(periodNamedBy(period), numbered(period, number), ports);
}

/** Takes a release back. */
export async function withdraw(house: House, period: string, number: string, { by, reason }: DecideOptions): Promise<ReleasesDocument> {
	const why = said(reason);
	if (why === null) throw new UsageError("usage.reason-blank");
	const of = periodNamedBy(period);
	const ports = await releasePorts(house);
	const withdrawn = await withdrawRelease({ period: of, number: numbered(period, number), by: by ?? userOfMachine(), reason: why }, ports);
	return { releases: (await releasesOf(of, ports)).filter((release) => release.number === withdrawn.number) };
}

/** Whether a file, or a folder, is of a release and unchanged. */
export async function verify(house: House, target: string): Promise<VerifyDocument> {
	const at = path.resolve(target);
	const found = await stat(at).catch(absent);
	if (!found) throw new UsageError("usage.no-such-file", { file: target });
	const ports = await verifyPorts(house);
	const { place, name } = placeOf(path.relative(house.layout.output, at));
	if (found.isDirectory()) {
		const own = name === "" ? place : null;
		// A folder that can be none of a release is not read: it may be a whole disk.
		const mayBe = own !== null || (await exists(path.join(at, MANIFEST_FILE)));
		return verifyFolder({ path: target, files: mayBe ? await hashedFiles(at, "releases") : [], place: own }, ports);
	}
	const bytes = await readFile(at);
	return verifyFile({ path: target, fileName: path.basename(at), bytes, place: place && { ...place, name } }, ports);
}

async function verifyPorts(house: House): Promise<VerifyPorts> {
	const { config, layout, known } = house;
	// A published workbook may be longer than what offices send; what it unpacks to stays bounded.
	const limits = { ...config.limits, bytes: Number.POSITIVE_INFINITY, rows: Number.POSITIVE_INFINITY, cells: Number.POSITIVE_INFINITY };
	const sha256 = (content: Uint8Array | string) => sha256Of(typeof content === "string" ? new TextEncoder().encode(content) : content);
	const read = (bytes: Uint8Array, fileName: string) => readGrid(bytes, fileName, limits);
	const store = await known();
	const again = async (release: StoredRelease, name: string) => {
		const { ports, options } = await publishPorts(house, await kept(house, release.period));
		return remade(await recordOf(release, await store.releases(release.period), ports), ports, options, (staging) => staging.read(name));
	};
	return { store, remade: again, publications: openOutput(layout.output), readGrid: read, releaseClaim, differingParts, sha256 };
}

/** Where among the publications a path below the output folder lies: 2019H1/releases/3/statistics.csv. */
function placeOf(relative: string): { readonly place: { readonly period: string; readonly kept: number | null } | null; readonly name: string } {
	const [period = "", ...rest] = relative.split(path.sep);
	if (!parsePeriod(period)) return { place: null, name: "" };
	const kept = rest[0] === "releases" ? /^[1-9]\d*$/.exec(rest[1] ?? "")?.[0] : undefined;
	if (rest[0] === "releases" && kept === undefined) return { place: null, name: "" };
	return { place: { period, kept: kept === undefined ? null : Number(kept) }, name: rest.slice(kept === undefined ? 0 : 2).join("/") };
}

function numbered(period: string, text: string): number {
	const number = /^[1-9]\d{0,5}$/.exec(text.trim())?.[0];
	if (number === undefined) throw new UsageError("usage.no-such-release", { period, number: text });
	return Number(number);
}
