import type { Cell } from "../../model/grid.ts";
import { hard, info, plain, type Reading, soft, told, unreadable } from "./reading.ts";
import {
	isKnownUsccKind,
	isUsccFormat,
	isValidLegacyRegistration,
	isValidOrganisationCode,
	isValidUscc,
	organisationCheckCharacter,
	registrationCheckDigit,
	unconfuse,
	usccCheckCharacter,
} from "./uscc.ts";

/**
 * Reads the code of an organisation (mess.md 37–41): 18 characters with the right check character; a code that Excel cut, confused or mistyped is refused with what should stand
 * there; an older 15- or 9-character code is kept and asks for the new one.
 * @param compacted half-width, upper case, without white space
 */
export function readUscc(cell: Cell, compacted: string): Reading {
	const code = compacted.replace(/-/g, "");
	if (isTruncated(cell, compacted, code)) return unreadable("uscc.truncated");
	switch (code.length) {
		case 18:
			return unified(code);
		case 15:
			return legacyRegistration(code);
		case 9:
			return organisation(code);
		default:
			return unreadable("uscc.format", { params: { length: code.length } });
	}
}

/** 9.14417E+17, a number of more digits than Excel keeps, or 18 digits whose last three were lost. */
function isTruncated(cell: Cell, compacted: string, code: string): boolean {
	if (cell.type === "n" && typeof cell.value === "number" && cell.value >= 1e15) return true;
	if (/^\d(?:\.\d+)?E\+?\d+$/.test(compacted)) return true;
	return /^\d{15}000$/.test(code) && !isValidUscc(code);
}

function unified(code: string): Reading {
	if (isValidUscc(code)) return isKnownUsccKind(code) ? plain(code) : told(code, info("uscc.unknown-kind", { params: { kind: code.slice(0, 2) } }));
	// Some early codes fail it: kept, so that the row may pass where the city waives the check.
	if (isUsccFormat(code)) return told(code, hard("uscc.check", { expected: usccCheckCharacter(code.slice(0, 17)) }));
	const meant = unconfuse(code);
	return meant === null ? unreadable("uscc.format", { params: { length: 18 } }) : unreadable("uscc.confusable", { expected: meant });
}

/** A registration number, or a tax number: the division's six digits and an organisation code. */
function legacyRegistration(code: string): Reading {
	if (isValidLegacyRegistration(code) || (/^\d{6}/.test(code) && isValidOrganisationCode(code.slice(6))))
		return told(code, soft("uscc.legacy", { params: { length: 15 } }));
	if (/^\d{15}$/.test(code)) return unreadable("uscc.check", { expected: registrationCheckDigit(code.slice(0, 14)) });
	return unreadable("uscc.format", { params: { length: 15 } });
}

function organisation(code: string): Reading {
	if (isValidOrganisationCode(code)) return told(code, soft("uscc.legacy", { params: { length: 9 } }));
	if (/^[0-9A-Z]{8}[0-9X]$/.test(code)) return unreadable("uscc.check", { expected: organisationCheckCharacter(code.slice(0, 8)) });
	return unreadable("uscc.format", { params: { length: 9 } });
}
