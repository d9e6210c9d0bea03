import { fromA1 } from "../model/a1.ts";
import { type Finding, isOpen } from "../model/finding.ts";
import { type Form, keyFields, type Table } from "../model/form.ts";
import type { ChangeCounts, Comparison, RowPair, Version, VersionRow } from "../model/version.ts";
import { compareFindings } from "./compare-versions/findings.ts";
import { type Pairing, pairRows } from "./compare-versions/pair-rows.ts";
import { differingFields } from "./compare-versions/said.ts";

/**
 * How a version of a slot differs from an earlier one: findings put right, still open and new; rows added, taken out and changed, cell by cell. Values are compared as they were
 * understood, so that neither another order of rows or columns nor another unit or spelling of the same value is a change. A row whose key was corrected is one changed row.
 * Both are read under one form. Takes time in proportion to the rows.
 */
export function compareVersions(before: Version, after: Version): Comparison {
	const { form } = after;
	const compared = form.tables.map((table) => compareTable(table, before.rows.get(table.id) ?? [], after.rows.get(table.id) ?? []));
	const { counts: problems, ...findings } = compareFindings(before, after, thingsOf(compared.map(({ pairing }) => pairing)));
	const changed = compared.flatMap((each) => each.changed);
	const rows = {
		same: compared.reduce((sum, { pairing }) => sum + pairing.pairs.length, 0) - changed.length,
		added: compared.reduce((sum, { pairing }) => sum + pairing.added.length, 0),
		removed: compared.reduce((sum, { pairing }) => sum + pairing.removed.length, 0),
		changed: changed.length,
		corrected: changed.filter(({ corrected }) => corrected).length,
	};
	return {
		findings,
		changed,
		added: compared.flatMap(({ table, pairing }) => pairing.added.map((row) => ({ table, row }))),
		removed: compared.flatMap(({ table, pairing }) => pairing.removed.map((row) => ({ table, row }))),
		same: rows.same,
		counts: { problems, rows, ...countCells(changed, before.findings, form) },
	};
}

interface ComparedTable {
	readonly table: Table;
	readonly pairing: Pairing;
	readonly changed: readonly RowPair[];
}

function compareTable(table: Table, before: readonly VersionRow[], after: readonly VersionRow[]): ComparedTable {
	const pairing = pairRows(table, before, after);
	const changed: RowPair[] = [];
	for (const [own, other] of inOrderOf(after, pairing)) {
		const fields = differingFields(own, other, table);
		if (fields.length === 0) continue;
		changed.push({ table, before: own, after: other, corrected: isCorrected(own, other, fields, table), fields });
	}
	return { table, pairing, changed };
}

/** Whether what a row goes by is another than before. A number that it has got since is no correction. */
function isCorrected(before: VersionRow, after: VersionRow, fields: readonly string[], table: Table): boolean {
	if (before.key !== null && before.key === after.key) return false;
	const keys = keyFields(table);
	return fields.some((field) => keys.includes(field) && !(field === table.numberedBy && before.values[field] === null));
}

/** Pairs in the order in which the version after has its rows. */
function inOrderOf(after: readonly VersionRow[], { pairs }: Pairing): (readonly [VersionRow, VersionRow])[] {
	const byRow = new Map(pairs.map((pair) => [pair[1], pair]));
	return after.flatMap((row) => {
		const pair = byRow.get(row);
		return pair ? [pair] : [];
	});
}

/** Finds what a row is by where it stands in either version: rows of a pair are one thing. */
function thingsOf(pairings: readonly Pairing[]): Parameters<typeof compareFindings>[2] {
	const places = { before: new Map<string, VersionRow>(), after: new Map<string, VersionRow>() };
	const place = (sheet: string, row: number) => `${row} ${sheet}`;
	for (const { pairs, added, removed } of pairings) {
		for (const [own, other] of pairs) {
			places.before.set(place(own.sheet, own.row), other);
			places.after.set(place(other.sheet, other.row), other);
		}
		for (const row of removed) places.before.set(place(row.sheet, row.row), row);
		for (const row of added) places.after.set(place(row.sheet, row.row), row);
	}
	return (side, sheet, row) => places[side].get(place(sheet, row));
}

/** Cells that say something else, and of these the ones of which no finding asked anything. */
function countCells(changed: readonly RowPair[], before: readonly Finding[], form: Form): Pick<ChangeCounts, "cells" | "otherCells"> {
	const asked = cellsAsked(before, form);
	let [cells, otherCells] = [0, 0];
	for (const pair of changed) {
		const keys = pair.corrected ? keyFields(pair.table) : [];
		for (const field of pair.fields) {
			if (keys.includes(field)) continue;
			cells++;
			if (!asked.has(placeOf(pair.before.sheet, pair.before.row, field))) otherCells++;
		}
	}
	return { cells, otherCells };
}

/** The cells that open findings were about: of a rule all those that it reads in the row, since any of them may be the wrong one. */
function cellsAsked(findings: readonly Finding[], { tables }: Form): ReadonlySet<string> {
	const rules = new Map(tables.flatMap((table) => table.rules.map((rule) => [rule.code, rule])));
	const asked = new Set<string>();
	for (const finding of findings.filter(isOpen)) {
		const at = finding.cell === null ? null : fromA1(finding.cell);
		const rule = rules.get(finding.code);
		const fields = [finding.field, ...(rule ? [...rule.reads, ...rule.mayBeBlank] : [])];
		if (at) for (const field of fields) if (field !== null) asked.add(placeOf(finding.sheet, at.row, field));
	}
	return asked;
}

function placeOf(sheet: string, row: number, field: string): string {
	return JSON.stringify([sheet, row, field]);
}
