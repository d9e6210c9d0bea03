import { type CsvError, parse } from "csv-parse/sync";
import type { Cell, Grid } from "../model/grid.ts";
import type { ReadLimits } from "../model/read-limits.ts";
import { RefusalError } from "../model/refusal.ts";
import { ReadBudget } from "./limits.ts";
import { SheetBuilder } from "./sheet-builder.ts";
import { nameOfFile } from "./sheet-names.ts";
import { decodeText } from "./text-encoding.ts";

const DELIMITERS = ["\t", ",", ";"] as const;
/** Lines that are looked at to find the delimiter. */
const SNIFFED_LINES = 40;
/** Stray quotes that are got over; a file of more is refused. */
const MOST_STRAY = 100;

/**
 * Delimited text into a grid of one sheet that is named after the file. Every value stays text: what looks like a number may be a code.
 * @throws RefusalError file.unsupported where it is no text, file.truncated, file.unreadable (with the line) where quotes do not close, limit.*
 */
export function readCsv(bytes: Uint8Array, fileName: string, limits: ReadLimits): Grid {
	const decoded = decodeText(bytes);
	const { text, delimiter, columns } = layoutOf(decoded.text);
	const budget = new ReadBudget(limits);
	const sheet = new SheetBuilder(budget);
	let row = 0;
	eachRecord(Buffer.from(text), { delimiter, columns }, budget, (record) => {
		row += 1;
		for (const [at, value] of record.entries()) if (value !== "") sheet.add(cellOf(at + 1, value));
		sheet.endRow(row);
	});
	const found = sheet.finish({ name: nameOfFile(fileName), hidden: false, date1904: false });
	return { source: { format: "text", encoding: decoded.encoding }, sheets: [found], names: new Map() };
}

/** ="91441704…" is how a text file tells Excel that digits are text. */
const FORCED_TEXT = /^="(.*)"$/s;

function cellOf(column: number, written: string): Cell {
	const forced = FORCED_TEXT.exec(written)?.[1];
	const value = forced === undefined ? written : forced.replaceAll('""', '"');
	return { column, type: "s", value, raw: value, format: forced === undefined ? "general" : "text" };
}

interface Layout {
	readonly delimiter: string;
	/** Pieces of most lines. */
	readonly columns: number;
}

/** A first line sep=; names the delimiter, and belongs to the file like its encoding: Excel does not show it. */
function layoutOf(text: string): Layout & { readonly text: string } {
	const named = /^sep=(.)[ \t,;]*(?:\r\n|\r|\n|$)/i.exec(text);
	const rest = named ? text.slice(named[0].length) : text;
	const lines = rest.split(/\r\n|\r|\n/, SNIFFED_LINES).map((line) => line.replace(/"[^"]*"/g, ""));
	const [delimiter, score] = named?.[1] === undefined ? likeliest(lines) : [named[1], scoreOf(lines, named[1])];
	return { text: rest, delimiter, columns: score.columns };
}

/** The delimiter that cuts most lines into the same number of pieces. A file of one column has none of them; any will do. */
function likeliest(lines: readonly string[]): readonly [string, Score] {
	const scores = DELIMITERS.map((delimiter) => [delimiter, scoreOf(lines, delimiter)] as const);
	return scores.reduce((best, one) => (one[1].weight > best[1].weight ? one : best));
}

interface Score {
	readonly weight: number;
	readonly columns: number;
}

function scoreOf(lines: readonly string[], delimiter: string): Score {
	const tally = new Map<number, number>();
	for (const line of lines) {
		const cuts = line.split(delimiter).length - 1;
		if (cuts > 0) tally.set(cuts, (tally.get(cuts) ?? 0) + cuts);
	}
	const [cuts = 0, weight = 0] = [...tally].sort((a, b) => b[1] - a[1])[0] ?? [];
	return { weight, columns: cuts + 1 };
}

/**
 * Hands every record over as it is found, so that limits hold while reading. A quote that is closed nowhere, or only after it has swallowed whole rows, is taken for the
 * character that it is, and reading goes on behind its line.
 */
function eachRecord(bytes: Buffer, layout: Layout, budget: ReadBudget, take: (record: readonly string[]) => void): void {
	let from = 0;
	for (let stray = 0; from < bytes.length; stray++) {
		// A quote that closes nowhere is known as such only at the end of the file.
		budget.checkTime();
		const stopped = readFrom(bytes.subarray(from), layout, take);
		if (stopped === null) return;
		const start = from + stopped;
		if (stray >= MOST_STRAY) throw new RefusalError("file.unreadable", { reason: "quotes do not close", line: lineAt(bytes, start) });
		const end = lineEnd(bytes, start);
		readFrom(bytes.subarray(start, end), { ...layout, quote: false }, take);
		from = end;
	}
}

/** @returns null at the end; else where, in bytes, the record stands whose quotes are wrong: all before it was handed over */
function readFrom(bytes: Buffer, layout: Layout & { readonly quote?: false }, take: (record: readonly string[]) => void): number | null {
	let done = 0;
	const swallowed = new Error("a stray quote");
	const options = {
		delimiter: layout.delimiter,
		// Named, because a file pasted together has several and the first is no rule for the rest.
		record_delimiter: ["\r\n", "\n", "\r"],
		relax_column_count: true,
		relax_quotes: true,
		skip_empty_lines: false,
		...(layout.quote === false ? { quote: false as const } : {}),
	};
	try {
		parse(bytes, {
			...options,
			on_record: (record: string[], { bytes: read }) => {
				if (record.some((value) => hidesRows(value, layout))) throw swallowed;
				take(record);
				done = read;
				return null;
			},
		});
		return null;
	} catch (error) {
		if (error === swallowed || (error as CsvError).code === "CSV_QUOTE_NOT_CLOSED") return done;
		if (error instanceof RefusalError) throw error;
		throw new RefusalError("file.unreadable", { reason: error instanceof Error ? error.message : String(error) });
	}
}

/** Whether a quoted value holds lines that have all the pieces of a row. */
function hidesRows(value: string, { delimiter, columns }: Layout): boolean {
	if (columns < 2 || !/[\r\n]/.test(value)) return false;
	const inner = value.split(/\r\n|\r|\n/).slice(1, -1);
	return inner.some((line) => line.split(delimiter).length === columns);
}

function lineEnd(bytes: Buffer, start: number): number {
	for (let at = start; at < bytes.length; at++) {
		if (bytes[at] === 0x0a) return at + 1;
		if (bytes[at] === 0x0d) return bytes[at + 1] === 0x0a ? at + 2 : at + 1;
	}
	return bytes.length;
}

function lineAt(bytes: Buffer, place: number): number {
	return bytes
		.subarray(0, place)
		.toString("latin1")
		.split(/\r\n|\r|\n/).length;
}
