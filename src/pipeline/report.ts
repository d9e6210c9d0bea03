import { AREA_ORDER, REPORT_TEXTS } from "../messages/report-texts.ts";
import { inTableOrder, type ReportingUnit } from "../model/division.ts";
import type { Field } from "../model/fields.ts";
import type { Form, Table } from "../model/form.ts";
import type { Area, Figure, Indicator } from "../model/indicator.ts";
import { contains, period, periodName } from "../model/period.ts";
import type { ConsolidatedReport, CoverageRow, NoteRow, Roster, RosterColumn, SummaryGroup, SummaryRow } from "../model/report.ts";
import type { SourceRow, StoredSubmission } from "../model/stored.ts";
import { completionOf, targetIndicator } from "../stages/consolidate.ts";
import { owing } from "../stages/roll-up.ts";
import { type ConsolidatePorts, type Consolidation, effectiveTable } from "./consolidate.ts";

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
	const received = (await ports.store.submissions()).filter((s) => s.receivedAt <= scope.asOf);
	const counting = await ports.store.countingAt(scope.asOf);
	const rosters: Roster[] = [];
	for (const form of ports.forms) {
		for (const table of form.tables) {
			const rows = await ports.store.rows(form, table.id, effectiveTable(form, table, counting, scope, ports));
			rosters.push(roster(form, table, rows, ports.units, options.maskPersonal));
		}
	}
	const name = periodName(scope.period, "zh-CN");
	return {
		title: REPORT_TEXTS.title(options.city, name),
		issuer: options.issuer,
		periodCode: scope.period.code,
		periodName: name,
		cutoff: scope.cutoff,
		asOf: scope.asOf,
		units: inTableOrder(ports.units).map(({ code, name: official, shortName }) => ({ code, name: official, shortName })),
		summary: summary(consolidation),
		rosters,
		coverage: coverage(consolidation, ports, received, counting),
		notes: notes(consolidation, ports),
	};
}

function summary({ indicators, figures }: Consolidation): SummaryGroup[] {
	return AREA_ORDER.map((area: Area) => ({
		title: REPORT_TEXTS.area[area],
		rows: indicators.filter((i) => i.area === area && isPrinted(i, figures)).map((i) => summaryRow(i, figures)),
	})).filter((group) => group.rows.length > 0);
}

/** Completion rates stand in a column of their own; members of long breakdowns are printed where there is something to tell. */
function isPrinted(indicator: Indicator, figures: ReadonlyMap<string, Figure>): boolean {
	const figure = figures.get(indicator.id);
	if (!figure || /\.(completion|stretch)$/.test(indicator.id)) return false;
	const silent = indicator.detail === true;
	return !silent || [figure.value, ...Object.values(figure.byUnit)].some((value) => value !== 0 && value !== null);
}

function summaryRow(indicator: Indicator, figures: ReadonlyMap<string, Figure>): SummaryRow {
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

function coverage(
	{ scope }: Consolidation,
	ports: ConsolidatePorts,
	received: readonly StoredSubmission[],
	counting: readonly StoredSubmission[],
): CoverageRow[] {
	return inTableOrder(ports.units).flatMap((unit) =>
		ports.forms
			.filter((form) => owing(form, ports.units).includes(unit))
			.flatMap((form) => formCoverage(form, unit, scope.period, received, counting)),
	);
}

function formCoverage(
	form: Form,
	unit: ReportingUnit,
	published: Consolidation["scope"]["period"],
	received: readonly StoredSubmission[],
	counting: readonly StoredSubmission[],
): CoverageRow[] {
	const relevant = received.filter((s) => {
		const own = period(s.period);
		const isOf = contains(published, own) || (form.tables.some((t) => t.rollUp === "yearly") && contains(own, published));
		return s.form === form.id && s.unit === unit.code && isOf;
	});
	const head = { unitName: unit.shortName, formId: form.id, formTitle: form.title.zh };
	if (relevant.length === 0)
		return [{ ...head, periodName: periodName(published, "zh-CN"), state: REPORT_TEXTS.state.none, file: "", receivedAt: "", rows: null }];
	const slots = new Map<string, StoredSubmission[]>();
	for (const s of relevant) slots.set(`${s.period} ${s.batch}`, [...(slots.get(`${s.period} ${s.batch}`) ?? []), s]);
	return [...slots.entries()]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([, versions]) => {
			const standing = versions.find((s) => counting.some((c) => c.id === s.id)) ?? versions.reduce((a, b) => (a.id > b.id ? a : b));
			const state = standing.nil && standing.status === "accepted" ? REPORT_TEXTS.state.nil : REPORT_TEXTS.state[standing.status];
			return {
				...head,
				periodName: `${periodName(period(standing.period), "zh-CN")}${standing.batch ? `（${standing.batch}）` : ""}`,
				state,
				file: standing.fileName,
				receivedAt: inShanghai(standing.receivedAt),
				rows: standing.ledger.loaded,
			};
		});
}

/** Wall-clock minutes in Asia/Shanghai, which has had no daylight saving since 1991. */
function inShanghai(instant: string): string {
	return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16).replace("T", " ");
}

function notes({ figures, scope }: Consolidation, ports: ConsolidatePorts): NoteRow[] {
	const nameOf = (code: string) => ports.units.find((unit) => unit.code === code)?.shortName ?? code;
	const seen = new Set<string>();
	const rows: NoteRow[] = [];
	for (const form of ports.forms) {
		for (const { id } of form.indicators) {
			const figure = figures.get(id);
			const told = [
				...(figure?.missing ?? []).map((code) => ({ code, text: REPORT_TEXTS.missingNote })),
				...Object.entries(figure?.carried ?? {}).map(([code, from]) => ({ code, text: REPORT_TEXTS.carriedNote(periodName(period(from), "zh-CN")) })),
			];
			for (const { code, text } of told) {
				const key = `${code} ${form.id} ${text}`;
				if (seen.has(key)) continue;
				seen.add(key);
				rows.push({ unitName: nameOf(code), formTitle: form.title.zh, text });
			}
		}
	}
	return [...rows, ...REPORT_TEXTS.standingNotes(scope.period.year, scope.readings).map((text) => ({ unitName: "", formTitle: "", text }))];
}
