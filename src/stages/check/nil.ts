import type { Finding } from "../../model/finding.ts";
import type { EarlierReport } from "../../model/stored.ts";
import type { RecognisedSubmission } from "../../model/submission.ts";

/** Asks about a nil report of a list of what there is, where the list of the period before had rows: all of it is hardly gone. Of what happens in a period, none may happen in the next. */
export function nilAfterRows({ form, nil }: RecognisedSubmission, earlier: EarlierReport | null, sheet: string): Finding[] {
	if (!nil || !earlier) return [];
	return form.tables.flatMap((table): Finding[] => {
		const rows = earlier.rows[table.id]?.length ?? 0;
		if (table.rollUp !== "snapshot" || rows === 0) return [];
		const params = { period: earlier.period, rows };
		return [{ code: "nil.after-rows", severity: "soft", sheet, cell: null, field: null, header: null, value: null, expected: null, params }];
	});
}
