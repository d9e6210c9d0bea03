import { REPORT_TEXTS } from "../messages/report-texts.ts";
import { inShanghai } from "../model/calendar.ts";
import { inTableOrder, type ReportingUnit } from "../model/division.ts";
import type { Form } from "../model/form.ts";
import type { Figure, FigureValue, Indicator } from "../model/indicator.ts";
import { type Period, period, periodName } from "../model/period.ts";
import type { CoverageRow, NoteRow, Overview, OverviewCell } from "../model/report.ts";
import { type StoredSubmission, toldStatus } from "../model/stored.ts";
import { targetIndicator } from "../stages/consolidate.ts";
import { owing, standing } from "../stages/roll-up.ts";
import { type ConsolidatePorts, type Consolidation, effectiveTables } from "./consolidate.ts";

const { state: STATE } = REPORT_TEXTS;
/** States in which a unit's form needs no more from anyone. */
const DONE: readonly string[] = [STATE.accepted, STATE.nil];
/** Of several sub-periods or batches the state that says most about what is still to be done. */
const WORST_FIRST: readonly string[] = [STATE.none, STATE.carried, STATE.returned, STATE.pending, STATE.accepted, STATE.nil];

/** 报送情况: who filed what, with a line for every owed form that nobody filed. */
export function coverage(
	{ scope }: Consolidation,
	ports: ConsolidatePorts,
	received: readonly StoredSubmission[],
	counting: readonly StoredSubmission[],
): CoverageRow[] {
	const carried = new Map(
		ports.forms.map((form) => [
			form.id,
			Object.assign({}, ...Object.values(effectiveTables(form, counting, scope, ports)).map((table) => table.carried)) as Record<string, string>,
		]),
	);
	return inTableOrder(ports.units).flatMap((unit) =>
		ports.forms
			.filter((form) => owing(form, ports.units).includes(unit))
			.flatMap((form) => formCoverage(form, unit, { published: scope.period, received, carried: carried.get(form.id)?.[unit.code] })),
	);
}

interface Known {
	readonly published: Period;
	readonly received: readonly StoredSubmission[];
	/** The earlier period that stands in (沿用上期). */
	readonly carried: string | undefined;
}

function formCoverage(form: Form, unit: ReportingUnit, { published, received, carried }: Known): CoverageRow[] {
	const versions = standing(form, unit.code, published, received);
	const head = { unitName: unit.shortName, formId: form.id, formTitle: form.title.zh };
	if (versions.length === 0) {
		const [state, of] = carried === undefined ? [STATE.none, published] : [STATE.carried, period(carried)];
		return [{ ...head, periodName: periodName(of, "zh-CN"), state, file: "", receivedAt: "", rows: null }];
	}
	return versions.map((version) => ({
		...head,
		periodName: `${periodName(period(version.period), "zh-CN")}${version.batch ? `（${version.batch}）` : ""}`,
		state: version.nil && version.status === "accepted" ? STATE.nil : STATE[toldStatus(version.status)],
		file: version.fileName,
		receivedAt: inShanghai(version.receivedAt),
		rows: version.ledger.loaded,
	}));
}

/** 报送一览: the lines of 报送情况 folded into units by forms. */
export function overview(filed: readonly CoverageRow[], ports: ConsolidatePorts): Overview {
	const forms = ports.forms.map((form) => ({ id: form.id.replace(/^阳科/, ""), title: form.title.zh }));
	const units = inTableOrder(ports.units).map((unit) => {
		const owed = ports.forms.filter((form) => owing(form, ports.units).includes(unit)).map((form) => form.id);
		const cells = ports.forms.map((form): OverviewCell => {
			if (!owed.includes(form.id)) return { shown: REPORT_TEXTS.notOwed, open: false };
			return fold(filed.filter((row) => row.unitName === unit.shortName && row.formId === form.id));
		});
		return { name: unit.shortName, cells, done: owed.length - cells.filter(({ open }) => open).length, owed: owed.length };
	});
	return { forms, units };
}

function fold(rows: readonly CoverageRow[]): OverviewCell {
	const worst = WORST_FIRST.find((state) => rows.some((row) => row.state === state)) ?? STATE.none;
	if (worst !== STATE.accepted) return { shown: worst, open: !DONE.includes(worst) };
	return { shown: rows.reduce((sum, row) => sum + (row.rows ?? 0), 0), open: false };
}

/** 审核说明: first what is particular to this publication, then how figures are counted. */
export function notes({ indicators, figures, scope }: Consolidation, ports: ConsolidatePorts, filed: readonly CoverageRow[]): NoteRow[] {
	return [
		...openNotes(filed),
		...carriedNotes(figures, ports),
		...indicators.flatMap((indicator) => figureNotes(indicator, figures, ports)),
		...REPORT_TEXTS.countingNotes(scope.period.year, scope.readings).map(({ area, text }) => ({
			unitName: REPORT_TEXTS.allUnits,
			formTitle: REPORT_TEXTS.area[area].zh,
			text,
		})),
	];
}

/** What was due and does not count. */
function openNotes(filed: readonly CoverageRow[]): NoteRow[] {
	return filed
		.filter(({ state }) => !DONE.includes(state) && state !== STATE.carried)
		.map((row) => ({
			unitName: row.unitName,
			formTitle: row.formTitle,
			text: row.state === STATE.none ? REPORT_TEXTS.missingNote : REPORT_TEXTS.openNote(row.periodName, row.state),
		}));
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
	const sum = indicator.kind === "counted" && indicator.measure.kind !== "given" ? total(Object.values(byUnit)) : value;
	const texts = [
		...(qualifier ? [REPORT_TEXTS.qualifierNote(name, value, indicator.unit, qualifier)] : []),
		...(Array.isArray(target) ? [REPORT_TEXTS.rangeNote(name, target as readonly [number, number], indicator.unit)] : []),
		...(sum > value ? [REPORT_TEXTS.sharedNote(name, value, sum, indicator.unit)] : []),
	];
	const formTitle = forms.find((form) => form.indicators.some(({ id }) => id === indicator.id))?.title.zh ?? "";
	return texts.map((text) => ({ unitName: REPORT_TEXTS.allUnits, formTitle, text }));
}

/** Sum of what units reported, without binary noise. */
function total(values: readonly FigureValue[]): number {
	const sum = values.reduce<number>((so, value) => so + (typeof value === "number" ? value : 0), 0);
	return Math.round(sum * 10_000) / 10_000;
}
