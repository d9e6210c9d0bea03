import { columnLetters } from "../../model/a1.ts";
import type { ReportingUnit } from "../../model/division.ts";
import type { Field } from "../../model/fields.ts";
import { keyFields, type Table } from "../../model/form.ts";
import type { Cell } from "../../model/grid.ts";
import type { Period } from "../../model/period.ts";
import type { Block, ColumnMapping } from "../../model/submission.ts";
import { enumReader, yesNoReader } from "./choices.ts";
import { readCode } from "./codes.ts";
import { dateReader, monthReader, yearReader } from "./dates.ts";
import { numberReader, percentReader } from "./numbers.ts";
import { BLANK, type Reader, type Reading, unreadable } from "./reading.ts";
import { regionReader } from "./regions.ts";
import { listReader, textReader, withDamage } from "./texts.ts";

/** What readers need to know of the submission. */
export interface ReadingContext {
	readonly period: Period;
	readonly unit: ReportingUnit;
	readonly units: readonly ReportingUnit[];
}

/** What readers need to know of the block. */
type ReadBlock = Pick<Block, "table" | "date1904" | "amountUnit">;

/** A field of the table and how its cells are read on one block. */
export interface Column {
	readonly field: Field;
	/** Undefined where the block has no such column. */
	readonly mapping: ColumnMapping | undefined;
	/** Column letters; "" without a mapping. */
	readonly letters: string;
	/** Field that takes the 约 or 以上 of this column's numbers. */
	readonly qualifier: string | undefined;
	readonly read: Reader;
}

/** The columns of a block in the table's order, each with its reader made once. */
export function columnsOf(block: Block, context: ReadingContext): Column[] {
	const mappings = new Map(block.columns.map((mapping) => [mapping.field, mapping]));
	return block.table.fields.map((field) => {
		const mapping = mappings.get(field.name);
		return {
			field,
			mapping,
			letters: mapping ? columnLetters(mapping.column) : "",
			qualifier: field.type.kind === "integer" ? field.type.qualifier : undefined,
			read: fieldReader(field, mapping?.unit, block, context),
		};
	});
}

/** Reader of a field's cells below a heading that names `unit`, mapped or not. */
export function fieldReader(field: Field, unit: string | undefined, block: ReadBlock, context: ReadingContext): Reader {
	return guarded(readerOf(field, unit, block, context));
}

const ERROR_TEXT = /^#(?:REF!|DIV\/0!|N\/A|VALUE!|NAME\?|NULL!|NUM!|SPILL!|CALC!)$/;

/** Characters of a cell that are read, blanks included: no field takes so many, and patterns would take for ever over a text that has no end. */
const LONGEST = 5_000;

/** Errors, formulas without a stored result (mess.md 24) and texts beyond all measure are refused whatever the field. */
function guarded(read: Reader): Reader {
	return (cell) => {
		if (typeof cell.value === "string" && cell.value.length > LONGEST)
			return cell.value.trim() === "" ? BLANK : unreadable("value.too-long", { params: { max: LONGEST } });
		if (cell.uncached) return unreadable("formula.uncached");
		if (cell.type === "e" || (typeof cell.value === "string" && cell.value.startsWith("#") && ERROR_TEXT.test(cell.value)))
			return unreadable("formula.error");
		return read(cell);
	};
}

function readerOf(field: Field, unit: string | undefined, block: ReadBlock, context: ReadingContext): Reader {
	const { type } = field;
	const dates = { date1904: block.date1904, period: context.period };
	const strictness = { required: field.required, key: isKey(field, block.table) };
	const amounts = { field, headerUnit: unit, amountUnit: block.amountUnit };
	switch (type.kind) {
		case "text":
			return textReader({ ...strictness, registered: type.registered ?? false });
		case "list":
			return listReader(strictness);
		case "code":
			return (cell) => {
				const reading = readCode(cell, type.scheme);
				return typeof reading.value === "string" ? withDamage(reading, reading.value, strictness) : reading;
			};
		case "integer":
			return numberReader({ ...amounts, places: 0 });
		case "decimal":
			return numberReader({ ...amounts, places: type.places });
		case "percent":
			return percentReader(field, type.places);
		case "date":
		case "date-or-month":
			return remembered(dateReader(dates, type.kind === "date-or-month"));
		case "month":
			return remembered(monthReader(dates));
		case "year":
			return remembered(yearReader(dates));
		case "yes-no":
			return remembered(yesNoReader([field.header, ...field.synonyms], type.no));
		case "enum":
			return remembered(enumReader(type.members, type.several));
		case "region":
			return remembered(regionReader(context.unit, context.units, type.whole));
	}
}

/** Rows are found again by the field: it is part of the natural key, or a name that is compared. */
function isKey(field: Field, table: Table): boolean {
	return field.matchByName || keyFields(table).includes(field.name);
}

/** Values of a column that are remembered: the days of a dozen years, in whatever way they are written. */
const REMEMBERED = 5_000;

/** Columns of few different values are read once per value; a date and a text that looks the same are two. */
function remembered(read: Reader): Reader {
	const readings = new Map<Cell["value"], Reading>();
	const ofDates = new Map<Cell["value"], Reading>();
	return (cell) => {
		const known = cell.type === "d" ? ofDates : readings;
		const before = known.get(cell.value);
		if (before) return before;
		const reading = read(cell);
		if (known.size < REMEMBERED) known.set(cell.value, reading);
		return reading;
	};
}
