import { unzipSync } from "fflate";
import { RELEASE_CODE } from "../model/release.ts";

/** Where a workbook or a document prints the code of its release: in the footers of sheets, or of pages. */
const PLACES = /^(?:xl\/worksheets\/sheet\d+\.xml|word\/footer\d*\.xml)$/;
/** No footer stands in a part that is larger unpacked: the first sheet is short. In bytes. */
const MOST = 64 * 1024 * 1024;
const SHEET_FOOTER = /<(?:\w+:)?oddFooter>([\s\S]*?)<\/(?:\w+:)?oddFooter>/;

/** The code of the release that a workbook (.xlsx) or document (.docx) says to be of; null where it says none, or the bytes are neither. */
export function releaseClaim(bytes: Uint8Array): string | null {
	for (const [name, part] of footers(bytes)) {
		const xml = new TextDecoder().decode(part);
		const footer = name.startsWith("xl/") ? (SHEET_FOOTER.exec(xml)?.[1] ?? "") : xml;
		// A word processor may cut a text in pieces, each in an element of its own.
		const code = RELEASE_CODE.exec(footer.replaceAll(/<[^>]*>/g, ""))?.[0];
		if (code !== undefined) return code;
	}
	return null;
}

function footers(bytes: Uint8Array): [string, Uint8Array][] {
	try {
		const parts = unzipSync(bytes, { filter: ({ name, originalSize }) => PLACES.test(name) && originalSize <= MOST });
		return Object.entries(parts).sort(([one], [other]) => one.localeCompare(other, "en", { numeric: true }));
	} catch (fault) {
		// fflate's own words for what is no zip, or is damaged.
		if (fault instanceof Error && "code" in fault && typeof fault.code === "number") return [];
		throw fault;
	}
}
