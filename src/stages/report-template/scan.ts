import type { TemplateFault } from "../../model/template-fault.ts";

/** Pieces of a template in their order. Line numbers count from 1. */
export type Token =
	| { readonly kind: "text"; readonly line: number; readonly text: string }
	| { readonly kind: "break"; readonly line: number }
	/** {{…}} */
	| { readonly kind: "reference"; readonly line: number; readonly inside: string }
	/** 【…】. `alone`: nothing else stands on its line, whose end is then left out. */
	| { readonly kind: "tag"; readonly line: number; readonly inside: string; readonly alone: boolean };

const PIECE = /\{\{([^{}]*)\}\}|【([^【】]*)】/g;
/** A mark that was opened or closed alone. */
const STRAY = /\{\{|\}\}|【|】/;

/** Cuts a template into pieces. Lines that begin with # are notes to its editor and are left out, as are blank lines. */
export function scan(text: string): { readonly tokens: readonly Token[]; readonly faults: readonly TemplateFault[] } {
	const tokens: Token[] = [];
	const faults: TemplateFault[] = [];
	const lines = text.replace(/^\ufeff/, "").split(/\r\n|\r|\n/);
	for (const [at, written] of lines.entries()) {
		const line = at + 1;
		const content = written.trim();
		if (content === "" || /^[#＃]/.test(content)) continue;
		const pieces = piecesOf(content, line);
		for (const piece of pieces) {
			const stray = piece.kind === "text" ? STRAY.exec(piece.text) : null;
			if (stray) faults.push({ line, code: "mark-open", written: stray[0], nearest: [] });
		}
		tokens.push(...pieces);
		if (!(pieces.length === 1 && pieces[0]?.kind === "tag" && pieces[0].alone)) tokens.push({ kind: "break", line });
	}
	return { tokens, faults };
}

function piecesOf(content: string, line: number): Token[] {
	const pieces: Token[] = [];
	let from = 0;
	for (const match of content.matchAll(PIECE)) {
		if (match.index > from) pieces.push({ kind: "text", line, text: content.slice(from, match.index) });
		from = match.index + match[0].length;
		const [whole, reference, tag] = match;
		if (reference !== undefined) pieces.push({ kind: "reference", line, inside: reference.trim() });
		else pieces.push({ kind: "tag", line, inside: (tag ?? "").trim(), alone: whole === content });
	}
	if (from < content.length) pieces.push({ kind: "text", line, text: content.slice(from) });
	return pieces;
}
