import type { Table } from "../../model/form.ts";
import type { Row } from "../../model/grid.ts";
import type { Refusal } from "../../model/refusal.ts";
import type { CatalogueIndex } from "./catalogue-index.ts";
import { filledCells, tight } from "./cells.ts";
import { type HeaderColumn, headerColumn } from "./columns.ts";
import { nameLikeness, type ReadHeading, readHeading } from "./likeness.ts";

/** Rows at the top of a sheet in which its headings would stand. */
const SEARCHED = 15;
/** Fewer texts side by side are a title or labels. */
const LEAST_HEADINGS = 3;
/** No heading is longer. */
const LONGEST = 40;
/** Headings of a row that are looked at; no form has so many columns. */
const MOST_HEADINGS = 60;
/** Headings that have less in common with a name do not mean it. */
const ALIKE = 0.6;
/** A form that a header is less like than this is not named. */
const LEAST = 0.45;
/** Forms within this of the nearest are named beside it. */
const AS_NEAR = 0.1;
const NAMED = 3;
/** Required columns named of those that the header lacks. */
const LACKING = 5;

interface Near {
	readonly form: string;
	/** 0 … 1. */
	readonly score: number;
	/** Headers of required fields that no heading is like. */
	readonly lacking: readonly string[];
}

/**
 * A refusal of a sheet whose form could not be told, with the forms that its header comes nearest to: `near`, `likeness` of the nearest in per cent, and the required
 * columns that the header lacks.
 */
export function withNearestForms(refusal: Refusal, rows: readonly Row[], index: CatalogueIndex): Refusal {
	if (refusal.code !== "form.unknown") return refusal;
	const [nearest, ...others] = nearestForms(rows, index);
	if (!nearest) return refusal;
	const near = [nearest, ...others].map(({ form }) => form).join("、");
	const lacking = others.length > 0 ? [] : nearest.lacking.slice(0, LACKING);
	return {
		...refusal,
		params: { ...refusal.params, near, likeness: Math.round(nearest.score * 100), ...(lacking.length > 0 ? { lacking: lacking.join("、") } : {}) },
	};
}

function nearestForms(rows: readonly Row[], index: CatalogueIndex): Near[] {
	const headers = rows.slice(0, SEARCHED).map((row) => headingsOf(row, index));
	const best = new Map<string, Near>();
	for (const headings of headers.filter((found) => found.length >= LEAST_HEADINGS)) {
		for (const [at, { form, table }] of index.tables.entries()) {
			const near = { form: form.id, ...compare(headings, table, at) };
			if (near.score >= LEAST && near.score > (best.get(form.id)?.score ?? 0)) best.set(form.id, near);
		}
	}
	const ranked = [...best.values()].sort((a, b) => b.score - a.score);
	return ranked.filter(({ score }) => (ranked[0]?.score ?? 0) - score < AS_NEAR).slice(0, NAMED);
}

interface Heading {
	readonly claims: HeaderColumn["claims"];
	readonly read: ReadHeading;
}

function headingsOf(row: Row, index: CatalogueIndex): Heading[] {
	const texts = filledCells(row)
		.filter((cell) => cell.type === "s")
		.map(tight)
		.filter((text) => text.length <= LONGEST);
	return texts.slice(0, MOST_HEADINGS).flatMap((text, column) => {
		const { serial, claims } = headerColumn(column, [text], { row: 1, column }, index);
		return serial ? [] : [{ claims, read: readHeading([text], null) }];
	});
}

/** How far a row of headings is a table's: mostly how many of its required columns are there, in so many words or nearly, then how many of the headings it knows. */
function compare(columns: readonly Heading[], table: Table, at: number): Omit<Near, "form"> {
	const pairs = columns.flatMap((column) =>
		table.fields.map((field) => {
			const known = column.claims.some((claim) => claim.table === at && claim.field === field);
			return { column, field, score: known ? 1 : nameLikeness(column.read, field, table.title.zh).score };
		}),
	);
	const taken = new Map<unknown, number>();
	for (const { column, field, score } of pairs.filter((pair) => pair.score >= ALIKE).sort((a, b) => b.score - a.score)) {
		if (taken.has(column) || taken.has(field)) continue;
		taken.set(column, score).set(field, score);
	}
	const sum = (things: readonly unknown[]) => things.reduce<number>((total, thing) => total + (taken.get(thing) ?? 0), 0);
	const required = table.fields.filter((field) => field.required);
	const score = 0.6 * (sum(required) / Math.max(1, required.length)) + 0.4 * (sum(columns) / Math.max(1, columns.length));
	return { score, lacking: required.filter((field) => !taken.has(field)).map(({ header }) => header) };
}
