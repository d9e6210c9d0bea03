import { parsePeriod, periodName } from "../model/period.ts";
import { SEVERITY_NAMES } from "../model/severity.ts";
import { codesEn } from "./codes-en.ts";
import { type Expectation, expectationOf, inPercent, isTime, isWord } from "./expectation.ts";
import type { Said, Sentences, Subject } from "./sentences.ts";

const said = (what: string, remedy = ""): Said => ({ what, remedy });
/** What an explanation may look like. */
const EXAMPLE = "the enterprise built a new production line this year, a large investment at once";
/** A clause that is left out where it has nothing to say. */
const given = (text: string, clause: (text: string) => string): string => (text === "" ? "" : clause(text));
const STATUS_WORDS: Readonly<Record<string, string>> = { pending: "to be explained", received: "awaiting the city's decision" };
const statusWord = (status: string): string => STATUS_WORDS[status] ?? status;
const megabytes = (bytes: string): string => `${Math.round(Number(bytes) / 1024 / 1024)} MB`;

/** second half of 2018, of a parameter that holds a period's code. */
const periodSaid = (param: Subject["param"], name = "period"): string => {
	const known = parsePeriod(param(name));
	return known ? periodName(known, "en") : param(name);
};

/** 10000 times, 1/1000 of. */
const times = (param: Subject["param"]): string => (param("times").startsWith("1/") ? `${param("times")} of` : `${param("times")} times`);

const CODE_FORMS: Readonly<Record<string, string>> = {
	"hnte-certificate": "GR, a year and eight digits are expected, e.g. GR201944000001",
	industry: "the four digits of an industry class are expected, e.g. 3324",
	village: "twelve digits are expected",
	phone: "a mobile number of eleven digits or a landline with its area code is expected, e.g. 0662-3412345",
};

const range = ({ param }: Subject): string => {
	const [min, max] = [param("min"), param("max")];
	if (min !== "" && max !== "") return `it must lie between ${min} and ${max}`;
	return min === "" ? `it must not exceed ${max}` : `it must be at least ${min}`;
};

