import { existsSync } from "node:fs";
import { userInfo } from "node:os";
import type { SynonymsDocument } from "../model/documents.ts";
import type { ConfirmedSynonym, SynonymRequest } from "../model/submission.ts";
import { UsageError } from "../model/usage.ts";
import type { House } from "./house.ts";

/** The synonyms in force, read without making a database, bringing one up to date, or loading what it takes to write one. */
export async function synonymsKnown(house: House): Promise<ConfirmedSynonym[]> {
	const file = house.config.databaseUrl ?? house.layout.database;
	if (!existsSync(file)) return [];
	const { peekSynonyms } = await import("../database/peek-synonyms.ts");
	return peekSynonyms(file);
}

export async function synonyms(house: House): Promise<SynonymsDocument> {
	const { listSynonyms } = await import("../pipeline/synonyms.ts");
	return listSynonyms(await ports(house, house.known()));
}

/** `by`: null for the user of this machine. */
export async function confirm(house: House, request: SynonymRequest, by: string | null): Promise<SynonymsDocument> {
	const { confirmSynonym } = await import("../pipeline/synonyms.ts");
	return confirmSynonym(request, by ?? userOfMachine(), await ports(house, house.store()));
}

export async function revoke(house: House, id: string, by: string | null, reason: string | null): Promise<SynonymsDocument> {
	const { revokeSynonym } = await import("../pipeline/synonyms.ts");
	return revokeSynonym(id, by ?? userOfMachine(), reason, await ports(house, house.known()));
}

/** @throws UsageError where the machine knows no name for whoever runs this (a container with a bare user number) */
export function userOfMachine(): string {
	try {
		return userInfo().username;
	} catch (fault) {
		if (fault instanceof Error && "errno" in fault) throw new UsageError("usage.who-confirms");
		throw fault;
	}
}

async function ports(house: House, store: ReturnType<House["store"]>) {
	return { store: await store, catalogue: { forms: house.forms, units: house.units }, clock: house.clock };
}
