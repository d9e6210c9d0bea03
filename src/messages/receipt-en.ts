import { severityNames } from "../model/severity.ts";
import type { ReceiptTexts } from "./receipt-zh-CN.ts";
import { visible } from "./visible.ts";

const place = (sheet: string | undefined, cell: string | undefined): string =>
	[sheet === undefined ? "" : `sheet "${sheet}"`, cell ?? ""].filter((part) => part !== "").join(" ");
const some = (count: number, one: string, several = `${one}s`): string => `${count} ${count === 1 ? one : several}`;

/** Words of the receipt in English. */
export const receiptEn: ReceiptTexts = {
	suffix: "receipt",
	textTitle: "Review (receipt)",
	title: "Receipt",
	pages: "Page &P of &N",
	file: (name) => `File: ${name}`,
	outcome: (said) => `Outcome: ${said}`,
	verdict: {
		accepted: "accepted",
		pending: "pending (counts once the points below are explained)",
		returned: "returned for correction",
		refused: "refused (could not be read as a report)",
	},
	toDo: {
		accepted: "In use; nothing is left to do. Please look whether form, unit and period were recognised rightly, and say so if not.",
		pending:
			"Please verify each point: correct what is wrong, and give the reason for what is right in the column Explanation of the returned workbook's list of problems; then send the file back.",
		returned:
			"Please correct the original file and send the whole file again (same name or not). Nothing of this file was used; data accepted earlier stays valid.",
		refused: "Please deal with the reason above and send the file again. The original is kept.",
	},
	standing: { ...severityNames("en"), explained: "explained", waived: "waived" },
	ruling: {
		verdict: { waits: "received (sound; the city decides whether it counts)", withdrawn: "withdrawn (taken back by the city; does not count)" },
		toDo: {
			waits:
				"Nothing more is to be done. The period is closed and what was accepted before goes on counting; whether this report takes its place, the city decides and tells.",
			withdrawn: "The city has withdrawn this report for the reason given below. Where it is yours to report, please do so as the city says.",
		},
		kinds: { accepted: "accepted", returned: "returned", adjusted: "adjusted after the period was closed", withdrawn: "withdrawn" },
		decided: (what, at, by, reason) => `${what} (${at}, ${by})${reason === null ? "" : `: ${reason}`}`,
	},
	someAccepted:
		"The reports of this file that are accepted above are in use. Please deal with the others and send the whole file again; until then data accepted earlier stays valid.",
	repeated: "The very same file was taken in before, and nothing was changed. To put it in the place of a later one, send it with a change.",
	ledger: (l) =>
		`Rows: ${l.seen} in all = ${l.loaded} sound + ${l.rejected} wrong + ${l.duplicate} duplicate + ${l.total} total + ${l.note} note + ${l.header} header`,
	findings: {
		hard: (count) => `Mandatory (${count}, must be corrected):`,
		soft: (count) => `To be explained (${count}; verify: correct what is wrong, explain what is right):`,
		explained: (count) => `Explained (${count}, nothing more to do):`,
		waived: (count) => `Waived by the city bureau (${count}, nothing to do):`,
		info: (count) => `For information (${count}, nothing to do):`,
	},
	more: (count) => `… and ${count} more of the kind; they are checked again when you resubmit.`,
	nil: "nil report",
	of: { form: "Form", period: "Period", unit: "Unit", batch: "Batch" },
	evidence({ from, text, sheet, cell }) {
		const source = {
			"form-number": "form number",
			header: "header",
			title: "title",
			"file-name": "file name",
			folder: "folder",
			sheet: "written in the sheet",
			option: "given on the command line",
		}[from];
		return [place(sheet, cell), `${source} "${text}"`].filter((part) => part !== "").join(", ");
	},
	because: (what, reasons) => (reasons.length === 0 ? what : `${what} (because of ${reasons.join("; ")})`),
	format({ format, encoding }, ending) {
		const name = {
			xlsx: "Excel workbook (.xlsx)",
			xlsb: "Excel binary workbook (.xlsb)",
			xls: "workbook of an older Excel or of WPS (.xls, .et)",
			ods: "OpenDocument spreadsheet (.ods)",
			spreadsheetml: "Excel 2003 XML spreadsheet",
			html: "table of a web page (HTML)",
			mhtml: "single file web page (MHTML)",
			text: "delimited text",
		}[format];
		return [name, encoding?.toUpperCase() ?? "", ending === "" ? "" : `not ${ending} as its name says`].filter((part) => part !== "").join(", ");
	},
	headerRows: (sheet, [from, to]) =>
		to < from ? `sheet "${sheet}" has no header` : `sheet "${sheet}" ${from === to ? `row ${from}` : `rows ${from} to ${to}`}`,
	via: { header: "the form's own header", synonym: "a known way to write the header", confirmed: "a confirmed way to write the header" },
	confirmedBy: (name, day) => `a confirmed way to write the header (${[name, day].filter((part) => part !== "").join(", ")})`,
	unit: (unit) =>
		`${unit.unit}${unit.from === "form" ? "" : ` (${unit.from === "header" ? "heading" : "unit line"})`}${unit.form === null || unit.form === unit.unit ? "" : ` → ${unit.form}`}`,
	conversions: {
		blanks: "stray blanks, line breaks and invisible characters taken out",
		"full-width": "full-width digits, letters and signs read as narrow ones",
		"text-number": "numbers stored as text read as numbers",
		"number-marks": "thousands separators, currency signs and the like taken out",
		"chinese-numerals": "Chinese numerals read as numbers",
		"amount-unit": "amounts converted to the form's unit",
		"area-unit": "areas converted to the form's unit",
		"count-unit": "counts in thousands or ten thousands converted to the form's unit",
		"unit-word": "units written behind numbers taken off",
		qualifier: "about, at least and the like kept as the qualifier, the number taken",
		percent: "read as per cent",
		"date-serial": "serial numbers read as dates",
		"date-1904": "read by the 1904 date system",
		"date-text": "dates put into one form",
		"month-only": "written to the month alone, kept as a month",
		"date-shortened": "only the year, month or day that the form asks for taken",
		"code-cleaned": "codes and telephone numbers put into one form (case, blanks, hyphens, apostrophes)",
		"phone-split": "several telephone numbers of one cell taken apart",
		"yes-no-word": "ticks, 1 and the like read as yes or no",
		"enum-synonym": "kept under the name that the form gives the choice",
		"region-alias": "units and counties kept under their official names",
		"list-split": "several entries of one cell taken apart",
		"not-applicable": "none, dashes and slashes taken as not applicable",
		"merged-fill": "the content of a merged cell used for every row that it covers",
		"name-brackets": "brackets made alike for comparing alone, the name is kept as written",
		"name-variants": "variant characters made alike for comparing alone, the name is kept as written",
	},
	cells: (count) => some(count, "cell"),
	example: (cell, from, to) => `${cell} "${visible(from)}" → ${to === "" ? "nothing" : `"${visible(to)}"`}`,
	filled: (cell, from, to) => `${cell} takes "${to}" from ${from}`,
	skipped: {
		instructions: "instructions, nothing to read",
		hidden: "a hidden sheet without a form that is known",
		blank: "a blank sheet",
		"no-report": "no report",
		"return-list": "the list of problems of a returned workbook, whose explanations were read",
	},
	skippedSheet: (sheet, reason) => `sheet "${sheet}": ${reason}`,
	proposal: ({ fieldHeader, likeness, evidence }) =>
		`may be "${fieldHeader}": ${likeness}% like ${evidence.resembles === fieldHeader ? "it" : `"${evidence.resembles}"`}${evidence.shared === "" ? "" : `, both have "${evidence.shared}"`}${evidence.values === 0 ? "" : `, ${evidence.fits} of ${some(evidence.values, "value")} looked at fit`}`,
	unknownColumn: (header, filled) =>
		`"${header}" (something stands in ${some(filled, "row")}) is no column of the form: not used, its content is listed as it stands`,
	counts: {
		conversions: (kinds, cells) => `${some(cells, "cell")} in ${some(kinds, "way")}`,
		columns: (known, unknown) => `${known} recognised${unknown === 0 ? "" : `, ${unknown} not`}`,
		problems: (c) =>
			[
				`${c.hard} mandatory (to correct), ${c.soft} to be explained (correct or explain)`,
				...(c.explained > 0 ? [`${c.explained} explained`] : []),
				...(c.waived > 0 ? [`${c.waived} waived`] : []),
				`${c.info} for information`,
			].join(", "),
		none: "none",
	},
	see: (text, sheet) => `${text}: see sheet "${sheet}"`,
	labels: {
		file: "File",
		receivedAt: "Checked at",
		folder: "Folder",
		format: "Format",
		sha256: "Check sum",
		outcome: "Outcome",
		decided: "decided by the city",
		since: "Since last time",
		toDo: "To do",
		repeated: "Note",
		refusal: "Refused because",
		skipped: "Sheets not read",
		headerRows: "Header",
		columns: "Columns",
		signatures: "Signed",
		problems: "Problems",
		conversions: "Conversions",
		unknown: "Unknown columns",
	},
	ledgerHeadings: {
		seen: "Rows seen",
		loaded: "= sound",
		rejected: "+ wrong",
		duplicate: "+ duplicate",
		total: "+ total",
		note: "+ note",
		header: "+ header",
	},
	sheets: { receipt: "Receipt", problems: "Problems", columns: "Columns", conversions: "Conversions", unknown: "Unknown columns" },
	problemHeadings: ["No.", "Kind", "Form", "Sheet", "Cell", "Column", "Content", "Problem and remedy"],
	sinceHeading: "Since last time",
	columnHeadings: ["Form", "Sheet", "Column", "Heading in the file", "Means", "Because it is", "Unit"],
	conversionHeadings: ["Form", "Sheet", "Column", "Conversion", "Cells", "Examples"],
	unknownHeadings: ["Form", "Sheet", "Column", "Heading in the file", "Filled rows", "May be"],
	unknownTextHeadings: ["Sheet", "Cell", "Heading in the file", "Content"],
	unknownTexts: "What stands in the unknown columns (not used, kept as it is)",
	moreTexts: (count) => `${some(count, "cell")} more not listed; the original is archived.`,
	noProposal: "nothing that is like it",
};
