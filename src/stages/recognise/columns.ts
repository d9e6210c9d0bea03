import { type CellAddress, toA1 } from "../../model/a1.ts";
import type { Field } from "../../model/fields.ts";
import { NEVER_COMPARED, type Table } from "../../model/form.ts";
import type { ColumnMapping } from "../../model/submission.ts";
import type { CatalogueIndex, Claim, HeadingReading } from "./catalogue-index.ts";
import { isSerial, spellings } from "./header-text.ts";

/** A column's heading as it stands. */
export interface HeaderColumn extends HeadingReading {
	readonly column: number;
	/** Heading cells without blanks, parents first. */
	readonly path: readonly string[];
	/** The lowest heading cell. */
	readonly cell: CellAddress;
}

/** A column with what its heading may mean. */
export function headerColumn(column: number, path: readonly string[], cell: CellAddress, index: CatalogueIndex): HeaderColumn {
	return { column, path, cell, ...readingOf(path, index) };
}

/** Paths whose reading is remembered; far more than all offices together use, far fewer than would burden a process that runs for years. */
const REMEMBERED = 20_000;

function readingOf(path: readonly string[], index: CatalogueIndex): HeadingReading {
	const key = path.join("\n");
	const known = index.read.get(key);
	if (known) return known;
	const serial = isSerial(path.at(-1) ?? "");
	const reading = { serial, claims: serial ? [] : findClaims(path, index) };
	if (index.read.size >= REMEMBERED) index.read.clear();
	index.read.set(key, reading);
	return reading;
}

function findClaims(path: readonly string[], index: CatalogueIndex): Claim[] {
	const best = new Map<Field, Claim>();
	for (const { key, unit, cost, segments } of spellings(path)) {
		for (const { strength, ...entry } of index.headings.get(key) ?? []) {
			const score = strength + 8 * (segments - 1) - cost;
			if (score > (best.get(entry.field)?.score ?? 0)) best.set(entry.field, { ...entry, score, ...(unit === undefined ? {} : { unit }) });
		}
	}
	return [...best.values()];
}

/** How many claims the columns make on each table: no table can have more of them. */
export function claimsPerTable(columns: readonly HeaderColumn[]): ReadonlyMap<number, number> {
	const counts = new Map<number, number>();
	for (const { claims } of columns) for (const { table } of claims) counts.set(table, (counts.get(table) ?? 0) + 1);
	return counts;
}

/** A column as written: parents joined by an underscore. */
export function headerText(column: HeaderColumn): string {
	return column.path.join("_");
}

/** How a table's fields are spread over columns. */
export interface Assignment {
	readonly mapped: readonly ColumnMapping[];
	/** Columns that claim a field as strongly as the one that has it. */
	readonly twice: readonly { readonly field: Field; readonly column: HeaderColumn; readonly first: HeaderColumn }[];
	readonly unknown: readonly HeaderColumn[];
	readonly missing: readonly Field[];
}

interface Pair {
	readonly column: HeaderColumn;
	readonly claim: Claim;
	/** Among how many fields of the table the column may choose. */
	readonly choices: number;
}

/**
 * Gives each column the field that its heading speaks for most strongly: exact headers before synonyms, parent paths before bare leaves, each field once.
 * Position never decides between fields.
 */
export function assign(columns: readonly HeaderColumn[], table: number, { fields }: Table): Assignment {
	const pairs = pairsOf(columns, table);
	const byField = new Map<Field, Pair>();
	const byColumn = new Map<HeaderColumn, Pair>();
	for (const pair of pairs) {
		if (byField.has(pair.claim.field) || byColumn.has(pair.column)) continue;
		byField.set(pair.claim.field, pair);
		byColumn.set(pair.column, pair);
	}
	const left = columns.filter((column) => !column.serial && !byColumn.has(column));
	const twice = left.flatMap((column) => {
		const own = pairs.find((pair) => pair.column === column);
		const rival = own && byField.get(own.claim.field);
		// A second column of remarks contradicts nothing: it is kept like any other column that the table does not know.
		return own && rival && !NEVER_COMPARED.has(own.claim.field.name) && rival.claim.score === own.claim.score
			? [{ field: own.claim.field, column, first: rival.column }]
			: [];
	});
	return {
		mapped: [...byColumn.values()].map(mappingOf).sort((a, b) => a.column - b.column),
		twice,
		unknown: left.filter((column) => !twice.some((t) => t.column === column)),
		missing: fields.filter((field) => field.required && !byField.has(field)),
	};
}

function pairsOf(columns: readonly HeaderColumn[], table: number): Pair[] {
	const pairs = columns.flatMap((column) => {
		const claims = column.claims.filter((claim) => claim.table === table);
		return claims.map((claim): Pair => ({ column, claim, choices: claims.length }));
	});
	return withoutAmbiguousLeaves(pairs).sort((a, b) => b.claim.score - a.claim.score || a.choices - b.choices || a.column.column - b.column.column);
}

/** A bare leaf (小计) that several fields end with says nothing. */
function withoutAmbiguousLeaves(pairs: readonly Pair[]): Pair[] {
	return pairs.filter(({ column, claim }) => {
		if (claim.score > WEAK) return true;
		return !pairs.some((other) => other.column === column && other.claim !== claim && other.claim.score === claim.score);
	});
}

const WEAK = 45;

function mappingOf({ column, claim }: Pair): ColumnMapping {
	return {
		field: claim.field.name,
		column: column.column,
		header: headerText(column),
		headerCell: toA1(column.cell),
		via: claim.via,
		...(claim.synonym === undefined ? {} : { synonym: claim.synonym }),
		...(claim.unit === undefined ? {} : { unit: claim.unit }),
	};
}
