import type { Finding } from "../../model/finding.ts";
import { type Form, NEVER_COMPARED, type Table } from "../../model/form.ts";
import type { Value } from "../../model/rule.ts";
import type { EarlierReport } from "../../model/stored.ts";
import type { ColumnMapping } from "../../model/submission.ts";
import { measureOf } from "../normalise/units.ts";
import { type BlockState, distinctRows } from "./state.ts";

type Values = Readonly<Record<string, Value>>;

/** Powers of ten by which amounts are off where 元, 千元, 万元 and 亿元 were mixed up, and how far from one a ratio may be, as a power of ten itself. */
const SLIPS = [1, 3, 4].flatMap((power) => [power, -power]);
const NEAR = 0.2;
/** Units that are a slip away from 万元, by the power that the amounts are off. */
const UNIT_OF_SLIP: Readonly<Record<number, string>> = { 4: "元", 1: "千元", [-4]: "亿元" };

/**
 * Compares a report with the accepted one of the period before: told where it says just the same (mess.md 54, the wrong period perhaps), asked where the amounts of a column
 * whose unit stands nowhere are ten, a thousand or ten thousand times those of before, or such a part of them (mess.md 34). Nothing is ever converted for it.
 */
export function compareWithEarlier(form: Form, states: readonly BlockState[], earlier: EarlierReport | null): void {
	if (!earlier) return;
	const same = form.tables.every((table) => {
		const [now, before] = [rowsOf(table, states), earlier.rows[table.id] ?? []];
		return now.length === before.length && contents(now, table) === contents(before, table);
	});
	const first = states[0];
	if (same && first) first.findings.add({ ...bare(first), code: "rows.unchanged", severity: "info", params: { period: earlier.period } });
	if (!same) for (const state of states) askScale(state, earlier);
}

function rowsOf(table: Table, states: readonly BlockState[]): Values[] {
	return states
		.filter(({ normalised }) => normalised.block.table.id === table.id)
		.flatMap((state) => distinctRows(state).map(({ values }) => values));
}

/** All that the rows of a table say, in no order. */
function contents(rows: readonly Values[], { fields }: Table): string {
	const compared = fields.filter(({ name }) => !NEVER_COMPARED.has(name));
	return rows
		.map((values) => JSON.stringify(compared.map(({ name }) => values[name] ?? null)))
		.sort()
		.join("\n");
}

/** Asks about each column of money whose unit neither its heading nor the 计量单位 line says. */
function askScale(state: BlockState, earlier: EarlierReport): void {
	const { block } = state.normalised;
	if (block.amountUnit !== null) return;
	const { table } = block;
	const before = new Map((earlier.rows[table.id] ?? []).map((values) => [keyOf(values, table), values]));
	for (const mapping of block.columns) {
		const field = table.fields.find(({ name }) => name === mapping.field);
		if (mapping.unit !== undefined || field?.unit === undefined || measureOf(field.unit)?.dimension !== "money") continue;
		const power = slipOf(distinctRows(state).map(({ values }) => [values[field.name], before.get(keyOf(values, table))?.[field.name]]));
		if (power !== null) state.findings.add(asked(state, mapping, power));
	}
}

function keyOf(values: Values, { key }: Table): string {
	return JSON.stringify(key.map((name) => values[name] ?? null));
}

/** The power of ten near which the middle one of some ratios lies, where that is a slip; null where it is none or nothing can be compared. */
function slipOf(pairs: readonly (readonly [now: Value | undefined, before: Value | undefined])[]): number | null {
	const ratios = pairs
		.flatMap(([now, before]) => (typeof now === "number" && typeof before === "number" && now > 0 && before > 0 ? [Math.log10(now / before)] : []))
		.sort((a, b) => a - b);
	const middle = ratios[Math.floor(ratios.length / 2)];
	return middle === undefined ? null : (SLIPS.find((power) => Math.abs(middle - power) <= NEAR) ?? null);
}

function asked(state: BlockState, { field, header, headerCell }: ColumnMapping, power: number): Finding {
	const unit = UNIT_OF_SLIP[power];
	return {
		...bare(state),
		code: "amount.unit-scale",
		severity: "soft",
		cell: headerCell,
		field,
		header,
		expected: unit ?? null,
		params: { times: power > 0 ? 10 ** power : `1/${10 ** -power}` },
	};
}

function bare({ normalised }: BlockState): Omit<Finding, "code" | "severity"> {
	const { sheet, table } = normalised.block;
	return { ...(table.id === "" ? {} : { table: table.id }), sheet, cell: null, field: null, header: null, value: null, expected: null };
}
