import type { Field } from "../../model/fields.ts";
import type { BodyRow } from "../../model/submission.ts";
import type { Column } from "./columns.ts";

/** A 合计 or 小计 row: what the office says that the details sum up to. */
export interface TotalRow {
	readonly row: number;
	/** 总计, 合计 or 小计 where a mapped cell says so; "" where the label stands in a column of its own. */
	readonly label: "" | "小计" | "合计" | "总计";
	/** Field → the total in the field's unit; null where something stands there that cannot be compared (a formula without its result). */
	readonly values: Readonly<Record<string, number | null>>;
}

/** Units whose column has no meaningful sum. */
const NOT_ADDED: ReadonlySet<string> = new Set(["分", "%", "岁", "倍", "年"]);

/** Whether the sum of a column means something: counts, and amounts with a unit that is not a score or a rate. */
export function isAdded({ type, unit }: Field): boolean {
	if (unit !== undefined && NOT_ADDED.has(unit)) return false;
	return type.kind === "integer" || (type.kind === "decimal" && unit !== undefined);
}

/** Reads a total row. What its cells would be told for as data is left out: it is compared, never stored. */
export function readTotal(row: BodyRow, columns: readonly Column[]): TotalRow {
	const { cells } = row;
	const values: Record<string, number | null> = {};
	for (const { field, read } of columns) {
		const cell = cells[field.name];
		if (!cell || !isAdded(field)) continue;
		const reading = read(cell);
		if (reading.absent === undefined) values[field.name] = typeof reading.value === "number" ? reading.value : null;
	}
	return { row: row.number, label: labelOf(cells), values };
}

function labelOf(cells: BodyRow["cells"]): TotalRow["label"] {
	for (const { value } of Object.values(cells)) {
		const match = /(小计|合计|总计|共计|累计)/.exec(String(value).replace(/\s/g, ""));
		if (match) return match[1] === "小计" || match[1] === "合计" ? match[1] : "总计";
	}
	return "";
}
