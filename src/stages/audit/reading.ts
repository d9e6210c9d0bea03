import type { Waiver } from "../../model/decision.ts";
import { fieldsRead } from "../../model/filter.ts";
import { type Form, keyFields, type Table, tableOf } from "../../model/form.ts";
import type { CountedIndicator, Measure } from "../../model/indicator.ts";
import type { ManifestSubmission, ReleaseManifest } from "../../model/release.ts";
import type { Value } from "../../model/rule.ts";
import type { Catalogue, ConfirmedSynonym, RecognisedSubmission } from "../../model/submission.ts";
import { markRepeated } from "../check/duplicates.ts";
import { passingRows, stateOf } from "../check/state.ts";
import { FindingLog } from "../finding-log.ts";
import { normalise } from "../normalise.ts";
import type { AuditRow } from "./basis.ts";

/**
 * Reading an original is one thing, counting another: here the workbook is read by what reads every office's workbook, with the decisions that the manifest names. Which rows count
 * need not be checked anew: a version with a row that must be corrected is never accepted, so that of an accepted one every row counts that does not repeat another.
 */

type Decisions = ReleaseManifest["decisions"];

/** The synonyms that were in force when a version's rows were read. */
export function synonymsThen({ synonyms }: Decisions, { readAt }: ManifestSubmission): ConfirmedSynonym[] {
	const then = synonyms.filter(({ at, revokedAt }) => at <= readAt && (revokedAt === null || revokedAt > readAt));
	return then.map(({ id, form, table, field, heading, unit, by, at }) => ({
		id,
		form,
		table,
		field,
		heading,
		unit,
		confirmedBy: by,
		confirmedAt: at,
	}));
}

/** The rows of a version that count, by table, with the fields that figures need. `rows`: how many there are in all. */
export interface ReadVersion {
	readonly rows: number;
	readonly byTable: ReadonlyMap<string, readonly AuditRow[]>;
}

/** The rows of a version that count, from its recognised original. */
export function readVersion(
	recognised: RecognisedSubmission,
	submission: ManifestSubmission,
	decisions: Decisions,
	catalogue: Pick<Catalogue, "units" | "forms">,
): ReadVersion {
	const waivers = waiversThen(decisions, submission);
	const findings = new FindingLog();
	const states = normalise(recognised, catalogue, waivers).map((block) => stateOf(block, findings, waivers));
	const byTable = new Map<string, AuditRow[]>();
	let rows = 0;
	for (const table of recognised.form.tables) {
		const own = states.filter(({ normalised }) => normalised.block.table.id === table.id);
		markRepeated(table, own);
		const passing = own.flatMap(passingRows);
		rows += passing.length;
		const fields = fieldsNeeded(recognised.form, table);
		if (fields.length > 0)
			byTable.set(
				table.id,
				passing.map(({ values, keys }) => ({ submission, values: only(values, fields), keys: only(keys, fields) })),
			);
	}
	return { rows, byTable };
}

/**
 * The waivers under which a version's rows were read. One that has run out by then makes no difference: without a waiver in force a value that fails such a check would have kept
 * the version from counting.
 */
function waiversThen({ waivers }: Decisions, { unit, readAt }: ManifestSubmission): Waiver[] {
	return waivers.filter((each) => each.at <= readAt && (each.unit === null || each.unit === unit)).map((each) => ({ ...each, endedBy: null }));
}

const needed = new WeakMap<Form, Map<string, readonly string[]>>();

/** Fields of a table that its figures, and the choice of the latest row, depend on; none where nothing is counted of it. */
function fieldsNeeded(form: Form, table: Table): readonly string[] {
	const ofForm = needed.get(form) ?? new Map<string, readonly string[]>();
	needed.set(form, ofForm);
	const known = ofForm.get(table.id);
	if (known) return known;
	const counted = form.indicators.filter((each): each is CountedIndicator => each.kind === "counted");
	const own = counted.filter((each) => tableOf(form, each.table).id === table.id);
	const read = own.flatMap(({ filter, measure }) => [...fieldsRead(filter), ...fieldsMeasured(measure)]);
	const fields = own.length === 0 ? [] : [...new Set([...keyFields(table), ...read])];
	ofForm.set(table.id, fields);
	return fields;
}

function fieldsMeasured(measure: Measure): string[] {
	switch (measure.kind) {
		case "count":
			return [];
		case "distinct":
			return [...measure.fields, ...(measure.every ? fieldsRead(measure.every) : [])];
		case "distinct-by-alias":
			return [measure.name, measure.alias, measure.order];
		case "sum": {
			const { field, qualifier, once } = measure;
			return [field, ...(qualifier ? [qualifier] : []), ...(once ? [...once.key, once.highest.field] : [])];
		}
		case "given":
			return [measure.low, measure.high, measure.region];
	}
}

function only<V extends Value>(values: Readonly<Record<string, V>>, fields: readonly string[]): Record<string, V> {
	const kept: Record<string, V> = {};
	for (const field of fields) {
		const value = values[field];
		if (value !== undefined) kept[field] = value;
	}
	return kept;
}
