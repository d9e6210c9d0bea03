import type { Form } from "../model/form.ts";
import type { ManifestInput } from "../model/release.ts";
import type { StoredSubmission } from "../model/stored.ts";
import { countedOf, readOfPreviousYear } from "../stages/consolidate.ts";
import { comparedScopes } from "./comparisons.ts";
import { type ConsolidatePorts, effectiveTable, previousYear, type Scope } from "./consolidate.ts";

/** Data that a publication prints figures of, and the forms that these are counted from. */
export interface ReadScope {
	readonly scope: Scope;
	readonly forms: readonly Form[];
}

/** Everything that a publication reads: its own period and those that it is compared with, each with what its figures are measured against. */
export function scopesRead(scope: Scope, ports: ConsolidatePorts): ReadScope[] {
	const { forms } = ports;
	const baseline = readOfPreviousYear(forms.flatMap((form) => form.indicators));
	const measured = forms.filter((form) => countedOf(form.indicators).some(({ id }) => baseline.has(id)));
	return [scope, ...Object.values(comparedScopes(scope))].flatMap((each) => [
		{ scope: each, forms },
		{ scope: previousYear(each), forms: measured },
	]);
}

/** A version that counts in some of what a publication reads. */
export interface UsedSubmission {
	readonly submission: StoredSubmission;
	/** Codes of the periods whose figures it goes into. */
	readonly usedFor: readonly string[];
}

/** The versions that count in what a publication reads, in the order of their ids. @param counting those known at its instant */
export function usedSubmissions(read: readonly ReadScope[], counting: readonly StoredSubmission[], ports: ConsolidatePorts): UsedSubmission[] {
	const usedFor = new Map<number, Set<string>>();
	for (const { scope, forms } of read) {
		for (const form of forms) {
			for (const table of form.tables) {
				for (const id of effectiveTable(form, table, counting, scope, ports).submissions) {
					const periods = usedFor.get(id) ?? new Set();
					usedFor.set(id, periods.add(scope.period.code));
				}
			}
		}
	}
	return counting
		.flatMap((submission) => {
			const periods = usedFor.get(submission.id);
			return periods ? [{ submission, usedFor: [...periods] }] : [];
		})
		.sort((a, b) => a.submission.id - b.submission.id);
}

/** The originals that versions come from, each once, with the versions that it gave. */
export async function inputsOf(used: readonly UsedSubmission[], { store }: ConsolidatePorts): Promise<ManifestInput[]> {
	const sizes = await store.sizesOf(used.map(({ submission }) => submission.sha256));
	const inputs = new Map<string, ManifestInput>();
	for (const { submission, usedFor } of used) {
		const { sha256, fileName: file, id, form, unit, period, batch, version, nil, receivedAt, acceptedAt, firstAcceptedAt, ledger } = submission;
		if (acceptedAt === null || firstAcceptedAt === null) throw new Error(`submission ${id} counts and was never accepted`);
		const told = {
			id,
			form,
			unit,
			period,
			batch,
			version,
			nil,
			receivedAt,
			readAt: firstAcceptedAt,
			acceptedAt,
			rows: ledger.loaded,
			usedFor: [...usedFor],
		};
		const known = inputs.get(sha256) ?? { sha256, file, size: sizes.get(sha256) ?? 0, submissions: [] };
		inputs.set(sha256, { ...known, submissions: [...known.submissions, told] });
	}
	return [...inputs.values()];
}
