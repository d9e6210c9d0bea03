import { mkdir } from "node:fs/promises";
import path from "node:path";
import type { GivenFile } from "../files/given.ts";
import { safeName } from "../files/names.ts";
import { writeWhole } from "../files/write-whole.ts";
import { receiptName } from "../messages/receipt.ts";
import { UsageError } from "../model/usage.ts";
import type { Examination } from "../pipeline/examine.ts";
import { type AnsweredFile, receiptOf } from "../pipeline/receipt.ts";
import type { House } from "./house.ts";

/** Writes the receipt of one file. */
export type PutReceipt = (file: AnsweredFile, examination: Examination) => Promise<void>;

/**
 * Where `check --receipt` puts the receipts of some files: into the .xlsx file that is named, where there is one file; else into the folder, one for each.
 * @throws UsageError where several files would be one receipt, or the receipt would be written over a file that is checked
 */
export async function receiptsInto(house: House, target: string, files: readonly GivenFile[]): Promise<PutReceipt> {
	const place = path.resolve(target);
	const single = /\.xlsx$/i.test(place);
	if (single && files.length !== 1) throw new UsageError("usage.receipt-folder", { file: target, files: files.length });
	if (files.some((file) => file.path === place)) throw new UsageError("usage.receipt-is-input", { file: target });
	const { writeReceipt } = await import("../workbooks/write-receipt.ts");
	await mkdir(single ? path.dirname(place) : place, { recursive: true });
	const free = freePlaces();
	return async (file, examination) => {
		const name = safeName(receiptName(file.name.replaceAll("/", "_"), house.language));
		const receipt = receiptOf(file, examination, house.clock().toISOString(), house.language);
		await writeWhole(free(single ? place : path.join(place, name)), writeReceipt(receipt, house.config.issuer));
	};
}

/** Gives each receipt of one command a place of its own: the members of a bundle have one each, and files of two folders may have one name. */
function freePlaces(): (wanted: string) => string {
	const taken = new Set<string>();
	return (wanted) => {
		const { dir, name, ext } = path.parse(wanted);
		let place = wanted;
		// Windows knows no difference of case.
		for (let number = 2; taken.has(place.toLowerCase()); number++) place = path.join(dir, `${name}-${number}${ext}`);
		taken.add(place.toLowerCase());
		return place;
	};
}
