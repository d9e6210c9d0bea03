import { type CellAddress, toA1 } from "../../model/a1.ts";
import { parseFigureName } from "../../model/figure-name.ts";
import type { FactReference, FigureReference, ReferenceFault } from "../../model/figure-reference.ts";
import { indicatorOf, isFault, placeOf, referencesIn } from "../../model/figure-reference.ts";
import { type CellContent, type FillPlan, onPage, type Template, type TextPlace } from "../../model/fill.ts";
import type { Told } from "../../model/printed.ts";
import { type Answer, type AnswerSource, Answers } from "./answers.ts";
import type { FillMapping } from "./mapping.ts";
import { type TableFault, tableCells } from "./table.ts";
import { TemplateCells } from "./template-cells.ts";

/** What says that a cell is to be filled. */
export type FillSource = "placeholder" | "name" | "mapping" | "table";

/** A cell of a template and what it is to hold. */
export interface PlannedCell {
	readonly sheet: string;
	/** A1. */
	readonly cell: string;
	readonly source: FillSource;
	/** As they are written; several inside a text. */
	readonly references: readonly string[];
	/** What it shows then. */
	readonly shown: string;
	/** null inside a text, and where nothing was reported. */
	readonly value: Told | string;
	/** formula: it holds a formula, which stays. text: it holds a text in a table, which stays. */
	readonly status: Answer["status"] | "formula" | "text";
	readonly missing: readonly string[];
	readonly carried: readonly string[];
}

/** A text beside the cells. */
export interface PlannedText {
	readonly sheet: string | null;
	readonly where: TextPlace;
	readonly before: string;
	readonly after: string;
}

/** What keeps a template from being filled. */
export interface FillFault {
	readonly what: ReferenceFault["what"] | TableFault["fault"]["what"] | "name" | "name-target" | "formula" | "twice";
	readonly sheet: string | null;
	/** A1; the name of a defined name. */
	readonly cell: string | null;
	readonly where?: TextPlace;
	readonly written: string;
	readonly nearest: readonly string[];
}

/** What filling a template would do. With faults nothing of it is done. */
export interface FillProposal {
	readonly plan: FillPlan;
	readonly cells: readonly PlannedCell[];
	readonly texts: readonly PlannedText[];
	readonly faults: readonly FillFault[];
}

export interface PlanSource extends AnswerSource {
	/** Name of the city, as headings of tables write it. */
	readonly city: string;
}

/**
 * Finds what is to be filled in a template, by its placeholders, its names that begin with hb. and a mapping, and answers it. Everything that is wrong is found at once. Of what names one
 * cell, a table yields to the others; else two must mean the same.
 */
export function planFill(template: Template, mapping: FillMapping, source: PlanSource): FillProposal {
	const planner = new Planner(template, source);
	for (const { place, reference } of mapping.cells) planner.mapped(place, reference);
	for (const name of template.names) planner.named(name);
	planner.placeholders();
	for (const { sheet, where, text } of template.texts) planner.text(sheet, where, text);
	for (const table of mapping.tables) planner.table(table, source.city);
	return planner.proposal();
}

class Planner {
	private readonly template: Template;
	private readonly cells: TemplateCells;
	private readonly answers: Answers;
	private readonly planned = new Map<string, PlannedCell & { readonly meaning: string; readonly content: CellContent | null }>();
	private readonly texts: PlannedText[] = [];
	private readonly said = new Map<string, string>();
	private readonly faults: FillFault[] = [];

	constructor(template: Template, source: AnswerSource) {
		this.template = template;
		this.cells = new TemplateCells(template);
		this.answers = new Answers(source);
	}

	proposal(): FillProposal {
		const all = [...this.planned.values()];
		const cells = all.flatMap(({ sheet, cell, content }) => (content ? [{ sheet, cell, content }] : []));
		return {
			plan: { cells, texts: this.said },
			cells: all.map(({ content: _, meaning: __, ...told }) => told),
			texts: this.texts,
			faults: this.faults,
		};
	}

	mapped(place: string, reference: string): void {
		const named = this.cells.named(place);
		if ("what" in named) {
			this.faults.push({ ...named, sheet: null, cell: place });
			return;
		}
		const at = this.cells.single(named.sheet, named.range);
		if (!at) this.faults.push({ what: "cell", sheet: named.sheet, cell: place, written: place, nearest: [] });
		else if (this.cells.cell(named.sheet, at)?.formula) {
			this.faults.push({ what: "formula", sheet: named.sheet, cell: toA1(at), written: reference, nearest: [] });
		} else if (referencesIn(reference).length > 0) this.fillText(named.sheet, at, reference, "mapping");
		else this.fillAlone(named.sheet, at, reference, "mapping");
	}

	named({ name, refersTo, target }: Template["names"][number]): void {
		const meant = parseFigureName(name);
		const at = target && this.template.worksheets.includes(target.sheet) ? this.cells.single(target.sheet, target.range) : null;
		if (!meant || !target || !at) {
			this.faults.push({ what: meant ? "name-target" : "name", sheet: null, cell: name, written: meant ? refersTo : name, nearest: [] });
			return;
		}
		const { measure } = meant;
		const indicator = indicatorOf(meant.indicator, this.answers.known);
		const code = meant.place && `${meant.place.cut === "unit" ? "" : "区划"}${meant.place.code}`;
		const place = code === null ? null : placeOf(code, this.answers.known.units);
		for (const part of [indicator, place]) if (isFault(part)) this.fault(part, { sheet: target.sheet, cell: toA1(at) });
		if (!isFault(indicator) && !isFault(place)) this.put(target.sheet, at, { kind: "figure", indicator, place, measure }, "name", name);
	}

