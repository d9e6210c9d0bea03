import type { Grid } from "../model/grid.ts";
import type { ReadLimits } from "../model/read-limits.ts";
import { RefusalError } from "../model/refusal.ts";
import { notesOf, readPage } from "./html/read-html.ts";
import { ReadBudget } from "./limits.ts";
import { nameOfFile } from "./sheet-names.ts";
import { decodeMarkup } from "./text-encoding.ts";

/** A part of a MIME message. */
interface Part {
	readonly type: string;
	readonly charset: string | null;
	/** Last segment of its location: sheet001.htm. */
	readonly name: string;
	readonly body: Uint8Array;
}

/**
 * A single file web page (MHTML), as Excel and WPS save it: the first page lists the sheets, which are parts of their own; a workbook of one sheet is the page itself.
 * @throws RefusalError file.unreadable, file.truncated, limit.*
 */
export function readMhtml(bytes: Uint8Array, fileName: string, limits: ReadLimits): Grid {
	const parts = partsOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), limits);
	const pages = parts.filter(({ type }) => type === "text/html" || type === "application/xhtml+xml");
	const [first] = pages;
	if (!first) throw new RefusalError("file.unreadable", { reason: "no page" });
	const textOf = (part: Part) => decodeMarkup(part.body, part.charset);
	const { date1904, sheets } = notesOf(textOf(first));
	const css = parts
		.filter(({ type }) => type === "text/css")
		.map(textOf)
		.join("\n");
	const options = { css, date1904, budget: new ReadBudget(limits) };
	const listed = sheets.flatMap(({ name, hidden, source }) => {
		const page = pages.find((part) => source !== null && part.name === lastSegment(source));
		return page ? [{ name, hidden, page }] : [];
	});
	const found = listed.length > 0 ? listed : [{ name: sheets[0]?.name || nameOfFile(fileName), hidden: false, page: first }];
	return { sheets: found.map(({ name, hidden, page }) => readPage(textOf(page), { name, hidden }, options)), names: new Map() };
}

/** The parts of a message, those inside of other parts included. */
function partsOf(message: Buffer, limits: ReadLimits, depth = 0): Part[] {
	const { headers, body } = split(message);
	const type = /^[^;\s]*/.exec(headers.get("content-type") ?? "text/html")?.[0].toLowerCase() ?? "";
	if (!type.startsWith("multipart/")) return [partOf(headers, type, body)];
	if (depth >= limits.nesting) throw new RefusalError("limit.nesting", { limit: limits.nesting });
	const boundary = parameter(headers.get("content-type"), "boundary");
	if (boundary === null) throw new RefusalError("file.unreadable", { reason: "no boundary" });
	const pieces = between(body, `--${boundary}`, limits);
	return pieces.flatMap((piece) => partsOf(piece, limits, depth + 1));
}

/** What stands between the lines that part a message. @throws RefusalError file.truncated where the line that closes it is missing */
function between(body: Buffer, mark: string, limits: ReadLimits): Buffer[] {
	const pieces: Buffer[] = [];
	let from = body.indexOf(mark);
	while (from >= 0) {
		const start = from + mark.length;
		if (body.toString("latin1", start, start + 2) === "--") return pieces;
		const next = body.indexOf(`\n${mark}`, start);
		if (next < 0) break;
		pieces.push(body.subarray(body.indexOf("\n", start) + 1, next));
		if (pieces.length > limits.entries) throw new RefusalError("limit.entries", { limit: limits.entries });
		from = next + 1;
	}
	throw new RefusalError("file.truncated");
}

/** Headers by lower-case name, folded lines joined, and what follows the blank line. */
function split(message: Buffer): { headers: Map<string, string>; body: Buffer } {
	const start = message.toString("latin1", 0, 64).search(/[!-~]/);
	const gap = /\r?\n\r?\n/.exec(message.toString("latin1", 0, 1 << 16));
	const end = gap ? gap.index : message.length;
	const headers = new Map<string, string>();
	for (const line of message
		.toString("utf8", Math.max(0, start), end)
		.replace(/\r?\n[ \t]+/g, " ")
		.split(/\r?\n/)) {
		const colon = line.indexOf(":");
		if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
	}
	return { headers, body: message.subarray(end + (gap?.[0].length ?? 0)) };
}

function partOf(headers: ReadonlyMap<string, string>, type: string, body: Buffer): Part {
	return {
		type,
		charset: parameter(headers.get("content-type"), "charset"),
		name: lastSegment(headers.get("content-location") ?? ""),
		body: transferred(body, (headers.get("content-transfer-encoding") ?? "").toLowerCase()),
	};
}

function transferred(body: Buffer, encoding: string): Uint8Array {
	if (encoding === "base64") return Buffer.from(body.toString("latin1"), "base64");
	return encoding === "quoted-printable" ? unquoted(body) : body;
}

/** Quoted-printable: =E9=98=B3, and = before a line end that is none. */
function unquoted(body: Buffer): Uint8Array {
	const text = body.toString("latin1").replace(/=[ \t]*\r?\n/g, "");
	return Buffer.from(
		text.replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
		"latin1",
	);
}

function parameter(header: string | undefined, name: string): string | null {
	const match = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^;\\s]+))`, "i").exec(header ?? "");
	return match ? (match[1] ?? match[2] ?? null) : null;
}

function lastSegment(location: string): string {
	const last = location.split(/[\\/]/).at(-1) ?? "";
	try {
		return decodeURIComponent(last).toLowerCase();
	} catch (error) {
		// A percent sign that escapes nothing belongs to the name.
		if (error instanceof URIError) return last.toLowerCase();
		throw error;
	}
}
