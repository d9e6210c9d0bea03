import { plusYears } from "../../model/calendar.ts";
import { type Field, FOUNDED, type TimeBounds } from "../../model/fields.ts";
import type { RuleContext, Severity, Value } from "../../model/rule.ts";
import { type BlockState, cellAt, distinctRows, type FindingCore, findAt } from "./state.ts";
import { reject } from "./waived.ts";

interface TimeField extends Field {
	readonly times: TimeBounds;
}

type Span = Pick<RuleContext, "period" | "today">;

/**
 * Asks about days, months and years that can hardly be meant: of what has happened, those after the period; of plans and terms, those far ahead; those before there was
 * anything of the kind; and terms that are too long. A cell in which a rule has found a mistake already is told once.
 */
export function checkDates(state: BlockState, context: Span): void {
	const fields = state.normalised.block.table.fields.filter(isTimeField);
	let broken: ReadonlySet<string | null> | null = null;
	for (const { row, values } of distinctRows(state)) {
		for (const field of fields) {
			const doubt = doubtOf(field, values, context);
			if (!doubt) continue;
			broken ??= brokenCells(state);
			if (broken.has(cellAt(state, row, field.name))) continue;
			findAt(state, row, field.name, doubt);
			if (doubt.severity === "hard") reject(state, row, doubt.code);
		}
	}
}

/** Cells of the sheet in which a mistake was found. */
function brokenCells({ findings, normalised }: BlockState): ReadonlySet<string | null> {
	const { sheet } = normalised.block;
	return new Set(findings.findings().flatMap((each) => (each.severity === "hard" && each.sheet === sheet ? [each.cell] : [])));
}

function isTimeField(field: Field): field is TimeField {
	return field.times !== undefined;
}

function doubtOf(field: TimeField, values: Readonly<Record<string, Value>>, context: Span): FindingCore | null {
	const value = textOf(values[field.name]);
	if (value === null) return null;
	return tooEarly(value, field.times) ?? tooLate(value, field.times, context) ?? tooLong(value, field.times, values);
}

function tooEarly(value: string, { since }: TimeBounds): FindingCore | null {
	const core = (severity: "hard" | "soft", day: string): FindingCore => {
		const first = asFineAs(value, day);
		return { code: "date.ancient", severity, expected: `≥ ${first}`, params: { since: first } };
	};
	if (value < asFineAs(value, FOUNDED)) return core("hard", FOUNDED);
	return value < asFineAs(value, since) ? core("soft", since) : null;
}

/**
 * What is told to have happened lies in the period or before it. After today as well it is a mistake; where a report is filed before its period ends, what is still to come in
 * the period is told and not asked about, for offices enter what is arranged.
 */
function tooLate(value: string, { happened, ahead }: TimeBounds, { period, today }: Span): FindingCore | null {
	const after = (day: string) => value > asFineAs(value, day);
	const core = (severity: Severity, than: string, day: string): FindingCore => {
		const last = asFineAs(value, day);
		return { code: "date.future", severity, expected: `≤ ${last}`, params: { than, day: last } };
	};
	if (!happened) {
		const farthest = plusYears(period.end, ahead);
		return after(farthest) ? core("soft", "plan", farthest) : null;
	}
	if (after(today)) return core(after(period.end) ? "hard" : "info", "today", today);
	return after(period.end) ? core("soft", "period", period.end) : null;
}

function tooLong(value: string, { term }: TimeBounds, values: Readonly<Record<string, Value>>): FindingCore | null {
	const from = term ? textOf(values[term.from]) : null;
	if (!term || from === null) return null;
	const last = asFineAs(value, plusYears(from.padEnd(10, "-01"), term.years));
	return value > last ? { code: "date.span", severity: "soft", expected: `≤ ${last}`, params: { from, years: term.years } } : null;
}

function textOf(value: Value | undefined): string | null {
	return value === null || value === undefined ? null : String(value);
}

/** A day cut down to what it is compared with: 2019-06 of a day for a month, 2019 for a year. */
function asFineAs(value: string, day: string): string {
	return day.slice(0, value.length);
}
