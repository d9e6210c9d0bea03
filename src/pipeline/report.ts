import { REPORT_TEXTS } from "../messages/report-texts.ts";
import { inTableOrder } from "../model/division.ts";
import { periodName } from "../model/period.ts";
import type { ConsolidatedReport, Roster } from "../model/report.ts";
import type { SourceRow } from "../model/stored.ts";
import { locksAt } from "../stages/state.ts";
import { bookOf } from "./comparisons.ts";
import { type ConsolidatePorts, type Consolidation, effectiveTable } from "./consolidate.ts";
import { dashboard } from "./dashboard.ts";
import { earlierPeriods } from "./earlier-periods.ts";
import { adjustmentNotes, coverage, notes, overview } from "./report-lists.ts";
import { roster } from "./report-rosters.ts";
import { settledNotes } from "./report-settled.ts";
import { summary } from "./report-summary.ts";

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
	const filing = overview(filed, ports);
	const book = await bookOf(consolidation, ports);
	const earlier = await earlierPeriods(scope, ports.store);
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
		overview: filing,
		dashboard: dashboard({ ...ports, consolidation, book, overview: filing, earlier }),
		coverage: filed,
		notes: [...adjustmentNotes(consolidation, ports, adjustments), ...notes(consolidation, ports, filed, settled)],
	};
}
