import type { SynonymsDocument } from "../model/documents.ts";
import type { Form } from "../model/form.ts";
import { inForce, type StoredSynonym } from "../model/stored.ts";
import type { Catalogue, SynonymRequest } from "../model/submission.ts";
import { UsageError } from "../model/usage.ts";
import { nameSynonym } from "../stages/name-synonym.ts";
import { openProposals } from "./open-proposals.ts";
import type { Clock, Store } from "./ports.ts";

export interface SynonymPorts {
	readonly store: Pick<Store, "synonyms" | "confirmSynonym" | "revokeSynonym" | "submissions" | "findingsOfKind">;
	readonly catalogue: Pick<Catalogue, "forms" | "units">;
	readonly clock: Clock;
}

/** Every synonym that was confirmed, those revoked as well, and what files that stand open propose. */
export async function listSynonyms({ store, catalogue }: SynonymPorts): Promise<SynonymsDocument> {
	const all = await store.synonyms();
	const proposals = await openProposals(store, { ...catalogue, synonyms: inForce(all) });
	return { synonyms: all.map((synonym) => told(synonym, catalogue.forms)), proposals };
}

/**
 * Remembers that a heading means a field, for all units or one. What was read before stays as it is; the files that were returned for want of this column are named, for
 * they may come again as they are.
 * @throws UsageError where the heading means something already, or what is named does not exist
 */
export async function confirmSynonym(request: SynonymRequest, by: string, { store, catalogue, clock }: SynonymPorts): Promise<SynonymsDocument> {
	const { form, table, field, heading, key, unit } = nameSynonym(request, catalogue);
	const waiting = await openProposals(store, { ...catalogue, synonyms: inForce(await store.synonyms()) });
	const code = unit?.code ?? null;
	const confirmedAt = clock().toISOString();
	const given = { form: form.id, table: table.id, field: field.name, heading, key, unit: code, confirmedBy: by, confirmedAt };
	const synonym = await store.confirmSynonym(given);
	if (synonym.field !== field.name) {
		const { header } = table.fields.find(({ name }) => name === synonym.field) ?? { header: synonym.field };
		const whose = catalogue.units.find((known) => known.code === synonym.unit)?.shortName ?? synonym.unit ?? "";
		throw new UsageError("usage.synonym-contradicts", { heading, id: synonym.id, field: header, unit: whose });
	}
	const now = await openProposals(store, { ...catalogue, synonyms: inForce(await store.synonyms()) });
	const settled = waiting.filter((proposal) => proposal.form === form.id && proposal.field === field.name).map((proposal) => without(proposal, now));
	return { synonyms: [told(synonym, catalogue.forms)], proposals: settled.filter(({ files }) => files.length > 0) };
}

/** Takes a synonym out of force: files that come from now on are read without it, what was accepted stays. @throws UsageError where there is none of that id */
export async function revokeSynonym(
	id: string,
	by: string,
	reason: string | null,
	{ store, catalogue, clock }: SynonymPorts,
): Promise<SynonymsDocument> {
	const number = /^\d{1,9}$/.test(id.trim()) ? Number(id) : null;
	const synonym = number === null ? null : await store.revokeSynonym(number, by, clock().toISOString(), reason);
	if (!synonym) throw new UsageError("usage.no-such-synonym", { id });
	return { synonyms: [told(synonym, catalogue.forms)], proposals: [] };
}

type Proposed = SynonymsDocument["proposals"][number];

/** A proposal with those of its files alone that no longer wait for it. */
function without(proposal: Proposed, now: readonly Proposed[]): Proposed {
	const still = now.find(({ form, field, heading }) => form === proposal.form && field === proposal.field && heading === proposal.heading);
	const waits = new Set(still?.files.map(({ submission }) => submission));
	return { ...proposal, files: proposal.files.filter(({ submission }) => !waits.has(submission)) };
}

function told(synonym: StoredSynonym, forms: readonly Form[]): SynonymsDocument["synonyms"][number] {
	const table = forms.find(({ id }) => id === synonym.form)?.tables.find(({ id }) => id === synonym.table);
	return { ...synonym, fieldHeader: table?.fields.find(({ name }) => name === synonym.field)?.header ?? synonym.field };
}
