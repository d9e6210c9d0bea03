import { receiptName, receiptText, textReceiptName } from "../messages/receipt.ts";
import type { ReportingUnit } from "../model/division.ts";
import type { Language } from "../model/text.ts";
import type { Examination } from "./examine.ts";
import type { DroppedFile, Outbox, ReceiptWriter } from "./ports.ts";
import { receiptOf } from "./receipt.ts";

export interface AnswerPorts {
	readonly outbox: Outbox;
	readonly writeReceipt: ReceiptWriter;
	/** Language of the answers that offices get. */
	readonly language: Language;
}

/**
 * Tells the office what became of its file: a receipt in returned/<unit>/, accepted or not, in place of the one that it got for an earlier file of that name;
 * what could not be read as a submission is put aside in quarantine/ beside its reason as well. Gives where the answer lies; null where nobody is known to be answered.
 * @param at when the file was looked at, ISO 8601
 */
export async function answer(
	file: DroppedFile & { readonly sha256: string; readonly repeated: boolean },
	examination: Examination,
	at: string,
	unit: ReportingUnit | null,
	{ outbox, writeReceipt, language }: AnswerPorts,
): Promise<string | null> {
	const refused = examination.status === "refused";
	const aside = refused ? await outbox.quarantine(file.fileName, contentOf(file), receiptText(file.fileName, examination, language)) : null;
	const addressee = unit ?? examination.submissions[0]?.recognised.unit ?? null;
	if (!addressee) return aside;
	const name = nameInFolder(file);
	await outbox.clearReceipt(addressee.shortName, textReceiptName(name, language));
	return outbox.putReceipt(addressee.shortName, receiptName(name, language), writeReceipt(receiptOf(file, examination, at, language)));
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
