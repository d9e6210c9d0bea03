import type { Field } from "../../model/fields.ts";
import type { Form, Table } from "../../model/form.ts";
import type { Catalogue, ColumnMapping, ConfirmedSynonym } from "../../model/submission.ts";
import { headingKey, segmentKey } from "./header-text.ts";

/** A heading that some table knows. */
export interface Entry {
	/** Position in `tables`. */
	readonly table: number;
	readonly field: Field;
	readonly via: ColumnMapping["via"];
	/** Where `via` is confirmed. */
	readonly synonym?: ConfirmedSynonym;
	/** How strongly the heading speaks for the field: its own header most, the bare leaf of a synonym's path least. */
	readonly strength: number;
}

/** The headings of every form, compiled once per catalogue. */
export interface CatalogueIndex {
	readonly tables: readonly { readonly form: Form; readonly table: Table }[];
	readonly headings: ReadonlyMap<string, readonly Entry[]>;
	/** Whether a heading may end in a Chinese character. Names of enterprises end in others, and are told from headings so at once. */
	readonly mayEnd: (character: string) => boolean;
	/** How paths of heading cells were read: offices use the same headings again and again, and a header is read in several ways before one is chosen. */
	readonly read: Map<string, HeadingReading>;
}

/** What a column's heading says. */
export interface HeadingReading {
	/** It heads the running numbers. */
	readonly serial: boolean;
	/** Fields that it may mean, in every table, strongest reading each. */
	readonly claims: readonly Claim[];
}

/** A field that a column's heading may mean. */
export interface Claim {
	readonly table: number;
	readonly field: Field;
	readonly via: ColumnMapping["via"];
	readonly synonym?: ConfirmedSynonym;
	readonly score: number;
	readonly unit?: string;
}

const STRENGTH = { header: 100, synonym: 70, english: 60, headerLeaf: 40, synonymLeaf: 30 } as const;

const compiled = new WeakMap<Catalogue, CatalogueIndex>();

/** The index of a catalogue's headings. */
export function indexOf(catalogue: Catalogue): CatalogueIndex {
	const known = compiled.get(catalogue);
	if (known) return known;
	const index = compile(catalogue);
	compiled.set(catalogue, index);
	return index;
}

/** The confirmed synonyms are taken as they stand in the catalogue: `catalogueFor` leaves only those that a unit's files are read with. */
function compile({ forms, synonyms }: Catalogue): CatalogueIndex {
	const tables = forms.flatMap((form) => form.tables.map((table) => ({ form, table })));
	const headings = new Map<string, Entry[]>();
	tables.forEach(({ table }, position) => {
		for (const field of table.fields) for (const [key, entry] of headingsOf(field, position)) enter(headings, key, entry);
	});
	for (const synonym of synonyms ?? []) enterConfirmed(headings, synonym, tables);
	return { tables, headings, mayEnd: endingsOf(headings), read: new Map() };
}

/** Of units, which stand behind a heading's name, and of headings of running numbers. */
const OTHER_ENDINGS = ["元", "米", "序", "号", "次"];

function endingsOf(headings: ReadonlyMap<string, unknown>): CatalogueIndex["mayEnd"] {
	const endings = new Set([...OTHER_ENDINGS, ...[...headings.keys()].map((key) => key.slice(-1))]);
	const asked = new Map<string, boolean>();
	return (character) => {
		const known = asked.get(character);
		if (known !== undefined) return known;
		const may = endings.has(segmentKey(character));
		asked.set(character, may);
		return may;
	};
}

function headingsOf(field: Field, table: number): [string, Entry][] {
	const header = segmentKey(field.header);
	const synonyms = field.synonyms.map(segmentKey);
	const leaf = (key: string) => key.slice(key.lastIndexOf("_") + 1);
	const entry = (via: Entry["via"], strength: number): Entry => ({ table, field, via, strength });
	return [
		[header, entry("header", STRENGTH.header)],
		...synonyms.map((key): [string, Entry] => [key, entry("synonym", STRENGTH.synonym)]),
		[segmentKey(field.label), entry("synonym", STRENGTH.english)],
		[leaf(header), entry("header", STRENGTH.headerLeaf)],
		...synonyms.map((key): [string, Entry] => [leaf(key), entry("synonym", STRENGTH.synonymLeaf)]),
	];
}

function enter(headings: Map<string, Entry[]>, key: string, entry: Entry): void {
	const entries = headings.get(key);
	if (!entries) headings.set(key, [entry]);
	else if (!entries.some((known) => known.table === entry.table && known.field === entry.field)) entries.push(entry);
}

/** A confirmed synonym stands beside a form's own, as a whole: its last part alone is no name. One whose field a later edition has dropped says nothing. */
function enterConfirmed(headings: Map<string, Entry[]>, synonym: ConfirmedSynonym, tables: CatalogueIndex["tables"]): void {
	const position = tables.findIndex(({ form, table }) => form.id === synonym.form && table.id === synonym.table);
	const field = tables[position]?.table.fields.find(({ name }) => name === synonym.field);
	if (!field) return;
	const key = headingKey(synonym.heading);
	const others = (headings.get(key) ?? []).filter((known) => known.table !== position || known.field !== field || known.strength >= STRENGTH.synonym);
	headings.set(key, others);
	enter(headings, key, { table: position, field, via: "confirmed", synonym, strength: STRENGTH.synonym });
}
