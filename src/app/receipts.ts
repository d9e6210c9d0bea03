import { mkdir } from "node:fs/promises";
import path from "node:path";
import type { GivenFile } from "../files/given.ts";
import { safeName } from "../files/names.ts";
import { writeWhole } from "../files/write-whole.ts";
import { receiptName } from "../messages/receipt.ts";
import { originalName, returnName } from "../messages/return-texts.ts";
import { type UsageCode, UsageError } from "../model/usage.ts";
import type { Examination } from "../pipeline/examine.ts";
import { type AnsweredFile, receiptOf } from "../pipeline/receipt.ts";
import { returnBookOf } from "../pipeline/return-book.ts";
import type { House } from "./house.ts";

/** Writes what one file is answered with. */
export type PutAnswer = (file: AnsweredFile & { readonly bytes: Uint8Array }, examination: Examination) => Promise<void>;

/**
 * Where `check --receipt` puts the receipts of some files: into the .xlsx file that is named, where there is one file; else into the folder, one for each.
 * @throws UsageError where several files would be one receipt, or the receipt would be written over a file that is checked
 */
export async function receiptsInto(house: House, target: string, files: readonly GivenFile[]): Promise<PutAnswer> {
	const placeOf = await placesIn(target, files, { several: "usage.receipt-folder", input: "usage.receipt-is-input" });
	const { writeReceipt } = await import("../workbooks/write-receipt.ts");
	return async (file, examination) => {
		const receipt = receiptOf(file, examination, house.clock().toISOString(), house.language);
		await writeWhole(placeOf(receiptName(flat(file.name), house.language)), writeReceipt(receipt, house.config.issuer));
	};
}

/**
 * Where `check --annotate` puts the annotated copies of some files, as `receiptsInto`; a copy with macros gets the ending that it opens under. Of files that cannot be read there is none.
 * @throws UsageError as `receiptsInto`
 */
export async function copiesInto(house: House, target: string, files: readonly GivenFile[]): Promise<PutAnswer> {
	const placeOf = await placesIn(target, files, { several: "usage.copy-folder", input: "usage.copy-is-input" });
	return async (file, examination) => {
		if (examination.source === null) return;
		const book = returnBookOf(file.fileName, examination, house.language);
		const { content, ending } = await house.writeReturn(file.bytes, file.fileName, book);
		await writeWhole(placeOf(returnName(originalName(flat(file.name)), house.language, ending), ending), content);
	};
}

/** A path as one name. */
function flat(name: string): string {
	return name.replaceAll("/", "_");
}

/** Gives the place of each answer of one command. `ending`: what its name must end with, where it is not .xlsx. */
async function placesIn(
	target: string,
	files: readonly GivenFile[],
	refusals: { readonly several: UsageCode; readonly input: UsageCode },
): Promise<(name: string, ending?: string) => string> {
	const place = path.resolve(target);
	const single = /\.xls[xm]$/i.test(place);
	if (single && files.length !== 1) throw new UsageError(refusals.several, { file: target, files: files.length });
	const notInput = (answer: string): string => {
		if (files.some((file) => file.path === answer)) throw new UsageError(refusals.input, { file: answer === place ? target : answer });
		return answer;
	};
	notInput(place);
	await mkdir(single ? path.dirname(place) : place, { recursive: true });
	const free = freePlaces();
	return (name, ending = ".xlsx") => notInput(free(single ? place.replace(/\.xls[xm]$/i, ending) : path.join(place, safeName(name))));
}

/** Gives each answer of one command a place of its own: the members of a bundle have one each, and files of two folders may have one name. */
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
