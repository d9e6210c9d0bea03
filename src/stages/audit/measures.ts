import type { CountedIndicator, FigureValue, Measure, Qualifier } from "../../model/indicator.ts";
import { type AuditRow, comparedValue, keyOver } from "./basis.ts";
import { exactSum } from "./exact.ts";
import { type Surroundings, type Test, testOf } from "./passes.ts";

/** A measure that can be taken of any rows: of those of a unit, a division or the city. */
export interface Gauge {
	/** 0 of no rows; null where rows are there and none of them has a value. */
	readonly of: (rows: readonly AuditRow[]) => number | null;
	readonly qualifier: (rows: readonly AuditRow[]) => Qualifier | undefined;
}

type Of<K extends Measure["kind"]> = Measure & { readonly kind: K };

/** How an indicator's rows, which have passed its filter, become a number (docstrings of src/model/indicator.ts). Values that are given are taken by `givenValue`. */
export function gaugeOf({ measure, places = 0 }: CountedIndicator, around: Surroundings): Gauge {
	const exact = (of: Gauge["of"]): Gauge => ({ of, qualifier: () => undefined });
	switch (measure.kind) {
		case "count":
			return exact((rows) => rows.length);
		case "distinct":
			return exact(distinct(measure, measure.every ? testOf(measure.every, around) : null));
		case "distinct-by-alias":
			return exact((rows) => documents(measure, rows));
		case "sum":
			return { of: (rows) => total(measure, rows, places), qualifier: (rows) => vaguest(measure, rows) };
		case "given":
			throw new Error("what is given is not measured");
	}
}

function distinct({ fields }: Of<"distinct">, every: Test | null): Gauge["of"] {
	return (rows) => {
		const kept = new Map<string, boolean>();
		for (const row of rows) {
			const key = keyOver(row, fields);
			if (key !== null) kept.set(key, (kept.get(key) ?? true) && (every === null || every(row)));
		}
		return [...kept.values()].filter(Boolean).length;
	};
}

/** Rows of one name are one document, and so are a row and those that its alias names. */
function documents({ name, alias }: Of<"distinct-by-alias">, rows: readonly AuditRow[]): number {
	const first = new Map<string, number>();
	rows.forEach((row, at) => {
		const own = comparedValue(row, name);
		if (own !== null && !first.has(String(own))) first.set(String(own), at);
	});
	const parent = rows.map((_, at) => at);
	const rootOf = (at: number): number => {
		let root = at;
		while (parent[root] !== root) root = parent[root] ?? root;
		parent[at] = root;
		return root;
	};
	rows.forEach((row, at) => {
		for (const field of [name, alias]) {
			const called = comparedValue(row, field);
			const namesake = called === null ? undefined : first.get(String(called));
			if (namesake !== undefined) parent[rootOf(at)] = rootOf(namesake);
		}
	});
	return rows.filter((_, at) => rootOf(at) === at).length;
}

function total(measure: Of<"sum">, rows: readonly AuditRow[], places: number): number | null {
	const numbers = standFor(measure, rows).flatMap(({ values }) => {
		const value = values[measure.field];
		return typeof value === "number" ? [value] : [];
	});
	return rows.length > 0 && numbers.length === 0 ? null : exactSum(numbers, places);
}

/** Of the rows that share the key of `once` the highest, of equal ones that which came first; every row where nothing is said of it. */
function standFor({ once }: Of<"sum">, rows: readonly AuditRow[]): readonly AuditRow[] {
	if (!once) return rows;
	const { field, order } = once.highest;
	const height = ({ values }: AuditRow) => {
		const at = order.indexOf(String(values[field] ?? ""));
		return at < 0 ? order.length : at;
	};
	const alone: AuditRow[] = [];
	const highest = new Map<string, AuditRow>();
	for (const row of rows) {
		const key = keyOver(row, once.key);
		const known = key === null ? undefined : highest.get(key);
		if (key === null) alone.push(row);
		else if (!known || height(row) < height(known)) highest.set(key, row);
	}
	return [...alone, ...highest.values()];
}

/** A sum is as vague as its vaguest part: 约 before 以上. */
function vaguest(measure: Of<"sum">, rows: readonly AuditRow[]): Qualifier | undefined {
	const { qualifier, field } = measure;
	if (qualifier === undefined) return undefined;
	const said = new Set(standFor(measure, rows).flatMap(({ values }) => (typeof values[field] === "number" ? [values[qualifier]] : [])));
	return said.has("约") ? "约" : said.has("以上") ? "以上" : undefined;
}

/** What is given for a region, as one bound or two; should it stand there twice, what stands last. null where nothing was given. */
export function givenValue({ low, high, region }: Of<"given">, rows: readonly AuditRow[], called: string, places: number): FigureValue {
	const values = rows.findLast((row) => row.values[region] === called)?.values;
	const from = values?.[low];
	if (typeof from !== "number") return null;
	const to = values?.[high];
	return rangeOf(exactSum([from], places), exactSum([typeof to === "number" ? to : from], places));
}

/** The bounds of several values added up; null where one of them has none. */
export function addedBounds(values: readonly FigureValue[], places: number): FigureValue {
	const bounds = values.flatMap((value) => (value === null ? [] : [typeof value === "number" ? [value, value] : value]));
	if (bounds.length < values.length) return null;
	const side = (at: 0 | 1) =>
		exactSum(
			bounds.map((pair) => pair[at] ?? 0),
			places,
		);
	return rangeOf(side(0), side(1));
}

function rangeOf(low: number, high: number): FigureValue {
	return low === high ? low : [low, high];
}
