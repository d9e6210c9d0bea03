import { readdirSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Field } from "../../src/model/fields.ts";
import type { Form } from "../../src/model/form.ts";
import { type PeriodKind, period, periodName } from "../../src/model/period.ts";
import { YANGJIANG_UNITS } from "../../src/reference/units.ts";
import { recognise } from "../../src/stages/recognise.ts";
import { SMALL } from "../support/small-catalogue.ts";
import { textGrid, textSheet } from "../support/text-grid.ts";

const folder = path.join(import.meta.dirname, "../../src/forms");
const REAL = await Promise.all(
	readdirSync(folder)
		.filter((name) => /^[tz]\d\d-.*\.ts$/.test(name))
		.map(async (name) => ((await import(path.join(folder, name))) as { default: Form }).default),
);

const PERIODS: Readonly<Record<PeriodKind, string>> = { year: "2019", "half-year": "2019H1", quarter: "2019Q2", month: "2019-06" };

/** White space and marks that offices leave in headings; none of them changes what a heading says. */
const dressings: readonly ((heading: string) => string)[] = [
	(heading) => heading,
	(heading) => `  ${heading}\u3000`,
	(heading) => [...heading].join(" "),
	(heading) => `${heading.slice(0, 2)}\n${heading.slice(2)}`,
	(heading) => `*${heading}`,
	(heading) => `${heading}：`,
	(heading) => heading.replaceAll("(", "（").replaceAll(")", "）"),
];

/** Units that a field's heading may name. */
function unitsOf({ unit }: Field): (string | null)[] {
	if (unit === "万元") return [null, "万元", "元", "千元"];
	if (unit === "㎡") return [null, "㎡", "平方米", "万㎡"];
	return unit === undefined ? [null] : [null, unit];
}

const annotate = (heading: string, unit: string | null) => (unit === null ? heading : `${heading}（${unit}）`);

interface Drawn {
	readonly field: string;
	readonly heading: string;
	readonly unit: string | null;
}

/** A table's columns in any order, each under one of its headings, with or without a unit. */
function drawnColumns(fields: readonly Field[], headingsOf: (field: Field) => readonly string[]): fc.Arbitrary<Drawn[]> {
	const one = (field: Field) =>
		fc
			.tuple(fc.constantFrom(...headingsOf(field)), fc.constantFrom(...unitsOf(field)), fc.constantFrom(...dressings))
			.map(([heading, unit, dress]): Drawn => ({ field: field.name, heading: annotate(dress(heading), unit), unit }));
	return fc.tuple(...fields.map(one)).chain((drawn) => fc.shuffledSubarray(drawn, { minLength: drawn.length }));
}

function mappedFields(form: Form, forms: readonly Form[], columns: readonly Drawn[], tableId: string) {
	const unit = form.owedBy === "city" ? "市本级" : "江城区";
	const kind = form.periods[0] ?? "year";
	const sheet = textSheet("Sheet1", [
		[`${unit}${periodName(period(PERIODS[kind]), "zh-CN")}${form.title.zh}`],
		[`表号：${form.id}`],
		["序号", ...columns.map(({ heading }) => heading)],
		["1", ...columns.map(() => "甲")],
	]);
	const { submissions } = recognise(textGrid(sheet), { fileName: "1.xlsx", folderUnit: null }, { forms, units: YANGJIANG_UNITS });
	const block = submissions[0]?.blocks.find(({ table }) => table.id === tableId);
	return { form: submissions[0]?.form.id, columns: block?.columns.map(({ field, column, unit: u }) => ({ field, column, unit: u ?? null })) };
}

/** A synonym that two fields of a table share is no name of either alone. */
function ownHeadings(field: Field, fields: readonly Field[]): readonly string[] {
	const others = new Set(fields.filter((other) => other !== field).flatMap((other) => [other.header, ...other.synonyms]));
	return [field.header, ...field.synonyms.filter((synonym) => !others.has(synonym))];
}

function sweep(form: Form, forms: readonly Form[], runs: number): void {
	for (const table of form.tables) {
		fc.assert(
			fc.property(
				drawnColumns(table.fields, (field) => ownHeadings(field, table.fields)),
				(drawn) => {
					const found = mappedFields(form, forms, drawn, table.id);
					expect(found.form).toBe(form.id);
					expect(found.columns).toEqual(drawn.map(({ field, unit }, at) => ({ field, column: at + 2, unit })));
				},
			),
			{ numRuns: runs },
		);
	}
}

describe("columns in any order, under any of their names, with or without units", () => {
	test.each(SMALL.forms.map((form): [string, Form] => [form.id, form]))("%s", (_, form) => {
		sweep(form, SMALL.forms, 60);
	});

	test("the forms of the house are found", () => {
		expect(REAL.length).toBeGreaterThan(5);
	});

	test.each(REAL.map((form): [string, Form] => [form.id, form]))("%s", (_, form) => {
		sweep(form, REAL, 25);
	});
});

describe("fingerprints of the real forms", () => {
	test.each(REAL.flatMap((form) => form.tables.map((table): [string, Form, string] => [`${form.id}${table.id}`, form, table.id])))(
		"%s is told by its own headings without a number or title",
		(_, form, tableId) => {
			const table = form.tables.find(({ id }) => id === tableId);
			const kind = form.periods[0] ?? "year";
			const headings = (table?.fields ?? []).map((field) => annotate(field.header, field.unit ?? null));
			const rows = [
				[`${form.owedBy === "city" ? "市本级" : "江城区"} ${periodName(period(PERIODS[kind]), "zh-CN")}`],
				headings,
				headings.map(() => "甲"),
			];
			const { submissions, refusals } = recognise(
				textGrid(textSheet("Sheet1", rows)),
				{ fileName: "1.xlsx", folderUnit: null },
				{ forms: REAL, units: YANGJIANG_UNITS },
			);
			expect(refusals).toEqual([]);
			expect(submissions.map((s) => [s.form.id, s.blocks.map((b) => b.table.id), s.blocks[0]?.columns.length])).toEqual([
				[form.id, [tableId], table?.fields.length],
			]);
		},
	);
});
