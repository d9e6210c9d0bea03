import type { Field } from "../../model/fields.ts";
import type { Cell } from "../../model/grid.ts";
import type { Proposal } from "../../model/submission.ts";
import type { HeaderColumn } from "./columns.ts";
import { nameLikeness, readHeading, sharedText } from "./likeness.ts";
import { kindOf, type ValueEvidence, type ValuePlace, valueEvidence } from "./likeness-values.ts";

/** A heading that no field claims, and the first values below it. */
export interface UnclaimedColumn {
	readonly column: HeaderColumn;
	readonly sample: readonly Cell[];
}

/** Less like than this, a field is not proposed. */
const LEAST = 0.6;
/** What is not in so many words a field's name is never called quite like it. */
const MOST = 0.98;
/** A proposal that leads the next one by this much stands alone. */
const CLEAR_LEAD = 0.08;
/** Candidates named where none leads. */
const CANDIDATES = 3;
/** Unknown columns that are looked at: a sheet with more of them is another table. */
const MOST_COLUMNS = 100;
/** Names that have less in common are compared no further, unless the values alone tell. */
const WORTH_A_LOOK = 0.4;
/** Fewer values prove nothing. */
const ENOUGH_VALUES = 3;
/** What is left of the likeness of names where not one value fits. */
const WITHOUT_FIT = 0.7;
/** How far telling values lift a likeness towards certainty. */
const LIFT = 0.35;
/** Likeness of a required field whose values can hardly be anything else (credit codes, certificates), whatever the heading. */
const BY_VALUES_ALONE = 0.62;
/** A required field goes before an optional one that is as like. */
const REQUIRED_FIRST = 0.03;

interface Candidate {
	readonly column: number;
	readonly field: Field;
	/** What it is ranked by. */
	readonly score: number;
	readonly proposal: Proposal;
}

/**
 * For each unknown column the free fields that it may mean, by its heading and the values below it; column → proposals, likeliest first. A field is proposed for the
 * column that is clearly likest it; a column gets one field where that leads, else up to three.
 */
export function propose(
	columns: readonly UnclaimedColumn[],
	free: readonly Field[],
	place: Omit<ValuePlace, "unit">,
): ReadonlyMap<number, readonly Proposal[]> {
	if (free.length === 0) return new Map();
	const all = columns.slice(0, MOST_COLUMNS).flatMap((column) => candidatesFor(column, free, place));
	const best = new Map<Field, number>();
	for (const { field, score } of all) best.set(field, Math.max(best.get(field) ?? 0, score));
	const standing = all.filter(({ field, score }) => (best.get(field) ?? 0) - score < CLEAR_LEAD);
	return new Map(columns.map(({ column: { column } }) => [column, leading(standing.filter((candidate) => candidate.column === column))]));
}

function leading(candidates: readonly Candidate[]): Proposal[] {
	const ranked = [...candidates].sort((a, b) => b.score - a.score);
	const first = ranked[0]?.score ?? 0;
	return ranked
		.filter(({ score }) => first - score < CLEAR_LEAD)
		.slice(0, CANDIDATES)
		.map(({ proposal }) => proposal);
}

function candidatesFor({ column, sample }: UnclaimedColumn, free: readonly Field[], place: Omit<ValuePlace, "unit">): Candidate[] {
	const heading = readHeading(column.path, Number(place.context.period.start.slice(0, 4)));
	return free.flatMap((field): Candidate[] => {
		const name = nameLikeness(heading, field, place.block.table.title.zh);
		if (name.score < WORTH_A_LOOK && !(field.required && tellsByItself(field))) return [];
		const values = valueEvidence(sample, field, { ...place, unit: heading.units[0] });
		const likeness = Math.min(MOST, together(name.score, values, field));
		if (likeness < LEAST) return [];
		const evidence = {
			resembles: name.resembles,
			shared: sharedText(...name.compared),
			kind: kindOf(field),
			values: values.values,
			fits: values.fits,
		};
		const { name: of, header: fieldHeader, required } = field;
		const proposal = { field: of, fieldHeader, required, likeness: Math.round(likeness * 100), evidence };
		return [{ column: column.column, field, score: likeness + (required ? REQUIRED_FIRST : 0), proposal }];
	});
}

/** Heading and values weighed together: most values have to fit, and telling ones make up for what the heading lacks. */
function together(name: number, { values, fits, telling }: ValueEvidence, field: Field): number {
	if (values === 0) return name;
	const share = fits / values;
	if (share < 0.5) return 0;
	const both = name * (WITHOUT_FIT + (1 - WITHOUT_FIT) * share);
	const lifted = name < WORTH_A_LOOK ? both : both + (1 - both) * LIFT * telling * share;
	const proven = field.required && tellsByItself(field) && values >= ENOUGH_VALUES && share >= 0.9;
	return proven ? Math.max(lifted, BY_VALUES_ALONE) : lifted;
}

function tellsByItself({ type }: Field): boolean {
	return type.kind === "code" && (type.scheme === "uscc" || type.scheme === "hnte-certificate");
}
