import { matchKey } from "../model/match-key.ts";
import type { Need, NeededRow } from "../model/need.ts";
import type { ContextBreach } from "../model/rule.ts";
import type { Bilingual } from "../model/text.ts";
import type { Value } from "../model/value.ts";

/** Half to twice: what an amount of one row is, as a rule, of that a year before. */
const MOST = 2;

interface Steady<Key extends string, Amount extends string> {
	readonly code: string;
	/** 表号 of the form that declares the rule. */
	readonly form: string;
	/** Fields by which a row is found a year before; the first one bounds what is fetched. */
	readonly key: readonly [Key, ...Key[]];
	/** Amounts that are compared, each from which size on: one tenant that becomes three is no jump. */
	readonly amounts: Readonly<Record<Amount, number>>;
	/** What the amounts are called: 营业收入、研发费用. */
	readonly called: Bilingual;
}

interface OwnRow<Field extends string> {
	readonly row: number;
	readonly values: Readonly<Record<Field, Value>>;
}

/** A soft rule over several amounts of a form: each is half to twice what the unit reported of the same row for the same kind of period a year before. */
export function steady<Key extends string, Amount extends string>({ code, form, key, amounts, called }: Steady<Key, Amount>) {
	const compared = Object.keys(amounts) as Amount[];
	const [first] = key;
	const at = compared[0] ?? first;
	const need: Need<Key | Amount> = {
		form,
		fields: [...key, ...compared],
		whose: "unit",
		when: "year-before",
		matching: { theirs: first, own: first },
	};
	return {
		code,
		severity: "soft" as const,
		states: {
			zh: `${called.zh}：0.5 ≤ 本期 ÷ 上年同期 ≤ 2`,
			en: `${called.en}: 0.5 ≤ this period ÷ the same period a year before ≤ 2`,
		},
		remedy: {
			zh: "与上年同期相比变化过大：请核对数字和单位，看是否多填、少填了位数；变化属实的，请书面说明原因。",
			en: "Check the number and its unit; if it has really changed so much, explain why.",
		},
		tells: ["expected", "difference"] as const,
		needs: { yearBefore: need },
		reads: [...key, ...compared],
		at,
		test: (rows: readonly OwnRow<Key | Amount>[], _: unknown, { yearBefore }: { readonly yearBefore: readonly NeededRow[] }): ContextBreach[] => {
			const then = new Map(yearBefore.map((row) => [keyOf(row.values, key), row]));
			return rows.flatMap(({ row, values }) => {
				const was = then.get(keyOf(values, key));
				return was ? compared.flatMap((field) => jump({ row, field, now: values[field], was, from: amounts[field] })) : [];
			});
		},
	};
}

function keyOf(values: Readonly<Record<string, Value>>, key: readonly string[]): string {
	return JSON.stringify(
		key.map((name) => {
			const value = values[name] ?? null;
			return typeof value === "string" ? matchKey(value) : value;
		}),
	);
}

interface Pair {
	readonly row: number;
	readonly field: string;
	readonly now: Value;
	readonly was: NeededRow;
	readonly from: number;
}

function jump({ row, field, now, was, from }: Pair): ContextBreach[] {
	const then = was.values[field];
	if (typeof now !== "number" || typeof then !== "number" || then <= 0 || Math.max(now, then) < from) return [];
	const [least, most] = [hundredths(then / MOST), hundredths(then * MOST)];
	if (now >= least && now <= most) return [];
	return [
		{ row, at: field, expected: `${least}～${most}`, difference: hundredths(now - (now < least ? least : most)), against: { row: was, field } },
	];
}

/** Amounts have two decimals: without binary noise. */
function hundredths(number: number): number {
	return Math.round(number * 100) / 100;
}
