import type { CheckDocument, CheckedFile, DemoDocument, PublishDocument, StatisticsDocument } from "../model/documents.ts";
import { agreement, type PublishedFigures } from "./agreement.ts";

/** What must become of a file that is there to be returned. */
export interface ExpectedOutcome {
	/** Path below fixtures/returned, with forward slashes. */
	readonly file: string;
	readonly status: CheckedFile["status"];
	readonly refusal?: string;
	readonly findings?: readonly { readonly code: string; readonly cell?: string }[];
}

/** The steps of the demo, done by the app. */
export interface DemoSteps {
	ingestSubmitted(): Promise<CheckDocument>;
	ingestReturned(): Promise<CheckDocument>;
	publish(): Promise<{ document: PublishDocument; statistics: StatisticsDocument }>;
}

/** Takes in the demo submissions and those that must come back, publishes, and compares all of it with what it should be. */
export async function demo(steps: DemoSteps, expected: readonly ExpectedOutcome[], published: PublishedFigures): Promise<DemoDocument> {
	const ingest = await steps.ingestSubmitted();
	const returned = await steps.ingestReturned();
	const { document, statistics } = await steps.publish();
	const turnedDown = ingest.files.filter((file) => file.status !== "accepted").map((file) => file.file);
	const byName = new Map(returned.files.map((file) => [file.file, file]));
	const otherwise = expected.filter((outcome) => !isAsExpected(byName.get(outcome.file), outcome)).map((outcome) => outcome.file);
	return { ingest, returned, publish: document, agreement: agreement(published, statistics), unexpected: [...turnedDown, ...otherwise] };
}

function isAsExpected(file: CheckedFile | undefined, expected: ExpectedOutcome): boolean {
	if (!file || file.status !== expected.status) return false;
	if (expected.refusal !== undefined && file.refusal?.code !== expected.refusal) return false;
	const found = file.submissions.flatMap((submission) => submission.findings);
	return (expected.findings ?? []).every(({ code, cell }) => found.some((f) => f.code === code && (cell === undefined || f.cell === cell)));
}
