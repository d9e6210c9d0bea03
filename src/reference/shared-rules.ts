import { matchKey } from "../model/match-key.ts";
import type { Need, NeededRow } from "../model/need.ts";
import type { ContextBreach } from "../model/rule.ts";
import type { Bilingual } from "../model/text.ts";
import type { Value } from "../model/value.ts";

/** Rules that several forms share. Each form declares them for its own table, so that its file says everything that may be said of it. */

interface Own<Field extends string> {
	readonly row: number;
	readonly values: Readonly<Record<Field, Value>>;
}

/** A rule over the fields that the forms share. */
interface SharedRule<Field extends string> {
	readonly code: string;
	readonly severity: "hard" | "soft";
	readonly states: Bilingual;
	readonly remedy: Bilingual;
	readonly needs: Readonly<Record<string, Need<Field>>>;
	readonly reads: Field[];
	readonly at: Field;
	readonly test: (rows: readonly Own<Field>[], context: unknown, needed: Readonly<Record<string, readonly NeededRow[]>>) => readonly ContextBreach[];
}

/**
 * X10: an enterprise belongs to one unit. Where two units report it in one form and period, both reports are returned until one of them leaves it out or the city decides.
 * @param form 表号 of the form that declares it
 * @param table of a form with several
 */
export function heldByAnother(form: string, table?: string): SharedRule<"uscc"> {
	const whole = { form, ...(table === undefined ? {} : { table }) };
	return {
		code: "X10",
		severity: "hard",
		states: {
			zh: "同一报告期同一张表中，一个统一社会信用代码只能由一个单位填报",
			en: "in one form and period, a credit code is reported by one unit alone",
		},
		remedy: {
			zh: "另一个单位也填报了这家企业：请两家单位核对企业的属地，不属于本单位的请删去这一行后重报；确实难以划分的，请报市局裁定。",
			en: "Another unit reports this enterprise too: settle with it whose it is, and leave the row out if it is not yours; where you cannot agree, ask the bureau to decide.",
		},
		needs: {
			others: {
				...{ ...whole, fields: ["uscc"], whose: "others", when: "same", optional: true, disputedBy: "X10" },
				matching: { theirs: "uscc", own: "uscc" },
			},
		},
		reads: ["uscc"],
		at: "uscc",
		test: (rows, _, { others = [] }) => {
			const held = new Map(others.map((other) => [other.values.uscc, other]));
			return rows.flatMap(({ row, values }) => {
				const other = values.uscc === null ? undefined : held.get(values.uscc);
				return other ? [{ row, against: { row: other, field: "uscc" } }] : [];
			});
		},
	};
}

/** HNTEs among the tenants of all carriers: a carrier of several levels has its tenants once. */
export function hnteTenants(carriers: readonly Readonly<Record<"carrier" | "uscc" | "hnte_tenants", Value>>[]): number {
	const most = new Map<string, number>();
	for (const { carrier, uscc, hnte_tenants } of carriers) {
		const key = JSON.stringify([matchKey(String(carrier)), uscc]);
		most.set(key, Math.max(most.get(key) ?? 0, Number(hnte_tenants ?? 0)));
	}
	return [...most.values()].reduce((sum, count) => sum + count, 0);
}

/** Whether two names are one, however their brackets and variant characters are written. Blanks are no name. */
export function sameName(a: Value | undefined, b: Value | undefined): boolean {
	return typeof a === "string" && typeof b === "string" && matchKey(a) === matchKey(b);
}

/** The last word on each thing: of the rows with one key, that of the latest period. */
export function latestOf<F extends string>(rows: readonly NeededRow<F>[], ...key: readonly NoInfer<F>[]): NeededRow<F>[] {
	const latest = new Map<string, NeededRow<F>>();
	// Codes of one kind of period sort as they follow.
	for (const row of [...rows].sort((a, b) => (a.period < b.period ? -1 : 1))) latest.set(JSON.stringify(key.map((field) => row.values[field])), row);
	return [...latest.values()];
}
