import { AREA_ORDER, REPORT_TEXTS } from "../messages/report-texts.ts";
import { inTableOrder, type ReportingUnit } from "../model/division.ts";
import type { Field } from "../model/fields.ts";
import type { Form, Table } from "../model/form.ts";
import type { Area, Figure, Indicator } from "../model/indicator.ts";
import { periodName } from "../model/period.ts";
import type { ConsolidatedReport, Roster, RosterColumn, SummaryGroup, SummaryRow } from "../model/report.ts";
import type { SourceRow } from "../model/stored.ts";
import { completionOf, targetIndicator } from "../stages/consolidate.ts";
import { owing } from "../stages/roll-up.ts";
import { locksAt } from "../stages/state.ts";
import { type ConsolidatePorts, type Consolidation, effectiveTable } from "./consolidate.ts";
import { adjustmentNotes, coverage, notes, overview } from "./report-lists.ts";
import { settledNotes } from "./report-settled.ts";

/** How the consolidated workbook is made out. */
export interface ReportOptions {
	/** 阳江市. */
	readonly city: string;
	/** 阳江市科学技术局. */
	readonly issuer: string;
	/** Whether personal fields are masked in the rosters. */
	readonly maskPersonal: boolean;
}

/** Gathers everything that the consolidated workbook prints. */
export async function buildReport(consolidation: Consolidation, ports: ConsolidatePorts, options: ReportOptions): Promise<ConsolidatedReport> {
	const { scope } = consolidation;
	const counting = await ports.store.countingAt(scope.asOf);
	const received = await ports.store.submissionsAt(scope.asOf);
	const locks = locksAt(await ports.store.locks(), scope.asOf);
	const adjustments = await ports.store.log({ kind: "adjusted", until: scope.asOf });
	const rosters: Roster[] = [];
	const published: SourceRow[] = [];
	const used = new Set<number>();
	for (const form of ports.forms) {
		for (const table of form.tables) {
			const effective = effectiveTable(form, table, counting, scope, ports);
			const rows = await ports.store.rows(form, table.id, effective);
			for (const row of rows) published.push(row);
			for (const id of effective.submissions) used.add(id);
			rosters.push(roster(form, table, rows, ports.units, options.maskPersonal));
		}
	}
	const name = periodName(scope.period, "zh-CN");
	const settled = await settledNotes(
		{ ...ports, period: scope.period.code, asOf: scope.asOf, counting: counting.filter(({ id }) => used.has(id)), rows: published },
		ports.store,
	);
	const filed = coverage(consolidation, ports, { received, counting, locks });
	return {
		title: REPORT_TEXTS.title(options.city, name),
		issuer: options.issuer,
		periodCode: scope.period.code,
		periodName: name,
		cutoff: scope.cutoff,
		asOf: scope.asOf,
		units: inTableOrder(ports.units).map(({ code, name: official, shortName }) => ({ code, name: official, shortName })),
		summary: summary(consolidation, ports),
		rosters,
		overview: overview(filed, ports),
		coverage: filed,
		notes: [...adjustmentNotes(consolidation, ports, adjustments), ...notes(consolidation, ports, filed, settled)],
	};
}

function summary({ indicators, figures }: Consolidation, ports: ConsolidatePorts): SummaryGroup[] {
	const owed = new Map(
		ports.forms.flatMap((form) => form.indicators.map(({ id }) => [id, owing(form, ports.units).map(({ code }) => code)] as const)),
	);
	return AREA_ORDER.map((area: Area) => ({
		title: REPORT_TEXTS.area[area],
		rows: indicators.filter((i) => i.area === area && isPrinted(i, figures)).map((i) => summaryRow(i, figures, owed.get(i.id) ?? [])),
	})).filter((group) => group.rows.length > 0);
}

/** Cells without a value where none can be had: a form that is not the unit's, a target that was not set for it, a rate of nothing. Where something was not reported they stay blank. */
function notApplicable(indicator: Indicator, figure: Figure, figures: ReadonlyMap<string, Figure>, owed: readonly string[]): (string | null)[] {
	const at = (of: Figure | undefined, unit: string | null) => (unit === null ? of?.value : of?.byUnit[unit]) ?? null;
	const withoutBase = (unit: string | null) =>
		indicator.kind === "derived" && indicator.inputs.every((input) => input.at === undefined && at(figures.get(input.id), unit) !== null);
	const notGiven = indicator.kind === "counted" && indicator.measure.kind === "given";
	const none = (unit: string | null) => withoutBase(unit) || (unit !== null && (notGiven || !owed.includes(unit)));
	return [null, ...Object.keys(figure.byUnit)].filter((unit) => at(figure, unit) === null && none(unit));
}