	placeholders(): void {
		for (const { name: sheet, rows } of this.template.grid.sheets) {
			if (!this.template.worksheets.includes(sheet)) continue;
			for (const { number: row, cells } of rows) {
				for (const { column, type, value, formula } of cells) {
					if (type !== "s" || formula || typeof value !== "string" || !value.includes("{{")) continue;
					if (referencesIn(value).length > 0) this.fillText(sheet, { row, column }, value, "placeholder");
				}
			}
		}
	}

	text(sheet: string | null, where: TextPlace, text: string): void {
		this.answered(text, { sheet, cell: null, where });
		this.texts.push({ sheet, where, before: text, after: this.answers.fill(text, where === "header-footer" ? onPage : undefined) });
	}

	table(table: FillMapping["tables"][number], city: string): void {
		const { sheet, cells, faults } = tableCells(table, this.cells, this.answers.known, city);
		for (const { fault, ...where } of faults) this.faults.push({ ...where, what: fault.what, written: fault.written, nearest: fault.nearest });
		for (const { at, reference } of cells) {
			const cell = this.cells.cell(sheet, at);
			const hidden = toA1(this.cells.master(sheet, at)) !== toA1(at);
			if (hidden || this.planned.has(`${sheet}!${toA1(at)}`)) continue;
			const { indicator, place, measure } = reference;
			const written = `${indicator}${place === null ? "" : `@${place.cut === "unit" ? "" : "区划"}${place.code}`}${measure === "value" ? "" : `:${measure}`}`;
			const stays = cell?.type === "s" && !cell.formula && String(cell.value).trim() !== "";
			this.put(sheet, at, reference, "table", written, stays);
		}
	}

	/** A text with placeholders; one that is nothing but a placeholder becomes what this stands for. */
	private fillText(sheet: string, at: CellAddress, text: string, source: FillSource): void {
		const references = referencesIn(text);
		const [only] = references;
		if (references.length === 1 && only?.length === text.trim().length && !this.cells.isHeading(sheet, at)) {
			this.fillAlone(sheet, at, only.inside, source);
			return;
		}
		const answers = this.answered(text, { sheet, cell: toA1(at) });
		if (answers.length < references.length) return;
		const shown = this.answers.fill(text);
		const content: CellContent = source === "placeholder" ? { kind: "in-place", text: shown } : { kind: "text", text: shown };
		this.add({
			...{ sheet, cell: toA1(at), source, references: references.map(({ inside }) => inside), shown, value: null, content },
			meaning: text,
			status: answers.find(({ status }) => status !== "filled")?.status ?? "filled",
			missing: [...new Set(answers.flatMap(({ missing }) => missing))],
			carried: [...new Set(answers.flatMap(({ carried }) => carried))],
		});
	}

	private fillAlone(sheet: string, at: CellAddress, inside: string, source: FillSource): void {
		const answer = this.answers.to(inside);
		if (!("said" in answer)) {
			this.fault(answer, { sheet, cell: toA1(at) });
			return;
		}
		// The shared text of such a cell is no longer shown, and should not say what it said.
		if (source === "placeholder") this.said.set(inside, answer.said);
		this.put(sheet, at, answer.reference, source, inside);
	}

	private put(sheet: string, at: CellAddress, reference: FigureReference | FactReference, source: FillSource, written: string, stays = false): void {
		const { content, shown, value, status, missing, carried } = this.answers.of(reference);
		const own = this.cells.cell(sheet, at);
		const kept = own?.formula ? "formula" : stays ? "text" : null;
		this.add({
			...{ sheet, cell: toA1(at), source, references: [written], missing, carried, meaning: JSON.stringify(reference) },
			...(kept ? { shown: String(own?.value ?? ""), value: null, status: kept, content: null } : { shown, value, status, content }),
		});
	}

	private add(cell: PlannedCell & { readonly meaning: string; readonly content: CellContent | null }): void {
		const key = `${cell.sheet}!${cell.cell}`;
		const known = this.planned.get(key);
		if (!known) this.planned.set(key, cell);
		else if (known.meaning !== cell.meaning) {
			const written = [...known.references, ...cell.references].join("、");
			this.faults.push({ what: "twice", sheet: cell.sheet, cell: cell.cell, written, nearest: [] });
		}
	}

	/** The answers to the placeholders of a text; those that name nothing become faults. */
	private answered(text: string, at: Pick<FillFault, "sheet" | "cell" | "where">): Answer[] {
		return referencesIn(text).flatMap(({ inside }) => {
			const answer = this.answers.to(inside);
			if ("said" in answer) {
				this.said.set(inside, answer.said);
				return [answer];
			}
			this.fault(answer, at);
			return [];
		});
	}

	private fault({ what, written, nearest }: ReferenceFault, at: Pick<FillFault, "sheet" | "cell" | "where">): void {
		this.faults.push({ what, written, nearest, ...at });
	}
}
