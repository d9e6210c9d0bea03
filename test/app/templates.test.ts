import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import ExcelJS from "exceljs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openApp } from "../../src/app.ts";
import type { App } from "../../src/cli/app-port.ts";
import { fromA1 } from "../../src/model/a1.ts";
import type { CheckDocument, TemplateDocument } from "../../src/model/documents.ts";
import { REAL_FORMS } from "../support/real-forms.ts";

type Submission = CheckDocument["files"][number]["submissions"][number];
type Written = TemplateDocument["files"][number];

/** Forms whose rows go on from one period to the next. */
const ONGOING = REAL_FORMS.filter((form) => form.tables.some((table) => table.ongoing)).map(({ id }) => id);

let home: string;
let app: App;
/** What the sample of each form says, as it was accepted. */
const samples = new Map<string, Submission>();

beforeAll(async () => {
	home = await mkdtemp(path.join(tmpdir(), "huibao-template-"));
	app = await openApp({ env: { HUIBAO_DATA: home, HUIBAO_NOW: "2019-07-10T09:00:00+08:00" }, language: "zh-CN" });
	for (const id of ONGOING) {
		const folder = path.join("fixtures", "forms", id, "good");
		const sample = (await readdir(folder)).find((name) => name.startsWith("sample.") && !name.endsWith(".json")) ?? "";
		const { files } = await app.ingest([path.join(folder, sample)]);
		const { files: checked } = await app.check([path.join(folder, sample)], { rows: true, context: false });
		expect(files[0]?.status, id).toBe("accepted");
		const said = checked[0]?.submissions[0];
		if (said) samples.set(id, said);
	}
});

afterAll(async () => {
	await app.close();
	await rm(home, { recursive: true, force: true });
});

async function made(form: string, unit: string, period: string | null = null): Promise<Written> {
	const { files } = await app.template(form, path.join(home, "templates"), { unit, period });
	const [only, ...others] = files;
	if (!only || others.length > 0) throw new Error(`${form} gives ${files.length} templates`);
	return only;
}

async function checked(file: string, rows = false): Promise<Submission> {
	const { files } = await app.check([file], { rows, context: true });
	const said = files[0]?.submissions[0];
	if (!said) throw new Error(JSON.stringify(files[0]?.refusal));
	return said;
}

function sampleOf(form: string): Submission {
	const sample = samples.get(form);
	if (!sample) throw new Error(`no sample of ${form}`);
	return sample;
}

const rowOf = (cell: string | null): number => fromA1(cell ?? "")?.row ?? 0;

/** Types values into cells of a workbook's first sheet. */
async function typed(file: string, values: Readonly<Record<string, string | number>>): Promise<void> {
	const book = new ExcelJS.Workbook();
	await book.xlsx.readFile(file);
	for (const [cell, value] of Object.entries(values)) {
		const sheet = book.worksheets[0];
		if (sheet) sheet.getCell(cell).value = value;
	}
	await writeFile(file, new Uint8Array(await book.xlsx.writeBuffer()));
}

