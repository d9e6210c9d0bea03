import type { CliTexts } from "../../messages/cli-zh-CN.ts";
import { inShanghai } from "../../model/calendar.ts";
import type { ReleasesDocument, ToldRelease, VerifyDocument } from "../../model/release-documents.ts";
import { table } from "../table.ts";
import { changesReport } from "./figures.ts";

type UnitName = (code: string) => string;

/** The releases in a table: number, code, when, as of, standing, what changed, by whom and why. */
export function releasesReport({ releases }: ReleasesDocument, texts: CliTexts): string[] {
	const words = texts.releases;
	if (releases.length === 0) return [words.none];
	const rows = releases.map((release) => {
		const { period, number, code, standing, madeAt, asOf, changes, by } = release;
		const changed = changes === null ? "—" : words.changed(changes.figures, changes.inputs);
		const head = [period, String(number), code, inShanghai(madeAt), inShanghai(asOf)];
		return [...head, words.standing[standing], changed, texts.doneBy(by), whyOf(release, texts)];
	});
	return table(words.headings, rows, "left");
}

/** One release, and what differs from the one before. */
export function releaseReport(document: ReleasesDocument, texts: CliTexts, unitName: UnitName): string[] {
	const folder = document.releases[0]?.folder ?? null;
	return [
		...releasesReport(document, texts),
		...(folder === null ? [] : [texts.releases.folder(folder)]),
		...(document.changes ? changesReport(document.changes, texts, unitName) : []),
	];
}

export function withdrawnReport({ releases }: ReleasesDocument, texts: CliTexts): string[] {
	return releases.flatMap(({ period, number, code, folder }) => [
		texts.releases.withdrawn(period, number, code),
		...(folder === null ? [] : [texts.releases.folder(folder)]),
		texts.releases.again(period),
	]);
}

function whyOf({ reason, withdrawn }: ToldRelease, texts: CliTexts): string {
	const parts = [reason, withdrawn && texts.releases.withdrawnFor(withdrawn.reason, texts.doneBy(withdrawn.by), inShanghai(withdrawn.at))];
	return parts.filter((part) => part !== null).join(texts.releases.and);
}

/** Whether what was verified may be used: it is what was published, and was not withdrawn. */
export function isStanding({ verdict, release }: VerifyDocument): boolean {
	return verdict === "intact" && release !== null && (release.standing === "newest" || release.standing === "superseded");
}

/** What a file or folder is, and what of it differs from what was published. */
export function verifyReport(document: VerifyDocument, texts: CliTexts): string[] {
	const { path, verdict, release, name, also, cells, parts, files } = document;
	const words = texts.verify;
	const what = document.sha256 === null ? words.folder : words.file;
	if (!release) return [words.unknown(path)];
	const told = words.release(release.period, release.number, release.code, inShanghai(release.madeAt));
	return [
		words.verdicts[verdict](what, told, name),
		words.standing[release.standing],
		...(release.withdrawn ? [texts.releases.withdrawnFor(release.withdrawn.reason, release.withdrawn.by, inShanghai(release.withdrawn.at))] : []),
		...(also.length > 0 ? [words.also(also.map(({ code }) => code))] : []),
		...(cells ? cellLines(cells, texts) : []),
		...(parts && parts.length > 0 ? [words.parts(parts)] : []),
		...(verdict === "altered" && document.sha256 !== null && !cells && !files && !parts ? [words.notCompared] : []),
		...(files ? fileLines(files, document.sha256 !== null, texts) : []),
	];
}

function cellLines({ count, uncalculated, differences, sheets }: NonNullable<VerifyDocument["cells"]>, { verify: words, blank }: CliTexts): string[] {
	const shown = (value: string | number | boolean | null) => (value === null ? blank : String(value));
	const rows = differences.map(({ sheet, cell, figure, expected, found }) => [`${sheet}!${cell}`, figure ?? "", shown(expected), shown(found)]);
	return [
		...sheets.missing.map((sheet) => words.sheetMissing(sheet)),
		...sheets.extra.map((sheet) => words.sheetExtra(sheet)),
		...(count > 0 ? [words.cells(count), ...table(words.cellHeadings, rows, "left")] : []),
		...(uncalculated > 0 ? [words.uncalculated(uncalculated)] : []),
		...(count > rows.length ? [words.moreCells(count - rows.length)] : []),
	];
}

function fileLines({ missing, changed, extra }: NonNullable<VerifyDocument["files"]>, isManifest: boolean, { verify: words }: CliTexts): string[] {
	if (isManifest) return [words.partsChanged(changed)];
	return [...missing.map((name) => words.missing(name)), ...changed.map((name) => words.changed(name)), ...extra.map((name) => words.extra(name))];
}
