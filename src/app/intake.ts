import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { OnProgress } from "../cli/app-port.ts";
import { sha256Of } from "../files/archive.ts";
import { type GivenFile, givenFiles } from "../files/given.ts";
import { openInbox } from "../files/inbox.ts";
import { isFault } from "../files/layout.ts";
import type { ReportingUnit } from "../model/division.ts";
import type { CheckDocument, CheckedFile } from "../model/documents.ts";
import { UsageError } from "../model/usage.ts";
import { checkedFile } from "../pipeline/check-document.ts";
import { examine } from "../pipeline/examine.ts";
import { type Intake, ingest } from "../pipeline/ingest.ts";
import type { DroppedFile, Inbox } from "../pipeline/ports.ts";
import { unitOfFolder } from "../pipeline/unit-of-folder.ts";
import { cutoffOf, type House, ingestPorts, periodNamedBy } from "./house.ts";

/** A file named on the command line, as if it had been dropped: its office is the innermost folder above it that is an office's. */
export async function asDropped(file: GivenFile, units: readonly ReportingUnit[]): Promise<DroppedFile> {
	const folder = file.folders.find((name) => unitOfFolder(name, units) !== null) ?? null;
	return { name: file.name, fileName: file.fileName, folder, bytes: await readGiven(file) };
}

/** @throws UsageError where the file went away since it was listed, or its name is in no encoding that can be asked for */
async function readGiven(file: GivenFile): Promise<Uint8Array> {
	return file.read().catch((fault: unknown) => {
		if (isFault(fault, "ENOENT")) throw new UsageError("usage.no-such-file", { file: file.path });
		throw fault;
	});
}

export async function given(paths: readonly string[]): Promise<GivenFile[]> {
	try {
		return await givenFiles(paths);
	} catch (fault) {
		if (isFault(fault, "ENOENT", "ENOTDIR")) throw new UsageError("usage.no-such-file", { file: (fault as NodeJS.ErrnoException).path ?? "" });
		throw fault;
	}
}

/** The one file at a path. @throws UsageError where there is none, or a folder */
export async function givenOne(path: string): Promise<GivenFile> {
	const [file] = await given([path]);
	if (file?.path !== resolve(path)) throw new UsageError("usage.no-such-file", { file: path });
	return file;
}

export async function ingestGiven(house: House, paths: readonly string[], onProgress?: OnProgress): Promise<CheckDocument> {
	const ports = await ingestPorts(house);
	const files = await given(paths);
	const told: CheckedFile[] = [];
	const faults = collectFaults();
	for (const [done, file] of files.entries()) {
		onProgress?.({ step: "files", subject: file.name, done, of: files.length });
		await faults.keep(file.name, async () => told.push(toldIntake(await ingest(await asDropped(file, house.units), ports), house)));
	}
	faults.raise();
	return { files: told };
}

export async function ingestInbox(house: House, onProgress?: OnProgress): Promise<CheckDocument> {
	const ports = await ingestPorts(house);
	const { settleSeconds } = house.config.inbox;
	const inbox: Inbox = openInbox(house.layout, { settleSeconds, clock: () => new Date(), wait: (milliseconds) => sleep(milliseconds) });
	const told: CheckedFile[] = [];
	const faults = collectFaults();
	for await (const file of inbox.claim()) {
		onProgress?.({ step: "files", subject: file.name, done: told.length, of: null });
		await faults.keep(file.name, async () => {
			told.push(toldIntake(await ingest(file, ports), house));
			await file.release();
		});
	}
	faults.raise();
	return { files: told };
}

/**
 * Faults of huibao in single files: each is kept until the other files are through, so that one file that huibao cannot cope with does not hold up all offices. A fault of
 * the machine (a full disk, a locked database: it has an `errno`) would meet the next file as well and is thrown at once.
 */
function collectFaults() {
	const faults: { name: string; fault: unknown }[] = [];
	return {
		async keep(name: string, step: () => Promise<unknown>): Promise<void> {
			try {
				await step();
			} catch (fault) {
				if (fault instanceof UsageError || (fault instanceof Error && "errno" in fault)) throw fault;
				faults.push({ name, fault });
			}
		},
		raise(): void {
			if (faults.length === 0) return;
			throw new AggregateError(
				faults.map(({ fault }) => fault),
				`not taken in: ${faults.map(({ name }) => name).join(", ")}`,
			);
		},
	};
}

export function toldIntake({ file, sha256, repeated, examination, stored }: Intake, house: House): CheckedFile {
	const options = { language: house.language, rows: false };
	return { ...checkedFile({ ...file, sha256 }, examination, options, stored), ...(repeated ? { known: true } : {}) };
}

export async function check(
	house: House,
	paths: readonly string[],
	options: { rows: boolean; period?: string },
	onProgress?: OnProgress,
): Promise<CheckDocument> {
	const files = await given(paths);
	const period = options.period === undefined ? undefined : periodNamedBy(options.period);
	const context = { catalogue: { forms: house.forms, units: house.units }, readGrid: house.readGrid, cutoffOf: cutoffOf(house) };
	const told: CheckedFile[] = [];
	for (const [done, file] of files.entries()) {
		onProgress?.({ step: "files", subject: file.name, done, of: files.length });
		const dropped = await asDropped(file, house.units);
		const hints = { fileName: dropped.fileName, folderUnit: unitOfFolder(dropped.folder, house.units), ...(period ? { period } : {}) };
		const examination = await examine(dropped.bytes, hints, context);
		told.push(checkedFile({ ...dropped, sha256: sha256Of(dropped.bytes) }, examination, { language: house.language, rows: options.rows }));
	}
	return { files: told };
}
