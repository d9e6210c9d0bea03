import { strFromU8, unzipSync } from "fflate";
import type { DocumentFigure } from "../model/report-document.ts";
import { LONG_TAG } from "./figure-control.ts";

/** What matters of a document's text: where controls and their content begin and end, their tags, and text. */
const PIECE = /<w:(sdt|sdtPr)(?:\s[^>]*)?>|<\/w:(sdt|sdtPr)>|<w:(?:tag|alias)\s+[^>]*?w:val="([^"]*)"[^>]*>|<w:t(?:\s[^>]*)?>([^<]*)<\/w:t>/g;
/** A tag, or what stands at the end of a title. */
const FIGURE = /(?:^| )(hb[.~]\S+)$/;

/**
 * The figures of a report's document, in the order in which they stand: a name stands as often as its figure is told. What an officer changed is given as it reads now, and a figure
 * that was taken out is not given. Documents that Word, WPS or LibreOffice saved again are read alike.
 * @throws Error where the bytes are no .docx file
 */
export function readDocumentFigures(bytes: Uint8Array): DocumentFigure[] {
	const parts = unzipSync(bytes, { filter: ({ name }) => name === "word/document.xml" || name === "docProps/custom.xml" });
	const document = parts["word/document.xml"];
	if (!document) throw new Error("no Word document: word/document.xml is missing");
	const custom = parts["docProps/custom.xml"];
	const names = custom ? longNames(strFromU8(custom)) : new Map<string, string>();
	return figuresIn(strFromU8(document)).map(({ name, text }) => ({ name: names.get(name) ?? name, text }));
}

const CODE = /\b(20\d{2}(?:H[12]|Q[1-4]|-(?:0[1-9]|1[0-2]))?)-\d+-[0-9A-Z]{6}\b/;

/** Code of the period of a report's document, by the release that its pages name; null where they name none. @throws Error where the bytes are no .docx file */
export function readDocumentPeriod(bytes: Uint8Array): string | null {
	const parts = unzipSync(bytes, { filter: ({ name }) => /^word\/footer\d+\.xml$/.test(name) });
	const texts = Object.values(parts).map((part) => [...strFromU8(part).matchAll(PIECE)].map(([, , , , text = ""]) => text).join(""));
	return texts.map((text) => CODE.exec(text)?.[1]).find((period) => period !== undefined) ?? null;
}

function figuresIn(xml: string): { name: string; text: string }[] {
	const found: { name: string; text: string }[] = [];
	/** Controls that are open, the innermost last; others than ours have no name. */
	const open: { name: string | null; text: string }[] = [];
	let inProperties = false;
	for (const [, begins, ends, label, text] of xml.matchAll(PIECE)) {
		const current = open.at(-1);
		if (begins === "sdt") open.push({ name: null, text: "" });
		else if (ends === "sdt") {
			const closed = open.pop();
			if (closed?.name) found.push({ name: closed.name, text: closed.text });
		} else if (begins === "sdtPr" || ends === "sdtPr") inProperties = begins === "sdtPr";
		else if (label !== undefined && inProperties && current) current.name = FIGURE.exec(unescaped(label))?.[1] ?? current.name;
		else if (text !== undefined) for (const control of open) control.text += unescaped(text);
	}
	return found;
}

/** Tag → name, of names that were too long for a tag. */
function longNames(xml: string): Map<string, string> {
	const properties = xml.matchAll(/<property\b[^>]*\bname="([^"]*)"[^>]*>\s*<vt:lpwstr>([^<]*)<\/vt:lpwstr>/g);
	return new Map([...properties].flatMap(([, name = "", value = ""]) => (name.startsWith(LONG_TAG) ? [[name, unescaped(value)]] : [])));
}

function unescaped(text: string): string {
	return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&apos;", "'").replaceAll("&amp;", "&");
}
