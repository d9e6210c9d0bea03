import { Parser } from "htmlparser2";
import type { Grid, Sheet } from "../../model/grid.ts";
import type { ReadLimits } from "../../model/read-limits.ts";
import { ReadBudget } from "../limits.ts";
import { nameOfFile } from "../sheet-names.ts";
import { PageReader } from "./page-reader.ts";
import { type ClassFormats, classFormats } from "./styles.ts";

/** What Excel notes in a page about the workbook that it was. */
interface Notes {
	readonly date1904: boolean;
	readonly sheets: readonly {
		readonly name: string;
		readonly hidden: boolean /** Part that holds it, where a page holds several. */;
		readonly source: string | null;
	}[];
}

/**
 * A web page into a grid of one sheet that is named as the page says, else after the file. Scripts and styles are passed over, nothing that the page points at is fetched.
 * @throws RefusalError file.truncated, limit.*
 */
export function readHtml(text: string, fileName: string, limits: ReadLimits): Grid {
	const { date1904, sheets } = notesOf(text);
	const [only = { name: nameOfFile(fileName), hidden: false }] = sheets.length === 1 ? sheets : [];
	return { sheets: [readPage(text, only, { css: "", date1904, budget: new ReadBudget(limits) })], names: new Map() };
}

export interface PageOptions {
	/** Style sheets that the page shares with others. */
	readonly css: string;
	readonly date1904: boolean;
	readonly budget: ReadBudget;
}

/** One page as one sheet. @throws RefusalError file.truncated, limit.* */
export function readPage(text: string, head: Pick<Sheet, "name" | "hidden">, { css, ...options }: PageOptions): Sheet {
	let styles = css;
	let inStyle = false;
	let formats: ClassFormats | null = null;
	const page = new PageReader({
		...options,
		formats: () => {
			formats ??= classFormats(styles);
			return formats;
		},
	});
	const parser = new Parser({
		onopentag(name, attributes) {
			inStyle = name === "style";
			page.open(name, attributes);
		},
		ontext(data) {
			if (inStyle) {
				styles += data;
				formats = null;
			}
			page.text(data);
		},
		onclosetag(name, implied) {
			if (name === "style") inStyle = false;
			page.close(name, implied);
		},
	});
	parser.end(text);
	return page.finish(head);
}

/** Reads the notes that Excel leaves in a comment of the page's head. */
export function notesOf(text: string): Notes {
	const head = text.slice(0, 1 << 20);
	// Notes that do not end are none. Nothing here looks further than the next tag: what is never closed would be looked through again and again.
	const notes = head.split(/<x:ExcelWorksheet>/i).slice(1);
	const sheets = notes.flatMap((rest) => {
		const end = rest.search(/<\/x:ExcelWorksheet>/i);
		const note = rest.slice(0, Math.max(0, end));
		if (end < 0) return [];
		return {
			name: decoded(/<x:Name>([^<]*)<\/x:Name>/i.exec(note)?.[1] ?? ""),
			hidden: /<x:Visible>\s*Sheet(?:Very)?Hidden/i.test(note),
			source: /<x:WorksheetSource\b[^<>]*?\bHRef\s*=\s*"([^"<>]*)"/i.exec(note)?.[1] ?? null,
		};
	});
	return { date1904: /<x:Date1904\s*\/?>/i.test(head), sheets };
}

function decoded(markup: string): string {
	let text = "";
	new Parser({ ontext: (data) => (text += data) }).end(markup);
	return text.trim();
}
