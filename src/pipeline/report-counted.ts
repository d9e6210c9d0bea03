import type { ReportingUnit } from "../model/division.ts";
import { type Form, type Table, tableOf } from "../model/form.ts";
import type { Indicator } from "../model/indicator.ts";
import type { Detail, Details, SummaryGroup } from "../model/report.ts";
import { RowMarks } from "../model/row-marks.ts";
import type { CountedRows, EffectiveRows, QueryParams } from "../model/stored.ts";
import { baseFigures } from "./trace.ts";

/** A line of the summary, and the counted indicators that its figure rests on in this period. */
interface Line {
	readonly line: number;
	readonly inputs: readonly string[];
}

/** Rows of one roster that a line counts. */
interface CountedByLine extends CountedRows {
	readonly line: number;
	/** Rows that any of its figures counts. */
	readonly any: RowMarks;
}

/** The lines of a summary with the counted indicators below them. What a figure takes from the year before stands in no roster of this one. */
export function linesOf(summary: readonly SummaryGroup[], indicators: readonly Indicator[]): Line[] {
	return summary
		.flatMap((group) => group.rows)
		.map(({ line, indicator: id }) => {
			const indicator = indicators.find((each) => each.id === id);
			const inputs = indicator ? baseFigures(indicator, indicators).filter(({ before }) => !before) : [];
			return { line, inputs: inputs.map((input) => input.id) };
		});
}

/** Which rows of a table's roster the lines of the summary count. */
export async function countedByLine(
	lines: readonly Line[],
	form: Form,
	table: Table,
	rows: EffectiveRows,
	{ params, units }: { readonly params: QueryParams; readonly units: readonly ReportingUnit[] },
): Promise<CountedByLine[]> {
	const own = new Set(form.indicators.filter((i) => i.kind === "counted" && tableOf(form, i.table).id === table.id).map(({ id }) => id));
	const asked = [...new Set(lines.flatMap(({ inputs }) => inputs.filter((id) => own.has(id))))];
	if (asked.length === 0 || rows.count === 0) return [];
	const counted = await rows.countedBy(asked, params, units);
	return lines.flatMap(({ line, inputs }) => {
		const parts = inputs.flatMap((id) => counted.get(id) ?? []);
		return parts.length === 0 ? [] : [{ line, ...together(parts, rows.count) }];
	});
}

function together(parts: readonly CountedRows[], count: number): Omit<CountedByLine, "line"> {
	const union = (marks: readonly RowMarks[]): RowMarks => {
		const [first, ...others] = new Set(marks);
		if (first && others.length === 0) return first;
		const all = new RowMarks(count);
		for (const each of new Set(marks)) all.addAll(each);
		return all;
	};
	const city = union(parts.map((part) => part.city));
	const own = union(parts.map((part) => part.own));
	const codes = new Set(parts.flatMap((part) => [...part.given.keys()]));
	const given = new Map([...codes].map((code) => [code, union(parts.flatMap((part) => part.given.get(code) ?? []))]));
	return { city, own, given, any: union([city, own, ...given.values()]) };
}

/** The lines that count the row at a place of a roster, as they are printed: 〔3〕〔12〕. */
export function countedIn(counted: readonly CountedByLine[]): (place: number) => string {
	return (place) => {
		let text = "";
		for (const { line, any } of counted) if (any.has(place)) text += `〔${line}〕`;
		return text;
	};
}

/** The ways from a line's figures to their rows, through the rosters that have been gone through so far. */
export class DetailsByLine {
	private readonly found = new Map<number, { city: Detail[]; byUnit: Record<string, Detail[]> }>();

	/** @param roster its place among the report's rosters */
	add(roster: number, counted: readonly CountedByLine[], { count, ranges }: EffectiveRows): void {
		for (const { line, city, own, given } of counted) {
			const details = this.found.get(line) ?? { city: [], byUnit: {} };
			this.found.set(line, details);
			const whole = city.within(0, count);
			if (whole) details.city.push({ roster, ...whole });
			for (const [code, [from, to]] of ranges) addTo(details.byUnit, code, roster, own.within(from, to));
			for (const [code, marks] of given) addTo(details.byUnit, code, roster, marks.within(0, count));
		}
	}

	/** The summary with the ways from its figures. */
	in(summary: readonly SummaryGroup[]): SummaryGroup[] {
		return summary.map((group) => ({ ...group, rows: group.rows.map((row) => ({ ...row, ...this.of(row.line) })) }));
	}

	private of(line: number): { details?: Details } {
		const details = this.found.get(line);
		return details ? { details } : {};
	}
}

function addTo(byUnit: Record<string, Detail[]>, code: string, roster: number, rows: { first: number; rows: number } | null): void {
	if (rows) byUnit[code] = [...(byUnit[code] ?? []), { roster, ...rows }];
}
