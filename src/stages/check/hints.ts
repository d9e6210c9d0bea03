import type { Form } from "../../model/form.ts";
import type { ElsewhereQuestion, MiddleElsewhere } from "../../model/known.ts";
import type { EarlierReport } from "../../model/stored.ts";
import { FindingLog } from "../finding-log.ts";
import type { NormalisedBlock } from "../normalise.ts";
import { askCells } from "./cell-scale.ts";
import { tellOutliers } from "./outliers.ts";
import { hasScale, isSize, knownRows, type Size, sizesOf } from "./sizes.ts";
import { type BlockState, stateOf } from "./state.ts";
import { askUnit, isWithoutPast } from "./unit-scale.ts";

/**
 * Looks at every column of amounts, areas and counts for numbers that can hardly be meant: a unit that was mixed up, in the whole column or in one cell, and numbers that stick out.
 * Which columns follows from what the form says of its fields. A cell or column is told of once, by what says most. Nothing is ever changed for it.
 */
export function giveHints(form: Form, states: readonly BlockState[], earlier: EarlierReport | null, elsewhere: readonly MiddleElsewhere[]): void {
	for (const table of form.tables) {
		const own = states.filter(({ normalised }) => normalised.block.table.id === table.id);
		if (own.length === 0) continue;
		const rows = knownRows(table, own, earlier);
		for (const field of table.fields.filter(isSize)) {
			const sizes = sizesOf(field.name, rows);
			const others = elsewhere.filter((each) => each.table === table.id && each.field === field.name);
			const reference = { period: earlier?.period ?? null, elsewhere: others };
			// Of sheets one may be in another unit than the next.
			const askedSheets = hasScale(field) ? own.filter((state) => askUnit(field, of(state, sizes), reference)) : [];
			const rest = askedSheets.length === 0 ? sizes : sizes.filter(({ state }) => !askedSheets.includes(state));
			const asked = hasScale(field) && earlier ? askCells(field, rest, earlier.period) : new Set<Size>();
			tellOutliers(field, table, asked.size === 0 ? rest : rest.filter((size) => !asked.has(size)));
		}
	}
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
