import { REPORT_TEXTS } from "../messages/report-texts.ts";
import { dayInShanghai, inShanghai } from "../model/calendar.ts";
import type { Lock, LogEntry } from "../model/decision.ts";
import { inTableOrder, type ReportingUnit } from "../model/division.ts";
import type { Form } from "../model/form.ts";
import type { Figure, Indicator } from "../model/indicator.ts";
import { contains, period, periodName } from "../model/period.ts";
import type { CoverageRow, NoteRow, Overview, OverviewCell } from "../model/report.ts";
import type { ShownState, SlotState } from "../model/state.ts";
import type { StoredSubmission } from "../model/stored.ts";
import { sumOf } from "../stages/adds-up.ts";
import { targetIndicator } from "../stages/consolidate.ts";
import { type FiledSlot, owing, slotsOf } from "../stages/roll-up.ts";
import { stateAt } from "../stages/state.ts";
import { type ConsolidatePorts, type Consolidation, effectiveTables, type Scope } from "./consolidate.ts";

/** A line of 报送情况 with what its state is. */
export interface FiledLine extends CoverageRow {
	/** carried: another period stands in (沿用上期). */
	readonly stateCode: SlotState | "carried";
	readonly nil: boolean;
}

/** States in which something is still to be done before a unit's form counts, from the one that says most about it. */
const OPEN: readonly FiledLine["stateCode"][] = ["missing", "carried", "returned", "pending", "received"];

/** Whether something is still to be done before a line counts for its own period. */
export function isOpen({ stateCode }: Pick<FiledLine, "stateCode">): boolean {
	return OPEN.includes(stateCode);
}

/** What is known of the submissions of a publication, as of its instant. */
export interface Filing {
	/** Everything that had come in, as it stood. */
	readonly received: readonly StoredSubmission[];
	readonly counting: readonly StoredSubmission[];
	/** The locks that were in force. */
	readonly locks: readonly Lock[];
}

/** 报送情况: who filed what, with a line for every owed form, and every owed period of it, that nobody filed. */
export function coverage({ scope }: Consolidation, ports: ConsolidatePorts, { received, counting, locks }: Filing): FiledLine[] {
	const context = { at: scope.asOf, deadlines: scope.deadlines, locks };
	return inTableOrder(ports.units).flatMap((unit) =>
		ports.forms
			.filter((form) => owing(form, ports.units).includes(unit))
			.flatMap((form) => {
				const carried = carriedPeriod(form, unit, counting, scope, ports);
				return slotsOf(form, unit.code, scope.period, received).map((slot) => coverageRow(form, unit, slot, stateAt(slot, context), carried));
			}),
	);
}

/** The earlier period of a unit that stands in (沿用上期). */
function carriedPeriod(form: Form, unit: ReportingUnit, counting: readonly StoredSubmission[], scope: Scope, ports: ConsolidatePorts): string | null {
	const tables = Object.values(effectiveTables(form, counting, scope, ports));
	return tables.map(({ carried }) => carried[unit.code]).find((code) => code !== undefined) ?? null;
}

function coverageRow(form: Form, unit: ReportingUnit, slot: FiledSlot, shown: ShownState, carried: string | null): FiledLine {
	const { standing, batch } = slot;
	const head = { unitName: unit.shortName, formId: form.id, formTitle: form.title.zh };
	if (!standing) {
		const none = { file: "", receivedAt: "", rows: null, nil: false };
		if (carried === null) {
			return {
				...head,
				periodName: periodName(period(slot.period), "zh-CN"),
				stateCode: shown.state,
				state: REPORT_TEXTS.shownState(shown),
				...none,
			};
		}
		return { ...head, periodName: periodName(period(carried), "zh-CN"), stateCode: "carried", state: REPORT_TEXTS.state.carried, ...none };
	}
	return {
		...head,
		periodName: `${periodName(period(slot.period), "zh-CN")}${batch ? `（${batch}）` : ""}`,
		stateCode: shown.state,
		state: REPORT_TEXTS.shownState(shown),
		file: standing.fileName,
		receivedAt: inShanghai(standing.receivedAt),
		rows: standing.ledger.loaded,
		nil: standing.nil,
	};
}

/** 报送一览: the lines of 报送情况 folded into units by forms. */
export function overview(filed: readonly FiledLine[], ports: ConsolidatePorts): Overview {
	const forms = ports.forms.map((form) => ({ id: form.id.replace(/^阳科/, ""), title: form.title.zh }));
	const units = inTableOrder(ports.units).map((unit) => {
		const own = filed.filter((row) => row.unitName === unit.shortName);
		const owed = ports.forms.filter(({ id }) => own.some(({ formId }) => formId === id));
		const cells = ports.forms.map((form): OverviewCell => {
			if (!owed.includes(form)) return { shown: REPORT_TEXTS.notOwed, open: false };
			return fold(own.filter(({ formId }) => formId === form.id));
		});
		return { name: unit.shortName, cells, done: owed.length - cells.filter(({ open }) => open).length, owed: owed.length };
	});
	return { forms, units };
}

