import { RefusalError } from "../model/refusal.ts";
import { isXlsx } from "./xlsx/package-parts.ts";
import type { ZipPackage } from "./zip.ts";

/** What a zip is: a workbook in one of three formats, or a bundle of files. */
export type PackageKind = "xlsx" | "xlsb" | "ods" | "bundle";

/** Parts by which packages that are no workbooks are known, and what office people call them. */
const OTHERS: readonly (readonly [part: string, kind: string])[] = [
	["word/document.xml", "Word"],
	["ppt/presentation.xml", "PowerPoint"],
	["visio/document.xml", "Visio"],
	["index/document.iwa", "Numbers"],
	["meta-inf/container.xml", "EPUB"],
	["meta-inf/manifest.mf", "JAR"],
	["androidmanifest.xml", "APK"],
];
/** The first part of an OpenDocument file says what it is; it is a line. */
const LONGEST_TYPE = 1000;

/** @throws RefusalError file.scan, file.unsupported where it is a document of some other kind; file.unreadable, limit.* */
export function packageKind(zip: ZipPackage): PackageKind {
	if (isXlsx(zip)) return "xlsx";
	if (zip.find("xl/workbook.bin") !== null) return "xlsb";
	const type = openDocumentType(zip);
	if (type !== null) {
		if (/spreadsheet/.test(type)) return "ods";
		throw new RefusalError("file.unsupported", { kind: "OpenDocument" });
	}
	// 版式文件: pages as they are printed, the PDF of Chinese offices.
	if (zip.find("OFD.xml") !== null) throw new RefusalError("file.scan");
	const other = OTHERS.find(([part]) => zip.find(part) !== null);
	if (other) throw new RefusalError("file.unsupported", { kind: other[1] });
	if (zip.find("[Content_Types].xml") !== null) throw new RefusalError("file.unsupported");
	return "bundle";
}

function openDocumentType(zip: ZipPackage): string | null {
	if (zip.find("mimetype") !== null && zip.size("mimetype") <= LONGEST_TYPE) {
		const type = Buffer.from(zip.part("mimetype") ?? []).toString("latin1");
		if (type.includes("opendocument")) return type;
	}
	if (zip.find("content.xml") === null) return null;
	// Some writers leave the first part out; the manifest says it too.
	const manifest = Buffer.from(zip.part("META-INF/manifest.xml") ?? []).toString("latin1");
	return /application\/vnd\.oasis\.opendocument\.[\w.-]+/.exec(manifest)?.[0] ?? null;
}
