import type { ReportingUnit } from "../../model/division.ts";
import type { Field } from "../../model/fields.ts";
import { type FactReference, type FigureReference, type Referable, type ReferenceFault, resolveReference } from "../../model/figure-reference.ts";
import type { Form, Table } from "../../model/form.ts";
import { tableOf } from "../../model/form.ts";
import type { CountedIndicator } from "../../model/indicator.ts";
import { matchKey } from "../../model/match-key.ts";
import { nearestNames } from "../../model/nearest.ts";
import { formNamed } from "../form-named.ts";

/** What a template's references may name. */
export interface Known extends Referable {
	readonly forms: readonly Form[];
}

/** What stands around a reference: the unit or month that a block is repeated for, the table whose rows are listed. */
export interface Scope {
	readonly unit?: ReportingUnit;
	/** 1–12. */
	readonly month?: number;
	readonly table?: Table;
}

/** Words of templates that are neither figures nor facts. */
const WORDS = {
	part: ["期名", "part"],
	next: ["下期名", "next part"],
	"last-year": ["上年", "last year"],
	unit: ["单位名称", "unit name"],
	month: ["月份", "month"],
	number: ["序号", "number"],
	rows: ["条数", "rows"],
} as const;
export type Word = keyof typeof WORDS;

export type Named =
	| FigureReference
	| FactReference
	| ReferenceFault
	| { readonly kind: "word"; readonly word: Word }
	| { readonly kind: "field"; readonly field: Field };

/** What the inside of a pair of braces names where it stands. Of a list's row its columns come first. */
export function nameIn(inside: string, scope: Scope, known: Known): Named {
	const field = scope.table && fieldCalled(inside, scope.table);
	if (field) return { kind: "field", field };
	const word = (Object.keys(WORDS) as Word[]).find((key) => WORDS[key].some((way) => way === inside) && mayStand(key, scope));
	if (word) return { kind: "word", word };
	const named = resolveReference(starred(inside, scope), known);
	if (named.kind !== "fault" || !scope.table || named.what !== "indicator") return named;
	const headers = scope.table.fields.filter(({ personal }) => !personal).map(({ header }) => header);
	return { ...named, nearest: [...nearestNames(inside, headers, 2), ...named.nearest].slice(0, 4) };
}

/** References in conditions may stand in braces or without. */
export function bare(written: string): string {
	return written.replace(/^\{\{|\}\}$/g, "").trim();
}

/** The column of a heading, one of the ways in which offices write it, or a field name. */
export function fieldCalled(written: string, table: Table): Field | undefined {
	const key = matchKey(written);
	const called = (ways: (field: Field) => readonly string[]) => table.fields.find((field) => ways(field).some((way) => matchKey(way) === key));
	return called(({ name, header }) => [name, header]) ?? called(({ synonyms }) => synonyms);
}

function mayStand(word: Word, { unit, month, table }: Scope): boolean {
	if (word === "unit") return unit !== undefined;
	if (word === "month") return month !== undefined;
	return word === "number" || word === "rows" ? table !== undefined : true;
}

/** `*` stands for the unit or month that a block is repeated for. */
function starred(inside: string, { unit, month }: Scope): string {
	const byUnit = unit ? inside.replace(/([@＠]\s*)[*＊]/, `$1${unit.code}`) : inside;
	if (month === undefined) return byUnit;
	return byUnit.replace(/(month-)[*＊]/, `$1${String(month).padStart(2, "0")}`).replace(/[*＊](?=月)/, String(month));
}

/** Where the rows of a list come from: a table whole, or those of its rows that an indicator counts. */
export interface Source {
	readonly form: Form;
	readonly table: Table;
	readonly indicator: CountedIndicator | null;
}

/** The table or indicator that a list names, or what it may have been meant to be. */
export function sourceOf(written: string, { forms, indicators, units }: Known): Source | { readonly nearest: readonly string[] } {
	const [, number = "", part = ""] = /^(.*?\d)([A-Z]?)$/i.exec(written) ?? [null, written, ""];
	const form = formNamed(number, forms) ?? formNamed(written, forms);
	const table = form?.tables.find(({ id }) => id === part.toUpperCase()) ?? (part === "" ? form?.tables[0] : undefined);
	if (form && table) return { form, table, indicator: null };
	const named = resolveReference(written, { indicators, units });
	if (named.kind === "figure" && named.measure === "value" && named.place === null) {
		for (const owner of forms) {
			const indicator = owner.indicators.find(({ id }) => id === named.indicator);
			if (indicator?.kind === "counted") return { form: owner, table: tableOf(owner, indicator.table), indicator };
		}
	}
	const names = nearestNames(written, [...forms.map(({ id }) => id.replace(/^阳科/, "")), ...(named.kind === "fault" ? named.nearest : [])]);
	return { nearest: named.kind === "fault" && names.length === 0 ? named.nearest : names };
}
