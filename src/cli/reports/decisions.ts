import type { CliTexts } from "../../messages/cli-zh-CN.ts";
import { inShanghai } from "../../model/calendar.ts";
import type { DecisionDocument, LockDocument, LogDocument } from "../../model/documents.ts";
import { table } from "../table.ts";
import { shownValue } from "./figures.ts";
import { shortForm } from "./files.ts";

type UnitName = (code: string) => string;
type Effect = NonNullable<DecisionDocument["effect"]>[number];
type Entry = LogDocument["entries"][number];

/** What was decided, which version counts now, and what an adjustment does to published figures. */
export function decisionReport(document: DecisionDocument, texts: CliTexts, unitName: UnitName): string[] {
	const { action, dryRun, submission, state, counting, answer, effect, republished = [] } = document;
	const { id, unit, form, period, batch, version } = submission;
	const words = texts.decision;
	const what = words.what(id, unitName(unit), shortForm(form), period, batch, version);
	const made = republished.map((each) => each.period);
	return [
		dryRun ? words.planned(what) : words.made[action](what),
		...(dryRun ? [] : [words.state(texts.state[state])]),
		counts(counting.after, dryRun, words),
		...(answer === null ? [] : [words.answer(answer)]),
		...(effect === null ? [] : ["", ...effectLines(effect, texts, unitName)]),
		...(dryRun ? [] : (effect ?? []).filter((each) => !made.includes(each.period)).map((each) => words.publish(each.period))),
		...(document.statements ?? []).map((place) => words.statement(place)),
		...republished.map((each) => words.republished(each.period, each.folder)),
	];
}

function counts(after: number | null, dryRun: boolean, words: CliTexts["decision"]): string {
	if (after === null) return dryRun ? words.wouldNone : words.none;
	return dryRun ? words.wouldCount(after) : words.counting(after);
}

/** A table per period: figure, unit, before, after. */
function effectLines(effect: readonly Effect[], texts: CliTexts, unitName: UnitName): string[] {
	if (effect.length === 0) return [texts.decision.noEffect];
	return effect.flatMap(({ period, figures }) => [
		texts.decision.effect(period, figures.length),
		...table(
			texts.decision.effectHeadings,
			figures.map(({ name, unit, reportingUnit, before, after }) => {
				const place = reportingUnit === null ? texts.city : unitName(reportingUnit);
				return [`${name}（${unit}）`, place, shownValue(before, texts), shownValue(after, texts)];
			}),
			"left",
		),
	]);
}

/** What was closed, or why nothing was. */
export function lockReport({ lock, open }: LockDocument, texts: CliTexts, unitName: UnitName): string[] {
	const still = open.map(({ unit, form, period, batch, state, submission }) =>
		texts.lock.open(
			unitName(unit),
			shortForm(form),
			texts.statusReport.of(period, batch),
			texts.state[state],
			submission === null ? "" : String(submission),
		),
	);
	const lines = still.map((line) => `  ${line}`);
	if (lock === null) return [texts.lock.refused(open.length), ...lines];
	const form = lock.form === null ? texts.lock.everyForm : shortForm(lock.form);
	const unit = lock.unit === null ? texts.lock.everyUnit : unitName(lock.unit);
	return [texts.lock.made([lock.period, form, unit].join(" · ")), ...(open.length > 0 ? [texts.lock.still(open.length), ...lines] : [])];
}

/** Whether the log is as it was written, as far as that was asked. */
export function isIntact({ verified }: LogDocument): boolean {
	return verified === undefined || (verified.brokenAt === null && verified.cutOff.length === 0);
}

/** The entries in their order; where it was asked, whether they are as they were written. */
export function logReport(document: LogDocument, texts: CliTexts, unitName: UnitName): string[] {
	const { entries, verified } = document;
	const rows = entries.map((entry) => [
		String(entry.id),
		inShanghai(entry.at),
		entry.by.startsWith("unit:") ? texts.log.office(unitName(entry.by.slice("unit:".length))) : texts.doneBy(entry.by),
		texts.log.kinds[entry.kind],
		aboutOf(entry, texts, unitName),
		changeOf(entry, texts),
		entry.reason ?? "",
	]);
	const list = entries.length === 0 ? [texts.log.empty] : table(texts.log.headings, rows, "left");
	return [...list, ...(verified ? ["", ...verdict(verified, texts)] : [])];
}

/** 12 江城区 统01 2019H1; 2019H1 第1版. */
function aboutOf({ submission, unit, form, period, batch, detail }: Entry, texts: CliTexts, unitName: UnitName): string {
	const parts = [
		submission === null ? null : String(submission),
		unit === null ? null : unitName(unit),
		form === null ? null : shortForm(form),
		period === null ? null : texts.statusReport.of(period, batch ?? ""),
		typeof detail?.release === "number" ? texts.log.release(detail.release) : null,
	];
	return parts.filter((part) => part !== null).join(" ");
}

/** 待说明→通过; nothing where the state stayed. */
function changeOf({ from, to }: Entry, texts: CliTexts): string {
	const word = (state: string) => texts.log.statuses[state] ?? state;
	if (to === null || from === to) return "";
	return from === null ? word(to) : `${word(from)}→${word(to)}`;
}

function verdict({ entries, brokenAt, cutOff, heads }: NonNullable<LogDocument["verified"]>, texts: CliTexts): string[] {
	const broken = [...(brokenAt === null ? [] : [texts.log.broken(brokenAt)]), ...cutOff.map(({ file, entry }) => texts.log.cutOff(file, entry))];
	return broken.length > 0 ? broken : [texts.log.intact(entries, heads)];
}
