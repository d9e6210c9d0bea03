import type { Readings } from "../../model/filter.ts";
import type { Form, Table } from "../../model/form.ts";
import { matchKey } from "../../model/match-key.ts";
import { type Period, period } from "../../model/period.ts";
import type { ManifestSubmission, ReleaseManifest } from "../../model/release.ts";
import type { Value } from "../../model/rule.ts";

/**
 * What the recomputation of a release stands on. Nothing in this folder knows the database or the stages that publish: it is written from docs/forms.md and the declarations in
 * src/model, so that a mistake made there is not made here again (test/stages/audit/independent.test.ts).
 */

/** A reporting unit, as the manifest has it. */
export type AuditUnit = ReleaseManifest["units"][number];

/** What is recomputed: a period, by the settings that the manifest names. */
export interface Basis {
	readonly period: Period;
	/** 统计截止日, YYYY-MM-DD. */
	readonly cutoff: string;
	readonly readings: Readings;
	/** 沿用上期. */
	readonly carryForward: boolean;
	readonly units: readonly AuditUnit[];
	/** Match keys. */
	readonly bureauNames: ReadonlySet<string>;
	/** Versions that count, of any form, unit and period. */
	readonly submissions: readonly ManifestSubmission[];
}

/** A row of an original that counts, with the fields that figures need. */
export interface AuditRow {
	readonly submission: ManifestSubmission;
	readonly values: Readonly<Record<string, Value>>;
	/** Match keys of the fields that are compared by name. */
	readonly keys: Readonly<Record<string, string>>;
}

/** The rows that the original of a version gives for a table, in the order in which they stand there. */
export type RowsOf = (submission: ManifestSubmission, form: Form, table: Table) => readonly AuditRow[];

/** The basis that a manifest names. */
export function basisOf(manifest: ReleaseManifest): Basis {
	const { readings, settings } = manifest;
	return {
		period: period(manifest.period),
		cutoff: manifest.cutoff,
		readings: {
			municipalCentresIncludeProvincial: readings.municipalCentresIncludeProvincial === true,
			overdueYears: readings.overdueYears === "due" ? "due" : "approval",
		},
		carryForward: settings.carryForward === true,
		units: manifest.units,
		bureauNames: new Set(manifest.bureauNames.map(matchKey)),
		submissions: manifest.inputs.flatMap((input) => input.submissions),
	};
}

/** The same data for the whole year before, to its last day: the ground of growth since then. */
export function yearBefore(basis: Basis): Basis {
	const before = period(String(basis.period.year - 1));
	return { ...basis, period: before, cutoff: before.end };
}

/** A field's value as it is compared with others: names by their match key. */
export function comparedValue(row: AuditRow, field: string): Value {
	return row.keys[field] ?? row.values[field] ?? null;
}

/** Some fields of a row as one text by which rows are told apart; null where all of them are blank. */
export function keyOver(row: AuditRow, fields: readonly string[]): string | null {
	const parts = fields.map((field) => comparedValue(row, field));
	return parts.every((part) => part === null) ? null : JSON.stringify(parts);
}
