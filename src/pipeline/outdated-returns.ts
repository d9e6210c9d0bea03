import { originalName, returnName } from "../messages/return-texts.ts";
import type { ReportingUnit } from "../model/division.ts";
import type { StoredSubmission } from "../model/stored.ts";
import type { AnswerPorts } from "./answer.ts";
import type { Store } from "./ports.ts";

/**
 * Takes away the returned workbooks of files in whose place others have come under other names: an office must not go on correcting what nobody waits for. A file stays answered
 * while one of its reports is still the newest.
 */
export async function clearOutdated(
	stored: readonly StoredSubmission[],
	fileName: string,
	unit: ReportingUnit | null,
	{ store, outbox, language }: { readonly store: Pick<Store, "versions" | "submissionsOfFile"> } & Pick<AnswerPorts, "outbox" | "language">,
): Promise<void> {
	for (const submission of stored) {
		if (!unit || submission.version === 1) continue;
		const before = (await store.versions(submission)).findLast(({ version }) => version < submission.version);
		if (!before || originalName(before.fileName) === originalName(fileName) || !(await isOutdated(before, store))) continue;
		for (const ending of [".xlsx", ".xlsm"] as const)
			await outbox.clearReceipt(unit.shortName, returnName(originalName(before.fileName), language, ending));
	}
}

async function isOutdated({ sha256 }: StoredSubmission, store: Pick<Store, "versions" | "submissionsOfFile">): Promise<boolean> {
	for (const submission of await store.submissionsOfFile(sha256)) {
		const newest = (await store.versions(submission)).at(-1);
		if (newest?.id === submission.id) return false;
	}
	return true;
}
