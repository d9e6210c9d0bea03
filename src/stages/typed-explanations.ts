import { isOfSlot, type Slot, type TypedExplanation } from "../model/decision.ts";

/**
 * What a line of the list in a returned workbook is about: a finding, or a group of them, of one of the reports that the workbook holds. Two reports of a workbook may have
 * findings of one code about one enterprise.
 * @param identity as `findingIdentity` or `groupIdentity` gives it
 */
export function lineIdentity({ form, unit, period, batch }: Slot, identity: string): string {
	return JSON.stringify([form, unit, period, batch, identity]);
}

/**
 * The explanations in a file that are about one of its reports, each with the identity of the finding alone. A line about a report that the file no longer holds is about the one
 * of that form that it holds instead: the office has corrected its period or unit.
 * @param slots every report of the file
 */
export function typedFor(slot: Slot, slots: readonly Slot[], typed: readonly TypedExplanation[]): TypedExplanation[] {
	return typed.flatMap((line) => {
		const about = parsed(line.identity);
		if (!about) return [];
		const isHeld = slots.some((each) => isOfSlot(each, about.slot));
		const isMeant = isHeld ? isOfSlot(slot, about.slot) : slot.form === about.slot.form;
		return isMeant ? [{ ...line, identity: about.identity }] : [];
	});
}

/** The code of what a line is about; "" where nobody can tell. */
export function codeOf({ identity }: TypedExplanation): string {
	return /^\["([^"]+)",/.exec(parsed(identity)?.identity ?? "")?.[1] ?? "";
}

/** null for what is none of ours: cells of a list may have been typed over. */
function parsed(text: string): { readonly slot: Slot; readonly identity: string } | null {
	const parts = partsOf(text);
	if (!Array.isArray(parts) || parts.length !== 5 || !parts.every((part) => typeof part === "string")) return null;
	const [form = "", unit = "", period = "", batch = "", identity = ""] = parts;
	return { slot: { form, unit, period, batch }, identity };
}

function partsOf(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch (fault) {
		if (fault instanceof SyntaxError) return null;
		throw fault;
	}
}
