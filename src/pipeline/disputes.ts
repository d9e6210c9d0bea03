import { disputeReason } from "../messages/disputes.ts";
import type { Finding } from "../model/finding.ts";
import type { Form, Table } from "../model/form.ts";
import type { Need } from "../model/need.ts";
import type { StoredSubmission } from "../model/stored.ts";
import type { CheckedSubmission } from "../model/submission.ts";
import { closedBy } from "../stages/closed.ts";
import type { IngestPorts } from "./ingest.ts";
import { recheck } from "./recheck.ts";

/** A need by which a rule asks whether other units report the same thing. */
interface DisputingNeed {
	readonly table: Table;
	readonly rule: string;
	readonly need: Need;
}

/**
 * Looks anew at what other units reported of the same things as a submission that has come in or changed its state, or as its version before: what two units dispute is returned
 * to both, and what one of them gives up stands again with the other. A submission in a closed period stays as it is.
 * @returns numbers of the submissions that stand otherwise now
 */
export async function settleDisputes(stored: StoredSubmission, checked: CheckedSubmission, ports: IngestPorts): Promise<number[]> {
	const { form } = checked.recognised;
	const disputing = disputingNeeds(form);
	if (disputing.length === 0) return [];
	const before = stored.version === 1 ? [] : await findingsBefore(stored, ports);
	const holders = await holdersOf(stored, checked, before, disputing, ports);
	if (holders.size === 0) return [];
	const locks = await ports.store.locks();
	const held = await Promise.all([...holders].sort((a, b) => a - b).map((id) => ports.store.submission(id)));
	const others = held.flatMap((each) => (each === null || closedBy(each, locks) ? [] : [each]));
	// Two files that were read at one time knew nothing of each other.
	const unaware = stored.status !== "returned" && checked.findings.every((finding) => !isDispute(finding, disputing));
	const unit = checked.recognised.unit.shortName;
	const occasion = { by: "system", at: ports.clock().toISOString(), reason: disputeReason(unit, ports.language) };
	const changed: number[] = [];
	for (const submission of [...(unaware ? [stored] : []), ...others]) {
		if ((await recheck(submission, occasion, ports))?.changed) changed.push(submission.id);
	}
	return changed;
}

function disputingNeeds({ tables }: Form): DisputingNeed[] {
	return tables.flatMap((table) =>
		table.rules.flatMap((rule) =>
			rule.kind === "context"
				? Object.values(rule.needs).flatMap((need) => (need.disputedBy === undefined ? [] : [{ table, rule: need.disputedBy, need }]))
				: [],
		),
	);
}

/** What was in dispute in the version before. */
async function findingsBefore(stored: StoredSubmission, { store }: IngestPorts): Promise<readonly Finding[]> {
	const before = (await store.versions(stored)).findLast(({ version }) => version < stored.version);
	return before ? store.findings(before.id) : [];
}

/** Other units' submissions that report something of a submission, or of what its version before disputed. */
async function holdersOf(
	{ form, unit, batch }: StoredSubmission,
	{ rows, findings, recognised }: CheckedSubmission,
	before: readonly Finding[],
	disputing: readonly DisputingNeed[],
	{ reader, catalogue }: IngestPorts,
): Promise<ReadonlySet<number>> {
	if (!reader) return new Set();
	const disputed = [...findings, ...before].filter((finding) => isDispute(finding, disputing)).map(({ params }) => String(params?.otherValue));
	const asked = disputing.map(({ table, need }) => {
		const own = rows.filter((row) => row.table === table.id).map(({ values }) => values[need.matching?.own ?? ""]);
		return { need, values: [...new Set([...own.filter((value) => typeof value === "string"), ...disputed])] };
	});
	const city = catalogue.units.filter(({ kind }) => kind === "city").map(({ code }) => code);
	const found = await reader.neighbours({ form, unit, period: recognised.period, batch, city, asked });
	const rowsFound = [...found.values()].flatMap((each) => (each === null || each === "too-many" ? [] : each.rows));
	return new Set(rowsFound.flatMap(({ submission }) => submission ?? []));
}

function isDispute({ code, params }: Finding, disputing: readonly DisputingNeed[]): boolean {
	return params?.otherValue !== undefined && disputing.some(({ rule }) => rule === code);
}
