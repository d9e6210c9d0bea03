import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { OnFile, OnProgress } from "../cli/app-port.ts";
import { sha256Of, sha256OfFile } from "../files/archive.ts";
import { type GivenFile, givenFiles } from "../files/given.ts";
import { isFault } from "../files/layout.ts";
import type { CheckDocument, CheckedFile } from "../model/documents.ts";
import { RefusalError } from "../model/refusal.ts";
import { UsageError } from "../model/usage.ts";
import { checkedFile } from "../pipeline/check-document.ts";
import { examineDropped } from "../pipeline/examine.ts";
import { membersOf } from "../pipeline/members.ts";
import type { ContextReader, DroppedFile } from "../pipeline/ports.ts";
import { unitOfFolder } from "../pipeline/unit-of-folder.ts";
import { readExplanations } from "../stages/read-explanations.ts";
import { catalogueWith } from "./catalogue-with.ts";
import { collectFaults } from "./faults.ts";
import { cutoffOf, type House, ingestPorts, periodNamedBy, today } from "./house.ts";
import { copiesInto, receiptsInto } from "./receipts.ts";
import { synonymsKnown } from "./synonyms.ts";
import { takenIn } from "./told.ts";

/** A file named on the command line, as if it had been dropped: its office is the innermost folder above it that is an office's. */
export async function asDropped(file: GivenFile, { units, config }: Pick<House, "units" | "config">): Promise<DroppedFile> {
	const folder = file.folders.find((name) => unitOfFolder(name, units) !== null) ?? null;
	const dropped = { name: file.name, fileName: file.fileName, folder };
	const limit = config.limits.bytes;
	const content = await readGiven(file, limit);
	if (content instanceof Uint8Array) return { ...dropped, bytes: content };
	return { ...dropped, bytes: new Uint8Array(), oversized: { path: file.path, size: content.size, limit } };
}

/** @throws UsageError where the file went away since it was listed, or its name is in no encoding that can be asked for */
async function readGiven(file: GivenFile, limit: number): Promise<Uint8Array | { readonly size: number }> {
	return file.read(limit).catch((fault: unknown) => {
		if (isFault(fault, "ENOENT")) throw new UsageError("usage.no-such-file", { file: file.path });
		throw fault;
	});
}

/** The bytes of a given file. @throws RefusalError limit.bytes where it is larger than may be read */
export async function bytesOf(file: GivenFile, limit: number): Promise<Uint8Array> {
	const content = await readGiven(file, limit);
	if (content instanceof Uint8Array) return content;
	throw new RefusalError("limit.bytes", { limit, found: content.size });
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

/** Takes in files that were named, one after another. @param onFile is given what became of each as soon as it is known; the document then holds none */
export async function ingestGiven(house: House, paths: readonly string[], onProgress?: OnProgress, onFile?: OnFile): Promise<CheckDocument> {
	const ports = await ingestPorts(house);
	const files = await given(paths);
	const told: CheckedFile[] = [];
	const tell = onFile ?? ((file: CheckedFile) => void told.push(file));
	const faults = collectFaults();
	for (const [done, file] of files.entries()) {
		onProgress?.({ step: "files", subject: file.name, done, of: files.length });
		await faults.keep(file.name, async () => (await takenIn(await asDropped(file, house), ports, house)).forEach(tell));
	}
	faults.raise();
	return { files: told };
}

/** Accepted data and decisions, read without loading what it takes to write; nothing where the home has no database. */
async function contextKnown({ config, layout, forms }: House): Promise<{ reader?: ContextReader }> {
	const file = config.databaseUrl ?? layout.database;
	if (!existsSync(file)) return {};
	const { peekContext } = await import("../database/context-reader.ts");
	return { reader: peekContext(file, forms) };
}

export async function check(
	house: House,
	paths: readonly string[],
	options: { rows: boolean; context: boolean; period?: string; receipt?: string; annotate?: string },
	onProgress?: OnProgress,
): Promise<CheckDocument> {
	const files = await given(paths);
	const period = options.period === undefined ? undefined : periodNamedBy(options.period);
	const putReceipt = options.receipt === undefined ? null : await receiptsInto(house, options.receipt, files);
	const putCopy = options.annotate === undefined ? null : await copiesInto(house, options.annotate, files);
	const catalogue = catalogueWith(house, options.context ? await synonymsKnown(house) : []);
	const known = options.context ? await contextKnown(house) : {};
	const context = {
		catalogue,
		readGrid: house.readGrid,
		cutoffOf: cutoffOf(house),
		today: today(house),
		clock: house.clock,
		readExplanations,
		...known,
	};
	const told: CheckedFile[] = [];
	for (const [done, file] of files.entries()) {
		onProgress?.({ step: "files", subject: file.name, done, of: files.length });
		for await (const dropped of membersOf(await asDropped(file, house), house.openBundle, house.units)) {
			const hints = { fileName: dropped.fileName, folderUnit: unitOfFolder(dropped.folder, house.units), ...(period ? { period } : {}) };
			const examination = await examineDropped(dropped, hints, context);
			const { bytes, oversized } = dropped;
			const checked = { ...dropped, sha256: oversized ? await sha256OfFile(oversized.path) : sha256Of(bytes) };
			told.push(checkedFile(checked, examination, { language: house.language, rows: options.rows }));
			await putReceipt?.(checked, examination);
			await putCopy?.(checked, examination);
		}
	}
	return { files: told };
}
