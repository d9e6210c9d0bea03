import { RefusalError } from "../../model/refusal.ts";
import type { ReadBudget } from "../limits.ts";
import { attributesOf, type XmlHandler } from "../xml.ts";
import { XmlWalker } from "../xml-walker.ts";
import type { ZipPackage } from "../zip.ts";

/** Where a relationship leads inside the package. */
export interface Target {
	/** Last segment of the type: the same in transitional and strict files. */
	readonly type: string;
	readonly path: string;
}

/** Far beyond what a workbook has of sheets, names or relationships. */
const MOST = 100_000;
/** Parts up to this size are unpacked at once: handing them to the thread pool would cost more. */
const AT_ONCE = 1024 * 1024;

/** Names end in workbook.xml nearly always; where they do not, the list of content types says what the package is. */
export function isXlsx(zip: ZipPackage): boolean {
	if (zip.names.some((name) => /^(?:[^/]+\/)?workbook\d*\.xml$/i.test(name))) return true;
	const types = zip.size("[Content_Types].xml") <= AT_ONCE ? zip.part("[Content_Types].xml") : null;
	return (
		types !== null &&
		/spreadsheetml\.(?:sheet|template)\.main\+xml|ms-excel\.(?:sheet|template|addin)\.macroEnabled\.main\+xml/i.test(
			Buffer.from(types).toString("latin1"),
		)
	);
}

/** The part that the package is about. @throws RefusalError file.unreadable */
export async function officeDocument(zip: ZipPackage, budget: ReadBudget): Promise<string> {
	const fromRoot = [...(await relationships(zip, "", budget)).values()].find((target) => target.type === "officeDocument");
	const path = fromRoot?.path ?? zip.find("xl/workbook.xml");
	if (path === null) throw new RefusalError("file.unreadable", { reason: "no workbook part" });
	return path;
}

/** Relationships of a part by id. Those that lead outside the package are not there: nothing follows them. */
export async function relationships(zip: ZipPackage, source: string, budget: ReadBudget): Promise<Map<string, Target>> {
	const folder = source.includes("/") ? source.slice(0, source.lastIndexOf("/") + 1) : "";
	const found = new Map<string, Target>();
	const path = `${folder}_rels/${source.slice(folder.length)}.rels`;
	if (zip.find(path) === null) return found;
	const handler: XmlHandler = {
		wantsText: false,
		open(name, raw) {
			if (name !== "Relationship") return;
			const { Id, Type, Target: target, TargetMode } = attributesOf(raw);
			if (Id === undefined || target === undefined || TargetMode === "External") return;
			if (found.size === MOST) throw new RefusalError("file.unreadable", { reason: "too many relationships" });
			found.set(Id, { type: (Type ?? "").split("/").at(-1) ?? "", path: resolveTarget(folder, target.trim()) });
		},
		text() {
			// Only attributes are asked for.
		},
		close() {
			// Only attributes are asked for.
		},
	};
	await walkPart(zip, path, handler, budget);
	return found;
}

/** Lets a handler read a whole part. @throws RefusalError file.unreadable where the package has none of that name, and what the handler throws */
export async function walkPart(zip: ZipPackage, path: string, handler: XmlHandler, budget: ReadBudget): Promise<void> {
	for await (const _ of walkPieces(zip, path, handler, budget)) budget.checkTime();
}

/** As `walkPart`, stopping after each piece. Check sum and size of the part have been verified when it ends. */
export async function* walkPieces(zip: ZipPackage, path: string, handler: XmlHandler, budget: ReadBudget): AsyncGenerator<void> {
	const walker = new XmlWalker(handler, budget.limits.nesting);
	if (zip.size(path) <= AT_ONCE) {
		const bytes = zip.part(path);
		if (bytes === null) throw new RefusalError("file.unreadable", { part: path });
		walker.feed(bytes);
	} else {
		for await (const piece of zip.pieces(path) ?? []) {
			walker.feed(piece);
			yield;
		}
	}
	walker.finish();
	yield;
}

/** The path of a part that a relationship names, from the folder (with its slash at the end) of the part whose relationship it is. */
export function resolveTarget(folder: string, target: string): string {
	const slashed = target.replaceAll("\\", "/");
	const segments: string[] = [];
	for (const segment of (slashed.startsWith("/") ? slashed : folder + slashed).split("/")) {
		if (segment === "..") segments.pop();
		else if (segment !== "" && segment !== ".") segments.push(segment);
	}
	return segments.join("/");
}
