import { type Conversion, type ConversionExample, type ConversionKind, EXAMPLES_KEPT } from "../../model/conversion.ts";
import type { Field } from "../../model/fields.ts";
import type { Cell } from "../../model/grid.ts";
import { nameFolding } from "../../model/match-key.ts";
import type { Value } from "../../model/rule.ts";
import type { Block } from "../../model/submission.ts";
import { shownText } from "./characters.ts";
import { roundNumber } from "./decimals.ts";
import type { Reading } from "./reading.ts";

const BLANKS = /[\s\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]/;
const WIDE = /[\uff01-\uff5e\u2212\u2012-\u2015]/;

/** What of a text's spelling is put right before a number, date or code is read from it. */
export function spellingOf(text: string): ConversionKind[] {
	const kinds: ConversionKind[] = [];
	if (BLANKS.test(text)) kinds.push("blanks");
	if (WIDE.test(text)) kinds.push("full-width");
	return kinds;
}

/** Characters of a text that an example shows. */
const SHOWN = 60;

/** A column that is read. */
interface Place {
	readonly field: Field;
	readonly letters: string;
}

interface Tally {
	count: number;
	readonly examples: ConversionExample[];
}

/** Counts what was converted in a block, per column and kind. Cells beyond the first examples cost a look-up. */
export class ConversionLog {
	/** Whether something other than text was met: a text file has no other way to write a number. */
	typed = false;
	private readonly tallies = new Map<string, Map<ConversionKind, Tally>>();

	/** A cell and how it was read. What is not applicable where something is required is a finding's to tell. */
	read({ field, letters }: Place, row: number, cell: Cell, { conversions = [], value, absent }: Reading): void {
		if (absent && field.required) return;
		for (const kind of conversions) {
			const tally = this.tallyOf(field.name, kind);
			if (tally.examples.length < EXAMPLES_KEPT)
				keep(tally, `${letters}${row}`, kind === "date-1904" ? cell.raw : shownText(cell), shownValue(value, field));
		}
	}

	/** A cell that takes the value of the merged range that covers it. */
	filled({ field, letters }: Place, row: number, master: string, value: Value): void {
		if (value === null) return;
		const tally = this.tallyOf(field.name, "merged-fill");
		if (tally.examples.length < EXAMPLES_KEPT) keep(tally, `${letters}${row}`, master, shownValue(value, field));
	}

	/** A name that its match key writes otherwise. */
	compared({ field, letters }: Place, row: number, name: string, key: string): void {
		for (const kind of nameFolding(name)) {
			const tally = this.tallyOf(field.name, kind);
			if (tally.examples.length < EXAMPLES_KEPT) keep(tally, `${letters}${row}`, name, key);
		}
	}

	private tallyOf(field: string, kind: ConversionKind): Tally {
		let kinds = this.tallies.get(field);
		if (!kinds) {
			kinds = new Map();
			this.tallies.set(field, kinds);
		}
		let tally = kinds.get(kind);
		if (!tally) {
			tally = { count: 0, examples: [] };
			kinds.set(kind, tally);
		}
		tally.count += 1;
		return tally;
	}

	/** What was counted, in the order of the block's columns. */
	of(block: Block): Conversion[] {
		if (this.tallies.size === 0) return [];
		const untold = this.typed ? null : "text-number";
		return block.columns.flatMap(({ field, header }) =>
			[...(this.tallies.get(field) ?? [])]
				.filter(([kind]) => kind !== untold)
				.map(([kind, tally]) => ({ kind, table: block.table.id, sheet: block.sheet, field, header, ...tally })),
		);
	}
}

function keep({ examples }: Tally, cell: string, from: string, to: string): void {
	const example = { cell, from: from.slice(0, SHOWN), to: to.slice(0, SHOWN) };
	if (!examples.some((known) => known.from === example.from)) examples.push(example);
}

/** A value as a person reads it, several parted by a bar; "" for nothing. */
function shownValue(value: Value, { type }: Field): string {
	if (value === null) return "";
	if (typeof value === "boolean") return value ? "是" : "否";
	if (typeof value === "number" && type.kind === "percent") return `${roundNumber(value, 2, type.places).value}%`;
	return typeof value === "object" ? value.join(" | ") : String(value);
}

/** Conversions of several blocks: those of one kind in one column of a sheet are one. */
export function together(all: readonly Conversion[]): Conversion[] {
	const found = new Map<string, Conversion>();
	for (const conversion of all) {
		const { sheet, table, field, kind } = conversion;
		const key = JSON.stringify([sheet, table, field, kind]);
		const known = found.get(key);
		const examples = [...(known?.examples ?? []), ...conversion.examples].slice(0, EXAMPLES_KEPT);
		found.set(key, known ? { ...known, count: known.count + conversion.count, examples } : conversion);
	}
	return [...found.values()];
}
