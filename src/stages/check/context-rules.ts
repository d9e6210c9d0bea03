import type { Finding } from "../../model/finding.ts";
import type { Table } from "../../model/form.ts";
import type { FoundRows, Neighbours } from "../../model/need.ts";
import type { ContextBreach, ContextRule, RuleContext } from "../../model/rule.ts";
import { breach, differenceOf, type Params, placeOf, project, type StatesByTable, weightOf } from "./rules.ts";
import { type BlockState, distinctRows } from "./state.ts";

/**
 * Compares a table with other reports by its context rules. What concerns a row is marked there; gives what concerns none: that something is missing, or that too much would
 * have to be compared. A rule is left out where a report that it needs has not been accepted.
 * @param sheet where the table stands, or would stand in a nil report
 */
export function applyContextRules(table: Table, byTable: StatesByTable, context: RuleContext, neighbours: Neighbours, sheet: string): Finding[] {
	const states = byTable.get(table.id) ?? [];
	return table.rules.flatMap((rule) => {
		if (rule.kind !== "context") return [];
		const needed = neededBy(rule, neighbours);
		if (needed === null) return [];
		if (needed === "too-many")
			return [aboutNoRow({ table, rule, sheet }, { row: null }, { code: "rule.not-compared", severity: "info", params: { rule: rule.code } })];
		return apply({ table, rule, sheet }, states, context, needed);
	});
}

type Needed = Readonly<Record<string, FoundRows>>;

function neededBy({ needs }: ContextRule, neighbours: Neighbours): Needed | null | "too-many" {
	const needed: [string, FoundRows][] = [];
	for (const [name, need] of Object.entries(needs)) {
		const found = neighbours.get(need);
		if (found === undefined || (found === null && !need.optional)) return null;
		if (found === "too-many") return found;
		needed.push([name, found ?? { rows: [], reports: [] }]);
	}
	return Object.fromEntries(needed);
}

function partOf<Part extends keyof FoundRows>(needed: Needed, part: Part): Readonly<Record<string, FoundRows[Part]>> {
	return Object.fromEntries(Object.entries(needed).map(([name, found]) => [name, found[part]]));
}

/** A rule where it applies. */
interface Place {
	readonly table: Table;
	readonly rule: ContextRule;
	/** The sheet of what is about no row. */
	readonly sheet: string;
}

function apply(place: Place, states: readonly BlockState[], context: RuleContext, needed: Needed): Finding[] {
	const { rule } = place;
	const rows = project(states, rule.reads);
	// What stands in a row that cannot be read is not missing.
	const complete = states.reduce((count, state) => count + distinctRows(state).length, 0) === rows.length;
	const missing: Finding[] = [];
	for (const found of rule.test(rows, context, partOf(needed, "rows"), partOf(needed, "reports"))) {
		const told = { ...rule, severity: found.severity ?? rule.severity };
		const more = paramsOf(found, context);
		if (found.row !== null) {
			const { state, row } = placeOf(found.row, states, rule.code);
			breach(told, state, row, found, context.today, more);
		} else if (complete)
			missing.push(aboutNoRow(place, found, { code: rule.code, ...weightOf(told, context.today, { ...differenceOf(found), ...more }) }));
	}
	return missing;
}

function aboutNoRow(
	{ table, rule, sheet }: Place,
	{ expected, subject }: ContextBreach,
	core: Pick<Finding, "code" | "severity" | "params">,
): Finding {
	const said = expected ?? subject;
	return {
		...{ ...core, sheet, cell: null, field: rule.at, header: null, value: null, expected: said === undefined ? null : String(said) },
		...(table.id === "" ? {} : { table: table.id }),
		...(subject === undefined ? {} : { key: subject }),
	};
}

/** What the sentence says of the other side: whose report it is, of which period, and where in it. */
function paramsOf({ subject, against }: ContextBreach, { units }: RuleContext): Params {
	const own = subject === undefined ? {} : { subject };
	if (!against) return own;
	const { row, field } = against;
	const value = row.values[field];
	return {
		...own,
		otherUnit: units.find(({ code }) => code === row.unit)?.shortName ?? row.unit,
		...(row.submission === null ? {} : { otherSubmission: row.submission }),
		otherForm: row.form,
		otherPeriod: row.period,
		otherFile: row.file,
		otherPlace: `${row.sheet}!${row.cells[field] ?? row.row}`,
		...(value === null || value === undefined ? {} : { otherValue: Array.isArray(value) ? value.join("、") : String(value) }),
	};
}
