import type { CliTexts } from "../../messages/cli-zh-CN.ts";
import type { RegisterDocument } from "../../model/documents.ts";
import { parsePeriod, periodName } from "../../model/period.ts";
import type { Language } from "../../model/text.ts";
import { shortForm } from "./files.ts";

type Enterprise = RegisterDocument["enterprises"][number];

/** With what a report is worded. */
interface Wording {
	readonly texts: CliTexts;
	readonly language: Language;
	readonly unitName: (code: string) => string;
}

/** The enterprises found, each with its names, offices and reports; without a query what looks wrong. */
export function registerReport({ found, enterprises, overview }: RegisterDocument, wording: Wording): string[] {
	const { register } = wording.texts;
	if (!overview) return [register.found(found), ...listed(enterprises, found, wording)];
	const { codes, names, severalNames, severalCodes, severalUnits } = overview;
	const doubts = [
		[register.severalNames, severalNames],
		[register.severalCodes, severalCodes],
		[register.severalUnits, severalUnits],
	] as const;
	const told = doubts.filter(([, some]) => some.found > 0);
	return [
		register.holds(codes, names),
		...(told.length === 0
			? [register.noDoubts]
			: told.flatMap(([title, some]) => ["", title(some.found), ...listed(some.enterprises, some.found, wording)])),
	];
}

function listed(enterprises: readonly Enterprise[], found: number, wording: Wording): string[] {
	const rest = found - enterprises.length;
	return [...enterprises.flatMap((each) => lines(each, wording)), ...(rest > 0 ? [wording.texts.files.more(rest)] : [])];
}

function lines({ code, name, otherNames, units, forms, since, period }: Enterprise, { texts: { register }, language, unitName }: Wording): string[] {
	const called = (text: string) => {
		const parsed = parsePeriod(text);
		return parsed ? periodName(parsed, language) : text;
	};
	const others = otherNames.map((each) =>
		register.otherName(each.name, each.from === null ? null : called(each.from), each.to === null ? null : called(each.to)),
	);
	return [
		`${code}  ${name}`,
		...others.map((text) => `    ${text}`),
		`    ${register.seen(units.map(unitName), forms.map(shortForm), called(since), called(period))}`,
	];
}
