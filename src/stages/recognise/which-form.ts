import type { Form } from "../../model/form.ts";
import type { Refusal } from "../../model/refusal.ts";
import type { Evidence } from "../../model/submission.ts";
import type { CatalogueIndex } from "./catalogue-index.ts";
import { type Assignment, assign, claimsPerTable, type HeaderColumn } from "./columns.ts";
import { formsNumbered, titledForm } from "./form-names.ts";
import type { Labelled, PlainText } from "./labels.ts";

/** How well a table fits the columns under a header. */
export interface Fit {
	readonly table: number;
	readonly assignment: Assignment;
	/** Share of the table's required columns that were found. */
	readonly required: number;
	/** Share of the sheet's columns that the table knows. */
	readonly known: number;
	readonly score: number;
}

/** Below these shares a header is none of the form's, unless the sheet states the form number. */
const LEAST_REQUIRED = 0.5;
const LEAST_KNOWN = 0.4;
/** A winner by the header alone leads the next form by at least this much. */
const CLEAR_LEAD = 0.08;

/** Every table that knows two of the columns at least, best first. */
export function fits(columns: readonly HeaderColumn[], index: CatalogueIndex): Fit[] {
	const asked = columns.filter(({ serial }) => !serial).length;
	const claims = claimsPerTable(columns);
	return index.tables
		.flatMap(({ table }, at): Fit[] => {
			// Most tables share no heading with a sheet.
			if ((claims.get(at) ?? 0) < 2) return [];
			const assignment = assign(columns, at, table);
			const obliged = table.fields.filter((field) => field.required).length;
			const required = obliged === 0 ? 1 : 1 - assignment.missing.length / obliged;
			const known = asked === 0 ? 0 : assignment.mapped.length / asked;
			const exact = assignment.mapped.filter(({ via }) => via === "header").length / Math.max(1, assignment.mapped.length);
			return [{ table: at, assignment, required, known, score: 0.6 * required + 0.4 * known + 0.05 * exact }];
		})
		.filter(({ assignment }) => assignment.mapped.length >= 2)
		.sort((a, b) => b.score - a.score);
}

/** Whether a fit is good enough to be believed without a form number. */
export function isPlausible({ required, known, assignment }: Fit): boolean {
	// Two words that a form has among its synonyms (指标, 数量) are anyone's table.
	const telling = assignment.mapped.length > 2 || required === 1 || assignment.mapped.some(({ via }) => via === "header");
	return required >= LEAST_REQUIRED && known >= LEAST_KNOWN && telling;
}

/** A form and the text that states it. */
export interface StatedForm {
	readonly form: Form;
	readonly evidence: Evidence;
}

/** The form whose number stands above a header: after 表号 first, else anywhere there; null where none or several do. */
export function numberedForm({ labels, plain }: Labelled, forms: readonly Form[]): StatedForm | null {
	const labelled = labels.filter(({ kind }) => kind === "form").flatMap((text) => stated(text, true, forms));
	const found = labelled.length > 0 ? labelled : plain.flatMap((text) => stated(text, false, forms));
	const first = found[0];
	return first && found.every(({ form }) => form === first.form) ? first : null;
}

function stated(text: PlainText, labelled: boolean, forms: readonly Form[]): StatedForm[] {
	return formsNumbered(text.text, labelled, forms).map((form) => ({
		form,
		evidence: { of: "form", from: "form-number", text: text.text, cell: text.cell },
	}));
}

/** The table chosen for a header, or why none was. */
export type Choice = { readonly fit: Fit; readonly evidence: Evidence } | { readonly refusal: Refusal };

/** What may settle a form beside the header, strongest first. */
export interface FormHints {
	readonly number: StatedForm | null;
	/** Form number of an earlier table of the sheet. */
	readonly inherited: StatedForm | null;
	readonly titles: readonly PlainText[];
	readonly sheet: string;
	readonly fileName: string;
}

/** A header that names another form than the form number says, and names it this clearly, is not read as either. */
const CONTRADICTION = 0.35;

/** Chooses a header's table: form number first, then the header's own fingerprint, then titles, then the file name (issue rule: sheet number, header, file name). */
export function chooseTable(columns: readonly HeaderColumn[], hints: FormHints, index: CatalogueIndex): Choice {
	const candidates = fits(columns, index);
	const formAt = (fit: Fit) => index.tables[fit.table]?.form;
	if (hints.number) {
		const { form, evidence } = hints.number;
		const own = candidates.find((fit) => formAt(fit) === form);
		const best = candidates[0];
		const contradicted = best && isPlausible(best) && best.score - (own?.score ?? 0) > CONTRADICTION && (own?.required ?? 0) <= LEAST_REQUIRED;
		if (contradicted) {
			return { refusal: { code: "form.disagrees", params: { sheet: hints.sheet, number: form.id, header: formAt(best)?.id ?? "" } } };
		}
		if (own) return { fit: own, evidence };
		return { refusal: { code: "form.unknown", params: { sheet: hints.sheet, number: form.id } } };
	}
	const plausible = candidates.filter(isPlausible);
	const best = plausible[0];
	if (!best) return { refusal: { code: "form.unknown", params: { sheet: hints.sheet } } };
	const close = plausible.filter((fit) => best.score - fit.score < CLEAR_LEAD);
	const forms = [...new Set(close.map(formAt))].filter((form) => form !== undefined);
	const header: Evidence = { of: "form", from: "header", text: columns.map(({ path }) => path.at(-1) ?? "").join(" ") };
	if (forms.length === 1) return { fit: best, evidence: header };
	return (
		settled(close, forms, hints, index) ?? {
			refusal: { code: "form.ambiguous", params: { sheet: hints.sheet, forms: forms.map(({ id }) => id).join("、") } },
		}
	);
}

/** The one of several forms with like headers that the sheet's other words or the file name mean. */
function settled(close: readonly Fit[], forms: readonly Form[], hints: FormHints, index: CatalogueIndex): Choice | null {
	const inherited = hints.inherited;
	const fitOf = (form: Form) => close.find((fit) => index.tables[fit.table]?.form === form);
	const own = inherited && fitOf(inherited.form);
	if (own) return { fit: own, evidence: inherited.evidence };
	const sheetName = { text: hints.sheet, cell: undefined };
	const words = [...hints.titles.map((title) => ({ ...title, from: "title" as const })), { ...sheetName, from: "title" as const }];
	for (const { text, cell, from } of [...words, { text: hints.fileName, cell: undefined, from: "file-name" as const }]) {
		const form = titledForm(text, forms);
		const fit = form && fitOf(form);
		if (fit) return { fit, evidence: { of: "form", from, text, ...(cell === undefined ? {} : { cell }) } };
	}
	return null;
}
