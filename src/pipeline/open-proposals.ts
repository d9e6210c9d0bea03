import type { SynonymsDocument } from "../model/documents.ts";
import type { Finding } from "../model/finding.ts";
import { type StoredSubmission, toldStatus } from "../model/stored.ts";
import type { Catalogue } from "../model/submission.ts";
import { catalogueFor } from "../stages/recognise/catalogue-for.ts";
import { indexOf } from "../stages/recognise/catalogue-index.ts";
import { headerColumn } from "../stages/recognise/columns.ts";
import { headingKey } from "../stages/recognise/header-text.ts";
import { newestOfEach } from "../stages/roll-up.ts";
import type { Store } from "./ports.ts";

type Proposed = SynonymsDocument["proposals"][number];

/** Codes of findings that may propose a field for a heading. */
const PROPOSING = ["column.missing", "column.proposed"];

/**
 * What the submissions that stand (the newest of each form, unit, period and batch) propose and no synonym has settled, most files first: one entry for each heading and field,
 * with the files that have it.
 */
export async function openProposals(store: Pick<Store, "submissions" | "findingsOfKind">, catalogue: Catalogue): Promise<Proposed[]> {
	const found = await store.findingsOfKind(PROPOSING);
	if (found.length === 0) return [];
	const standing = new Map(newestOfEach(await store.submissions()).map((submission) => [submission.id, submission]));
	const proposals = new Map<string, Proposed>();
	for (const { submissionId, finding } of found) {
		const submission = standing.get(submissionId);
		const proposal = submission && proposedBy(finding, submission, catalogue);
		if (!proposal) continue;
		const key = JSON.stringify([proposal.form, proposal.table, proposal.field, headingKey(proposal.heading)]);
		const known = proposals.get(key);
		proposals.set(
			key,
			known ? { ...known, likeness: Math.max(known.likeness, proposal.likeness), files: [...known.files, ...proposal.files] } : proposal,
		);
	}
	return [...proposals.values()].sort((a, b) => b.files.length - a.files.length || b.likeness - a.likeness);
}

function proposedBy({ code, field, header, params }: Finding, submission: StoredSubmission, catalogue: Catalogue): Proposed | null {
	const heading = code === "column.missing" ? params?.near : header;
	const likeness = params?.likeness;
	if (typeof heading !== "string" || typeof likeness !== "number" || field === null) return null;
	const form = catalogue.forms.find(({ id }) => id === submission.form);
	const table = form?.tables.find(({ id }) => id === (params?.table ?? form.tables[0]?.id));
	const known = table?.fields.find(({ name }) => name === field);
	if (!form || !table || !known || isSettled(heading, field, submission, table.id, catalogue)) return null;
	const { id, fileName, unit, period, status } = submission;
	return {
		form: form.id,
		table: table.id,
		field,
		fieldHeader: known.header,
		required: known.required,
		heading,
		likeness,
		files: [{ submission: id, file: fileName, unit, period, status: toldStatus(status) }],
	};
}

/** Whether a file of that unit would be read otherwise now: somebody has confirmed the heading since. */
function isSettled(heading: string, field: string, { form, unit }: StoredSubmission, table: string, catalogue: Catalogue): boolean {
	const index = indexOf(catalogueFor(catalogue, unit));
	const { claims } = headerColumn(1, heading.split("_"), { row: 1, column: 1 }, index);
	return claims.some((claim) => {
		const at = index.tables[claim.table];
		return claim.via === "confirmed" && claim.field.name === field && at?.form.id === form && at.table.id === table;
	});
}