function fold(rows: readonly FiledLine[]): OverviewCell {
	const open = OPEN.find((state) => rows.some(({ stateCode }) => stateCode === state));
	if (open === undefined) {
		if (rows.every(isNil)) return { shown: REPORT_TEXTS.state.nil, open: false };
		return { shown: rows.reduce((sum, row) => sum + (row.rows ?? 0), 0), open: false };
	}
	const missing = rows.filter(({ stateCode }) => stateCode === "missing").length;
	return { shown: missing > 0 && missing < rows.length ? REPORT_TEXTS.partlyMissing(missing) : REPORT_TEXTS.state[open], open: true };
}

/** A nil report that counts; it may be locked or adjusted as well. */
function isNil({ stateCode, nil }: FiledLine): boolean {
	return nil && !isOpen({ stateCode });
}

/** 审核说明: first what is particular to this publication, what offices have explained among it, then how figures are counted. */
export function notes(
	{ indicators, figures, scope }: Consolidation,
	ports: ConsolidatePorts,
	filed: readonly FiledLine[],
	settled: readonly NoteRow[] = [],
): NoteRow[] {
	return [
		...openNotes(filed),
		...carriedNotes(figures, ports),
		...settled,
		...indicators.flatMap((indicator) => figureNotes(indicator, figures, ports)),
		...REPORT_TEXTS.countingNotes(scope.period.year, scope.readings).map(({ area, text }) => ({
			unitName: REPORT_TEXTS.allUnits,
			formTitle: REPORT_TEXTS.area[area].zh,
			text,
		})),
	];
}

/** What was changed after the period was closed, as it stood at the publication's instant. */
export function adjustmentNotes({ scope }: Consolidation, { forms, units }: ConsolidatePorts, adjusted: readonly LogEntry[]): NoteRow[] {
	return adjusted.flatMap(({ form, unit, period: code, batch, at, to, reason }) => {
		if (code === null || !(contains(scope.period, period(code)) || contains(period(code), scope.period))) return [];
		const { counts, rests } = REPORT_TEXTS.adjustment;
		const of = `${periodName(period(code), "zh-CN")}${batch ? `（${batch}）` : ""}`;
		const text = REPORT_TEXTS.adjustedNote(of, dayInShanghai(at), to === "accepted" ? counts : rests, reason ?? "");
		return [
			{ unitName: units.find((each) => each.code === unit)?.shortName ?? "", formTitle: forms.find(({ id }) => id === form)?.title.zh ?? "", text },
		];
	});
}

/** What was due and does not count. */
function openNotes(filed: readonly FiledLine[]): NoteRow[] {
	const told = filed.filter((line) => isOpen(line) && line.stateCode !== "carried");
	return told.flatMap((row) => {
		const { unitName, formTitle } = row;
		const own = filed.filter((other) => other.unitName === unitName && other.formId === row.formId);
		if (row.stateCode !== "missing") return [{ unitName, formTitle, text: REPORT_TEXTS.openNote(row.periodName, REPORT_TEXTS.state[row.stateCode]) }];
		const missing = own.filter(({ stateCode }) => stateCode === "missing");
		if (row !== missing[0]) return [];
		const whole = missing.length === own.length;
		return [{ unitName, formTitle, text: whole ? REPORT_TEXTS.missingNote : REPORT_TEXTS.partlyMissingNote(missing.map((each) => each.periodName)) }];
	});
}

function carriedNotes(figures: ReadonlyMap<string, Figure>, ports: ConsolidatePorts): NoteRow[] {
	return ports.forms.flatMap((form) => {
		const carried: Record<string, string> = Object.assign({}, ...form.indicators.map(({ id }) => figures.get(id)?.carried ?? {}));
		return inTableOrder(ports.units).flatMap((unit) => {
			const from = carried[unit.code];
			if (from === undefined) return [];
			return [{ unitName: unit.shortName, formTitle: form.title.zh, text: REPORT_TEXTS.carriedNote(periodName(period(from), "zh-CN")) }];
		});
	});
}

/** What a figure's number does not say by itself: that it is approximate, that its target is a range, that units' numbers add up to more than the city's. */
function figureNotes(indicator: Indicator, figures: ReadonlyMap<string, Figure>, { forms }: ConsolidatePorts): NoteRow[] {
	const figure = figures.get(indicator.id);
	if (!figure || typeof figure.value !== "number") return [];
	const { value, qualifier, byUnit } = figure;
	const { zh: name } = indicator.name;
	const target = indicator.target === undefined ? undefined : figures.get(targetIndicator(indicator.target))?.value;
	const sum = indicator.kind === "counted" && indicator.measure.kind !== "given" ? sumOf(Object.values(byUnit)) : value;
	const texts = [
		...(qualifier ? [REPORT_TEXTS.qualifierNote(name, value, indicator.unit, qualifier)] : []),
		...(Array.isArray(target) ? [REPORT_TEXTS.rangeNote(name, target as readonly [number, number], indicator.unit)] : []),
		...(sum > value ? [REPORT_TEXTS.sharedNote(name, value, sum, indicator.unit)] : []),
	];
	const formTitle = forms.find((form) => form.indicators.some(({ id }) => id === indicator.id))?.title.zh ?? "";
	return texts.map((text) => ({ unitName: REPORT_TEXTS.allUnits, formTitle, text }));
}
