import type { CodeScheme } from "../../model/fields.ts";
import type { Cell } from "../../model/grid.ts";
import { cleanText, compact, isNotApplicable, writtenText } from "./characters.ts";
import { spellingOf } from "./conversions.ts";
import { readPhones } from "./phones.ts";
import { BLANK, converted, NOT_APPLICABLE, plain, type Reading, unreadable } from "./reading.ts";
import { readUscc } from "./uscc-reading.ts";

/** Reads a code as text; what a scheme prescribes is checked, nothing is guessed. */
export function readCode(cell: Cell, scheme: CodeScheme): Reading {
	const written = writtenText(cell);
	const reading = codeIn(written, cell, scheme);
	if (typeof reading.value !== "string") return reading;
	if (scheme === "phone" && reading.value.includes("、")) return converted(reading, ["phone-split"]);
	if (reading.value === written) return reading;
	const spelling = spellingOf(written);
	return converted(reading, spelling.length > 0 && compact(written) === reading.value ? spelling : [...spelling, "code-cleaned"]);
}

function codeIn(written: string, cell: Cell, scheme: CodeScheme): Reading {
	const compacted = compact(written).replace(/^['‘’`]+/, "");
	if (compacted === "") return BLANK;
	if (isNotApplicable(compacted)) return NOT_APPLICABLE;
	if (scheme === "uscc") return readUscc(cell, compacted.toUpperCase());
	if (lostDigits(cell, compacted)) return unreadable("code.truncated");
	switch (scheme) {
		case "hnte-certificate":
			return readCertificate(compacted);
		case "industry":
			return readIndustry(cell, compacted);
		case "village":
			return /^\d{12}$/.test(compacted) ? plain(compacted) : unreadable("code.format", { params: { scheme } });
		case "phone":
			return readPhones(cleanText(written));
		default:
			return plain(freeCode(written));
	}
}

/** Whether a number has lost digits in Excel: shown as 1.39E+10, or stored with more than the 15 digits that a double keeps (mess.md 37, 50). */
function lostDigits(cell: Cell, compacted: string): boolean {
	if (/^\d(?:\.\d+)?E\+?\d+$/i.test(compacted)) return true;
	return cell.type === "n" && typeof cell.value === "number" && Math.abs(cell.value) >= 1e15;
}

/** GR + year + 2-digit province + 6 digits; GF before 2008's reform of the letters. */
function readCertificate(compacted: string): Reading {
	const code = compacted.toUpperCase().replace(/[-.]/g, "");
	return /^G[RF]20\d{10}$/.test(code) ? plain(code) : unreadable("code.format", { params: { scheme: "hnte-certificate" } });
}

/** Four digits of GB/T 4754-2017; a leading section letter and a following name are left out. A number cell has lost the leading zero of agriculture's classes. */
function readIndustry(cell: Cell, compacted: string): Reading {
	const padded = cell.type === "n" && /^\d{3}$/.test(compacted) ? `0${compacted}` : compacted;
	const match = /^[A-T]?(\d{4})(?!\d)(?!.*\d{4})/i.exec(padded);
	return match?.[1] ? plain(match[1]) : unreadable("code.format", { params: { scheme: "industry" } });
}

/** An office's own code: white space out, full-width letters, digits and hyphens narrow; brackets stay as they are written (阳科字〔2018〕12号). */
function freeCode(written: string): string {
	return cleanText(written)
		.replace(/^['‘’`]+/, "")
		.replace(/\s+/g, "")
		.replace(/[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff0d\uff0f\uff3f]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
}
