import type { Form } from "../model/form.ts";
import { matchKey } from "../model/match-key.ts";

/** The form that somebody means: by its number, with or without what all have in common (阳科统01, 统01), or by its short English name. */
export function formNamed(text: string, forms: readonly Form[]): Form | undefined {
	const key = matchKey(text);
	return forms.find(({ id, slug }) => [id, id.replace(/^阳科/, ""), slug].some((way) => matchKey(way) === key));
}
