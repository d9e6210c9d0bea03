import { type Explanation, slotKey } from "../model/decision.ts";
import { type Form, keyFields, tableOf } from "../model/form.ts";
import type { ReleaseManifest } from "../model/release.ts";
import type { StoredSubmission } from "../model/stored.ts";
import { headingKey } from "../stages/recognise/header-text.ts";
import type { ConsolidatePorts } from "./consolidate.ts";

type Applied = ReleaseManifest["decisions"];

interface Told {
	/** ISO 8601. */
	readonly asOf: string;
	/** Whether personal data are left out. */
	readonly maskPersonal: boolean;
	readonly sha256: (text: string) => string;
}

/** What had been decided, by an instant, about the versions that a publication uses: explanations of their slots, waivers and synonyms that could touch them, those that have ended or were revoked as well. */
export async function decisionsApplied(used: readonly StoredSubmission[], ports: ConsolidatePorts, told: Told): Promise<Applied> {
	const { asOf } = told;
	const units = new Set(used.map(({ unit }) => unit));
	const forms = new Set(used.map(({ form }) => form));
	const concerns = (unit: string | null) => unit === null || units.has(unit);
	const until = (instant: string | null) => (instant !== null && instant <= asOf ? instant : null);
	const waivers = (await ports.store.waivers()).filter(({ at, unit }) => at <= asOf && concerns(unit));
	const synonyms = (await ports.store.synonyms()).filter(({ form, unit, confirmedAt }) => confirmedAt <= asOf && forms.has(form) && concerns(unit));
	return {
		explanations: await explanationsOf(used, ports, told),
		waivers: waivers.map(({ endedAt, endedBy: _, ...waiver }) => ({ ...waiver, endedAt: until(endedAt) })),
		synonyms: synonyms.map(({ id, form, table, field, heading, unit, confirmedBy: by, confirmedAt: at, revokedAt }) => {
			return { id, form, table, field, heading, key: headingKey(heading), unit, by, at, revokedAt: until(revokedAt) };
		}),
	};
}

async function explanationsOf(used: readonly StoredSubmission[], { store, forms }: ConsolidatePorts, told: Told): Promise<Applied["explanations"]> {
	const slots = new Map(used.map(({ form, unit, period, batch }) => [slotKey({ form, unit, period, batch }), { form, unit, period, batch }]));
	const explanations: Explanation[] = [];
	for (const slot of slots.values()) explanations.push(...(await store.explanations(slot, told.asOf)));
	return explanations.map(({ source: _, ...explanation }) => (told.maskPersonal ? masked(explanation, forms, told.sha256) : explanation));
}

/** Without what may name a person; by the hashes it can still be shown that nothing was changed. */
function masked(explanation: Omit<Explanation, "source">, forms: readonly Form[], sha256: Told["sha256"]): Omit<Explanation, "source"> {
	const hidden = (text: string | null) => (text === null || text === "" ? text : `sha256:${sha256(text)}`);
	const form = forms.find(({ id }) => id === explanation.form);
	const table = form && tableOf(form, explanation.table === "" ? undefined : explanation.table);
	const isPersonal = (field: string) => table?.fields.find(({ name }) => name === field)?.personal !== false;
	const key = table && !keyFields(table).some(isPersonal) ? explanation.key : hidden(explanation.key);
	const value = explanation.field !== null && isPersonal(explanation.field) ? hidden(explanation.value) : explanation.value;
	return { ...explanation, text: `sha256:${sha256(explanation.text)}`, key, value };
}
