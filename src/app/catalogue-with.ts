import type { Catalogue, ConfirmedSynonym } from "../model/submission.ts";

type Known = Pick<Catalogue, "forms" | "units">;

const catalogues = new WeakMap<Known, { readonly of: string; readonly catalogue: Catalogue }>();

/** A house's catalogue with some synonyms: the same object as long as they are the same, so that its headings are compiled once. */
export function catalogueWith(house: Known, synonyms: readonly ConfirmedSynonym[]): Catalogue {
	const of = JSON.stringify(synonyms);
	const known = catalogues.get(house);
	if (known?.of === of) return known.catalogue;
	const catalogue = { forms: house.forms, units: house.units, synonyms };
	catalogues.set(house, { of, catalogue });
	return catalogue;
}
