import path from "node:path";
import type { DiffTarget, OnProgress } from "../cli/app-port.ts";
import { openArchive } from "../files/archive.ts";
import { writeWhole } from "../files/write-whole.ts";
import { tellRefusal } from "../messages/tell.ts";
import { isDay } from "../model/calendar.ts";
import type { ChangesDocument, DiffDocument } from "../model/change-documents.ts";
import { isOfSlot } from "../model/decision.ts";
import { inForce, type StoredSubmission } from "../model/stored.ts";
import { type CheckedSubmission, slotOf } from "../model/submission.ts";
import { UsageError } from "../model/usage.ts";
import { changesSince } from "../pipeline/changes-since.ts";
import { submissionNamed } from "../pipeline/decisions.ts";
import { diffFile, diffStored } from "../pipeline/diff.ts";
import { diffBook } from "../pipeline/diff-book.ts";
import { examineDropped } from "../pipeline/examine.ts";
import { membersOf } from "../pipeline/members.ts";
import { unitOfFolder } from "../pipeline/unit-of-folder.ts";
import { versionBefore } from "../pipeline/versions.ts";
import { catalogueWith } from "./catalogue-with.ts";
import { cutoffOf, formCalled, type House, periodNamedBy, today, unitCalled } from "./house.ts";
import { asDropped, givenOne } from "./intake.ts";
import { instantOf } from "./publication.ts";

/** Compares two versions of a slot, or a file with one; writes nothing but the workbook that `out` asks for. @throws UsageError for what does not exist or cannot be compared */
export async function diff(house: House, target: DiffTarget, out: string | null): Promise<DiffDocument> {
	const ports = await diffPorts(house);
	const telling = { language: house.language, maskPersonal: house.config.maskPersonal };
	const document =
		"file" in target ? await ofFile(house, target, ports, telling) : await diffStored(...(await versionsMeant(target, house, ports)), ports, telling);
	if (out !== null) {
		const { writeReceipt } = await import("../workbooks/write-receipt.ts");
		const book = diffBook(document, house.clock().toISOString(), { language: house.language, forms: house.forms, units: house.units });
		await writeWhole(path.resolve(out), writeReceipt(book, house.config.issuer));
	}
	return document;
}

/** What came in for a period since a time. `since`: an ISO instant, or a day: from its beginning in China. */
export async function changes(house: House, code: string, since: string, onProgress?: OnProgress): Promise<ChangesDocument> {
	const instant = isDay(since) ? new Date(`${since}T00:00:00+08:00`).toISOString() : instantOf(since);
	return changesSince(periodNamedBy(code), instant, await diffPorts(house), house.language, ({ form, unit }, done, of) =>
		onProgress?.({ step: "files", subject: `${unit} ${form}`, done, of }),
	);
}

type Ports = Awaited<ReturnType<typeof diffPorts>>;
type Telling = Parameters<typeof diffStored>[3];

async function diffPorts(house: House) {
	const store = await house.known();
	const catalogue = catalogueWith(house, inForce(await store.synonyms()));
	return { store, catalogue, readGrid: house.readGrid, archive: openArchive(house.layout.archive) };
}

/** The two versions that are meant, the earlier one of a slot first. */
async function versionsMeant(
	target: Exclude<DiffTarget, { file: string }>,
	house: House,
	{ store }: Ports,
): Promise<[before: StoredSubmission, after: StoredSubmission]> {
	if ("submission" in target && target.other !== null) {
		const [one, other] = [await submissionNamed(target.submission, store), await submissionNamed(target.other, store)];
		if (one.form !== other.form) throw new UsageError("usage.other-form", { one: one.form, other: other.form });
		return isLater(one, other) ? [other, one] : [one, other];
	}
	const after = "submission" in target ? await submissionNamed(target.submission, store) : await newestOf(target, house, store);
	const before = await versionBefore(after, store);
	if (!before) throw new UsageError("usage.no-version-before", { submission: after.id });
	return [before, after];
}

/** Whether one submission is a later version of the other's slot. */
function isLater(one: StoredSubmission, other: StoredSubmission): boolean {
	return isOfSlot(one, other) && one.version > other.version;
}

/** The newest version of a slot; of a form in batches the batch must be named where several came. */
async function newestOf(target: Extract<DiffTarget, { form: string }>, house: House, store: Ports["store"]): Promise<StoredSubmission> {
	const [form, unit] = [formCalled(target.form, house.forms), unitCalled(target.unit, house.units)];
	const { code: period } = periodNamedBy(target.period);
	const slot = { form: form.id, unit: unit.code, period, ...(target.batch === null ? {} : { batch: target.batch }) };
	const versions = await store.versions(slot);
	const batches = [...new Set(versions.map(({ batch }) => batch))];
	if (batches.length > 1) throw new UsageError("usage.several-batches", { batches: batches.join("、") });
	const newest = versions.at(-1);
	if (!newest) throw new UsageError("usage.nothing-came", { form: form.id, unit: unit.shortName, period });
	return newest;
}

/** Compares the report in a file with the stored version that is named, or with the newest of its own slot. */
async function ofFile(house: House, target: Extract<DiffTarget, { file: string }>, ports: Ports, telling: Telling): Promise<DiffDocument> {
	const named = target.submission === null ? null : await submissionNamed(target.submission, ports.store);
	const reports = await reportsIn(house, target.file, ports);
	const meant = named
		? (reports.find(({ checked }) => isOfSlot(slotOf(checked.recognised), named)) ??
			only(reports.filter(({ checked }) => checked.recognised.form.id === named.form)))
		: only(reports);
	if (!meant) throw new UsageError(reports.length > 1 ? "usage.several-reports" : "usage.not-in-file", { file: target.file });
	const before = named ?? (await ports.store.versions(slotOf(meant.checked.recognised))).at(-1);
	if (!before) {
		const { form, period, unit } = meant.checked.recognised;
		throw new UsageError("usage.nothing-came", { form: form.id, unit: unit.shortName, period: period.code });
	}
	return diffFile(before, meant, ports, telling);
}

interface Report {
	readonly file: string;
	readonly checked: CheckedSubmission;
}

function only(reports: readonly Report[]): Report | undefined {
	return reports.length === 1 ? reports[0] : undefined;
}

/** The reports of a file or a bundle, as `check` finds them. @throws UsageError where it is refused, with the reason */
async function reportsIn(house: House, file: string, { store, catalogue }: Ports): Promise<Report[]> {
	const context = { catalogue, readGrid: house.readGrid, cutoffOf: cutoffOf(house), today: today(house), clock: house.clock, reader: store };
	const reports: Report[] = [];
	for await (const member of membersOf(await asDropped(await givenOne(file), house), house.openBundle, house.units)) {
		const { submissions, refusals } = await examineDropped(
			member,
			{ fileName: member.fileName, folderUnit: unitOfFolder(member.folder, house.units) },
			context,
		);
		const [refusal] = refusals;
		if (refusal && submissions.length === 0)
			throw new UsageError("usage.no-workbook", { why: tellRefusal(refusal.refusal, member.fileName, house.language) });
		for (const checked of submissions) reports.push({ file: member.name, checked });
	}
	return reports;
}