/** Completion rates stand in a column of their own; members of long breakdowns are printed where there is something to tell. */
function isPrinted(indicator: Indicator, figures: ReadonlyMap<string, Figure>): boolean {
	const figure = figures.get(indicator.id);
	if (!figure || /\.(completion|stretch)$/.test(indicator.id)) return false;
	const silent = indicator.detail === true;
	return !silent || [figure.value, ...Object.values(figure.byUnit)].some((value) => value !== 0 && value !== null);
}

function summaryRow(indicator: Indicator, figures: ReadonlyMap<string, Figure>, owed: readonly string[]): SummaryRow {
	const figure = figures.get(indicator.id);
	if (!figure) throw new Error(`no figure for ${indicator.id}`);
	const goal = indicator.target === undefined ? undefined : figures.get(targetIndicator(indicator.target))?.value;
	const { target, completion, stretch } = completionOf(figure.value, goal);
	const cityOnly = (indicator.kind === "derived" && indicator.cityOnly === true) || Object.values(figure.byUnit).every((value) => value === null);
	return {
		indicator: indicator.id,
		name: indicator.name.zh,
		unit: indicator.unit,
		places: indicator.places ?? (indicator.unit === "%" ? 1 : 0),
		indent: indicator.within !== undefined,
		value: figure.value,
		byUnit: figure.byUnit,
		cityOnly: cityOnly && figure.value !== null,
		notApplicable: notApplicable(indicator, figure, figures, owed),
		...(figure.qualifier ? { qualifier: figure.qualifier } : {}),
		target,
		completion: completion === null ? null : completion / 100,
		remark: [
			...(stretch === null ? [] : [REPORT_TEXTS.stretch(stretch)]),
			...(figure.carried ? [REPORT_TEXTS.carried] : []),
			...(figure.missing && figure.value !== null ? [REPORT_TEXTS.incomplete(figure.missing.length)] : []),
		].join("；"),
	};
}

function roster(form: Form, table: Table, rows: readonly SourceRow[], units: readonly ReportingUnit[], maskPersonal: boolean): Roster {
	const order = new Map(inTableOrder(units).map((unit, at) => [unit.code, at]));
	const sorted = [...rows].sort(
		(a, b) =>
			(order.get(a.submission.unit) ?? 0) - (order.get(b.submission.unit) ?? 0) ||
			(a.submission.period < b.submission.period ? -1 : a.submission.period > b.submission.period ? 1 : 0) ||
			a.submission.id - b.submission.id ||
			a.row - b.row,
	);
	return {
		sheet: rosterSheetName(form, table),
		formId: form.id,
		title: table.title.zh,
		columns: table.fields.map((field) => rosterColumn(field, maskPersonal)),
		rows: sorted.map(({ submission, sheet, row, values }) => ({
			unitName: units.find((unit) => unit.code === submission.unit)?.shortName ?? submission.unit,
			values,
			source: { file: submission.fileName, sha256: submission.sha256, sheet, row },
		})),
	};
}

/** 统01 高新技术企业名录; at most 31 characters, which Excel allows. */
function rosterSheetName(form: Form, table: Table): string {
	return `${form.id.replace(/^阳科/, "")}${table.id} ${table.title.zh}`.replace(/[\\/?*[\]:]/g, " ").slice(0, 31);
}

const COLUMN_KINDS: Readonly<Record<Field["type"]["kind"], RosterColumn["kind"]>> = {
	text: "text",
	code: "code",
	integer: "integer",
	decimal: "decimal",
	percent: "percent",
	date: "date",
	"date-or-month": "date",
	month: "date",
	year: "code",
	"yes-no": "yes-no",
	enum: "text",
	region: "text",
	list: "text",
};

function rosterColumn(field: Field, maskPersonal: boolean): RosterColumn {
	return {
		field: field.name,
		header: field.header.replaceAll("_", "："),
		unit: field.unit ?? null,
		kind: COLUMN_KINDS[field.type.kind],
		places: "places" in field.type ? field.type.places : 0,
		masked: field.personal && maskPersonal,
	};
}
