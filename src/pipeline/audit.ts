import { AUDIT_TEXTS } from "../messages/audit-texts.ts";
import type { AuditedRelease } from "../model/audit.ts";
import { MEASURES } from "../model/figure-reference.ts";
import type { Figure } from "../model/indicator.ts";
import { RefusalError } from "../model/refusal.ts";
import type { ReleaseManifest } from "../model/release.ts";
import type { DocumentFigure } from "../model/report-document.ts";
import type { Language } from "../model/text.ts";
import { basisOf } from "../stages/audit/basis.ts";
import { type AuditBook, type AuditPlace, auditBook } from "../stages/audit/beside.ts";
import { type AuditDifference, comparePublished, missingFrom } from "../stages/audit/compare-published.ts";
import {
	figuresOfStatistics,
	figuresOfTable,
	figuresOfWorkbook,
	PACKAGE_CSV,
	type PublishedFigure,
	STATISTICS_CSV,
	UnreadableFigures,
} from "../stages/audit/published.ts";
import { figuresOfDocument } from "../stages/audit/published-document.ts";
import { type Unconfirmed, unconfirmedWithout } from "../stages/audit/unconfirmed.ts";
import { type OriginalPorts, type OriginalProblem, readOriginals } from "./audit-originals.ts";
import type { ReadGrid } from "./ports.ts";

/** What the audit of a release needs from the outside: its files and the archive, and no database. */
export interface AuditPorts extends OriginalPorts {
	/** A file of the release; null where it is missing. */
	readonly readFile: (name: string) => Promise<Uint8Array | null>;
	/** Reads a workbook or table of the release, however large. */
	readonly readPublished: ReadGrid;
	/** The figures of a report in words. @throws Error where it is no document */
	readonly readDocument: (bytes: Uint8Array) => readonly DocumentFigure[];
	readonly language: Language;
	readonly unitName: (code: string) => string;
	/** Is told what is read or compared next. */
	readonly onStep: (step: "originals" | "figures", subject: string, done: number, of: number) => void;
}

/** A kind of file that figures stand in, and how they are read out of it. `whole`: it has every figure. */
interface FigureFile {
	readonly is: (name: string) => boolean;
	readonly whole: boolean;
	readonly read: (bytes: Uint8Array, name: string, divisions: ReadonlySet<string>, ports: AuditPorts) => Promise<PublishedFigure[]>;
}

const FIGURE_FILES: readonly FigureFile[] = [
	{ is: (name) => name === "statistics.json", whole: true, read: async (bytes) => figuresOfStatistics(new TextDecoder().decode(bytes)) },
	{
		is: (name) => name === "statistics.csv",
		whole: true,
		read: async (bytes, name, divisions, ports) => figuresOfTable(await ports.readPublished(bytes, name), STATISTICS_CSV, divisions),
	},
	{
		is: (name) => name === "datapackage/data/figures.csv",
		whole: true,
		read: async (bytes, name, divisions, ports) => figuresOfTable(await ports.readPublished(bytes, name), PACKAGE_CSV, divisions),
	},
	{
		is: (name) => /^[^/]+\.xlsx$/.test(name),
		whole: false,
		read: async (bytes, name, _divisions, ports) => figuresOfWorkbook(await ports.readPublished(bytes, name)),
	},
	{
		is: (name) => /^[^/]+\.docx$/.test(name),
		whole: false,
		read: async (bytes, _name, _divisions, ports) => figuresOfDocument(fieldsOf(bytes, ports)),
	},
];

function fieldsOf(bytes: Uint8Array, { readDocument }: AuditPorts): readonly DocumentFigure[] {
	try {
		return readDocument(bytes);
	} catch (fault) {
		throw new UnreadableFigures(fault instanceof Error ? fault.message : String(fault));
	}
}

/**
 * Computes every figure of a release anew from the archived originals that its manifest names, and compares with what its files say. What rests on an original that is missing or
 * altered cannot be confirmed; the rest is compared all the same.
 * @param problems what is wrong with the manifest itself and with the bytes of the release's files
 */
export async function auditRelease(manifest: ReleaseManifest, problems: AuditedRelease["problems"], ports: AuditPorts): Promise<AuditedRelease> {
	const { forms, onStep } = ports;
	const originals = await readOriginals(manifest, ports, (file, done) => onStep("originals", file, done, manifest.inputs.length));
	const basis = basisOf(manifest);
	const book = auditBook(
		forms,
		basis,
		manifest.cutoffs,
		(submission, _form, table) => originals.versions.get(submission)?.byTable.get(table.id) ?? [],
	);
	const lost = unconfirmedWithout(originals.lost, forms, basis, manifest.cutoffs);
	const files = await compareFiles(manifest, book, lost, ports);
	const all = [...problems, ...files.problems];
	return {
		period: manifest.period,
		number: manifest.number,
		code: manifest.code,
		sound: all.length + originals.problems.length + files.differences.length === 0,
		problems: all,
		originals: {
			read: originals.versions.size,
			rows: [...originals.versions.values()].reduce((sum, { rows }) => sum + rows, 0),
			problems: originals.problems.map((problem) => originalProblem(problem, ports)),
		},
		figures: {
			recomputed: book.figures.size,
			compared: files.compared,
			differences: files.differences,
			unconfirmed: lost.figures.map(({ indicator, places }) => unconfirmedFigure(indicator, places, book, ports)),
		},
	};
}

