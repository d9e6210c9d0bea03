import type { Need, Question } from "../model/need.ts";
import type { Catalogue, RecognisedSubmission } from "../model/submission.ts";
import type { NormalisedBlock } from "../stages/normalise.ts";

/** What the rules of a submission's form ask of other reports; null where they compare with nothing. */
export function questionOf(
	submission: RecognisedSubmission,
	blocks: readonly NormalisedBlock[],
	{ units }: Pick<Catalogue, "units">,
): Question | null {
	const { form, unit, period, batch } = submission;
	const needs = form.tables.flatMap((table) =>
		table.rules.flatMap((rule) => (rule.kind === "context" ? Object.values(rule.needs).map((need) => ({ need, table: table.id })) : [])),
	);
	if (needs.length === 0) return null;
	const asked: Question["asked"] = needs.map(({ need, table }) => ({ need, values: boundOf(need, table, blocks) }));
	const city = units.filter(({ kind }) => kind === "city").map(({ code }) => code);
	return { form: form.id, unit: unit.code, period, batch, city, asked };
}

/** The values in a submission that bound a need; null where it is not bounded. */
function boundOf({ matching }: Need, table: string, blocks: readonly NormalisedBlock[]): (string | number)[] | null {
	if (!matching) return null;
	const values = new Set<string | number>();
	for (const { block, rows } of blocks) {
		if (block.table.id !== table) continue;
		for (const row of rows) {
			const value = row.values[matching.own];
			for (const each of Array.isArray(value) ? value : [value]) if (typeof each === "string" || typeof each === "number") values.add(each);
		}
	}
	return [...values];
}
