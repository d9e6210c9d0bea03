import type { Finding } from "../../model/finding.ts";
import type { EarlierReport } from "../../model/stored.ts";
import type { RecognisedSubmission } from "../../model/submission.ts";

/**
 * Asks about a nil report that would take the place of rows which count, and about one of a list of what there is, where the list of the period before had rows: all of it is
 * hardly gone. Of what happens in a period, none may happen in the next.
 * @param counted rows of the version of the same report that counts now
 */
export function nilAfterRows({ form, nil, period }: RecognisedSubmission, earlier: EarlierReport | null, counted: number, sheet: string): Finding[] {
	if (!nil) return [];
	if (counted > 0) {
		const params = { period: period.code, rows: counted, replaces: "yes" };
		return [{ code: "nil.after-rows", severity: "soft", sheet, cell: null, field: null, header: null, value: null, expected: null, params }];
	}
	if (!earlier) return [];
	return form.tables.flatMap((table): Finding[] => {
		const rows = earlier.rows[table.id]?.length ?? 0;
		if (table.rollUp !== "snapshot" || rows === 0) return [];
		const params = { period: earlier.period, rows };
		return [{ code: "nil.after-rows", severity: "soft", sheet, cell: null, field: null, header: null, value: null, expected: null, params }];
	});
}
