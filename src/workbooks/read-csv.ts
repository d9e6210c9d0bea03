import { parse } from "csv-parse/sync";
import type { Cell, Grid, Row } from "../model/grid.ts";
import { RefusalError } from "../model/refusal.ts";
import type { ReadLimits } from "./limits.ts";

const DELIMITERS = ["\t", ",", ";"] as const;
/** Lines that are looked at to find the delimiter. */
const SNIFFED_LINES = 40;

/**
 * Delimited text into a grid of one sheet that is named after the file. Every value stays text: what looks like a number may be a code.
 * @throws RefusalError file.unsupported where it is no text, file.unreadable where quotes do not close, limit.*
 */
export function readCsv(bytes: Uint8Array, fileName: string, limits: ReadLimits): Grid {
	const text = decodeText(bytes);
	const records = parseRecords(text);
	if (records.length > limits.rows) throw new RefusalError("limit.rows", { limit: limits.rows });
	const rows: Row[] = [];
	let count = 0;
	for (const [at, record] of records.entries()) {
		if (record.length > limits.columns) throw new RefusalError("limit.columns", { limit: limits.columns });
		const cells = record.flatMap((value, column): Cell[] => (value === "" ? [] : [textCell(column + 1, value)]));
		count += cells.length;
		if (cells.length > 0) rows.push({ number: at + 1, cells });
	}
	if (count > limits.cells) throw new RefusalError("limit.cells", { limit: limits.cells });
	const name =
		fileName
			.split(/[\\/]/)
			.at(-1)
			?.replace(/\.[^.]*$/, "") || fileName;
	return { sheets: [{ name, hidden: false, date1904: false, merges: [], hiddenColumns: [], rows }], names: new Map() };
}

/** ="91441704…" is how a text file tells Excel that digits are text. */
const FORCED_TEXT = /^="(.*)"$/s;

function textCell(column: number, written: string): Cell {
	const forced = FORCED_TEXT.exec(written)?.[1];
	const value = forced === undefined ? written : forced.replaceAll('""', '"');
	return { column, type: "s", value, raw: value, format: forced === undefined ? "general" : "text" };
}

/** UTF-8 strictly (with or without its mark), UTF-16 by its mark, else GB18030, which holds GBK and GB2312. */
function decodeText(bytes: Uint8Array): string {
	const encodings =
		bytes[0] === 0xff && bytes[1] === 0xfe ? ["utf-16le"] : bytes[0] === 0xfe && bytes[1] === 0xff ? ["utf-16be"] : ["utf-8", "gb18030"];
	for (const encoding of encodings) {
		const text = tryDecode(bytes, encoding);
		if (text !== null && isText(text)) return text;
	}
	const damaged = encodings.map((encoding) => leastDamaged(bytes, encoding)).sort((a, b) => a.lost - b.lost)[0];
	if (damaged && damaged.lost <= MOST_LOST * damaged.text.length && isText(damaged.text)) return damaged.text;
	throw new RefusalError("file.unsupported");
}

/** Share of characters that may be damaged in a file that is still text: they become U+FFFD, and the checks name their cells (mess.md 45). */
const MOST_LOST = 0.01;

function leastDamaged(bytes: Uint8Array, encoding: string): { text: string; lost: number } {
	const text = new TextDecoder(encoding).decode(bytes);
	return { text, lost: text.split("\ufffd").length - 1 };
}

/** Control characters and markup tell some other kind of file (a picture, a web page). */
function isText(text: string): boolean {
	// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what tells binary data from text
	return !/[\u0000-\u0008\u000e-\u001f]/.test(text) && !/^\s*(?:<[!?a-z]|%PDF|\{\\rtf)/i.test(text);
}

function tryDecode(bytes: Uint8Array, encoding: string): string | null {
	try {
		return new TextDecoder(encoding, { fatal: true }).decode(bytes);
	} catch (error) {
		if (error instanceof TypeError) return null;
		throw error;
	}
}

function parseRecords(text: string): string[][] {
	try {
		return parse(text, {
			delimiter: sniffDelimiter(text),
			// Named, because a file pasted together has several and the first is no rule for the rest.
			record_delimiter: ["\r\n", "\n", "\r"],
			relax_column_count: true,
			relax_quotes: true,
			skip_empty_lines: false,
		});
	} catch (error) {
		throw new RefusalError("file.unreadable", { reason: error instanceof Error ? error.message : String(error) });
	}
}

/** The delimiter that cuts most lines into the same number of pieces. */
function sniffDelimiter(text: string): string {
	const lines = text.split(/\r\n|\r|\n/, SNIFFED_LINES).map((line) => line.replace(/"[^"]*"/g, ""));
	const scores = DELIMITERS.map((delimiter) => {
		const tally = new Map<number, number>();
		for (const line of lines) {
			const pieces = line.split(delimiter).length - 1;
			if (pieces > 0) tally.set(pieces, (tally.get(pieces) ?? 0) + pieces);
		}
		return { delimiter, score: Math.max(0, ...tally.values()) };
	});
	// A file of one column has none of them; any will do.
	return scores.reduce((best, one) => (one.score > best.score ? one : best)).delimiter;
}
