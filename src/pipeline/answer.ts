import { receiptName, receiptText, textReceiptName } from "../messages/receipt.ts";
import { originalName, returnName } from "../messages/return-texts.ts";
import type { ReportingUnit } from "../model/division.ts";
import { RefusalError } from "../model/refusal.ts";
import type { ReturnWorkbook } from "../model/return-book.ts";
import type { Language } from "../model/text.ts";
import type { Examination } from "./examine.ts";
import type { DroppedFile, Outbox, ReceiptWriter, ReturnWriter } from "./ports.ts";
import { receiptOf } from "./receipt.ts";
import { asksForChanges, returnBookOf } from "./return-book.ts";

export interface AnswerPorts {
	readonly outbox: Outbox;
	readonly writeReceipt: ReceiptWriter;
	readonly writeReturn: ReturnWriter;
	/** Language of the answers that offices get. */
	readonly language: Language;
}

/**
 * Tells the office what became of its file: a receipt in returned/<unit>/, accepted or not, in place of the one that it got for an earlier file of that name;
 * where something is to be corrected or explained, its own workbook with the problems marked in it beside it (退回件), which goes away once a file of that name
 * has none; what could not be read as a submission is put aside in quarantine/ beside its reason as well. Gives where the answer lies; null where nobody is known to be answered.
 * @param at when the file was looked at, ISO 8601
 */
export async function answer(
	file: DroppedFile & { readonly sha256: string; readonly repeated: boolean },
	examination: Examination,
	at: string,
	unit: ReportingUnit | null,
	ports: AnswerPorts,
): Promise<string | null> {
	const { outbox, writeReceipt, language } = ports;
	const refused = examination.status === "refused";
	const aside = refused ? await outbox.quarantine(file.fileName, contentOf(file), receiptText(file.fileName, examination, language)) : null;
	const addressee = unit ?? examination.submissions[0]?.recognised.unit ?? null;
	if (!addressee) return aside;
	// A returned workbook that comes back is answered under the name that the file first had.
	const name = originalName(nameInFolder(file));
	await outbox.clearReceipt(addressee.shortName, textReceiptName(name, language));
	await putReturn(file, examination, addressee.shortName, name, ports);
	return outbox.putReceipt(addressee.shortName, receiptName(name, language), writeReceipt(receiptOf(file, examination, at, language)));
}

async function putReturn(file: DroppedFile, examination: Examination, folder: string, name: string, ports: AnswerPorts): Promise<void> {
	const { outbox, language } = ports;
	const returned = asksForChanges(examination) ? await returnOf(file, examination, ports) : null;
	for (const ending of [".xlsx", ".xlsm"] as const) {
		if (returned?.ending !== ending) await outbox.clearReceipt(folder, returnName(name, language, ending));
	}
	if (returned) await outbox.putReceipt(folder, returnName(name, language, returned.ending), returned.content);
}

/** Null where the file that could be read once cannot be read again, within its time for instance: the receipt says the same. */
async function returnOf(file: DroppedFile, examination: Examination, { writeReturn, language }: AnswerPorts): Promise<ReturnWorkbook | null> {
	try {
		return await writeReturn(file.bytes, file.fileName, returnBookOf(file.fileName, examination, language));
	} catch (error) {
		if (error instanceof RefusalError) return null;
		throw error;
	}
}

function contentOf({ bytes, oversized, sha256 }: DroppedFile & { readonly sha256: string }) {
	return oversized ? { path: oversized.path, size: oversized.size, sha256 } : bytes;
}

/** A file's path below its office's folder, as one name: files of one name in two subfolders get an answer each. */
function nameInFolder({ name, fileName, folder }: DroppedFile): string {
	const parts = name.split("/");
	const at = folder === null ? -1 : parts.lastIndexOf(folder, parts.length - 2);
	return at < 0 ? fileName : parts.slice(at + 1).join("_");
}
