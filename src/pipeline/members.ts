import type { ReportingUnit } from "../model/division.ts";
import { type Refusal, RefusalError } from "../model/refusal.ts";
import type { BundleMember, DroppedFile, OpenBundle } from "./ports.ts";
import { unitOfFolder } from "./unit-of-folder.ts";

/**
 * The files that a dropped file stands for: the members of a bundle, each a file of its own named 包.zip!表.xlsx, else the file itself. A bundle that cannot be opened, or
 * holds nothing, stands for itself, and reading it tells why.
 */
export async function* membersOf(file: DroppedFile, openBundle: OpenBundle, units: readonly ReportingUnit[]): AsyncGenerator<DroppedFile> {
	let found = false;
	for (const member of file.oversized ? [] : await openedOrNone(file, openBundle)) {
		found = true;
		yield memberFile(file, member, units);
	}
	if (!found) yield file;
}

async function openedOrNone(file: DroppedFile, openBundle: OpenBundle): Promise<Iterable<BundleMember>> {
	try {
		return (await openBundle(file.bytes)) ?? [];
	} catch (error) {
		if (error instanceof RefusalError) return [];
		throw error;
	}
}

/** A folder inside the bundle that is an office's counts like a folder of the inbox where the bundle lay in none; where it lay in another office's, one of them is wrong. */
function memberFile(bundle: DroppedFile, { name, bytes, refusal }: BundleMember, units: readonly ReportingUnit[]): DroppedFile {
	const own = name.split(/[/!]/).slice(0, -1).reverse();
	const inside = own.find((folder) => unitOfFolder(folder, units) !== null) ?? null;
	const problem = refusal ?? disagreement(bundle.folder, inside, units);
	return {
		name: `${bundle.name}!${name}`,
		fileName: `${bundle.fileName}!${name}`,
		folder: bundle.folder ?? inside,
		bytes,
		...(problem ? { refusal: problem } : {}),
	};
}

function disagreement(outside: string | null, inside: string | null, units: readonly ReportingUnit[]): Refusal | null {
	const [outer, inner] = [unitOfFolder(outside, units), unitOfFolder(inside, units)];
	if (!outer || !inner || outer.code === inner.code) return null;
	return { code: "unit.disagrees", params: { sheet: inner.shortName, folder: outer.shortName } };
}
