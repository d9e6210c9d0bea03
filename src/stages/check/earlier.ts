import type { Finding } from "../../model/finding.ts";
import { type Form, NEVER_COMPARED, type Table } from "../../model/form.ts";
import type { Value } from "../../model/rule.ts";
import type { EarlierReport } from "../../model/stored.ts";
import { type BlockState, distinctRows } from "./state.ts";

type Values = Readonly<Record<string, Value>>;

/** Tells where a report says just the same as the accepted one of the period before: the wrong period perhaps (mess.md 54). */
export function compareWithEarlier(form: Form, states: readonly BlockState[], earlier: EarlierReport | null): void {
	if (!earlier) return;
	const same = form.tables.every((table) => {
		const [now, before] = [rowsOf(table, states), earlier.rows[table.id] ?? []];
		return now.length === before.length && contents(now, table) === contents(before, table);
	});
	const first = states[0];
	if (same && first) first.findings.add({ ...bare(first), code: "rows.unchanged", severity: "info", params: { period: earlier.period } });
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

function bare({ normalised }: BlockState): Omit<Finding, "code" | "severity"> {
	const { sheet, table } = normalised.block;
	return { ...(table.id === "" ? {} : { table: table.id }), sheet, cell: null, field: null, header: null, value: null, expected: null };
}
