import type { ReportBlock, ReportRun } from "../../model/report-document.ts";
import type { TemplateFigure } from "./template-data.ts";

/** What a template gives when it is filled, piece by piece; lines, sentences and cells are made of them. Lines of the template count from 1. */
export type Atom =
	| {
			readonly kind: "run";
			readonly line: number;
			readonly run: ReportRun;
			/** The template's own words, whose stops and bars part sentences and cells; not what data say. */
			readonly literal: boolean;
			/** The figure that the run gives. */
			readonly told?: TemplateFigure;
	  }
	/** What the data do not say, and a claim without which nothing can be made. */
	| { readonly kind: "missing"; readonly line: number; readonly what: string }
	| { readonly kind: "break"; readonly line: number }
	| { readonly kind: "block"; readonly line: number; readonly block: ReportBlock };

/** The template's own text. */
export const literal = (line: number, text: string): Atom => ({ kind: "run", line, run: { text }, literal: true });

/** What data say in words. */
export const words = (line: number, text: string): Atom => ({ kind: "run", line, run: { text }, literal: false });

/** Atoms between breaks; blocks stand alone. Empty lines are left out. */
export function linesOf(atoms: Iterable<Atom>): Atom[][] {
	const lines: Atom[][] = [];
	let line: Atom[] = [];
	const close = () => {
		if (line.length > 0) lines.push(line);
		line = [];
	};
	for (const atom of atoms) {
		if (atom.kind === "break") close();
		else if (atom.kind === "block") {
			close();
			lines.push([atom]);
		} else line.push(atom);
	}
	close();
	return lines;
}

/** A line's atoms cut behind each match in the template's own text; of what is cut at, only what `kept` says stays. */
export function cut(line: readonly Atom[], at: RegExp, kept: (mark: string) => string): Atom[][] {
	const parts: Atom[][] = [[]];
	for (const atom of line) {
		const here = () => parts[parts.length - 1] ?? [];
		if (atom.kind !== "run" || !atom.literal) {
			here().push(atom);
			continue;
		}
		let from = 0;
		const { text } = atom.run;
		for (const match of text.matchAll(new RegExp(at, "g"))) {
			const piece = text.slice(from, match.index) + kept(match[0]);
			if (piece !== "") here().push(literal(atom.line, piece));
			parts.push([]);
			from = match.index + match[0].length;
		}
		if (from < text.length) here().push(literal(atom.line, text.slice(from)));
	}
	return parts;
}

/** The atoms' text, with what is missing named in its place. */
export function textOf(atoms: readonly Atom[]): string {
	return atoms.map((atom) => (atom.kind === "run" ? atom.run.text : atom.kind === "missing" ? `〔${atom.what}〕` : "")).join("");
}

/** The runs of a text; neighbours that are plain words become one. */
export function runsOf(atoms: readonly Atom[]): ReportRun[] {
	const runs: ReportRun[] = [];
	for (const atom of atoms) {
		if (atom.kind !== "run" || atom.run.text === "") continue;
		const last = runs[runs.length - 1];
		const plain = (run: ReportRun) => run.figure === undefined && run.prompt === undefined;
		if (last && plain(last) && plain(atom.run)) runs[runs.length - 1] = { text: last.text + atom.run.text };
		else runs.push(atom.run);
	}
	return runs;
}
