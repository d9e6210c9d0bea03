import type { CliTexts } from "../../messages/cli-zh-CN.ts";
import { dayInShanghai } from "../../model/calendar.ts";
import type { WaiversDocument } from "../../model/documents.ts";
import { shortForm } from "./files.ts";

type Waiver = WaiversDocument["waivers"][number];
type UnitName = (code: string) => string;

/** The waivers in force, and those that are over. */
export function waiversReport({ waivers }: WaiversDocument, texts: CliTexts, unitName: UnitName): string[] {
	const lines = (of: readonly Waiver[]) => of.map((waiver) => `  ${line(waiver, texts, unitName)}`);
	const [inForce, over] = [waivers.filter((each) => each.inForce), waivers.filter((each) => !each.inForce)];
	return [
		...(inForce.length === 0 ? [texts.waive.none] : [texts.waive.inForce, ...lines(inForce)]),
		...(over.length === 0 ? [] : ["", texts.waive.over, ...lines(over)]),
	];
}

/** What was waived or ended just now, and what became of the submissions that waited for it. */
export function waivedReport({ waivers, touched }: WaiversDocument, texts: CliTexts, unitName: UnitName): string[] {
	const changed = touched.filter(({ before, status }) => before !== status);
	const still = touched.length - changed.length;
	return [
		...waivers.map((waiver) => (waiver.endedAt === null ? texts.waive.waived : texts.waive.ended)(line(waiver, texts, unitName))),
		...(changed.length === 0 ? [] : [texts.waive.changed(changed.length)]),
		...changed.map(({ submission, form, unit, period, batch, file, before, status }) => {
			const what = [shortForm(form), unitName(unit), period, batch, file].filter((part) => part !== "").join("  ");
			return `  ${texts.explain.submission(submission)}  ${what}  ${texts.stored[before]} → ${texts.stored[status]}`;
		}),
		...(still === 0 ? [] : [texts.waive.still(still)]),
	];
}

/** 编号3  X10  全部单位  91441702XXXX00019W  到2019-12-31  原因（李四，2019-06-27） */
function line({ id, rule, unit, key, reason, by, at, until, endedBy, endedAt }: Waiver, texts: CliTexts, unitName: UnitName): string {
	const parts = [
		texts.synonyms.number(id),
		rule,
		unit === null ? texts.synonyms.everyUnit : unitName(unit),
		...(key === null ? [] : [key]),
		texts.waive.until(until),
		texts.waive.why(reason, by, dayInShanghai(at)),
		...(endedAt === null ? [] : [texts.waive.endedBy(dayInShanghai(endedAt), endedBy ?? "")]),
	];
	return parts.join("  ");
}
