import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { renderCatalogue } from "../scripts/catalogue.ts";
import { renderRules } from "../scripts/rules-page.ts";
import { loadForms } from "../src/app.ts";
import { TEMPLATE_TEXTS } from "../src/messages/workbook-texts.ts";
import { type Form, needFaults } from "../src/model/form.ts";
import type { Grid, Row } from "../src/model/grid.ts";
import { period, periodName } from "../src/model/period.ts";
import type { CheckedSubmission, Hints } from "../src/model/submission.ts";
import { examine } from "../src/pipeline/examine.ts";
import { YANGJIANG_UNITS } from "../src/reference/units.ts";
import { readGrid } from "../src/workbooks/read.ts";
import { writeTemplate } from "../src/workbooks/write-template.ts";

const forms = await loadForms();
const units = YANGJIANG_UNITS;
const context = {
	catalogue: { forms, units },
	readGrid,
	cutoffOf: (code: string) => period(code).end,
	today: () => "2019-07-02",
	clock: () => new Date("2019-07-02T04:00:00Z"),
};
const noHints: Hints = { fileName: "报送.xlsx", folderUnit: null };

interface Expected {
	status: "accepted" | "pending" | "returned";
	period: string;
	unit: string;
	rows?: number;
	findings?: { code: string; cell: string }[];
}

const sampleFolder = (form: Form, kind: "good" | "bad") => path.join("fixtures", "forms", form.id, kind);

async function samples(form: Form, kind: "good" | "bad") {
	const folder = sampleFolder(form, kind);
	const names = (await readdir(folder)).filter((name) => !name.endsWith(".expected.json"));
	return Promise.all(
		names.map(async (name) => ({
			name,
			bytes: await readFile(path.join(folder, name)),
			expected: JSON.parse(await readFile(path.join(folder, `${path.parse(name).name}.expected.json`), "utf8")) as Expected,
		})),
	);
}

async function only(bytes: Uint8Array, fileName: string, grid: (read: Grid) => Grid = (read) => read): Promise<CheckedSubmission> {
	const examined = await examine(bytes, { ...noHints, fileName }, { ...context, readGrid: async (b, n) => grid(await readGrid(b, n)) });
	expect(examined.refusals, fileName).toEqual([]);
	expect(examined.submissions, fileName).toHaveLength(1);
	return examined.submissions[0] as CheckedSubmission;
}

/** Normalised values, whatever row and column they stood in. */
function content({ rows }: CheckedSubmission): string[] {
	return rows.map(({ table, values }) => JSON.stringify([table, values])).sort();
}

/** The same sheet with its columns in the opposite order and every header replaced by its last synonym. */
function rewritten(submission: CheckedSubmission): (grid: Grid) => Grid {
	const headers = new Map<string, string>();
	for (const block of submission.recognised.blocks) {
		for (const { field, headerCell } of block.columns) {
			const synonym = block.table.fields.find(({ name }) => name === field)?.synonyms.at(-1);
			if (synonym) headers.set(headerCell, synonym);
		}
	}
	return (grid) => ({
		...grid,
		sheets: grid.sheets.map((sheet) => {
			const rows = [...sheet.rows];
			const last = Math.max(...rows.flatMap((row) => row.cells.map((cell) => cell.column)));
			return { ...sheet, rows: rows.map((row) => mirrored(row, last, headers)) };
		}),
	});
}

function mirrored(row: Row, last: number, headers: ReadonlyMap<string, string>): Row {
	const cells = row.cells.map((cell) => {
		const header = headers.get(`${String.fromCharCode(64 + cell.column)}${row.number}`);
		return { ...cell, ...(header ? { value: header, raw: header } : {}), column: last + 1 - cell.column };
	});
	return { ...row, cells: cells.sort((a, b) => a.column - b.column) };
}

test("all fourteen forms of the catalogue are there, each numbered once", () => {
	const numbers = [...Array.from({ length: 12 }, (_, at) => `阳科统${String(at + 1).padStart(2, "0")}`), "阳科综01", "阳科综02"];
	expect(forms.map(({ id }) => id)).toEqual(numbers);
	const ids = forms.flatMap(({ indicators }) => indicators.map(({ id }) => id));
	expect(new Set(ids).size).toBe(ids.length);
	const read = forms.flatMap(({ indicators }) => indicators.flatMap((i) => (i.kind === "derived" ? i.inputs.map((input) => input.id) : [])));
	expect(read.filter((id) => !ids.includes(id))).toEqual([]);
});

test("what rules ask of other forms is there", () => {
	expect(needFaults(forms)).toEqual([]);
});

test("the catalogue page is current (npm run docs)", async () => {
	expect(await readFile(path.join("docs", "forms.md"), "utf8")).toBe(renderCatalogue(forms));
	expect(await readFile(path.join("docs", "rules.md"), "utf8")).toBe(renderRules(forms));
});

describe.each(forms.map((form): [string, Form] => [form.id, form]))("%s", (_id, form) => {
	test("a good sample is accepted with all its rows", async () => {
		const good = await samples(form, "good");
		expect(good.length).toBeGreaterThan(0);
		for (const { name, bytes, expected } of good) {
			const submission = await only(bytes, name);
			expect(submission.findings, name).toEqual([]);
			expect(submission.status, name).toBe("accepted");
			expect(submission.recognised.form.id).toBe(form.id);
			expect([submission.recognised.period.code, submission.recognised.unit.code]).toEqual([expected.period, expected.unit]);
			expect(submission.rows).toHaveLength(expected.rows ?? Number.NaN);
			expect(submission.ledger.loaded).toBe(expected.rows);
		}
	});

	test("a bad sample comes back with each mistake at its cell", async () => {
		const bad = await samples(form, "bad");
		expect(bad.length).toBeGreaterThan(0);
		for (const { name, bytes, expected } of bad) {
			const submission = await only(bytes, name);
			const found = submission.findings.filter(({ severity }) => severity !== "info").map(({ code, cell }) => `${code} ${cell}`);
			expect(found.sort(), name).toEqual((expected.findings ?? []).map(({ code, cell }) => `${code} ${cell}`).sort());
			expect(submission.status, name).toBe(expected.status);
		}
	});

	test("a header in another order, in synonyms, is recognised", async () => {
		for (const { name, bytes } of await samples(form, "good")) {
			const as = await only(bytes, name);
			const changed = await only(bytes, name, rewritten(as));
			expect(content(changed)).toEqual(content(as));
		}
	});

	test("its template, filled, reads back as the same rows", async () => {
		for (const { name, bytes } of await samples(form, "good")) {
			const as = await only(bytes, name);
			const { period: of, unit, batch } = as.recognised;
			const options = {
				units,
				issuer: "阳江市科学技术局",
				texts: TEMPLATE_TEXTS,
				unit: unit.name,
				periodName: periodName(of, "zh-CN"),
				batch,
				rows: as.rows,
			};
			const back = await only(await writeTemplate(form, options), "模板.xlsx");
			expect(back.findings).toEqual([]);
			expect(content(back)).toEqual(content(as));
		}
	});
});
