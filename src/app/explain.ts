import { readFile } from "node:fs/promises";
import { isFault } from "../files/layout.ts";
import type { ExplanationRequest } from "../model/decision.ts";
import { type ExplainDocument, explanationsFile } from "../model/documents.ts";
import { UsageError } from "../model/usage.ts";
import { type House, ingestPorts } from "./house.ts";
import { userOfMachine } from "./synonyms.ts";

export async function findings(house: House, submission: string): Promise<ExplainDocument> {
	const { findingsOf } = await import("../pipeline/explain.ts");
	return findingsOf(submission, { store: await house.known(), catalogue: house, language: house.language });
}

/** `by`: null for the user of this machine. */
export async function explain(
	house: House,
	submission: string,
	requests: readonly ExplanationRequest[],
	by: string | null,
): Promise<ExplainDocument> {
	const { explain: explainNow } = await import("../pipeline/explain.ts");
	return explainNow(submission, requests, by ?? userOfMachine(), await ingestPorts(house));
}

/** @throws UsageError where the file is none of explanations */
export async function explainFile(house: House, file: string, by: string | null): Promise<ExplainDocument> {
	const { submission, explanations } = await given(file);
	const requests = explanations.map(({ text, ...about }) => ({ about, text }));
	return explain(house, String(submission), requests, by);
}

async function given(file: string) {
	const text = await readFile(file, "utf8").catch((fault: unknown) => {
		if (isFault(fault, "ENOENT", "EISDIR")) throw new UsageError("usage.no-such-file", { file });
		throw fault;
	});
	let read: unknown;
	try {
		read = JSON.parse(text.replace(/^\ufeff/, ""));
	} catch (fault) {
		throw new UsageError("usage.explanations-file", { file, why: fault instanceof Error ? fault.message : "" });
	}
	const parsed = explanationsFile.safeParse(read);
	if (parsed.success) return parsed.data;
	const [issue] = parsed.error.issues;
	throw new UsageError("usage.explanations-file", { file, why: issue ? `${issue.path.join(".")}: ${issue.message}` : "" });
}
