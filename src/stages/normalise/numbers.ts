import type { ConversionKind } from "../../model/conversion.ts";
import type { Field } from "../../model/fields.ts";
import type { Cell } from "../../model/grid.ts";
import { compact, isNotApplicable } from "./characters.ts";
import { spellingOf } from "./conversions.ts";
import { type Rounded, roundDecimal, roundNumber } from "./decimals.ts";
import { BLANK, type Exactness, hard, info, NOT_APPLICABLE, type Note, type Reader, type Reading, soft, unreadable } from "./reading.ts";
import { type Measure, measureOf, measureOfColumn, measureOfField, scalePower } from "./units.ts";
import { hasChineseNumerals, isPlainNumber, parseWrittenNumber, type WrittenNumber } from "./written-number.ts";

/** What a number column says beside its cells. */
export interface NumberColumn {
	readonly field: Field;
	/** Decimals that are kept. */
	readonly places: number;
	/** Unit in the column's header; undefined where it names none. */
	readonly headerUnit: string | undefined;
	/** Unit of the 计量单位 line. */
	readonly amountUnit: string | null;
}

/** Below this many ㎡ an incubator's floor is almost surely written in 万㎡ (mess.md 35). */
const SMALL_AREA = 50;

/**
 * Reader of amounts and counts: the value in the field's unit, rounded half away from zero to `places`.
 * The unit is the cell's, else its header's, else the sheet's, else the form's; a cell that contradicts its own header is told (mess.md 32, 33).
 */
export function numberReader(column: NumberColumn): Reader {
	const { field, places } = column;
	const own = measureOfField(field);
	const bare = measureOfColumn(field, column.headerUnit, column.amountUnit);
	const header = column.headerUnit === undefined ? null : measureOf(column.headerUnit);
	const shift = bare.power - own.power;
	const whole = field.type.kind === "integer";
	const rescaled = shift === 0 ? {} : { conversions: [SCALED[own.dimension]] };
	const bareNumber: Finish = { whole, shift, places, ...rescaled };
	return (cell) => {
		if (cell.type === "n" && typeof cell.value === "number") {
			const rounded = roundNumber(cell.value, shift, places);
			return finish(rounded, bareNumber, areaNotes(field, bare, rounded.value));
		}
		return cell.type === "s" ? writtenAmount(cell) : unreadable("number.unreadable");
	};

	function writtenAmount(cell: Cell): Reading {
		const written = writtenOf(cell);
		if ("notes" in written) return written;
		const stated = statedMeasure(written, field, own.dimension);
		if (stated === "foreign") return unreadable("number.unreadable");
		const cellShift = (stated ?? bare).power - own.power;
		const rounded = roundDecimal(written.literal, cellShift, places);
		const notes: Note[] = stated === null ? [...areaNotes(field, bare, rounded.value)] : [];
		if (stated && header?.dimension === own.dimension && header.power !== stated.power) {
			notes.push(info("amount.cell-unit", { params: { cell: written.scale + written.unit, header: column.headerUnit ?? "" } }));
		}
		if (written.exactness !== "准确" && !keepsQualifier(field)) notes.push(info("number.approximate", { expected: String(rounded.value) }));
		const conversions = conversionsOf(String(cell.value), written, cellShift === 0 ? null : SCALED[own.dimension], keepsQualifier(field));
		return finish(rounded, { whole, shift: cellShift, places, exactness: written.exactness, conversions }, notes);
	}
}

const SCALED: Readonly<Record<Measure["dimension"], ConversionKind>> = { money: "amount-unit", area: "area-unit", count: "count-unit" };
const AS_TEXT: readonly ConversionKind[] = ["text-number"];
const MARKS = /[,，￥¥]|^\s*[(（].*[)）]\s*$/;

/** How a number came from its text to its value. `scaled`: it stood in another unit than the form's; `qualified`: the form keeps its 约 or 以上 (elsewhere a finding tells). */
function conversionsOf(text: string, written: WrittenNumber, scaled: ConversionKind | null, qualified = false): readonly ConversionKind[] {
	if (isPlainNumber(text)) return scaled === null ? AS_TEXT : [...AS_TEXT, scaled];
	const kinds = spellingOf(text);
	if (hasChineseNumerals(text)) kinds.push("chinese-numerals");
	if (MARKS.test(text)) kinds.push("number-marks");
	if (qualified && written.exactness !== "准确") kinds.push("qualifier");
	if (scaled !== null) kinds.push(scaled);
	else if (written.unit !== "" || written.scale !== "") kinds.push("unit-word");
	return kinds.length === 0 && written.exactness === "准确" ? AS_TEXT : kinds;
}

