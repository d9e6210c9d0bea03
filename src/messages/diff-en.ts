import type { DiffTexts } from "./diff-zh-CN.ts";

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? "" : "s"}`;

/** Words of a comparison of two versions in English. */
export const diffEn: DiffTexts = {
	title: "Comparison of versions",
	pages: "Page &P of &N",
	status: { accepted: "accepted", pending: "pending", returned: "returned", received: "received", withdrawn: "withdrawn" },
	side: (s) => `version ${s.version} (id ${s.submission}, ${s.status}, received ${s.receivedAt}) ${s.file}`,
	fileAtHand: (file, status) => `a file not sent yet (checked: ${status}) ${file}`,
	before: "Before",
	after: "Now",
	report: "Report",
	result: "Changes",
	counting: (version) => (version === null ? "no version counts now" : `version ${version} counts now`),
	countingLabel: "Counting",
	same: "The two versions do not differ.",
	problems: { settled: "Put right", explained: "Explained (or no longer asked about)", again: "Still there", fresh: "New problems" },
	rows: (c) =>
		`${counted(c.same, "row")} unchanged, ${c.changed} changed${c.corrected === 0 ? "" : ` (of these ${c.corrected} with a corrected code or name)`}, ${c.added} added, ${c.removed} removed`,
	rowsLabel: "Rows",
	cells: "Cells changed",
	added: "Rows added",
	removed: "Rows removed",
	sheets: { overview: "Overview", problems: "Problems", cells: "Cells changed", added: "Rows added", removed: "Rows removed" },
	cellHeadings: ["Table", "Row of", "Column", "Cell before", "Cell now", "Before", "Now"],
	rowHeadings: ["Table", "Row of", "Sheet", "Row", "Content"],
	problemHeadings: ["Change", "Sheet", "Cell", "Row of", "Problem"],
	corrected: (before, after) => `${before} corrected to ${after}`,
	unnamed: (row) => `row ${row}`,
	place: (sheet, row) => `“${sheet}” row ${row}`,
	blank: "(blank)",
	noColumn: "(no such column)",
	said: (header, value) => `${header}: ${value}`,
	separator: "; ",
	left: (count) => `${counted(count, "row")} more`,
	more: (count) => `${count} more (see them with --out FILE.xlsx or --json)`,
	since: {
		title: (period, since, count) => `${period}: ${counted(count, "report")} came in since ${since}`,
		none: (period, since) => `${period}: nothing came in since ${since}.`,
		versions: (from, to) => (from === null ? `version ${to}` : `version ${from} → ${to}`),
		total: (c) =>
			`In all ${counted(c.slots, "report")}: ${counted(c.cells, "cell")} changed, ${counted(c.added, "row")} added, ${counted(c.removed, "row")} removed (first versions left out)`,
	},
};