const isNumber = ({ field }: Subject): boolean => field !== null && ["integer", "decimal", "percent"].includes(field.type.kind);
const sentence = (text: string): string => (text === "" ? "" : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`);

/** it must not exceed 186 (too many by 12): what should stand in the cell, and how far it is from that. */
function expectation(states: string, { field, expected, param }: Subject): string[] {
	if (param("subject") !== "") return [];
	const wanted = expectationOf(expected, states, field);
	const difference = Number(param("difference"));
	const amount = field?.type.kind === "percent" ? `${inPercent(difference)} percentage points` : Math.abs(difference);
	const off = param("difference") === "" || difference === 0 || isTime(field) ? [] : [`too ${difference > 0 ? "much" : "little"} by ${amount}`];
	return wanted ? [wish(wanted), ...off] : off;
}

/** (on trial, mandatory from 2027-01-01 on): of a rule that as yet only tells. */
function trialOf({ param }: Subject): string {
	return given(param("trial"), (from) => ` (on trial, ${SEVERITY_NAMES[param("becomes") === "soft" ? "soft" : "hard"].en} from ${from} on)`);
}

function wish({ kind, values, time }: Expectation): string {
	const [first = "", second = ""] = values.map((value) => (isWord(value) ? `“${value}”` : value));
	switch (kind) {
		case "at-most":
			return time ? `it must not be later than ${first}` : `it must not exceed ${first}`;
		case "at-least":
			return time ? `it must not be earlier than ${first}` : `it must be at least ${first}`;
		case "above":
			return time ? `it must be later than ${first}` : `it must be more than ${first}`;
		case "between":
			return `it must lie between ${first} and ${second}`;
		case "one-of":
			return `${first} or ${second} is expected`;
		case "begins":
			return `it should begin with ${first}`;
		case "has":
			return `there should be ${values.join(", ")}`;
		case "is":
			return `${first} is expected`;
	}
}

/** What is missing, and the other report that says otherwise. */
function otherSide({ param }: Subject): string[] {
	const value = given(param("otherValue"), (text) => `, which says “${text}”`);
	const place = `“${param("otherFile")}” ${param("otherPlace")}${value}`;
	return [
		given(param("subject"), (text) => `this concerns “${text}”`),
		given(param("otherForm"), (form) => `compare ${form} of ${param("otherUnit")} (${periodSaid(param, "otherPeriod")}), ${place}`),
	].filter((clause) => clause !== "");
}

/** Headings and form numbers that findings list, as English lists them. */
const listed = (texts: string): string => texts.replaceAll("、", ", ");

/** What the values below a heading are, where they are the proposed field's. */
const FITTING: Readonly<Record<string, string>> = {
	amount: "are amounts",
	number: "are numbers",
	share: "are shares",
	date: "are dates",
	month: "are months",
	year: "are years",
	"yes-no": "say yes or no",
	code: "have the form of this code",
	choice: "are among the values to choose from",
	region: "name counties",
};

/** (likeness 82 %; 40 of 40 values are amounts): how like a heading is to a field, and what speaks for it. */
function likeness(param: Subject["param"]): string {
	const fitting = FITTING[param("kind")] ?? "";
	const values = Number(param("values"));
	const why =
		fitting !== "" && values > 0
			? `; ${param("fits")} of ${values} values ${fitting}`
			: given(param("shared"), (shared) => `; both have “${shared}”`);
	return `(likeness ${param("likeness")}%${why})`;
}

/** Sentences in English. Values, headings and names stay as the office wrote them. */
export const en: Sentences = {
	where: (sheet, cell, column, value) =>
		[
			[given(sheet, (s) => `“${s}”`), cell].filter((part) => part !== "").join(" "),
			given(column, (c) => ` (${c})`),
			given(value, (v) => ` holds “${v}”`),
		].join(""),
	file: (name, sheet) => `File “${name}”${given(sheet, (s) => `, sheet “${s}”`)}`,
	settled: (settlement) =>
		settlement.kind === "explained"
			? `Explained: “${settlement.text}”; nothing more need be done.`
			: `The city bureau waives this (${settlement.reason}; until ${settlement.until}); nothing need be done.`,
	faults: {
		nothing: (saidOf, param) =>
			param("asks") === "confirm"
				? `The explanation “${saidOf}” does not say whether it is so: write 情况属实 if it is, correct it if not.`
				: `The explanation “${saidOf}” says nothing: write why it is so, e.g. “${EXAMPLE}”.`,
		"no-reason": (saidOf) => `“${saidOf}” gives no reason: write why it is so, e.g. “${EXAMPLE}”.`,
		copied: (saidOf) => `The explanation “${saidOf}” only repeats the problem: write why it is so, e.g. “${EXAMPLE}”.`,
		long: () => "The explanation has more than 1,000 characters: write the reason alone.",
		value: (saidOf, param) =>
			`The explanation “${saidOf}” was written for ${given(param("saidOf"), (text) => `“${text}”`) || "a blank"}; something else stands there now, so explain it anew.`,
		hard: (saidOf) =>
			`This must be corrected; an explanation (“${saidOf}”) does not let it pass. Where there are special circumstances, ask the city bureau.`,
	},
	before: (saidOf) => `In the period before it was explained so: “${saidOf}”. If that is the reason still, write it again.`,
	together: (sentences) => sentences.join(" "),
	kindOf: (code, states) => `${code}: ${states}`,
	counted: (kind, column, count, cells) =>
		`${count} more of the kind (${kind})${given(column, (c) => ` in column “${c}”`)}${cells.length === 0 ? "" : `: ${cells.join(", ")}${count > cells.length ? " …" : ""}`}.`,
	join: (where, { what, remedy }) => [`${where === "" ? "" : `${where}: `}${what}.`, sentence(remedy)].filter((part) => part !== "").join(" "),
	rule: (states, remedy, subject) =>
		said(
			[`this breaks the rule${trialOf(subject)}: ${states}`, ...expectation(states, subject), ...otherSide(subject)].join("; "),
			remedy.replace(/\.$/, ""),
		),
	findings: {
		"column.missing": ({ field, column, expected, param }) => {
			const wanted = field?.header ?? (column || expected);
			const missing = `the required column ${given(wanted, (c) => `“${c}” `)}is missing`;
			if (param("near") === "") return said(missing, "add it as in the template and resubmit");
			return said(
				`${missing}; column ${param("column")}, “${param("near")}”, is much like it ${likeness(param)}`,
				`if that is what it is, rename it “${wanted}” and resubmit, or ask the city bureau to confirm it; if not, add the column as in the template`,
			);
		},
		"column.unknown": ({ column }) => said(`the column ${given(column, (c) => `“${c}” `)}is not part of this form and was not used`),
		"column.proposed": ({ column, expected, param }) =>
			param("candidates") === ""
				? said(
						`the heading “${column}” is much like “${expected}” ${likeness(param)}; as long as nobody has confirmed it, the column is not used`,
						`if that is what it is, rename it “${expected}” and resubmit, or ask the city bureau to confirm it; if not, nothing need be done`,
					)
				: said(
						`the heading “${column}” may be one of: ${listed(param("candidates"))}; as long as nobody has confirmed it, the column is not used`,
						"if it is one of them, give it that name and resubmit, or ask the city bureau to confirm it; if not, nothing need be done",
					),
		"column.confirmed": ({ column, expected, param }) =>
			said(`the heading “${column}” is read as “${expected}”, a synonym that ${param("by")} confirmed on ${param("on")}`),
		"column.twice": ({ field, param }) =>
			said(
				`two columns stand for ${field ? `“${field.header}”` : "one item"}${given(param("other"), (o) => ` (the other is at ${o})`)}`,
				"keep one, or make the other's heading clear",
			),
		"column.emptied": ({ field, column, param }) =>
			said(
				`“${field?.header ?? column}” had numbers in ${param("rows")} rows of the period before (${periodSaid(param)}), and these rows have none now`,
				"check whether they were left out or put into another column; if there is nothing to report, nothing is to be done",
			),
		"column.filled": ({ field, column, param }) =>
			said(
				`“${field?.header ?? column}” had no numbers in the period before (${periodSaid(param)}) and has some in ${param("rows")} rows now`,
				"check whether they belong into another column; if not, nothing is to be done",
			),
		"table.empty": ({ param }) =>
			said(
				`${given(param("table"), (t) => `part ${t}: `)}the table has no rows and does not say that this is a nil report${given(beside(param("beside")), (b) => `; the data seems to stand in ${b}, which are not read`)}`,
				param("beside") === ""
					? "where there is nothing to report, write 零报告 into the table and resubmit"
					: "enter the data into cells and resubmit; where there is nothing to report, write 零报告 into the table",
			),
		"rows.hidden": ({ param }) =>
			said(
				`there are hidden rows or columns${given(param("rows") || param("count"), (n) => ` (${n})`)}; what they hold was read like the rest`,
				"delete what should not be reported instead of hiding it",
			),
		"sheet.passed-over": () => said("this sheet is no report and was not read", "put what is to be reported into the form"),
		"rows.example": () => said("this row looks like a filling-in example and was not used", "if it is real data, remove the word 示例 and resubmit"),
		"total.differs": ({ expected, param }) =>
			said(
				`the total is not the sum of the rows${given(expected, (e) => `, which is ${e}`)}${given(param("difference"), (d) => `; it is too ${d.startsWith("-") ? "small" : "large"} by ${d.replace("-", "")}`)}`,
				"check both: correct what is wrong, or explain",
			),
		"total.unchecked": () =>
			said("the total is a formula whose result was never stored; it was not compared", "opening and saving the file in Excel stores it"),
		"name.sheet-differs": ({ value, expected, param }) =>
			said(
				`the file name says${given(param("name") || value, (n) => ` “${n}”`)}, the sheet${given(param("sheet") || expected, (s) => ` “${s}”`)}; the sheet was believed`,
			),
		"value.required": (subject) =>
			said(
				`${given(subject.field?.header ?? subject.column, (c) => `“${c}” `)}is required and was left blank`,
				isNumber(subject) ? "fill it in; a quantity of nothing is 0" : "fill it in",
			),
		"value.not-applicable": (subject) =>
			isNumber(subject)
				? said("a required number cannot be 无 or —", "write 0 for none")
				: said("a required cell cannot be 无 or —", "write what is the case"),
		"value.damaged": ({ finding }) =>
			finding.severity === "hard"
				? said("the text is damaged and cannot be read", "type it again")
				: said("the text looks damaged", "check it, and resubmit if it is"),
		"value.too-long": ({ param }) => said(`the text is longer than ${param("max")} characters`, "shorten it"),
		"formula.uncached": () =>
			said("the cell holds a formula whose result was never stored", "open and save the file in Excel, or write the number itself"),
		"formula.error": () => said("the formula fails", "correct it, or write the number itself"),
		"number.unreadable": ({ field }) =>
			said(`a number${given(field?.unit ?? "", (u) => ` (${u})`)} is expected`, "write the number alone; remarks belong into 备注"),
		"number.not-whole": () => said("a whole number is expected", "check it and write a whole number"),
		"number.out-of-range": (subject) => said(range(subject), "check and correct it"),
		"number.approximate": ({ expected }) =>
			said(`this is approximate; ${expected} was used`, "if the exact number is known, correct it and resubmit"),
		"number.vague": () => said("this is not a definite number", "write a definite number"),
		"number.rounded": ({ expected, param }) => said(`there are more than ${param("places")} decimals; it was rounded to ${expected}`),
		"percent.ambiguous": ({ value, expected }) =>
			said(`this may mean ${value}% or ${expected}; ${expected} was assumed`, "add the per-cent sign, or explain"),
		"amount.cell-unit": ({ param }) =>
			said(`the cell's unit “${param("cell")}” differs from its heading's “${param("header")}”; the cell's was used`),
		"amount.area-scale": ({ expected }) =>
			said(`the area is very small and may be in 万㎡${given(expected, (e) => ` (${e} 万㎡)`)}`, "check the unit: correct it, or explain"),
		"amount.unit-scale": ({ finding, field, expected, param }) => {
			const stated = given(param("stated"), (unit) => `the unit is given as ${unit}, but`) || "no unit is given, and";
			const unit = given(field?.unit ?? "", (u) => ` ${u}`);
			const compared =
				param("than") === "others"
					? `the middle value of the column, ${param("now")}${unit}, is about ${times(param)} that of ${param("units")} other units (${param("beside")}${unit})`
					: `the column is about ${times(param)} that of the period before (${periodSaid(param)}): the middle value of the same rows was ${param("beside")}${unit} and is ${param("now")}${unit}`;
			const meant = given(expected, (e) => `; it may be in ${e}`);
			return said(
				`${stated} ${compared}${meant}`,
				finding.severity === "info"
					? "check the unit; if it is right, nothing is to be done"
					: "check the unit and write it into the header: correct the amounts, or explain",
			);
		},
		"amount.cell-scale": ({ field, expected, param }) => {
			const unit = given(field?.unit ?? "", (u) => ` ${u}`);
			const compared =
				param("than") === "column"
					? `it is about ${times(param)} the middle value of its column (${param("beside")}${unit}), and its ratio to “${param("per")}” is off as far`
					: `it is about ${times(param)} that of the period before (${periodSaid(param)}: ${param("beside")}${unit}), while the rest of the column has not changed so`;
			return said(
				`${compared}; it may be in another unit, or have a digit too many or too few${given(expected, (e) => ` (is it ${e}${unit}?)`)}`,
				"check it: correct it, or explain",
			);
		},
		"amount.falls": ({ field, param }) =>
			said(
				`this running total is less than in the period before (${periodSaid(param)}: ${param("beside")}${given(field?.unit ?? "", (u) => ` ${u}`)}), and running totals never fall`,
				"check whether only this period was entered: correct it, or explain (paid back, cut down)",
			),
		"amount.outlier": ({ field, param }) => {
			const unit = given(field?.unit ?? "", (u) => ` ${u}`);
			const compared =
				param("per") === ""
					? `it is about ${times(param)} the middle value (${param("beside")}${unit})`
					: `its ratio to “${param("per")}” (${param("now")}) is about ${times(param)} the middle one (${param("beside")})`;
			const more = given(param("more"), (n) => `; ${n} more of the column stick out like it`);
			return said(`it sticks out of its column: ${compared}${more}`, "check its unit and digits; if it is right, nothing is to be done");
		},
		"date.unreadable": ({ field }) =>
			field?.type.kind === "year" ? said("this is no year", "write four digits, e.g. 2019") : said("this is no date", "write it like 2019-06-27"),
		"date.impossible": () => said("there is no such day", "check and correct it"),
		"date.only-month": ({ expected }) => said(`only the month is given${given(expected, (e) => ` (${e})`)}; the day is needed here`, "add the day"),
		"date.year-assumed": ({ expected }) => said(`the year is not written in full; ${expected} was assumed`, "check it: correct it, or explain"),
		"date.month-ambiguous": ({ finding, expected, param }) =>
			finding.severity === "hard"
				? said(
						`this may be ${expected} or January (2019.10 stored as a number becomes 2019.1), and the day is needed here`,
						"write it like 2019-10-08",
					)
				: said(
						`this may be ${expected} or ${param("other") || "January"} (2019.10 stored as a number becomes 2019.1); ${expected} was assumed`,
						"check it: correct it, or explain",
					),
		"date.future": ({ finding, param }) => {
			const day = param("day");
			if (finding.severity === "info")
				return said(`it lies after today (${day})`, "nothing is to be done if it is arranged; correct it should that change");
			if (param("than") === "plan") return said(`the day is far ahead (after ${day})`, "check the year: correct it, or explain");
			if (param("than") === "today")
				return said(
					`it lies after today (${day}), and this column tells of what has happened`,
					"check year and month; leave it blank if it has not happened yet",
				);
			return said(
				`it lies after the end of the period (${day}), and a report tells of its own period`,
				"correct it; what happened after the period belongs into the next report, or needs an explanation",
			);
		},
		"date.ancient": ({ finding, param }) =>
			finding.severity === "hard"
				? said(`it lies before ${param("since")}, when the People's Republic was founded: the year is wrong`, "check and correct it")
				: said(`it lies before ${param("since")}, when there was nothing of the kind yet`, "check the year: correct it, or explain"),
		"date.span": ({ param }) =>
			said(
				`more than ${param("years")} years lie between it and the beginning (${param("from")})`,
				"check the years of both: correct them, or explain",
			),
		...codesEn,
		"uscc.unknown-kind": ({ param }) =>
			said(`codes seldom begin with “${param("kind")}”`, "check it against the licence; nothing to do where it is right"),
		"code.format": ({ param }) => said(CODE_FORMS[param("scheme")] ?? "this is not in the prescribed form", "check and correct it"),
		"code.truncated": () => said("Excel has cut off or rewritten the code as a number", "format the cell as text and type it again"),
		"enum.unknown": ({ expected }) => said("this is none of the values to choose from", `choose one of: ${expected}`),
		"region.unknown": ({ expected }) => said("this names no county or zone", `write one of: ${expected}`),
		"region.other-county": ({ expected }) =>
			said(
				`the row belongs to another county${given(expected, (e) => ` than ${e}, which reports this sheet`)}`,
				"correct the cell if it is yours; else delete the row and leave it to the county that it belongs to",
			),
		"rows.unchanged": ({ param }) =>
			said(
				`it says just the same as the accepted report for ${periodSaid(param)}`,
				"check that the period is right; nothing to do where nothing has changed",
			),
		"row.short": () =>
			said(
				"the row has fewer cells than the header, so its values may have slid to the left; it was not read",
				"fill in the missing blank cells in Excel, save as .xlsx and resubmit",
			),
		"row.duplicate": ({ param }) =>
			said(`this row is the same as ${given(param("of") || param("row"), (r) => `row ${r}`) || "an earlier one"} and counts once`),
		"row.conflict": ({ param }) =>
			said(
				`several rows of one and the same thing differ${given(param("rows") || param("of"), (r) => ` (rows ${r.replaceAll("、", ", ")})`)}`,
				"keep the right one; where they are different things, correct the number, code or name",
			),
		"explanation.unneeded": () =>
			said("an explanation stands here, but the problem that it is about is gone (corrected, or no longer checked)", "nothing need be done"),
		"explanation.unknown": () =>
			said(
				"an explanation stands here, but of which problem cannot be told (the hidden column was changed, or lines were moved); it was not used",
				"write it into the list of problems of the newest returned workbook",
			),
		"nil.after-rows": ({ param }) =>
			param("replaces") === "yes"
				? said(
						`this is a nil report, while the version of it that counts until now has ${param("rows")} rows, which would be gone`,
						"where it was sent by mistake, ask the city to withdraw it, and the rows go on counting; where there is indeed nothing, explain why",
					)
				: said(
						`this is a nil report, while that of ${param("period")} had ${param("rows")} rows`,
						"report what was left out, or explain why nothing is left",
					),
		"rule.not-compared": ({ param }) =>
			said(`there is too much to compare with: rule ${param("rule")} was not checked this time, which stands in no one's way`),
		"key.damaged": () => said("the name or number holds damaged characters, “?” or “□”", "type it again"),
	},
	refusals: {
		"file.unreadable": (param) =>
			said(
				`it is damaged and cannot be read${given(param("part"), (p) => ` (${p})`)}${given(param("line"), (l) => ` (line ${l})`)}`,
				"open it in Excel, save it as .xlsx and resubmit",
			),
		"file.empty": () => said("it is empty (0 bytes)", "send it again"),
		"file.encrypted": () => said("it is encrypted and cannot be read", "remove the password and resubmit"),
		"file.unsupported": (param) =>
			said(`it is no spreadsheet that can be read${given(param("kind"), (k) => ` but ${k}`)}`, "save it as .xlsx and resubmit"),
		"file.truncated": () => said("it is incomplete; the copy may have been broken off", "send it again"),
		"file.scan": () =>
			said(
				"it is a picture, a scan or a PDF, no table, and cannot be read as data (the original is kept)",
				"send a table that can be edited in Excel",
			),
		"file.archive": (param) =>
			said(`it is a ${param("kind") || "RAR or 7z"} archive, which is not unpacked`, "unpack it and send the files, or pack them as ZIP"),
		"file.doctype": () =>
			said("it declares external entities (a DTD) and is not read, for safety", "open it in Excel or WPS, save it as .xlsx and resubmit"),
		"limit.bytes": (param) => said(`it is larger than ${megabytes(param("limit"))}`, "remove unneeded sheets and pictures and resubmit"),
		"limit.unpacked": (param) => said(`unpacked it is larger than ${megabytes(param("limit"))}`, "copy the data into a new workbook and resubmit"),
		"limit.ratio": (param) =>
			said(
				`it unpacks to ${param("found") || "many"} times its size (limit ${param("limit")}), as damaged or tampered files do`,
				"copy the data into a new workbook and resubmit",
			),
		"limit.entries": (param) => said(`the archive holds more than ${param("limit")} files`, "send it in several parts"),
		"limit.rows": (param) => said(`a sheet has more than ${param("limit")} rows`, "remove what is not needed and resubmit"),
		"limit.columns": (param) => said(`a sheet has more than ${param("limit")} columns`, "remove what is not needed and resubmit"),
		"limit.cells": (param) => said(`it has more than ${param("limit")} cells`, "remove what is not needed and resubmit"),
		"limit.strings": (param) => said(`it holds more than ${param("limit")} different texts`, "remove what is not needed and resubmit"),
		"limit.nesting": (param) =>
			param("of") === "archives"
				? said(`it is an archive inside other archives, more than ${param("limit")} deep, and was not unpacked`, "unpack them and send the files")
				: said(`its parts are nested more than ${param("limit")} deep`, "copy the data into a new workbook and resubmit"),
		"limit.seconds": (param) =>
			said(`reading it takes more than ${param("limit")} s`, "remove what is not needed, or copy the data into a new workbook, and resubmit"),
		"limit.memory": (param) =>
			said(`reading it takes more than ${param("limit")} MB of memory`, "remove what is not needed, or save it as .xlsx, and resubmit"),
		"form.unknown": (param) => {
			const lacking = given(param("lacking"), (columns) => `; required columns that it lacks: ${listed(columns)}`);
			const near = given(param("near"), (forms) => `. Its headings come nearest to ${listed(forms)} (likeness ${param("likeness")}%${lacking})`);
			return said(
				`${given(param("number"), (n) => `its form number is ${n}, which its headings do not fit; `)}which form this is cannot be told${near}`,
				param("near") === ""
					? "use the template and keep its form number and headings"
					: "if it is that form, give the columns the headings of the template, keep the form number, and resubmit",
			);
		},
		"form.disagrees": (param) =>
			said(`form number and headings are of different forms${pair(param("number"), param("header"))}`, "check that the right template was used"),
		"form.ambiguous": (param) =>
			said(`it may be one of several forms${given(param("forms"), (f) => ` (${f})`)}`, "write the form number into the sheet"),
		"form.retired": (param) =>
			said(
				`this template is no longer in force${given(param("edition"), (e) => ` (${e})`)}`,
				`use the current template${given(param("current"), (c) => ` (${c})`)} and resubmit`,
			),
		"period.unknown": () => said("the reporting period cannot be told", "write it into the head of the sheet, e.g. 报告期：2019年上半年"),
		"period.disagrees": (param) =>
			said(`the reporting period is given in two ways${pair(param("sheet"), param("option") || param("other"))}`, "check it and resubmit"),
		"period.kind": (param) =>
			said(
				`the period${given(param("found"), (p) => ` “${p}”`)} is not of the kind that this form is reported by${given(param("wanted").replaceAll("、", " or "), (w) => `; ${w} is expected`)}`,
				"correct the period and resubmit",
			),
		"period.not-open": (param) => said(`the period${given(param("period"), (p) => ` “${p}”`)} is not open`, "ask the city bureau"),
		"unit.unknown": (param) =>
			said(`which office reports cannot be told${given(param("text"), (t) => ` (“${t}” is none)`)}`, "write 填报单位 into the head of the sheet"),
		"unit.disagrees": (param) =>
			param("other") === ""
				? said(
						`the reporting office${given(param("sheet"), (o) => ` “${o}”`)} is not the one of the folder${given(param("folder"), (f) => ` “${f}”`)}`,
						"check it and put the file into your own office's folder",
					)
				: said(
						`the reporting office${given(param("sheet"), (o) => ` “${o}”`)} is not the one of the title “${param("other")}”`,
						"check it and resubmit",
					),
		"unit.not-owed": (param) =>
			said(`${param("form") || "this form"} is kept by the city; ${param("unit") || "this office"} does not report it`, "do not send it"),
		"content.none": (param) =>
			param("beside") === ""
				? said("no report was found in it", "check that it is the right file, and that the data does not stand in pictures or comments")
				: said(`its cells hold no data, only ${beside(param("beside"))}, which are not read`, "enter the data into the form and resubmit"),
	},
	passedOver: {
		link: () => said("it is a link and no file of its own, and was not taken", "put the file itself into the inbox"),
		special: () => said("it is no ordinary file and was not taken", "move it out of the inbox"),
		conflict: () =>
			said(
				"it is a copy that a synchronising program made because two people changed one file, and was not taken",
				"compare them, keep one under its former name and delete the other",
			),
		deep: () => said("its folders are nested too deeply and what is in them was not taken", "move the files into the office's folder"),
		busy: () => said("another program holds it open; it was not taken yet", "close that program; it will be taken the next time"),
		denied: (detail) =>
			said(
				`there is no permission to read or to move it${given(detail, (d) => ` (${d})`)}; it was not taken yet`,
				"have its permissions corrected; it will be taken the next time",
			),
		fault: (detail) =>
			said(
				`it could not be read${given(detail, (d) => ` (${d})`)}; it was not taken yet`,
				"it is tried again the next time; if that does not help, have the disk and the network looked at",
			),
	},
	usage: {
		"usage.home-not-demo": (param) =>
			`${param("home")} holds more than an earlier demo (${param("found")}) and is left alone. Choose an empty folder: set HUIBAO_DATA.`,
		"usage.no-such-file": (param) => `${param("file")} does not exist.`,
		"usage.version-superseded": (param) =>
			`Submission ${param("id")} has been superseded by a newer version (${param("newer")}); nothing was changed. Decide about ${param("newer")}.`,
		"usage.version-changed": (param) =>
			`Submission ${param("id")} has changed just now (a new version came, or somebody else decided); nothing was changed. See huibao log --submission ${param("id")} first.`,
		"usage.submission-is": (param) =>
			`Submission ${param("id")} is ${statusWord(param("state"))} already, so that this cannot be decided; nothing was changed. See huibao status.`,
		"usage.submission-unread": (param) =>
			`The original of submission ${param("id")}, ${param("file")}, no longer gives this report; nothing was changed. Ask the office to send it again.`,
		"usage.findings-hard": (param) =>
			`Submission ${param("id")} has problems that must be corrected (${param("findings")}) and cannot be accepted. Return it; or do without the rule first with huibao waive.`,
		"usage.findings-soft": (param) =>
			`Submission ${param("id")} has problems that need an explanation (${param("findings")}). To accept it with the city's explanation, give it with --reason; else let the office explain (huibao explain, or in the returned workbook).`,
		"usage.findings-disputed": (param) =>
			`Another unit reports enterprises of submission ${param("id")} as well (${param("findings")}). Where the city decides that they are this unit's, say why with --reason.`,
		"usage.disputed-dry-run": (param) =>
			`Another unit reports enterprises of submission ${param("id")} as well (${param("findings")}); before the city has decided, the effect cannot be tried. Leave out --dry-run, and say why with --reason.`,
		"usage.ruling-reason": (param) => `Nothing was changed. Say with --reason why the city decides so (“${param("reason")}” gives no reason).`,
		"usage.closed-adjust": (param) =>
			`${param("period")} is closed, so that submission ${param("id")} cannot simply be changed. Where it must be: huibao adjust ${param("action") === "accept" ? "" : "--withdraw "}${param("id")} --reason WHY; with --dry-run first it tells which figures change.`,
		"usage.not-closed": (param) =>
			`${param("period")} is not closed, so that nothing needs adjusting. Use huibao accept, return or withdraw for submission ${param("id")}.`,
		"usage.closed-already": (param) => `${param("period")} was closed by ${param("by")} on ${param("day")} already.`,
		"usage.adjust-what": (param) =>
			`Submission ${param("id")} cannot be adjusted: only a version that came after the period was closed and is sound or to be explained can begin to count, and only one that counts can be withdrawn (--withdraw).`,
		"usage.reason-blank": () => "Say why (--reason).",
		"usage.nil-period": (param) =>
			`${param("form")} is not reported for a period like ${param("period")}${given(param("kinds").replaceAll("、", " or "), (k) => `, but by ${k}`)}.`,
		"usage.nil-batch": (param) =>
			param("batched") === "yes"
				? `${param("form")} is reported in batches; name one with --batch.`
				: `${param("form")} is not reported in batches; leave --batch out.`,
		"usage.nil-not-owed": (param) => `${param("form")} is the city's to report, not ${param("unit")}'s.`,
		"usage.receipt-folder": (param) => `${param("files")} files do not fit into one receipt ${param("file")}; name a folder.`,
		"usage.copy-folder": (param) => `${param("files")} files cannot all become ${param("file")}; name a folder.`,
		"usage.release-withdrawn": (param) =>
			`Release ${param("number")} of ${param("period")} was withdrawn (${param("why")}). To publish again, say why: huibao publish --period ${param("period")} --reason WHY`,
		"usage.no-such-release": (param) =>
			`There is no release ${param("number")} of ${param("period")}; huibao releases --period ${param("period")} lists them.`,
		"usage.release-is": (param) =>
			`Release ${param("number")} of ${param("period")} ${param("is") === "withdrawn" ? "is withdrawn already" : "was never put in place"}; it cannot be withdrawn.`,
		"usage.copy-is-input": (param) => `The annotated copy cannot be written over ${param("file")}, which is to be checked.`,
		"usage.receipt-is-input": (param) => `The receipt cannot be written over ${param("file")}, which is to be checked.`,
		"usage.fill-template": (param) => {
			const file = param("file");
			if (param("code") === "file.encrypted")
				return `${file} opens with a password only and cannot be filled. Open it in Excel or WPS, take the password away, save it and fill that.`;
			if (param("code") !== "file.unsupported") return param("why");
			return `${file} is no .xlsx or .xlsm file${given(param("kind"), (kind) => ` (it is ${kind})`)} and cannot be filled. Save it as .xlsx in Excel or WPS and fill that.`;
		},
		"usage.fill-nothing": (param) =>
			`There is nothing to fill in ${param("file")}: no placeholder like {{hnte.stock}}, no name that begins with hb., and no mapping was given with --map. See docs/templates.md.`,
		"usage.fill-is-template": (param) => `The template ${param("file")} is not written over; give another name with --out.`,
		"usage.mapping-file": (param) => `${param("file")} is no mapping that can be used: ${param("why")}. See docs/templates.md.`,
		"usage.no-such-form": (param) => `There is no form “${param("form")}”${given(param("known"), (k) => `; there are ${k}`)}.`,
		"usage.no-such-field": (param) =>
			`${param("form")} has no item “${param("field")}”${given(param("near"), (n) => `; did you mean ${n}`)}${given(param("known"), (k) => `; there are ${k}`)}.`,
		"usage.trial-of-none": (param) =>
			`the setting “rules” names “${param("rule")}”, which is no rule of a form and cannot be on trial; huibao rules lists them.`,
		"usage.no-such-rule": (param) => `there is no rule “${param("rule")}”; huibao rules lists them.`,
		"usage.field-of-several": (param) => `“${param("field")}” may be several items; say which: ${param("fields")}.`,
		"usage.heading-unusable": (param) =>
			`“${param("heading")}” cannot be a synonym: a heading is not empty, not that of the running numbers, and at most 40 characters long.`,
		"usage.heading-known": (param) =>
			`${param("form")} reads the heading “${param("heading")}” as “${param("field")}” already; there is nothing to confirm.`,
		"usage.heading-taken": (param) =>
			`In ${param("form")} the heading “${param("heading")}” is a name of “${param("field")}”; it cannot be one of “${param("wanted")}” as well.`,
		"usage.synonym-contradicts": (param) =>
			`The heading “${param("heading")}” is confirmed as “${param("field")}” (number ${param("id")}${given(param("unit"), (u) => `, ${u}`)}). To change that, run huibao synonyms revoke ${param("id")} first.`,
		"usage.no-such-synonym": (param) => `There is no synonym of number “${param("id")}”; see huibao synonyms.`,
		"usage.who-confirms": () => "This machine has no name for its user; say with --by who confirms or revokes.",
		"usage.rule-unknown": (param) =>
			`There is no rule “${param("rule")}”; did you mean: ${listed(param("near"))}? All codes are told by huibao rules.`,
		"usage.rule-informs": (param) => `${param("rule")} is for information alone and keeps nothing from being accepted: there is nothing to waive.`,
		"usage.rule-unreadable": (param) =>
			`${param("rule")} says that something cannot be read or was not filled in: it cannot be waived, the office must correct it.`,
		"usage.waiver-reason": (param) => `Give the reason of the waiver with --reason${given(param("reason"), (r) => ` (“${r}” gives none)`)}.`,
		"usage.waiver-day": (param) =>
			`“${param("day")}” cannot be the last day of a waiver: give today (${param("today")}) or a later day with --until, e.g. 2019-12-31.`,
		"usage.waived-already": (param) => `${param("rule")} is waived already (number ${param("id")}, until ${param("until")}).`,
		"usage.no-such-waiver": (param) => `There is no waiver “${param("id")}” that was not ended; huibao waive tells the numbers.`,
		"usage.no-such-submission": (param) => `There is no submission “${param("id")}”; numbers are told by huibao status and huibao ingest --json.`,
		"usage.submission-withdrawn": (param) => `Submission ${param("id")} was withdrawn and cannot be explained any more.`,
		"usage.submission-superseded": (param) =>
			`The office has sent a newer version of submission ${param("id")} since, ${param("newer")}: explain that one.`,
		"usage.submission-changed": (param) =>
			`Somebody else has changed submission ${param("id")} just now; the explanation was kept. Look again: huibao explain ${param("id")}.`,
		"usage.period-locked": (param) => `The period ${param("period")} is locked: what stands in it is changed by an adjustment alone (huibao adjust).`,
		"usage.no-such-finding": (param) =>
			`Submission ${param("id")} has no finding “${param("finding")}”; huibao explain ${param("id")} tells the numbers.`,
		"usage.finding-of-several": (param) =>
			`“${param("code")}” stands in several columns of submission ${param("id")}: name the cell, as in ${param("code")}@D8.`,
		"usage.finding-hard": (param) => `This must be corrected, and no explanation takes the place of that: ${param("finding")}`,
		"usage.finding-info": (param) => `This is for information and asks for no explanation: ${param("finding")}`,
		"usage.no-explanation": (param) => `Nothing was kept. ${param("why")} (${param("finding")})`,
		"usage.explanations-file": (param) =>
			`${param("file")} is no file of explanations (${param("why")}); it should be {"submission": 12, "explanations": [{"code": "01-S1", "cell": "R5", "text": "…"}]}.`,
		"usage.no-such-period": (param) => `“${param("period")}” is no period; write 2019, 2019H1, 2019Q2 or 2019-06.`,
		"usage.no-such-unit": (param) => `There is no reporting unit “${param("unit")}”${given(param("known"), (k) => `; there are ${k}`)}.`,
		"usage.no-such-figure": (param) => `There is no figure “${param("figure")}”${given(param("near"), (n) => `; did you mean ${n}`)}.`,
		"usage.no-such-cell": (param) => `“${param("cell")}” is no cell; write SHEET!B5.`,
		"usage.no-workbook": (param) => param("why"),
		"usage.cell-is-no-figure": (param) => `“${param("cell")}” is no consolidated figure of “${param("file")}”.`,
		"usage.cell-not-read": (param) =>
			`${param("cell")} of “${param("sheet")}” in “${param("file")}” stands in no table that was read; check the names of sheet and cell.`,
		"usage.no-such-sheet": (param) => `There is no sheet “${param("sheet")}” in “${param("file")}”; there are ${param("sheets")}.`,
		"usage.no-such-original": (param) =>
			`There is no original “${param("file")}” (file check ${param("check")}): the workbook may have been made from another data home.`,
		"usage.original-gone": (param) =>
			`The archived original “${param("file")}” (file check ${param("check")}) ${
				param("why") === "altered" ? "has been altered since it came" : "is missing"
			} and cannot be traced to: restore it from a backup. huibao audit finds every such original.`,
		"usage.report-template": (param) => `Template ${param("file")} has ${param("count")} faults; correct them and try again:\n${param("faults")}`,
		"usage.report-exists": (param) =>
			`${param("file")} holds another document, perhaps with changes by hand, and is left as it is. Rename or move it, or name another file with --out.`,
		"usage.template-exists": (param) => `${param("file")} is there already and is left as it is. Rename or move it to get the template anew.`,
		"usage.no-release-named": (param) =>
			`The pages of “${param("file")}” name no release, so that its period is not known: use the report of a release, or --figure and --period.`,
		"usage.not-consolidated": (param) => `${param("period")} has not been consolidated; run huibao consolidate --period ${param("period")} first.`,
		"usage.no-release-to-audit": (param) =>
			param("release") === ""
				? `There is no release to audit${given(param("period"), (p) => ` of ${p}`)}; run huibao publish${given(param("period"), (p) => ` --period ${p}`)} first.`
				: `There is no release ${param("release")}${given(param("period"), (p) => ` of ${p}`)} to audit, or its files are not in the folder of publications; huibao releases lists them.`,
		"usage.no-such-job": (param) => `There is no job “${param("job")}”${given(param("known"), (k) => `; there are ${k}`)}.`,
		"usage.no-such-instant": (param) => `“${param("instant")}” is no instant; write 2019-06-27 or 2019-06-27T20:00+08:00.`,
		"usage.no-version-before": (param) =>
			`Submission ${param("submission")} is the first of its kind: there is no version before it to compare with.`,
		"usage.nothing-came": (param) =>
			`${param("unit")} has sent nothing of ${param("form")} for ${param("period")} yet: there is nothing to compare with.`,
		"usage.several-batches": (param) => `This form came in several batches; name one with --batch: ${param("batches")}.`,
		"usage.other-form": (param) => `${param("one")} and ${param("other")} are different forms and cannot be compared.`,
		"usage.several-reports": (param) => `${param("file")} holds several reports; name the submission to compare with after it, by its id.`,
		"usage.not-in-file": (param) => `${param("file")} holds no such report.`,
		"usage.newer-database": (param) =>
			`The database was made by a newer huibao${given(param("migration"), (m) => ` (${m})`)}; please upgrade huibao. Nothing was changed.`,
	},
};

/** Comments, pictures or text boxes: what a workbook holds beside its cells. */
function beside(kinds: string): string {
	const [comments, drawings] = [kinds.includes("comments"), kinds.includes("drawings")];
	return [...(comments ? ["comments"] : []), ...(drawings ? ["pictures or text boxes"] : [])].join(" and ");
}

function pair(one: string, other: string): string {
	return one === "" || other === "" ? given(one || other, (text) => ` (${text})`) : ` (${one}, ${other})`;
}
