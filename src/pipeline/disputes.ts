import { disputeReason } from "../messages/disputes.ts";
import { closedBy } from "../model/closed.ts";
import type { Finding } from "../model/finding.ts";
import type { Form, Table } from "../model/form.ts";
import type { Need } from "../model/need.ts";
import { OriginalGone } from "../model/original-gone.ts";
import type { StoredSubmission } from "../model/stored.ts";
import type { CheckedSubmission } from "../model/submission.ts";
import type { IngestPorts } from "./ingest.ts";
import { type Occasion, type Recheck, recheck } from "./recheck.ts";

/** A need by which a rule asks whether other units report the same thing. */
interface DisputingNeed {
	readonly table: Table;
	readonly rule: string;
	readonly need: Need;
}

/**
 * Looks anew at what other units reported of the same things as the newest version of a slot, or as the version before: what two units dispute is returned to both, and what one of
 * them gives up stands again with the other. Called whenever what a submission is has changed; where nothing is to be settled, nothing happens, so that it may be repeated. A
 * submission in a closed period stays as it is, and so does one whose original cannot be read any more: the other side's finding names it.
 * @returns numbers of the submissions that stand otherwise now
 */
export async function settleDisputes(stored: StoredSubmission, checked: CheckedSubmission, ports: IngestPorts): Promise<number[]> {
	const { form } = checked.recognised;
	const disputing = disputingNeeds(form);
	if (disputing.length === 0) return [];
	const [newest, before] = (await ports.store.versions(stored)).toReversed();
	if (newest?.id !== stored.id) return [];
	const holders = await holdersOf(stored, checked, before ? await ports.store.findings(before.id) : [], disputing, ports);
	if (holders.size === 0) return [];
	const locks = await ports.store.locks();
	const held = await Promise.all([...holders].sort((a, b) => a - b).map((id) => ports.store.submission(id)));
	const others = held.flatMap((each) => (each === null || closedBy(each, locks) ? [] : [each]));
	// Two files that were read at one time knew nothing of each other.
	const isSound = stored.status !== "returned" && stored.status !== "withdrawn";
	const unaware = isSound && checked.findings.every((finding) => !isDispute(finding, disputing));
	const unit = checked.recognised.unit.shortName;
	const occasion = { by: "system", at: ports.clock().toISOString(), reason: disputeReason(unit, ports.language) };
	const changed: number[] = [];
	for (const submission of [...(unaware ? [stored] : []), ...others]) {
		if ((await recheckAsItStands(submission, occasion, ports))?.changed) changed.push(submission.id);
	}
	return changed;
}

/** As `recheck`; where anything of it is otherwise than before, what other units reported of the same things is looked at anew as well. */
export async function recheckAndSettle(submission: StoredSubmission, occasion: Occasion, ports: IngestPorts): Promise<Recheck | null> {
	const outcome = await recheck(submission, occasion, ports);
	if (outcome?.changed) await settleDisputes(outcome.after, outcome.checked, ports);
	return outcome;
}

/** As `recheck`, again where another process has changed the submission meanwhile; null where its original is gone, too. */
async function recheckAsItStands(submission: StoredSubmission, occasion: Occasion, ports: IngestPorts): Promise<Recheck | null> {
	try {
		const outcome = await recheck(submission, occasion, ports);
		const now = outcome ? null : await ports.store.submission(submission.id);
		return now && now.status !== submission.status ? await recheckAsItStands(now, occasion, ports) : outcome;
	} catch (fault) {
		if (fault instanceof OriginalGone) return null;
		throw fault;
	}
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
