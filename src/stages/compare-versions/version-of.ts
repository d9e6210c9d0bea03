import { columnLetters } from "../../model/a1.ts";
import type { Form } from "../../model/form.ts";
import type { Value } from "../../model/rule.ts";
import type { BodyRow, NormalisedRow } from "../../model/submission.ts";
import type { Version, VersionRow } from "../../model/version.ts";
import { rowKey } from "../check/keys.ts";
import { shownText } from "../normalise/characters.ts";
import type { NormalisedBlock } from "../normalise.ts";

const NONE: ReadonlySet<string> = new Set();

/** A version from its tables, read under today's form, and the findings that its office was told. */
export function versionOf(form: Form, blocks: readonly NormalisedBlock[], { findings, groups }: Pick<Version, "findings" | "groups">): Version {
	const rows = new Map<string, VersionRow[]>(form.tables.map(({ id }) => [id, []]));
	for (const normalised of blocks) {
		const own = rows.get(normalised.block.table.id);
		if (!own) throw new Error(`form ${form.id} has no table ${normalised.block.table.id}`);
		for (const row of rowsOf(normalised)) own.push(row);
	}
	return { form, rows, findings, groups };
}

function* rowsOf(normalised: NormalisedBlock): Generator<VersionRow> {
	const { block, rows, unreadable } = normalised;
	const columns = Object.fromEntries(block.columns.map(({ field, column }) => [field, columnLetters(column)]));
	const bodies = unreadable.size === 0 ? null : new Map(block.rows.map((body) => [body.number, body]));
	for (const row of rows) {
		const unread = unreadable.get(row.row) ?? NONE;
		const body = bodies?.get(row.row);
		const { sheet, keys, refs } = row;
		const values = unread.size === 0 || !body ? row.values : withTexts(row, unread, body);
		yield { sheet, row: row.row, key: rowKey({ normalised }, row), values, unread, keys, refs, columns };
	}
}

/** A row's values, with the text of each cell that could not be read in its place. */
function withTexts({ values }: NormalisedRow, unread: ReadonlySet<string>, { cells }: BodyRow): Record<string, Value> {
	const texts = [...unread].map((field): [string, Value] => {
		const cell = cells[field];
		return [field, cell ? shownText(cell) : null];
	});
	return { ...values, ...Object.fromEntries(texts) };
}