describe("a template that is prefilled for an office", () => {
	test("every form of which rows go on has one that huibao reads as that form, unit and next period, and that lacks nothing but figures to be filled in", async () => {
		for (const id of ONGOING) {
			const sample = sampleOf(id);
			const { path: file, ...told } = await made(id, sample.unit);
			expect(told.from, id).toBe(sample.period);
			const read = await checked(file);
			expect(read, id).toMatchObject({ form: id, unit: sample.unit, period: told.period });
			expect(read.rows.loaded + read.rows.rejected, id).toBe(told.rows);
			const form = REAL_FORMS.find((one) => one.id === id);
			const asked = form?.tables.flatMap(({ fields }) =>
				fields.flatMap(({ name, carry, required }) => (required && carry !== "value" ? [name] : [])),
			);
			// A part that begins anew each period is empty. What has changed since the last period (a certificate that ends in this one) the form's own rules ask about.
			const missing = read.findings.filter(({ code, severity }) => severity === "hard" && !/^\d|^table\.empty/.test(code));
			expect(
				missing.filter(({ code, field }) => code !== "value.required" || !asked?.includes(field ?? "")),
				id,
			).toEqual([]);
		}
	});

	test("begins with who and what, not with last period's figures, and is accepted once they are filled in", async () => {
		const { unit } = sampleOf("阳科统04");
		const { path: file, period, rows } = await made("阳科统04", unit);
		expect([period, rows]).toEqual(["2019H2", 3]);
		const blank = await checked(file, true);
		expect(blank.status).toBe("returned");
		const before = sampleOf("阳科统04").records ?? [];
		const required = blank.findings.filter(({ code }) => code === "value.required");
		expect(new Set(required.map(({ field }) => field))).toEqual(new Set(["area_own", "tenants", "tenants_new", "exits", "grads_cum", "grads_new"]));
		const top = Math.min(...required.map(({ cell }) => rowOf(cell)));
		const figures = required.map(({ cell, field }): [string, string | number] => {
			const last = before[rowOf(cell) - top]?.values[field ?? ""];
			const flow = ["tenants_new", "exits", "grads_new"].includes(field ?? "");
			return [cell ?? "", flow ? 0 : Number(last)];
		});
		await typed(file, Object.fromEntries(figures));
		const { files } = await app.ingest([file]);
		expect(files[0]?.submissions[0]?.findings.filter(({ severity }) => severity !== "info")).toEqual([]);
		expect(files[0]).toMatchObject({ status: "accepted", submissions: [{ period: "2019H2", rows: { loaded: 3 } }] });
	});

	test("tells in comments what stood there before, where the new figure follows from it", async () => {
		const { path: file } = await made("阳科统04", sampleOf("阳科统04").unit, "2019H2");
		const book = new ExcelJS.Workbook();
		await book.xlsx.readFile(file);
		const notes: string[] = [];
		book.worksheets.at(0)?.eachRow((row, number) => {
			row.eachCell({ includeEmpty: true }, (cell) => {
				// A plain comment is given back as its text.
				if (number > 8 && cell.note) notes.push(typeof cell.note === "string" ? cell.note : JSON.stringify(cell.note));
			});
		});
		expect(notes).toContain("2019年上半年填报：6家");
		expect(notes).toContain("2019年上半年填报：6200㎡");
		expect(notes).toHaveLength(9);
	});

	test("is for the last shorter period inside the one that was asked for, and blank where nothing was accepted before it", async () => {
		const { unit } = sampleOf("阳科统07");
		expect(await made("阳科统07", unit, "2019H2")).toMatchObject({ period: "2019Q4", from: "2019Q2" });
		expect(await made("阳科统07", unit, "2019Q2")).toMatchObject({ period: "2019Q2", from: null, rows: 0 });
	});

	test("an office gets every form that it owes, by any of its names, and none of another's data", async () => {
		const { files } = await app.template(null, path.join(home, "all"), { unit: "江城", period: null });
		expect(files.map(({ form }) => form)).toEqual(REAL_FORMS.filter(({ owedBy }) => owedBy === "units").map(({ id }) => id));
		expect(new Set(files.map(({ unit }) => unit))).toEqual(new Set(["441702-00"]));
		const others = [...samples.values()].filter(({ unit }) => unit !== "441702-00").map(({ form }) => form);
		expect(files.filter(({ form, rows }) => others.includes(form) && rows !== 0)).toEqual([]);
		await expect(app.template(null, home, { unit: "没有的县", period: null })).rejects.toMatchObject({ code: "usage.no-such-unit" });
		await expect(app.template("综01", home, { unit: "江城", period: null })).rejects.toMatchObject({ code: "usage.no-such-form" });
	});

	test("the same report gives the same bytes", async () => {
		const { unit } = sampleOf("阳科统03");
		const first = await readFile((await made("阳科统03", unit)).path);
		expect((await readFile((await made("阳科统03", unit)).path)).equals(first)).toBe(true);
	});
});
