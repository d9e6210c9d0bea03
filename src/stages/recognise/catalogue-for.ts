import type { Catalogue } from "../../model/submission.ts";

const narrowed = new WeakMap<Catalogue, Map<string, Catalogue>>();
/** Stands for no unit and for all of them; no reporting unit has such a code. */
const NONE = "";
const ALL = "*";

/** The catalogue that a unit's files are read with: of the synonyms confirmed for single units only its own. null: none of them. Made once per catalogue and unit. */
export function catalogueFor(catalogue: Catalogue, unit: string | null): Catalogue {
	return narrow(catalogue, unit ?? NONE);
}

/** The catalogue with every unit's synonyms, whosever file it is: what a file may say before its unit is known. */
export function catalogueOfAll(catalogue: Catalogue): Catalogue {
	return narrow(catalogue, ALL);
}

/** Whether the catalogue reads one unit's files otherwise than another's. */
export function dependsOnUnit({ synonyms }: Catalogue): boolean {
	return synonyms?.some(({ unit }) => unit !== null) ?? false;
}

function narrow(catalogue: Catalogue, scope: string): Catalogue {
	if (!dependsOnUnit(catalogue)) return catalogue;
	const known = narrowed.get(catalogue) ?? new Map<string, Catalogue>();
	narrowed.set(catalogue, known);
	const of = (unit: string | null) => scope === ALL || unit === null || unit === scope;
	const made = known.get(scope) ?? { ...catalogue, synonyms: (catalogue.synonyms ?? []).filter(({ unit }) => of(unit)) };
	known.set(scope, made);
	return made;
}
