import type { ConversionKind } from "../../model/conversion.ts";
import type { FindingCode } from "../../model/finding.ts";
import type { Cell } from "../../model/grid.ts";
import type { Severity, Value } from "../../model/rule.ts";

/** What a reader has to tell about one cell. The row gives it its place and so makes it a finding. */
export interface Note {
	readonly code: FindingCode;
	readonly severity: Severity;
	readonly expected?: string;
	readonly params?: Readonly<Record<string, string | number>>;
}

/** How exact a number says that it is (统09 口径). */
export type Exactness = "准确" | "约" | "以上";

/** What a cell was understood as. `value` is null where it is absent or could not be read (a hard note says why). */
export interface Reading {
	readonly value: Value;
	readonly absent?: "blank" | "na";
	readonly notes: readonly Note[];
	/** Of numbers alone. */
	readonly exactness?: Exactness;
	/** How the cell was put into the form's terms; left out where it stands in them already. */
	readonly conversions?: readonly ConversionKind[];
}

/** Reads the cells of one column. Pure. */
export type Reader = (cell: Cell) => Reading;

const NO_NOTES: readonly Note[] = [];

/** The cell holds nothing. */
export const BLANK: Reading = { value: null, absent: "blank", notes: NO_NOTES };
/** The cell says that the question does not apply: 无, —, 不适用. */
export const NOT_APPLICABLE: Reading = { value: null, absent: "na", notes: NO_NOTES, conversions: ["not-applicable"] };

/** A value about which there is nothing to tell. */
export const plain = (value: Value): Reading => ({ value, notes: NO_NOTES });
/** A value with something to tell. */
export const told = (value: Value, ...notes: Note[]): Reading => ({ value, notes });

/** A reading, and how the cell came to its value. */
export function converted(reading: Reading, kinds: readonly ConversionKind[]): Reading {
	return kinds.length === 0 || reading.value === null ? reading : { ...reading, conversions: kinds };
}

type NoteExtras = Omit<Note, "code" | "severity">;
/** A note that rejects the row. */
export const hard = (code: FindingCode, extras: NoteExtras = {}): Note => ({ code, severity: "hard", ...extras });
/** A note that asks for an explanation. */
export const soft = (code: FindingCode, extras: NoteExtras = {}): Note => ({ code, severity: "soft", ...extras });
/** A note that only informs. */
export const info = (code: FindingCode, extras: NoteExtras = {}): Note => ({ code, severity: "info", ...extras });

/** A cell that could not be read. */
export const unreadable = (code: FindingCode, extras: NoteExtras = {}): Reading => ({ value: null, notes: [hard(code, extras)] });
