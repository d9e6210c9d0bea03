import { receiptName, receiptText } from "../messages/receipt.ts";
import type { ReportingUnit } from "../model/division.ts";
import type { Language } from "../model/text.ts";
import type { Examination } from "./examine.ts";
import type { DroppedFile, Outbox } from "./ports.ts";

/**
 * Tells the office what became of its file: a receipt in returned/<unit>/ where something is open, none (and an older one taken away) where all is well;
 * what could not be read as a submission is put aside in quarantine/ beside its reason as well. Gives where the answer lies.
 */
export async function answer(
	file: DroppedFile & { readonly sha256: string },
	examination: Examination,
	unit: ReportingUnit | null,
	outbox: Outbox,
	language: Language,
): Promise<string | null> {
	const addressee = unit ?? examination.submissions[0]?.recognised.unit ?? null;
	if (examination.status === "accepted") {
		if (addressee) await outbox.clearReceipt(addressee.shortName, receiptName(nameInFolder(file), language));
		return null;
	}
	const text = receiptText(file.fileName, examination, language);
	const aside = examination.status === "refused" ? await outbox.quarantine(file.fileName, contentOf(file), text) : null;
	return addressee ? outbox.putReceipt(addressee.shortName, receiptName(nameInFolder(file), language), text) : aside;
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
