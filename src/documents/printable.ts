import type { ReportDocument } from "../model/report-document.ts";

/** Characters that XML cannot hold, halves of surrogate pairs among them: an office's text may have them, and one would make the whole document unreadable. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

/** A report whose every text can stand in a document; what cannot is shown as lost (\ufffd). */
export function printable(report: ReportDocument): ReportDocument {
	return JSON.parse(JSON.stringify(report), (_, value: unknown) =>
		typeof value === "string" ? value.replace(FORBIDDEN, "\ufffd") : value,
	) as ReportDocument;
}
