import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ExpectedFile, ExpectedSubmission, Mess } from "../../fixtures/generator/mess/case.ts";
import { openApp } from "../../src/app.ts";
import type { App } from "../../src/cli/app-port.ts";
import type { CheckedFile, SubmissionDocument } from "../../src/model/documents.ts";

const root = path.join(import.meta.dirname, "../../fixtures/mess");
const folders = readdirSync(root).toSorted();

interface Entry extends Pick<Mess, "entry" | "title"> {
	readonly folder: string;
	readonly files: readonly ExpectedFile[];
}

const entries = folders.map((folder): Entry => {
	const said = JSON.parse(readFileSync(path.join(root, folder, "expected.json"), "utf8")) as Omit<Entry, "folder">;
	return { folder, ...said };
});

/** Values of the cells that an expectation names: a cell's column says the field, its row the record. */
function valuesAt(found: SubmissionDocument, cells: readonly string[], of: "values" | "absent"): Record<string, unknown> {
	return Object.fromEntries(
		cells.map((place) => {
			const [, table = "", letters = "", row = ""] = /^(?:([A-Z])!)?([A-Z]+)(\d+)$/.exec(place) ?? [];
			const columns: Readonly<Record<string, string>> = found.tables.find((t) => t.table === table)?.columns ?? {};
			const field = Object.keys(columns).find((name) => columns[name] === letters) ?? `no field in ${letters}`;
			const record = found.records?.find((r) => (r.table ?? "") === table && r.row === Number(row));
			return [place, record ? record[of]?.[field] : `no record in row ${row}`];
		}),
	);
}

/** Cells that the receipt says to be converted in a way. */
function convertedCells(found: SubmissionDocument, kind: string): number {
	return found.conversions.filter((conversion) => conversion.kind === kind).reduce((sum, { count }) => sum + count, 0);
}

const NO_ROWS = { loaded: 0, rejected: 0, duplicate: 0, total: 0, note: 0, header: 0 };

/** What is found of a submission, cut down to what its expectation speaks of. */
function cutDown(found: SubmissionDocument, expected: ExpectedSubmission | undefined) {
	const findings = found.findings.map(({ code, severity, cell }) => `${severity} ${code} ${cell}`).toSorted();
	const { seen, ...rows } = found.rows;
	const columns = Object.assign({}, ...found.tables.map((table) => table.columns)) as Record<string, string>;
	return {
		form: found.form,
		period: found.period,
		unit: found.unit,
		batch: found.batch,
		status: found.status,
		nil: found.nil,
		findings,
		rows: { ...rows, seen },
		columns: Object.fromEntries(Object.keys(expected?.columns ?? {}).map((field) => [field, columns[field]])),
		values: valuesAt(found, Object.keys(expected?.values ?? {}), "values"),
		absent: valuesAt(found, Object.keys(expected?.absent ?? {}), "absent"),
		conversions: Object.fromEntries(Object.keys(expected?.conversions ?? {}).map((kind) => [kind, convertedCells(found, kind)])),
	};
}

function whole(expected: ExpectedSubmission) {
	const { form, period, unit, status } = expected;
	const rows = { ...NO_ROWS, ...expected.rows };
	return {
		form,
		period,
		unit,
		batch: expected.batch ?? "",
		status,
		nil: expected.nil ?? false,
		findings: expected.findings.map(({ code, severity, cell }) => `${severity} ${code} ${cell}`).toSorted(),
		rows: { ...rows, seen: Object.values(rows).reduce((sum, count) => sum + count, 0) },
		columns: expected.columns ?? {},
		values: expected.values ?? {},
		absent: expected.absent ?? {},
		conversions: expected.conversions ?? {},
	};
}

const appIn = (home: string): Promise<App> => openApp({ env: { HUIBAO_DATA: home, HUIBAO_NOW: "2019-07-02T09:00:00+08:00" }, language: "zh-CN" });

describe("what offices really send", () => {
	let app: App;
	beforeAll(async () => {
		app = await appIn(mkdtempSync(path.join(tmpdir(), "huibao-mess-")));
	});
	afterAll(() => app.close());

	/** What comes of a file in a home that has taken in others before. */
	const checkedAfter = async (folder: string, earlier: readonly string[], file: string): Promise<CheckedFile | undefined> => {
		const own = await appIn(mkdtempSync(path.join(tmpdir(), "huibao-mess-")));
		const taken = await own.ingest(earlier.map((name) => path.join(root, folder, name)));
		expect(taken.files.map(({ status }) => status)).toEqual(earlier.map(() => "accepted"));
		const { files } = await own.check([path.join(root, folder, file)], { rows: true, context: true });
		const findings = (from: readonly CheckedFile[]) => from.flatMap(({ submissions }) => submissions.flatMap((found) => found.findings));
		const alone = await own.check([path.join(root, folder, file)], { rows: true, context: false });
		expect(findings(alone.files)).toEqual([]);
		// Taking it in looks the earlier report up in another way, and finds the same.
		expect(findings((await own.ingest([path.join(root, folder, file)])).files)).toEqual(findings(files));
		await own.close();
		return files[0];
	};

	const checked = async (folder: string): Promise<Map<string, CheckedFile>> => {
		const { files } = await app.check([path.join(root, folder)], { rows: true, context: false });
		return new Map(files.map((file) => [file.file.slice(folder.length + 1), file]));
	};

	test.each(entries.map((entry) => [`mess ${entry.entry ?? "extra"}: ${entry.title}`, entry] as const))("%s", async (_, { folder, files }) => {
		const found = await checked(folder);
		const told = files.filter(({ status }) => status !== "ignored");
		expect([...found.keys()].toSorted()).toEqual(told.map(({ file }) => file).toSorted());
		for (const expected of told) {
			const document = expected.after ? await checkedAfter(folder, expected.after, expected.file) : found.get(expected.file);
			const wanted = expected.submissions ?? [];
			expect({
				file: expected.file,
				status: document?.status,
				refusals: document?.refusals.map(({ code }) => code),
				submissions: document?.submissions.map((submission, at) => cutDown(submission, wanted[at])),
			}).toEqual({ file: expected.file, status: expected.status, refusals: expected.refusals ?? [], submissions: wanted.map(whole) });
		}
	});
});

describe("the catalogue of messes", () => {
	test("every entry has its fixture, and one test", () => {
		expect(entries.flatMap(({ entry }) => entry ?? []).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, i) => i + 1));
	});

	test("every fixture is spoken of, and every file that is spoken of is there", () => {
		for (const { folder, files } of entries) {
			const there = readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
				.filter((entry) => entry.isFile() && entry.name !== "expected.json")
				.map((entry) => path.relative(path.join(root, folder), path.join(entry.parentPath, entry.name)).split(path.sep).join("/"));
			expect([...new Set(files.map(({ file }) => file.split("!")[0]))].toSorted()).toEqual(there.toSorted());
		}
	});
});
