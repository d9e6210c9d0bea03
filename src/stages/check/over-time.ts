import type { Field } from "../../model/fields.ts";
import { type KnownRow, positive, saidNumber } from "./sizes.ts";
import { type BlockState, findAt } from "./state.ts";

/** Rows in common with the report before, from which on a whole column says something. */
const FEW = 5;
/** Such a part of them must have had numbers where the column has none now, or have some where it had none. */
const SHARE = 0.5;

/** Whether a column of numbers can be compared as a whole. */
export function isNumber({ type }: Field): boolean {
	return type.kind === "integer" || type.kind === "decimal" || type.kind === "percent";
}

/** Asks about running totals (已拨付, 已完成投资) that are less than in the unit's report before. */
export function askFalls(field: Field, rows: readonly KnownRow[], period: string): void {
	for (const { state, row, before } of rows) {
		const [now, then] = [row.values[field.name], before?.[field.name]];
		if (typeof now !== "number" || typeof then !== "number" || now >= then) continue;
		findAt(state, row.row, field.name, {
			code: "amount.falls",
			severity: "soft",
			expected: `≥ ${saidNumber(then)}`,
			params: { period, beside: saidNumber(then) },
		});
	}
}

/** Tells of columns that had numbers in the report before and have none now, or the other way round: a column was left out, or the columns have shifted. */
export function tellEmptied(field: Field, rows: readonly KnownRow[], period: string): void {
	const common = rows.filter(({ before }) => before !== undefined);
	const [first] = common;
	if (!first || common.length < FEW) return;
	const now = common.filter(({ row }) => positive(row.values[field.name]) !== null).length;
	const then = common.filter(({ before }) => positive(before?.[field.name]) !== null).length;
	const many = SHARE * common.length;
	if (now === 0 && then >= many) tell(field, first.state, "column.emptied", { period, rows: then });
	if (then === 0 && now >= many) tell(field, first.state, "column.filled", { period, rows: now });
}

function tell(field: Field, { columns, normalised, findings }: BlockState, code: string, params: Record<string, string | number>): void {
	const { sheet, table } = normalised.block;
	const mapping = columns.get(field.name);
	findings.add({
		...{ code, severity: "info", sheet, cell: mapping?.headerCell ?? null, field: field.name, header: mapping?.header ?? null },
		...{ value: null, expected: null, params },
		...(table.id === "" ? {} : { table: table.id }),
	});
}
