import { membersOf } from "../../model/division.ts";
import {
	type Fact,
	type FactReference,
	type FigureReference,
	type Referable,
	type ReferenceFault,
	referencesIn,
	resolveReference,
} from "../../model/figure-reference.ts";
import type { CellContent } from "../../model/fill.ts";
import { isRange, type Told } from "../../model/printed.ts";
import type { FigureBook } from "../figure-book.ts";

/** What stands for a reference in a template. */
export interface Answer {
	readonly reference: FigureReference | FactReference;
	/** In a cell of its own. */
	readonly content: CellContent;
	/** The same as it is shown there. */
	readonly shown: string;
	/** Inside a text. */
	readonly said: string;
	readonly value: Told | string;
	readonly status: "filled" | "not-reported" | "not-applicable";
	/** Units that did not report, and those whose earlier data stand in: the figure is told with them. */
	readonly missing: readonly string[];
	readonly carried: readonly string[];
}

/** What is said beside figures: 报告期, 统计截止日. `day`: YYYY-MM-DD where it is one. An empty text: there is none to say. */
export type FactTexts = Readonly<Record<Fact, { readonly text: string; readonly day?: string }>>;

export interface AnswerSource {
	readonly book: FigureBook;
	readonly facts: FactTexts;
	readonly units: Referable["units"];
	/** Said inside a text where nothing was reported (未报), and where there is nothing to say beside figures: no release yet (未发布). */
	readonly notReported: string;
	readonly notPublished: string;
}

/** Answers the references of a template. The same reference is answered alike wherever it stands. */
export class Answers {
	readonly known: Referable;
	private readonly source: AnswerSource;

	constructor(source: AnswerSource) {
		this.source = source;
		this.known = { indicators: source.book.indicators, units: source.units };
	}

	/** @param inside what stands between double braces */
	to(inside: string): Answer | ReferenceFault {
		const reference = resolveReference(inside, this.known);
		return reference.kind === "fault" ? reference : this.of(reference);
	}

	of(reference: FigureReference | FactReference): Answer {
		return reference.kind === "fact" ? this.fact(reference) : this.figure(reference);
	}

	/** A text with its placeholders filled, as far as they are known. @param write how a text is written behind what stands before it */
	fill(text: string, write: (said: string, before: string) => string = (said) => said): string {
		let filled = "";
		let end = 0;
		for (const { at, length, inside } of referencesIn(text)) {
			const answer = this.to(inside);
			filled += text.slice(end, at);
			filled += "said" in answer ? write(answer.said, filled) : text.slice(at, at + length);
			end = at + length;
		}
		return filled + text.slice(end);
	}

	private fact(reference: FactReference): Answer {
		const { text, day } = this.source.facts[reference.fact];
		const content: CellContent = text === "" ? { kind: "blank" } : day === undefined ? { kind: "text", text } : { kind: "day", day, text };
		const status = text === "" ? "not-reported" : "filled";
		return { reference, content, shown: text, said: text || this.source.notPublished, value: text || null, status, missing: [], carried: [] };
	}

	private figure(reference: FigureReference): Answer {
		const figure = this.source.book.figure(reference);
		const { value, printed, said, scale, places, qualifier } = figure;
		const parts = { reference, shown: printed, value, ...this.doubts(reference, figure) };
		if (value === null) return { ...parts, content: { kind: "blank" }, said: this.source.notReported, status: "not-reported" };
		if (value === "not-applicable")
			return { ...parts, content: { kind: "text", text: printed, asNumber: true }, said: printed, status: "not-applicable" };
		const content: CellContent = isRange(value)
			? { kind: "text", text: printed, asNumber: true }
			: { kind: "number", value, print: { scale, places, qualifier } };
		return { ...parts, content, said: said ?? printed, status: "filled" };
	}

	/** Of a part of the city only what is that part's own. */
	private doubts({ place }: FigureReference, { missing, carried }: Pick<Answer, "missing" | "carried">): Pick<Answer, "missing" | "carried"> {
		if (place === null) return { missing, carried };
		const own = new Set(membersOf(place, this.source.units).map(({ code }) => code));
		return { missing: missing.filter((code) => own.has(code)), carried: carried.filter((code) => own.has(code)) };
	}
}
