import { tellChanges } from "../messages/changes.ts";
import { tell } from "../messages/tell.ts";
import { tellValue } from "../messages/values.ts";
import type { DiffChangedRow, DiffDocument, DiffFinding, DiffLoneRow } from "../model/change-documents.ts";
import type { Field } from "../model/fields.ts";
import type { Finding } from "../model/finding.ts";
import { type Form, fieldOf, keyFields, type Table } from "../model/form.ts";
import { mask } from "../model/mask.ts";
import type { Language } from "../model/text.ts";
import { type Comparison, cellOf, isSame, type LoneRow, type RowPair, type VersionRow } from "../model/version.ts";

/** How a comparison is told. */
export interface DiffTelling {
	readonly language: Language;
	/** Personal values (names, telephone numbers) are shown masked. */
	readonly maskPersonal: boolean;
}

/** Rows of each kind that are listed; the others are counted. */
const LISTED = 1000;

type Compared = Pick<
	DiffDocument,
	"same" | "message" | "problems" | "rows" | "cells" | "otherCells" | "findings" | "changed" | "added" | "removed" | "left"
>;

/** A comparison of two versions as scripts and reports take it: at most a thousand rows of each kind, the rest counted. */
export function comparisonDocument(comparison: Comparison, form: Form, telling: DiffTelling): Compared {
	const { findings, changed, added, removed, counts } = comparison;
	const told = (some: readonly Finding[]) => some.map((finding) => findingOf(finding, form, telling));
	const left = (rows: readonly unknown[]) => Math.max(0, rows.length - LISTED);
	return {
		same: isSame(comparison),
		message: tellChanges(counts, telling.language),
		...counts,
		findings: { settled: told(findings.settled), explained: told(findings.explained), again: told(findings.again), fresh: told(findings.fresh) },
		changed: changed.slice(0, LISTED).map((pair) => changedRow(pair, telling)),
		added: added.slice(0, LISTED).map((lone) => loneRow(lone, telling)),
		removed: removed.slice(0, LISTED).map((lone) => loneRow(lone, telling)),
		left: { changed: left(changed), added: left(added), removed: left(removed) },
	};
}

function findingOf(finding: Finding, form: Form, telling: DiffTelling): DiffFinding {
	const { code, severity, sheet, cell, header } = finding;
	const table = form.tables.find(({ id }) => id === (finding.table ?? ""));
	const field = table?.fields.find(({ name }) => name === finding.field);
	const hidden = telling.maskPersonal && field?.personal === true;
	const masked = hidden ? { ...finding, value: finding.value === null ? null : mask(finding.value), expected: null } : finding;
	const keyIsPersonal = telling.maskPersonal && table !== undefined && keyFields(table).some((name) => fieldOf(table, name).personal);
	const key = finding.key === undefined ? null : keyIsPersonal ? finding.key.split(" / ").map(mask).join(" / ") : finding.key;
	return { code, severity, sheet, cell, header, key, message: tell(masked, telling.language, form) };
}

function changedRow({ table, before, after, corrected, fields }: RowPair, telling: DiffTelling): DiffChangedRow {
	return {
		table: table.id,
		key: keyOf(after, table, telling),
		keyBefore: keyOf(before, table, telling),
		corrected,
		before: placeOf(before),
		after: placeOf(after),
		cells: fields.map((name) => {
			const field = fieldOf(table, name);
			const [own, other] = [shownIn(before, field, telling), shownIn(after, field, telling)];
			const hidden = isHidden(field, telling);
			const said = (row: VersionRow, shown: string) => (hidden ? (shown === "" ? null : shown) : (row.values[name] ?? null));
			return {
				field: name,
				header: field.header,
				before: said(before, own),
				after: said(after, other),
				shown: [own, other],
				cells: [cellOf(before, name), cellOf(after, name)],
			};
		}),
	};
}

function loneRow({ table, row }: LoneRow, telling: DiffTelling): DiffLoneRow {
	const said = table.fields.map((field): [string, string] => [field.name, shownIn(row, field, telling)]);
	return { table: table.id, key: keyOf(row, table, telling), ...placeOf(row), values: Object.fromEntries(said.filter(([, text]) => text !== "")) };
}

function placeOf({ sheet, row }: VersionRow): { readonly sheet: string; readonly row: number } {
	return { sheet, row };
}

/** What a row goes by, as people read it, also where it could not be understood; null where nothing of it is filled in. */
function keyOf(row: VersionRow, table: Table, telling: DiffTelling): string | null {
	const shown = (name: string) => shownIn(row, fieldOf(table, name), telling);
	const number = table.numberedBy === undefined ? "" : shown(table.numberedBy);
	if (number !== "") return number;
	const parts = table.key.map(shown);
	return parts.every((part) => part === "") ? null : parts.join(" / ");
}

function shownIn(row: VersionRow, field: Field, telling: DiffTelling): string {
	const shown = tellValue(row.values[field.name] ?? null, field, telling.language);
	return isHidden(field, telling) ? mask(shown) : shown;
}

function isHidden({ personal }: Field, { maskPersonal }: DiffTelling): boolean {
	return personal && maskPersonal;
}
