import type { Ledger, RowRole } from "../../model/submission.ts";
import type { BlockState } from "./state.ts";

/**
 * What became of every row of a submission (architecture.md, decision 5). Examples count as notes.
 * @throws Error where the parts do not add up, which is a fault of the program.
 */
export function ledgerOf(states: readonly BlockState[]): Ledger {
	const roles: Record<RowRole, number> = { header: 0, data: 0, total: 0, note: 0, example: 0 };
	let [seen, rejected, duplicate, loaded] = [0, 0, 0, 0];
	for (const { normalised, rejected: turnedAway, duplicates } of states) {
		seen += normalised.block.rows.length;
		for (const { role } of normalised.block.rows) roles[role]++;
		for (const { row } of normalised.rows) {
			if (duplicates.has(row)) duplicate++;
			else if (turnedAway.has(row)) rejected++;
			else loaded++;
		}
	}
	const ledger = { seen, loaded, rejected, duplicate, total: roles.total, note: roles.note + roles.example, header: roles.header };
	const accounted = loaded + rejected + duplicate + ledger.total + ledger.note + ledger.header;
	if (accounted !== seen) throw new Error(`the row ledger does not balance: ${JSON.stringify(ledger)}`);
	return ledger;
}
