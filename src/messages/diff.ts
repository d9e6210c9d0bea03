import { inShanghai } from "../model/calendar.ts";
import type { DiffChangedRow, DiffDocument } from "../model/change-documents.ts";
import type { DiffTexts } from "./diff-zh-CN.ts";

/** What the command line and the workbook tell alike of a comparison. */

/** 第2版（编号 12，退回，2019-07-02 10:00 收到）名录.xlsx. */
export function tellSide({ submission, version, file, status, receivedAt }: DiffDocument["before"], texts: DiffTexts): string {
	if (submission === null || version === null || receivedAt === null) return texts.fileAtHand(file, texts.status[status]);
	return texts.side({ submission, version, file, status: texts.status[status], receivedAt: inShanghai(receivedAt) });
}

/** What a changed row goes by; of a corrected one both keys. */
export function tellChangedRow({ key, keyBefore, corrected, before, after }: Omit<DiffChangedRow, "table">, texts: DiffTexts): string {
	if (!corrected) return key ?? texts.unnamed(after.row);
	return texts.corrected(keyBefore ?? texts.unnamed(before.row), key ?? texts.unnamed(after.row));
}

/** A changed cell before and now; what is not there is said. */
export function tellCell({ shown, cells }: DiffChangedRow["cells"][number], texts: DiffTexts): readonly [before: string, after: string] {
	const said = (text: string, cell: string | null) => (cell === null ? texts.noColumn : text === "" ? texts.blank : text);
	return [said(shown[0], cells[0]), said(shown[1], cells[1])];
}
