import type { CliTexts } from "../../messages/cli-zh-CN.ts";
import type { AuditDocument, AuditedRelease } from "../../model/audit.ts";

/** Lines of each kind that are shown; the others are counted. */
const SHOWN = 50;

/** What an audit found: of each release whether it agrees, and what does not; then of the archive as a whole. */
export function auditReport({ releases, archive, sound }: AuditDocument, texts: CliTexts): string[] {
	const words = texts.audit;
	return [
		...releases.flatMap((release) => [...releaseLines(release, texts), ""]),
		archive.problems.length === 0 ? words.archiveSound(archive.originals) : words.archiveProblems(archive.originals, archive.problems.length),
		...some(archive.problems, texts),
		sound ? words.sound : words.unsound,
	];
}

function releaseLines({ code, originals, figures, problems }: AuditedRelease, texts: CliTexts): string[] {
	const words = texts.audit;
	const { compared, differences, unconfirmed, recomputed } = figures;
	return [
		words.release(code),
		words.originals(originals.read, originals.rows),
		...some(originals.problems, texts),
		...some(problems, texts),
		words.recomputed(recomputed),
		...compared.map(({ file, figures: count }) => {
			const wrong = differences.filter((each) => each.file === file).length;
			return `  ${wrong === 0 ? words.agrees(file, count) : words.differs(file, count, wrong)}`;
		}),
		...some(differences, texts),
		...(unconfirmed.length === 0 ? [] : [words.unconfirmed(unconfirmed.length)]),
		...some(unconfirmed, texts),
	];
}

function some(told: readonly { readonly message: string }[], texts: CliTexts): string[] {
	const rest = told.length - SHOWN;
	return [...told.slice(0, SHOWN).map(({ message }) => `  ${message}`), ...(rest > 0 ? [`  ${texts.audit.more(rest)}`] : [])];
}
