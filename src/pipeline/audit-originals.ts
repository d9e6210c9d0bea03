import type { OriginalFault } from "../model/audit.ts";
import { isOfSlot } from "../model/decision.ts";
import type { ReportingUnit } from "../model/division.ts";
import type { Form } from "../model/form.ts";
import type { Grid } from "../model/grid.ts";
import { OriginalGone } from "../model/original-gone.ts";
import { period } from "../model/period.ts";
import { RefusalError } from "../model/refusal.ts";
import type { ManifestInput, ManifestSubmission, ReleaseManifest } from "../model/release.ts";
import { type Catalogue, type RecognisedSubmission, slotOf } from "../model/submission.ts";
import { type ReadVersion, readVersion, synonymsThen } from "../stages/audit/reading.ts";
import { recognise } from "../stages/recognise.ts";
import type { Archive, ReadGrid } from "./ports.ts";

/** What reading the originals of a release needs from the outside: no database. */
export interface OriginalPorts {
	readonly archive: Pick<Archive, "read">;
	readonly readGrid: ReadGrid;
	readonly forms: readonly Form[];
	/** With every name by which offices call themselves. */
	readonly units: readonly ReportingUnit[];
}

/** Something wrong with an original that counts. */
export interface OriginalProblem {
	readonly input: ManifestInput;
	readonly problem: OriginalFault;
	readonly submissions: readonly ManifestSubmission[];
	/** Of `rows`: how many there are now; of `unreadable`: why. */
	readonly detail: string | number | null;
}

/** What the originals of a release say. */
export interface ReadOriginals {
	readonly versions: ReadonlyMap<ManifestSubmission, ReadVersion>;
	readonly problems: readonly OriginalProblem[];
	/** Versions of which nothing could be read. */
	readonly lost: ReadonlySet<ManifestSubmission>;
}

/** Reads every original that a manifest names, one after the other; keeps the fields that figures need. @param onFile is told the file that is read next */
export async function readOriginals(
	manifest: ReleaseManifest,
	ports: OriginalPorts,
	onFile: (file: string, done: number) => void,
): Promise<ReadOriginals> {
	const versions = new Map<ManifestSubmission, ReadVersion>();
	const problems: OriginalProblem[] = [];
	const lost = new Set<ManifestSubmission>();
	const catalogueOf = catalogues(manifest, ports);
	for (const [done, input] of manifest.inputs.entries()) {
		onFile(input.file, done);
		const grid = await gridOf(input, ports);
		if ("problem" in grid) {
			problems.push({ input, submissions: input.submissions, ...grid });
			for (const submission of input.submissions) lost.add(submission);
			continue;
		}
		const find = finder(grid, input, ports);
		for (const submission of input.submissions) {
			const catalogue = catalogueOf(submission);
			const recognised = find(submission, catalogue);
			if (!recognised) {
				problems.push({ input, submissions: [submission], problem: "not-found", detail: null });
				lost.add(submission);
				continue;
			}
			const version = readVersion(recognised, submission, manifest.decisions, catalogue);
			if (version.rows !== submission.rows) problems.push({ input, submissions: [submission], problem: "rows", detail: version.rows });
			versions.set(submission, version);
		}
	}
	return { versions, problems, lost };
}

async function gridOf(
	{ sha256, file }: ManifestInput,
	{ archive, readGrid }: OriginalPorts,
): Promise<Grid | Pick<OriginalProblem, "problem" | "detail">> {
	try {
		return await readGrid(await archive.read(sha256), file);
	} catch (fault) {
		if (fault instanceof OriginalGone) return { problem: fault.why, detail: null };
		if (fault instanceof RefusalError) return { problem: "unreadable", detail: fault.refusal.code };
		throw fault;
	}
}

/** Finds the reports of a file, which is recognised once for each unit and catalogue. */
function finder(grid: Grid, { file: fileName }: ManifestInput, { units }: OriginalPorts) {
	const known = new Map<Catalogue, Map<string, readonly RecognisedSubmission[]>>();
	return (wanted: ManifestSubmission, catalogue: Catalogue): RecognisedSubmission | undefined => {
		const folderUnit = units.find(({ code }) => code === wanted.unit) ?? null;
		const ofCatalogue = known.get(catalogue) ?? new Map<string, readonly RecognisedSubmission[]>();
		known.set(catalogue, ofCatalogue);
		// A file that does not say its period came with it: an officer named it.
		for (const hint of [{}, { period: period(wanted.period) }]) {
			const key = JSON.stringify([wanted.unit, "period" in hint ? wanted.period : null]);
			const found = ofCatalogue.get(key) ?? recognise(grid, { fileName, folderUnit, ...hint }, catalogue).submissions;
			ofCatalogue.set(key, found);
			const own = found.find((each) => isOfSlot(slotOf(each), wanted));
			if (own) return own;
		}
		return undefined;
	};
}

/** The catalogue by which a version was read: one for all that were read by the same synonyms, so that headings are compiled once. */
function catalogues({ decisions }: ReleaseManifest, { forms, units }: OriginalPorts): (submission: ManifestSubmission) => Catalogue {
	const known = new Map<string, Catalogue>();
	return (submission) => {
		const synonyms = synonymsThen(decisions, submission);
		const key = synonyms.map(({ id }) => id).join(" ");
		const catalogue = known.get(key) ?? { forms, units, synonyms };
		known.set(key, catalogue);
		return catalogue;
	};
}
