import { enterpriseFields } from "../../../model/enterprise.ts";
import { tableOf } from "../../../model/form.ts";
import { matchKey } from "../../../model/match-key.ts";
import type { KnownName } from "../../../model/register.ts";
import type { CheckedSubmission } from "../../../model/submission.ts";

/** The enterprises that a report states, as the register will know them once it is accepted: each code with each name once. */
function namesStatedIn({ recognised: { form, unit, period }, rows }: CheckedSubmission): KnownName[] {
	const seen = { form: form.id, unit: unit.code, period: period.code, periodEnd: period.end };
	const stated = new Map<string, KnownName>();
	for (const { table, values, keys } of rows) {
		const fields = enterpriseFields(tableOf(form, table));
		if (!fields) continue;
		const [code, name, key] = [values[fields.code], values[fields.name], keys[fields.name]];
		const former = fields.former === null ? null : values[fields.former];
		if (typeof code !== "string" || code.length !== 18 || typeof name !== "string" || key === undefined) continue;
		const before = typeof former === "string" ? { former, formerKey: matchKey(former) } : { former: null, formerKey: null };
		stated.set(`${code} ${key}`, { code, name, key, ...before, first: seen, last: seen });
	}
	return [...stated.values()];
}

/** What other reports of a file state otherwise than one of them: another name under one of its codes, another code under one of its names. */
export function statedOtherwise(own: CheckedSubmission, others: readonly CheckedSubmission[]): KnownName[] {
	if (others.length === 0) return [];
	const stated = namesStatedIn(own);
	const codes = new Set(stated.map(({ code }) => code));
	const keys = new Set(stated.map(({ key }) => key));
	const together = new Set(stated.map(({ code, key }) => `${code} ${key}`));
	return others.flatMap(namesStatedIn).filter(({ code, key }) => (codes.has(code) || keys.has(key)) && !together.has(`${code} ${key}`));
}
