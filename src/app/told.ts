import type { CheckedFile } from "../model/documents.ts";
import { checkedFile } from "../pipeline/check-document.ts";
import type { IngestPorts, Intake } from "../pipeline/ingest.ts";
import type { DroppedFile } from "../pipeline/ports.ts";
import { takeIn } from "../pipeline/take-in.ts";
import type { House } from "./house.ts";

/** What became of a file that was taken in, as its document, without its rows. */
export function toldIntake({ file, sha256, repeated, examination, stored, late }: Intake, { language }: Pick<House, "language">): CheckedFile {
	return { ...checkedFile({ ...file, sha256 }, examination, { language, rows: false }, stored, late), ...(repeated ? { known: true } : {}) };
}

/** Takes a file in, and tells of it; of a bundle, of each of its members. */
export async function takenIn(file: DroppedFile, ports: IngestPorts, house: Pick<House, "language">): Promise<CheckedFile[]> {
	const told: CheckedFile[] = [];
	for await (const intake of takeIn(file, ports)) told.push(toldIntake(intake, house));
	return told;
}