interface ComparedFiles {
	readonly compared: AuditedRelease["figures"]["compared"];
	readonly differences: AuditedRelease["figures"]["differences"];
	readonly problems: AuditedRelease["problems"];
}

async function compareFiles(manifest: ReleaseManifest, book: AuditBook, lost: Unconfirmed, ports: AuditPorts): Promise<ComparedFiles> {
	const texts = AUDIT_TEXTS[ports.language];
	const divisions = new Set(manifest.units.map(({ division }) => division));
	const found = { compared: [] as { file: string; figures: number }[], differences: [] as ComparedFiles["differences"][number][] };
	const problems: { file: string; message: string }[] = [];
	const files = manifest.outputs.flatMap(({ name }) => FIGURE_FILES.filter(({ is }) => is(name)).map((kind) => ({ name, kind })));
	for (const [done, { name, kind }] of files.entries()) {
		ports.onStep("figures", name, done, files.length);
		// That it is missing is told of the release's files.
		const bytes = await ports.readFile(name);
		if (!bytes) continue;
		const published = await readOrTell(kind.read(bytes, name, divisions, ports));
		if (typeof published === "string") {
			problems.push({ file: name, message: texts.figuresUnreadable(name, published) });
			continue;
		}
		const { figures, differences } = comparePublished(published, book, lost.confirmable);
		found.compared.push({ file: name, figures });
		found.differences.push(...differences.map((difference) => told(difference, name, book, ports)));
		if (kind.whole)
			for (const id of missingFrom(published, book))
				problems.push({ file: name, message: texts.figureMissing(name, id, nameOf(id, book, ports.language)) });
	}
	return { ...found, problems };
}

/** The figures of a file, or why they cannot be read. */
async function readOrTell(reading: Promise<PublishedFigure[]>): Promise<PublishedFigure[] | string> {
	try {
		return await reading;
	} catch (fault) {
		if (fault instanceof UnreadableFigures) return fault.message;
		if (fault instanceof RefusalError) return fault.refusal.code;
		throw fault;
	}
}

function told({ indicator, place, measure, value, recomputed, at }: AuditDifference, file: string, book: AuditBook, ports: AuditPorts) {
	const texts = AUDIT_TEXTS[ports.language];
	const name = nameOf(indicator, book, ports.language);
	const said = {
		name,
		where: placeName(place, ports),
		measure: texts.measures[measure],
		published: texts.value(value),
		recomputed: texts.value(recomputed),
		file,
		at,
	};
	return {
		...{ indicator, name, measure, recomputed: plain(recomputed), file, at },
		unit: place?.cut === "unit" ? place.code : null,
		division: place?.cut === "division" ? place.code : null,
		published: plain(value),
		message: texts.difference(said),
	};
}

function unconfirmedFigure(indicator: string, places: readonly AuditPlace[], book: AuditBook, ports: AuditPorts) {
	const texts = AUDIT_TEXTS[ports.language];
	const name = nameOf(indicator, book, ports.language);
	const message = texts.unconfirmed(name, indicator, texts.listed(places.map((place) => placeName(place, ports))));
	return { indicator, name, places: places.map((place) => place?.code ?? "*"), message };
}

function placeName(place: AuditPlace, { language, unitName }: AuditPorts): string {
	const texts = AUDIT_TEXTS[language];
	if (place === null) return texts.city;
	return place.cut === "unit" ? unitName(place.code) : texts.division(place.code);
}

function plain(value: Figure["value"] | string): [number, number] | number | string | null {
	return typeof value === "object" && value !== null ? [value[0], value[1]] : value;
}

/** Of a completion rate the name of what is measured, with the rate. */
function nameOf(id: string, { indicators }: AuditBook, language: Language): string {
	const [, base = id, part] = /^(.*?)(?:\.(completion|stretch))?$/.exec(id) ?? [];
	const of = language === "en" ? "en" : "zh";
	const name = indicators.get(base)?.name[of] ?? base;
	return part === "completion" || part === "stretch" ? `${name} · ${MEASURES[part][of]}` : name;
}

function originalProblem({ input, problem, submissions, detail }: OriginalProblem, { language, unitName }: AuditPorts) {
	const texts = AUDIT_TEXTS[language];
	const { sha256, file } = input;
	const reports = submissions.map(({ form, unit, period, batch, version }) => ({ form, unit, period, batch, version }));
	const units = [...new Set(submissions.map(({ unit }) => unit))];
	const named = ({ form, period, batch }: (typeof submissions)[number]) => [form, period, batch].filter((part) => part !== "").join(" ");
	const about = units.map((unit) => `${unitName(unit)} ${texts.listed(submissions.filter((each) => each.unit === unit).map(named))}`);
	const published = submissions.reduce((sum, { rows }) => sum + rows, 0);
	return { sha256, file, problem, reports, message: texts.original[problem]({ file, sha256, about: texts.listed(about), published, detail }) };
}
