import type { CheckedFile } from "../model/documents.ts";
import { checkedFile } from "../pipeline/check-document.ts";
import type { Intake } from "../pipeline/ingest.ts";
import type { House } from "./house.ts";

/** What became of a file that was taken in, as its document, without its rows. */
export function toldIntake({ file, sha256, repeated, examination, stored }: Intake, { language }: Pick<House, "language">): CheckedFile {
	return { ...checkedFile({ ...file, sha256 }, examination, { language, rows: false }, stored), ...(repeated ? { known: true } : {}) };
}
