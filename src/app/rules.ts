import type { RulesDocument } from "../model/documents.ts";
import { UsageError } from "../model/usage.ts";
import { rulesDocument } from "../pipeline/rules-document.ts";
import { formNamed } from "../stages/form-named.ts";
import { type House, today } from "./house.ts";

/** The ledger of rules as it applies in this data home; of a code or form what belongs to it. @throws UsageError where it is neither */
export async function rules(house: House, what: string | null): Promise<{ document: RulesDocument; asked: "all" | "form" | "code" }> {
	const document = rulesDocument(house.forms, await (await house.known()).waivers(), today(house)());
	if (what === null) return { document, asked: "all" };
	const named = what.trim();
	const form = formNamed(named, house.forms);
	if (form) return { document: { ...document, rules: document.rules.filter(({ forms }) => forms.includes(form.id)) }, asked: "form" };
	const found = document.rules.filter(({ code }) => code.toLowerCase() === named.toLowerCase());
	if (found.length === 0) throw new UsageError("usage.no-such-rule", { rule: named });
	return { document: { ...document, rules: found }, asked: "code" };
}
