import { parsePeriod, periodName } from "../model/period.ts";
import type { codesZhCN } from "./codes-zh-CN.ts";
import type { Said, Subject } from "./sentences.ts";

const said = (what: string, remedy = ""): Said => ({ what, remedy });

/** What the register holds in place of a code; "" where it holds nothing. */
function known({ expected, param }: Subject): string {
	if (param("known") === "") return "";
	if (param("list") !== "") return `the register knows ${param("count")} that it may be: ${param("list")}`;
	return `in the register ${param("by") === "name" ? "this enterprise has the code" : "the code nearest to it is"} ${expected} (${param("known")}, ${seen(param)})`;
}

/** Reported by Jiangcheng for the first half of 2019. */
function seen(param: Subject["param"]): string {
	const period = parsePeriod(param("period"));
	return `reported by ${param("unitEn")} for ${period ? periodName(period, "en") : param("period")}`;
}

/** Where something else stands. */
function place(param: Subject["param"]): string {
	if (param("here") !== "") return `in ${param("form")} of the same file`;
	return param("known") !== "" && param("period") !== "" ? "in the register" : `in row ${param("row")}`;
}

/** Of the register, whose report it has it from. */
function source(param: Subject["param"]): string {
	return place(param) === "in the register" ? ` (${seen(param)})` : "";
}

function orKnown(subject: Subject, what: string, remedy: string): Said {
	const proposal = known(subject);
	return proposal === ""
		? said(what, remedy)
		: said(`${what}; ${proposal}`, "compare it with the licence, and correct it if that is so (format the cell as text first)");
}

/** As `codesZhCN`. */
export const codesEn: typeof codesZhCN = {
	"uscc.format": (subject) => {
		const length = subject.param("length");
		const here = length === "" || length === "18" ? "" : `; this has ${length}`;
		return orKnown(
			subject,
			`a unified social credit code has 18 digits or capital letters (no I, O, S, V, Z)${here}`,
			"check it against the licence",
		);
	},
	"uscc.check": (subject) => {
		const { expected, param, value } = subject;
		const character = param("computed") || expected;
		const should = character === "" ? "" : ` (it should be ${character})`;
		return value.replace(/\s/g, "").length === 18
			? orKnown(
					subject,
					`the check character of the unified social credit code is wrong${should}`,
					"compare it with the licence, character by character",
				)
			: orKnown(subject, `the check character of the code is wrong${should}`, "write the 18-character unified social credit code from the licence");
	},
	"uscc.truncated": (subject) =>
		orKnown(subject, "Excel has cut the code off (its last three digits are 0)", "format the cell as text and type the code again"),
	"uscc.confusable": (subject) => {
		const meant = subject.param("computed") || subject.expected;
		return orKnown(
			subject,
			`the code holds characters that are easily confused (O and 0, I and 1); it may be ${meant}`,
			"check it against the licence",
		);
	},
	"uscc.legacy": (subject) => {
		const what = `this is an old code of ${subject.param("length")} characters`;
		return known(subject) === ""
			? said(what, "write the 18-character code, or explain why there is none yet")
			: said(`${what}; ${known(subject)}`, "compare it with the licence and write the 18-character code, or explain why there is none yet");
	},
	"name.short": ({ expected, param }) => {
		const what = "it seems to be a short or incomplete name";
		if (param("known") === "") return said(what, "enter the full registered name, or explain that this is it");
		const proposal =
			param("list") === ""
				? `the full name in the register is “${expected}” (${param("code")}, ${seen(param)})`
				: `the register knows ${param("count")} that it may be: ${param("list")}`;
		return said(`${what}; ${proposal}`, "check it and enter the full name, or explain that this is it");
	},
	X9: ({ expected, param }) =>
		said(
			`${place(param)} the enterprise with this code is called “${expected}”${source(param)}${param("former") === "" ? "" : "; what stands here is its former name"}`,
			"if it was renamed, enter the present name and explain since when (where the form has 曾用名, the former name there is enough); if the name or the code is wrong, correct it",
		),
	"register.two-codes": ({ expected, param }) =>
		said(
			`${place(param)} “${param("known")}” has the code ${expected}${source(param)}`,
			"an enterprise has one code: compare it with the licence and correct it, or explain that it has a new code or that there are two of that name",
		),
};