/**
 * Reader of shares: the fraction. A % sign or %-format says so; a bare number above 1 is in per cent; a bare number up to 1 may be either and asks for an explanation (mess.md 36).
 */
export function percentReader(field: Field, places: number): Reader {
	return (cell) => {
		if (cell.type === "n" && typeof cell.value === "number") {
			if (cell.format === "percent") return finish(roundNumber(cell.value, 0, places + 2), { whole: false, shift: 0, places: places + 2 }, []);
			return bareShare(cell.value.toPrecision(15), places, [], []);
		}
		if (cell.type !== "s") return unreadable("number.unreadable");
		const text = compact(String(cell.value)).replace(/^百分之(.+)$/, "$1%");
		const written = writtenOf({ ...cell, value: text });
		if ("notes" in written) return written;
		if (written.scale !== "" || !/^(?:%|个?百分点)?$/.test(written.unit)) return unreadable("number.unreadable");
		const notes = written.exactness === "准确" ? [] : [info("number.approximate")];
		const conversions = conversionsOf(String(cell.value), written, written.unit === "" ? null : "percent");
		if (written.unit === "") return bareShare(written.literal, places, notes, conversions);
		return finish(roundDecimal(written.literal, -2, places + 2), { whole: false, shift: 0, places: places + 2, conversions }, notes);
	};

	function bareShare(literal: string, decimals: number, notes: Note[], written: readonly ConversionKind[]): Reading {
		const number = Math.abs(Number(literal));
		const isFraction = number > 0 && number <= 1;
		const rounded = roundDecimal(literal, isFraction ? 0 : -2, decimals + 2);
		if (isFraction)
			notes.push(soft("percent.ambiguous", { expected: `${roundNumber(rounded.value, 2, decimals).value}%`, params: { field: field.header } }));
		const conversions: readonly ConversionKind[] = number > 1 ? [...written, "percent"] : written;
		return finish(rounded, { whole: false, shift: 0, places: decimals + 2, conversions }, notes);
	}
}

/** The cell's text as a number; or what to say where it is none. */
function writtenOf(cell: Cell): WrittenNumber | Reading {
	const text = compact(String(cell.value));
	if (text === "") return BLANK;
	if (isNotApplicable(text)) return NOT_APPLICABLE;
	const written = parseWrittenNumber(text);
	if (written === null) return unreadable("number.unreadable");
	return written === "vague" ? unreadable("number.vague") : written;
}

/** The measure that the cell itself states; null where it states none, "foreign" where it is none of the field's. */
function statedMeasure(written: WrittenNumber, field: Field, dimension: Measure["dimension"]): Measure | null | "foreign" {
	const power = scalePower(written.scale) ?? 0;
	if (written.unit === "") return written.scale === "" ? null : { dimension, power };
	const unit = written.unit === field.unit ? measureOfField(field) : measureOf(written.unit);
	if (unit?.dimension !== dimension) return "foreign";
	const scaled = { dimension, power: power + unit.power };
	return dimension === "count" && scaled.power === 0 ? null : scaled;
}

interface Finish {
	readonly whole: boolean;
	readonly shift: number;
	readonly places: number;
	readonly exactness?: Exactness;
	readonly conversions?: readonly ConversionKind[];
}

const NOTHING: readonly Note[] = [];

function finish({ value, exact }: Rounded, how: Finish, notes: readonly Note[]): Reading {
	const exactness = how.exactness ?? "准确";
	// Digits that a smaller unit had beyond the field's places are the price of the conversion, not a loss to tell of.
	if (exact || (how.shift < 0 && !how.whole)) {
		return how.conversions ? { value, notes, exactness, conversions: how.conversions } : { value, notes, exactness };
	}
	if (how.whole) return { value: null, notes: [...notes, hard("number.not-whole")] };
	const rounded = [...notes, info("number.rounded", { expected: String(value), params: { places: how.places } })];
	return { value, notes: rounded, exactness, ...(how.conversions ? { conversions: how.conversions } : {}) };
}

/** What is expected is the same figure, in 万㎡. */
function areaNotes(field: Field, bare: Measure, value: number): readonly Note[] {
	if (bare.dimension !== "area" || bare.power !== 0 || field.unit !== "㎡" || value <= 0 || value >= SMALL_AREA) return NOTHING;
	return [soft("amount.area-scale", { expected: String(value) })];
}

function keepsQualifier(field: Field): boolean {
	return field.type.kind === "integer" && field.type.qualifier !== undefined;
}
