import { REPORT_TEXTS } from "../messages/report-texts.ts";
import { inTableOrder } from "../model/division.ts";
import { periodName } from "../model/period.ts";
import type { ConsolidatedReport, Roster, SummaryGroup } from "../model/report.ts";
import type { StoredSubmission } from "../model/stored.ts";
import { locksAt } from "../stages/state.ts";
import { bookOf } from "./comparisons.ts";
import { type ConsolidatePorts, type Consolidation, effectiveTable, queryParams } from "./consolidate.ts";
import { dashboard } from "./dashboard.ts";
import { earlierPeriods } from "./earlier-periods.ts";
import { countedByLine, countedIn, DetailsByLine, linesOf } from "./report-counted.ts";
import { adjustmentNotes, coverage, notes, overview } from "./report-lists.ts";
import { roster } from "./report-rosters.ts";
import { settledNotes } from "./report-settled.ts";
import { summary } from "./report-summary.ts";
import { reportTables } from "./report-tables/index.ts";

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
	const groups = summary(consolidation, ports);
	const { rosters, details, used } = await rostersOf(groups, consolidation, ports, counting, options);
	const name = periodName(scope.period, "zh-CN");
	const settled = await settledNotes(
		{ ...ports, period: scope.period.code, asOf: scope.asOf, counting: counting.filter(({ id }) => used.has(id)) },
		ports.store,
	);
	const filed = coverage(consolidation, ports, { received, counting, locks });
	const filing = overview(filed, ports);
	const book = await bookOf(consolidation, ports);
	const earlier = await earlierPeriods(scope, ports.store);
	const lines = details.in(groups);
	const { city, issuer } = options;
	const source = { city, issuer, periodName: name, consolidation, ports, book, summary: lines, rosterSheets: rosters.map(({ sheet }) => sheet) };
	return {
		title: REPORT_TEXTS.title(options.city, name),
		issuer: options.issuer,
		periodCode: scope.period.code,
		periodName: name,
		cutoff: scope.cutoff,
		asOf: scope.asOf,
		units: inTableOrder(ports.units).map(({ code, name: official, shortName }) => ({ code, name: official, shortName })),
		summary: lines,
		tables: reportTables(source, filed),
		rosters,
		overview: filing,
		dashboard: dashboard({ ...ports, consolidation, book, overview: filing, earlier }),
		coverage: filed,
		notes: [...adjustmentNotes(consolidation, ports, adjustments), ...notes(consolidation, ports, filed, settled)],
	};
}

/** The roster of every table, the ways to them from the lines of the summary, and the submissions whose rows stand in them. */
async function rostersOf(
	groups: readonly SummaryGroup[],
	{ scope, indicators }: Consolidation,
	ports: ConsolidatePorts,
	counting: readonly StoredSubmission[],
	{ maskPersonal }: ReportOptions,
) {
	const units = inTableOrder(ports.units);
	const lines = linesOf(groups, indicators);
	const asked = { params: queryParams(scope, ports.bureauNames), units };
	const rosters: Roster[] = [];
	const details = new DetailsByLine();
	const used = new Set<number>();
	for (const form of ports.forms) {
		for (const table of form.tables) {
			const effective = effectiveTable(form, table, counting, scope, { ...ports, units });
			const rows = await ports.store.rows(form, table.id, effective);
			const counted = await countedByLine(lines, form, table, rows, asked);
			for (const id of effective.submissions) used.add(id);
			details.add(rosters.length, counted, rows);
			rosters.push(await roster(form, table, rows, units, { maskPersonal, countedIn: countedIn(counted) }));
		}
	}
	return { rosters, details, used };
}
