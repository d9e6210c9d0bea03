import type { Field } from "../../model/fields.ts";
import type { Form, Table } from "../../model/form.ts";
import type { ElsewhereQuestion, MiddleElsewhere } from "../../model/known.ts";
import type { EarlierReport } from "../../model/stored.ts";
import type { NormalisedRow } from "../../model/submission.ts";
import { FindingLog } from "../finding-log.ts";
import type { NormalisedBlock } from "../normalise.ts";
import { askCells } from "./cell-scale.ts";
import { tellOutliers } from "./outliers.ts";
import { askFalls, isNumber, tellEmptied } from "./over-time.ts";
import { hasScale, isSize, type KnownRow, knownRows, type Size, sizesOf } from "./sizes.ts";
import { type BlockState, stateOf } from "./state.ts";
import { askUnit, isWithoutPast, type Reference } from "./unit-scale.ts";

/**
 * Looks at every column of numbers for what can hardly be meant: a unit that was mixed up, in the whole column or in one cell, numbers that stick out, running totals that fall, and
 * columns that were left out.
 * Which columns follows from what the form says of its fields. A cell or column is told of once, by what says most. Nothing is ever changed for it.
 */
export function giveHints(form: Form, states: readonly BlockState[], earlier: EarlierReport | null, elsewhere: readonly MiddleElsewhere[]): void {
	for (const table of form.tables) {
		const own = states.filter(({ normalised }) => normalised.block.table.id === table.id);
		if (own.length === 0) continue;
		const rows = knownRows(table, own, earlier);
		for (const field of table.fields) {
			const others = elsewhere.filter((each) => each.table === table.id && each.field === field.name);
			const asked = isSize(field) ? lookAt(field, table, sizesOf(field.name, rows), { period: earlier?.period ?? null, elsewhere: others }) : NONE;
			if (earlier && isNumber(field)) lookBack(field, rows, asked, earlier.period);
		}
	}
}

type Asked = ReadonlySet<NormalisedRow>;
const NONE: Asked = new Set();

/** Looks at one column by itself and beside others; gives the rows that were asked about. Of several sheets one may be in another unit than the next. */
function lookAt(field: Field, table: Table, sizes: readonly Size[], reference: Reference): Asked {
	const sheets = [...new Set(sizes.map(({ state }) => state))];
	const doubted = sheets.filter((state) => askUnit(field, of(state, sizes), reference));
	const [rest, inDoubt] = [sizes.filter(({ state }) => !doubted.includes(state)), sizes.filter(({ state }) => doubted.includes(state))];
	const cells = reference.period === null ? new Set<Size>() : askCells(field, rest, reference.period);
	const unasked = rest.filter((size) => !cells.has(size));
	tellOutliers(field, table, unasked);
	return new Set([...inDoubt, ...cells].map(({ row }) => row));
}

/** What the report before alone tells: totals that fall, and columns that came or went. */
function lookBack(field: Field, rows: readonly KnownRow[], asked: Asked, period: string): void {
	const unasked = asked.size === 0 ? rows : rows.filter(({ row }) => !asked.has(row));
	if (field.cumulative) askFalls(field, unasked, period);
	tellEmptied(field, rows, period);
}

/** The columns of money and area of which the report before says too little, and that are long enough to be compared with other units'. */
export function columnsToCompare(form: Form, blocks: readonly NormalisedBlock[], earlier: EarlierReport | null): ElsewhereQuestion["columns"] {
	return form.tables.flatMap((table) => {
		const states = blocks.filter(({ block }) => block.table.id === table.id).map((block) => stateOf(block, new FindingLog()));
		const fields = table.fields.filter(hasScale);
		if (states.length === 0 || fields.length === 0) return [];
		const rows = knownRows(table, states, earlier);
		return fields.filter(({ name }) => isWithoutPast(sizesOf(name, rows))).map(({ name }) => ({ table: table.id, field: name }));
	});
}

function of(state: BlockState, sizes: readonly Size[]): readonly Size[] {
	return sizes.every((size) => size.state === state) ? sizes : sizes.filter((size) => size.state === state);
}
