import type { Field } from "../../model/fields.ts";
import type { Cell } from "../../model/grid.ts";
import type { Block, ProposalEvidence } from "../../model/submission.ts";
import { fieldReader, type ReadingContext } from "../normalise/columns.ts";
import { measureOfField } from "../normalise/units.ts";

/** What the values under a heading say of a field. */
export interface ValueEvidence {
	/** Values looked at; those that say that there is none (无, —) are not counted. */
	readonly values: number;
	/** How many of them can be read as the field's. */
	readonly fits: number;
	/** How much it says, from 0 to 1, that values can be read as the field's: any text is a text, but hardly anything is a credit code. */
	readonly telling: number;
}

/** Where a table's values are read: what `fieldReader` has to know. */
export interface ValuePlace {
	readonly block: Pick<Block, "table" | "date1904" | "amountUnit">;
	/** Unit that the heading names. */
	readonly unit: string | undefined;
	readonly context: ReadingContext;
}

/** Reads the values of a column as a field's, as if its heading were the field's. */
export function valueEvidence(cells: readonly Cell[], field: Field, { block, unit, context }: ValuePlace): ValueEvidence {
	const read = fieldReader(field, unit, block, context);
	let values = 0;
	let fits = 0;
	const seen = new Set<string>();
	for (const cell of cells) {
		const { value, absent } = read(cell);
		if (absent !== undefined) continue;
		values++;
		// What is wrong in itself (another county's name) is the field's all the same.
		if (value === null || !suits(cell, value, field)) continue;
		fits++;
		seen.add(String(value));
	}
	return { values, fits, telling: telling(field, seen.size) };
}

/** What the reader leaves to the row's schema, and what it takes although nobody would write it. */
function suits({ type: cellType }: Cell, value: unknown, { type }: Field): boolean {
	switch (type.kind) {
		case "integer":
		case "decimal":
			return typeof value === "number" && value >= (type.min ?? value) && value <= (type.max ?? value);
		case "percent":
			return typeof value === "number" && value >= 0 && value <= (type.max ?? value);
		case "text":
		case "list":
			return cellType === "s" && !/^[\d.,%¥￥-]+$/.test(String(value));
		default:
			return true;
	}
}

const TELLING: Readonly<Record<Field["type"]["kind"], number>> = {
	text: 0,
	list: 0,
	integer: 0.2,
	decimal: 0.2,
	percent: 0.3,
	"yes-no": 0.4,
	year: 0.5,
	month: 0.5,
	date: 0.5,
	"date-or-month": 0.5,
	enum: 0.8,
	region: 0.8,
	code: 0,
};

/** `different`: how many different values were read. One member of a list, again and again, hardly tells which list it is. */
function telling({ type }: Field, different: number): number {
	if (type.kind === "code") return type.scheme === "free" ? 0 : 1;
	if (type.kind === "enum") return different >= 2 && type.members.length >= 3 ? TELLING.enum : 0.3;
	return TELLING[type.kind];
}

const KINDS: Readonly<Record<Field["type"]["kind"], ProposalEvidence["kind"]>> = {
	text: "text",
	list: "text",
	integer: "number",
	decimal: "number",
	percent: "share",
	"yes-no": "yes-no",
	year: "year",
	month: "month",
	date: "date",
	"date-or-month": "date",
	enum: "choice",
	region: "region",
	code: "code",
};

/** What a field's values are called in a proposal. */
export function kindOf(field: Field): ProposalEvidence["kind"] {
	return KINDS[field.type.kind] === "number" && measureOfField(field).dimension === "money" ? "amount" : KINDS[field.type.kind];
}
