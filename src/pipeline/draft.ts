import type { StatisticsDocument } from "../model/documents.ts";
import { type ReleaseManifest, releaseCode, type StoredRelease } from "../model/release.ts";
import type { ConsolidatedReport } from "../model/report.ts";
import { statistics } from "../stages/statistics.ts";
import { comparedScopes } from "./comparisons.ts";
import type { KeptFigures } from "./consolidate.ts";
import { decisionsApplied } from "./decisions-applied.ts";
import { inputsOf, scopesRead, usedSubmissions } from "./inputs.ts";
import { alsoSaid, type Publication } from "./publication-parts.ts";
import type { PublishPorts } from "./publish.ts";
import { changesSince } from "./release-changes.ts";
import { buildReport, type ReportOptions } from "./report.ts";

/** Everything that a publication is to say, before it has a number. */
export interface Draft {
	readonly consolidation: KeptFigures;
	readonly options: ReportOptions;
	readonly report: ConsolidatedReport;
	readonly numbers: StatisticsDocument;
	readonly basis: Basis;
	/** SHA-256 of everything that it says but instants: of two drafts of one fingerprint neither says anything new. */
	readonly fingerprint: string;
}

/** What it is made from, as the manifest tells it. */
export type Basis = Pick<
	ReleaseManifest,
	"cutoffs" | "city" | "issuer" | "program" | "readings" | "settings" | "bureauNames" | "units" | "inputs" | "decisions"
>;

export async function draftOf(consolidation: KeptFigures, ports: PublishPorts, options: ReportOptions): Promise<Draft> {
	const { scope, indicators, figures } = consolidation;
	const report = await buildReport(consolidation, ports, options);
	const numbers = statistics({ period: scope.period.code, cutoff: scope.cutoff, asOf: scope.asOf }, indicators, figures);
	const basis = await basisOf(consolidation, ports, options);
	const said = { basis, report: withoutRows(report), numbers: { ...numbers, asOf: "" }, also: await alsoSaid(ports) };
	return { consolidation, options, report, numbers, basis, fingerprint: ports.sha256(JSON.stringify(said)) };
}

/** The publication that a draft becomes under a number. */
export async function publicationOf(draft: Draft, number: number, before: StoredRelease | null, ports: PublishPorts): Promise<Publication> {
	const { consolidation, report, numbers, options, basis, fingerprint } = draft;
	const code = releaseCode(consolidation.scope.period.code, number, ports.sha256(`${fingerprint} ${number}`));
	const head = await ports.store.logHead();
	const changes = before && (await changesSince(before, { consolidation, inputs: basis.inputs }, ports));
	const log = head && { entry: head.id, hash: head.hash };
	return { consolidation, report: { ...report, releaseCode: code }, numbers, options, number, code, before, changes, log };
}

async function basisOf({ scope }: KeptFigures, ports: PublishPorts, { city, issuer, maskPersonal }: ReportOptions): Promise<Basis> {
	const { asOf, readings, carryForward, deadlines } = scope;
	const used = usedSubmissions(scopesRead(scope, ports), await ports.store.countingAt(asOf), ports);
	const submissions = used.map(({ submission }) => submission);
	const compared = Object.values(comparedScopes(scope));
	return {
		cutoffs: Object.fromEntries(compared.map(({ period, cutoff }) => [period.code, cutoff])),
		...{
			city,
			issuer,
			program: ports.program,
			readings: { ...readings },
			settings: { carryForward, deadlines, maskPersonal },
			bureauNames: ports.bureauNames,
		},
		units: ports.units.map(({ code, name, division, kind }) => ({ code, name, division, kind })),
		inputs: await inputsOf(used, ports),
		decisions: await decisionsApplied(submissions, ports, { asOf, maskPersonal, sha256: ports.sha256 }),
	};
}

/** What the report says beside the rows of its rosters: these follow from the originals and the decisions. */
function withoutRows(report: ConsolidatedReport): unknown {
	return { ...report, asOf: "", rosters: report.rosters.map((roster) => ({ ...roster, rows: null })) };
}
