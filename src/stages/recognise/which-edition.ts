import type { Form, RetiredEdition } from "../../model/form.ts";
import type { Period } from "../../model/period.ts";
import type { Refusal } from "../../model/refusal.ts";
import type { HeaderColumn } from "./columns.ts";
import { isSerial, segmentKey } from "./header-text.ts";
import type { Labelled } from "./labels.ts";

/** What of a sheet tells its edition: the words above its header, and the headings. */
export interface EditionMarks {
	readonly labelled: Labelled;
	readonly columns: readonly HeaderColumn[];
}

/** Whether a sheet is of an earlier template that was no longer in force in its period (mess.md 55): the refusal, or null. Without a period every earlier template is. */
export function retiredEdition(form: Form, marks: EditionMarks, period: Period | null): Refusal | null {
	const found = form.retired.find((edition) => bears(edition, marks) && (period === null || period.end > edition.lastDay));
	return found ? { code: "form.retired", params: { edition: found.name, current: `${form.id} ${form.title.zh}` } } : null;
}

function bears({ number, headings }: RetiredEdition, { labelled, columns }: EditionMarks): boolean {
	if (number !== undefined) {
		const key = segmentKey(number);
		const texts = [...labelled.labels.filter(({ kind }) => kind === "form"), ...labelled.plain];
		if (texts.some(({ text }) => segmentKey(text).includes(key))) return true;
	}
	if (headings === undefined) return false;
	const written = new Set(columns.flatMap(({ path }) => path.filter((text) => !isSerial(text)).map(segmentKey)));
	return headings.every((heading) => written.has(segmentKey(heading)));
}
