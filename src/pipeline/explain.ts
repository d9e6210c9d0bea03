import { fromA1, toA1 } from "../model/a1.ts";
import { closedBy } from "../model/closed.ts";
import type { Explanation, ExplanationRequest, FindingReference } from "../model/decision.ts";
import type { ExplainDocument } from "../model/documents.ts";
import { type Finding, type FindingGroup, numbered } from "../model/finding.ts";
import type { Form } from "../model/form.ts";
import type { StoredSubmission } from "../model/stored.ts";
import { UsageError } from "../model/usage.ts";
import { findingDocuments, groupDocument } from "./check-document.ts";
import { submissionNamed } from "./decisions.ts";
import { recheckAndSettle } from "./disputes.ts";
import { refuseWorthless } from "./empty-words.ts";
import type { ExamineContext } from "./examine.ts";
import type { IngestPorts } from "./ingest.ts";
import type { Store } from "./ports.ts";

/** What was found in a submission, as it was last checked. */
interface Found {
	readonly submission: StoredSubmission;
	readonly form: Form;
	readonly findings: readonly Finding[];
	readonly groups: readonly FindingGroup[];
}

/** What listing needs. */
export interface FindingsPorts extends Pick<IngestPorts, "language"> {
	readonly store: Pick<Store, "submission" | "findings" | "findingGroups">;
	readonly catalogue: Pick<ExamineContext["catalogue"], "forms">;
}

/** What must be corrected or explained in a submission, and what was. @throws UsageError where there is none of that number */
export async function findingsOf(id: string, ports: FindingsPorts): Promise<ExplainDocument> {
	const found = await foundIn(id, ports);
	return document(found, found.submission, [], ports);
}

/**
 * Explains soft findings of the version that stands, all of them or none, and looks at it anew: where nothing is open any more, it is accepted. The office gets a new receipt.
 * @param by who explains; the office's own words are passed on by the city, or somebody there explains for it
 * @throws UsageError where a finding cannot be explained, or what is said is no explanation
 */
export async function explain(id: string, requests: readonly ExplanationRequest[], by: string, ports: IngestPorts): Promise<ExplainDocument> {
	const found = await foundIn(id, ports);
	await refuseOutdated(found.submission, ports.store);
	const at = ports.clock().toISOString();
	const explanations = requests.flatMap(({ about, text }) =>
		explanationsOf(about, text.trim(), found, ports.language).map((each) => ({ ...each, by, at })),
	);
	await ports.store.keepExplanations(explanations);
	const reason = [...new Set(explanations.map(({ text }) => text))].join("；");
	const outcome = await recheckAndSettle(found.submission, { by, at, reason, kind: "explained" }, ports);
	if (!outcome) throw new UsageError("usage.submission-changed", { id: found.submission.id });
	return document(await foundIn(id, ports), found.submission, explanations, ports);
}

async function foundIn(id: string, { store, catalogue }: FindingsPorts): Promise<Found> {
	const submission = await submissionNamed(id, store);
	const form = catalogue.forms.find((each) => each.id === submission.form);
	if (!form) throw new UsageError("usage.no-such-submission", { id });
	return { submission, form, findings: await store.findings(submission.id), groups: await store.findingGroups(submission.id) };
}

async function refuseOutdated(submission: StoredSubmission, store: Pick<Store, "versions" | "locks">): Promise<void> {
	const { id, version, status } = submission;
	if (status === "withdrawn") throw new UsageError("usage.submission-withdrawn", { id });
	const newer = (await store.versions(submission)).findLast((each) => each.version > version);
	if (newer) throw new UsageError("usage.submission-superseded", { id, newer: newer.id });
	const lock = closedBy(submission, await store.locks());
	if (lock) throw new UsageError("usage.period-locked", { period: lock.period });
}

type Said = Omit<Explanation, "by" | "at">;

/** The explanations that a text gives of what is named: one for each finding, and one for those that are only counted. */
function explanationsOf(about: FindingReference, text: string, found: Found, language: FindingsPorts["language"]): Said[] {
	const { submission, form } = found;
	const { unit, period, batch } = submission;
	const { findings, group } = meant(about, found);
	const [first] = findings;
	if (!first) throw new UsageError("usage.no-such-finding", { finding: named(about), id: submission.id });
	for (const finding of findings) refuseWorthless(text, finding, form, language);
	const { code, field, table = "" } = first;
	const slot = { form: form.id, unit, period, batch, code, text, source: "command" as const };
	if (group) return [{ ...slot, table, field, key: null, value: null }];
	return findings.map((each) => ({ ...slot, table: each.table ?? "", field: each.field, key: each.key ?? null, value: each.value ?? "" }));
}

/** The findings that a reference means. A code alone means all that it has, if they stand in one column; those that are only counted as well. */
function meant(about: FindingReference, { findings, groups, submission }: Found): { findings: readonly Finding[]; group: FindingGroup | undefined } {
	if ("number" in about)
		return { findings: numbered(findings).flatMap(({ number, finding }) => (number === about.number ? [finding] : [])), group: undefined };
	const { code, cell, key } = about;
	const ofCode = findings.filter((each) => each.code.toLowerCase() === code.toLowerCase());
	if (cell !== undefined) return { findings: ofCode.filter((each) => isAt(each, cell)), group: undefined };
	if (key !== undefined) return { findings: ofCode.filter((each) => each.key === key), group: undefined };
	if (new Set(ofCode.map(({ field, table }) => `${table} ${field}`)).size > 1)
		throw new UsageError("usage.finding-of-several", { code, id: submission.id });
	return { findings: ofCode, group: groups.find((each) => each.code === ofCode[0]?.code) };
}

/** R5, $R$5 or SHEET!R5. */
function isAt({ sheet, cell }: Finding, place: string): boolean {
	const [, of, reference = ""] = /^(?:'?(.*?)'?!)?([^!]+)$/.exec(place.trim()) ?? [];
	const at = fromA1(reference.replaceAll("$", "").toUpperCase());
	return at !== null && toA1(at) === cell && (of === undefined || of === sheet);
}

function named(about: FindingReference): string {
	if ("number" in about) return String(about.number);
	return [about.code, about.cell ?? about.key].filter((part) => part !== undefined).join("@");
}

function document(found: Found, before: StoredSubmission, explanations: readonly Explanation[], { language }: FindingsPorts): ExplainDocument {
	const { submission, form, findings, groups } = found;
	const { id, version, fileName: file, unit, period, batch, status } = submission;
	const cellOf = (said: Explanation) =>
		findings.find((each) => each.code === said.code && each.field === said.field && (each.key ?? null) === said.key)?.cell ?? null;
	return {
		submission: { id, version, file, form: form.id, unit, period, batch, status, before: before.status },
		explained: explanations.map((said) => ({ code: said.code, cell: cellOf(said), key: said.key, text: said.text })),
		findings: findingDocuments(findings, form, language).filter(({ severity }) => severity !== "info"),
		groups: groups
			.filter(({ severity }) => severity !== "info")
			.map((group) => groupDocument(group, submission.tables[0]?.sheet ?? "", form, language)),
	};
}
