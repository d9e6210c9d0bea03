import type { Form } from "../../model/form.ts";
import { contains, type Period } from "../../model/period.ts";
import type { Refusal } from "../../model/refusal.ts";
import type { Evidence } from "../../model/submission.ts";
import { toHalfWidth } from "../normalise/characters.ts";
import type { Labelled } from "./labels.ts";
import { agrees, isBareYear, readAs, type Statement, statementsIn, statementsOfLine, withYear } from "./period-label.ts";
import type { Settled } from "./which-unit.ts";

export interface PeriodSources {
	readonly sheet: string;
	readonly labelled: Labelled;
	readonly fileName: string;
	readonly option: Period | undefined;
}

interface Told {
	readonly statement: Statement;
	readonly evidence: Evidence;
}

/** Sentences, not titles: what they say of dates is advice. */
const SENTENCE = /^(?:说明|注|填表|填报说明|要求|审核)|[。；]/;

/** What a name says of periods; white space is kept apart so that (1) beside 2019 stays a copy's number. */
export function statementsInName(name: string): Statement[] {
	return statementsIn(
		toHalfWidth(name)
			.replace(/\.[a-z]{2,4}$/i, "")
			.replace(/\s+/g, ""),
	);
}

function toldBySheet({ sheet, labelled }: PeriodSources): { lines: Told[]; titles: Told[] } {
	const told = (text: string, from: Evidence["from"], cell?: string): Told[] =>
		(from === "sheet" ? statementsOfLine(text) : statementsIn(text)).map((statement) => ({
			statement,
			evidence: { of: "period", from, text: statement.text, ...(cell === undefined ? {} : { cell }) },
		}));
	const lines = labelled.labels.filter(({ kind }) => kind === "period").flatMap(({ text, cell }) => told(text, "sheet", cell));
	const titles = labelled.plain
		.filter(({ text }) => text.length <= 60 && !SENTENCE.test(text))
		.flatMap(({ text, cell }) => told(text, "title", cell));
	const tab = statementsInName(sheet).map((statement): Told => ({ statement, evidence: { of: "period", from: "sheet", text: sheet } }));
	const year = [...lines, ...titles].find(({ statement }) => isBareYear(statement))?.statement.year;
	const dated = (all: readonly Told[]) =>
		all.map((t) => (year === undefined || year === null ? t : { ...t, statement: withYear(t.statement, year) }));
	const known = [...dated(lines), ...dated(titles)];
	// The tab is asked only where nothing on the sheet tells: tabs are copied from period to period.
	return known.some(({ statement }) => !isBareYear(statement))
		? { lines: dated(lines), titles: dated(titles) }
		: { lines: dated(lines), titles: [...dated(titles), ...dated(tab)] };
}

const disagrees = (sheet: string, first: string, second: string): { refusal: Refusal } => ({
	refusal: { code: "period.disagrees", params: { name: sheet, sheet: first, other: second } },
});

function wrongKind({ periods }: Form, sheet: string, found: string): { refusal: Refusal } {
	return { refusal: { code: "period.kind", params: { sheet, found, wanted: periods.join("、") } } };
}

/**
 * The period that the sheet itself names: its 报告期 line before its title. null where it names none that the form is reported by, and none that contradicts one:
 * a bare year or a month in a title may be that of another's reading.
 */
function periodOfSheet(form: Form, sources: PeriodSources): { settled: Settled<Period> | null; told: readonly Told[] } {
	const { lines, titles } = toldBySheet(sources);
	const told = [...lines, ...titles];
	const read = (all: readonly Told[]) =>
		all.flatMap(({ statement, evidence }) => {
			const value = readAs(statement, form.periods);
			return value ? [{ value, evidence }] : [];
		});
	const [line] = read(lines);
	if (lines[0] && !line && !lines.every(({ statement }) => statement.year === null))
		return { settled: wrongKind(form, sources.sheet, lines[0].evidence.text), told };
	// A line that names a year's half beside a title that names the year is the more exact one.
	const own = line ?? read(titles).sort((a, b) => spanDays(a.value) - spanDays(b.value))[0];
	if (!own) {
		const firm = titles.find(({ statement }) => statement.year !== null && !isBareYear(statement) && statement.from !== statement.to);
		return { settled: firm ? wrongKind(form, sources.sheet, firm.evidence.text) : null, told };
	}
	const contrary = contradiction(own.value, lines, titles);
	return { settled: contrary ? disagrees(sources.sheet, own.evidence.text, contrary.evidence.text) : own, told };
}

/** A line, or a title's text, that names only other periods. */
function contradiction(period: Period, lines: readonly Told[], titles: readonly Told[]): Told | undefined {
	return [...lines, ...titles].find(({ statement }) => !agrees(statement, period));
}

function spanDays({ start, end }: Period): number {
	return Date.parse(end) - Date.parse(start);
}

/** What the file's name says; where it names a year alone and the sheet a part of one (1-6月), that part of that year. */
function withNamedYear(told: readonly Told[], named: readonly Statement[]): Statement[] {
	const year = named.find(isBareYear)?.year;
	const parts = told.map(({ statement }) => statement).filter((statement) => statement.year === null);
	return year === undefined || year === null ? [...named] : [...parts.map((part) => withYear(part, year)), ...named];
}

/** The period of a submission: sheet, else the officer's option, else file name, else another sheet. What contradicts is refused, never guessed. */
export function settlePeriod(form: Form, sources: PeriodSources, sibling: Settled<Period> | null): Settled<Period> {
	const { option, sheet } = sources;
	const { settled, told } = periodOfSheet(form, sources);
	if (settled && "refusal" in settled) return settled;
	if (settled) {
		const fits = !option || contains(option, settled.value);
		return fits ? settled : { refusal: { code: "period.disagrees", params: { name: sheet, sheet: settled.evidence.text, option: option.code } } };
	}
	const named = withNamedYear(told, statementsInName(sources.fileName)).flatMap((statement) => {
		const value = readAs(statement, form.periods);
		return value ? [{ value, evidence: { of: "period", from: "file-name", text: sources.fileName } as const }] : [];
	});
	const candidates: Settled<Period>[] = [
		...(option && form.periods.includes(option.kind)
			? [{ value: option, evidence: { of: "period", from: "option", text: option.code } as const }]
			: []),
		...named.filter(({ value }) => !option || contains(option, value)),
		...(sibling ? [sibling] : []),
	];
	const chosen = candidates.find(
		(c) => "value" in c && form.periods.includes(c.value.kind) && told.every(({ statement }) => agrees(statement, c.value)),
	);
	if (chosen) return chosen;
	const dated = (statement: Statement) => statement.year !== null;
	const stray = told.find((t) => dated(t.statement))?.evidence.text ?? statementsInName(sources.fileName).find(dated)?.text ?? option?.code;
	return stray === undefined ? { refusal: { code: "period.unknown", params: { sheet } } } : wrongKind(form, sheet, stray);
}
