import type { Form } from "../../model/form.ts";
import type { Period } from "../../model/period.ts";
import type { Evidence } from "../../model/submission.ts";
import { toHalfWidth } from "../normalise/characters.ts";
import type { Labelled } from "./labels.ts";

const NUMERALS = "一二三四五六七八九十";
const NAMED = /第([一二三四五六七八九十]{1,3}|\d{1,2})批次?/;

/** The batch that tells a form's submissions of one period apart: 批次 line, else title, tab or file name; "" where none is named or the form has no batches. */
export function batchOf(
	form: Form,
	period: Period,
	labelled: Labelled,
	sheet: string,
	fileName: string,
): { value: string; evidence: Evidence | null } {
	if (!form.batched) return { value: "", evidence: null };
	const line = labelled.labels.find(({ kind, text }) => kind === "batch" && text !== "");
	if (line) return { value: plainBatch(line.text, period), evidence: { of: "batch", from: "sheet", text: line.text, cell: line.cell } };
	const places: Omit<Evidence, "of">[] = [
		...labelled.plain.map(({ text, cell }) => ({ from: "title" as const, text, cell })),
		{ from: "sheet", text: sheet },
		{ from: "file-name", text: fileName },
	];
	for (const place of places) {
		const named = NAMED.exec(toHalfWidth(place.text).replace(/\s+/g, ""))?.[0];
		if (named) return { value: plainBatch(named, period), evidence: { of: "batch", ...place } };
	}
	return { value: "", evidence: null };
}

/** One label for one batch, however it is written: 2019年第1批 of 2019 is 第一批. */
function plainBatch(text: string, { year }: Period): string {
	return text
		.replace(new RegExp(`^${year}年?度?`), "")
		.replace(NAMED, (_, number: string) => `第${/\d/.test(number) ? numeral(Number(number)) : number}批`);
}

function numeral(number: number): string {
	if (number <= 10) return NUMERALS.charAt(number - 1);
	const tens = Math.floor(number / 10);
	const ones = number % 10;
	return `${tens > 1 ? NUMERALS.charAt(tens - 1) : ""}十${ones > 0 ? NUMERALS.charAt(ones - 1) : ""}`;
}
