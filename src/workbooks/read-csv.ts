import { parse } from "csv-parse/sync";
import type { Cell, Grid, Row } from "../model/grid.ts";
import { RefusalError } from "../model/refusal.ts";
import type { ReadLimits } from "./limits.ts";
import { nameOfFile } from "./sheet-names.ts";
import { decodeText } from "./text-encoding.ts";

const DELIMITERS = ["\t", ",", ";"] as const;
/** Lines that are looked at to find the delimiter. */
const SNIFFED_LINES = 40;

/**
 * Delimited text into a grid of one sheet that is named after the file. Every value stays text: what looks like a number may be a code.
 * @throws RefusalError file.unsupported where it is no text, file.unreadable where quotes do not close, limit.*
 */
export function readCsv(bytes: Uint8Array, fileName: string, limits: ReadLimits): Grid {
	const { text, encoding } = decodeText(bytes);
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
	const sheet = { name: nameOfFile(fileName), hidden: false, date1904: false, merges: [], hiddenColumns: [], rows };
	return { source: { format: "text", encoding }, sheets: [sheet], names: new Map() };
}

/** ="91441704…" is how a text file tells Excel that digits are text. */
const FORCED_TEXT = /^="(.*)"$/s;

function textCell(column: number, written: string): Cell {
	const forced = FORCED_TEXT.exec(written)?.[1];
	const value = forced === undefined ? written : forced.replaceAll('""', '"');
	return { column, type: "s", value, raw: value, format: forced === undefined ? "general" : "text" };
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
