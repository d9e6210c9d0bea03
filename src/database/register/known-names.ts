import { type KnownName, MOST_KNOWN_NAMES, type RegisterQuestion, type Seen } from "../../model/register.ts";
import { holdsOneOf, isAmong, listed } from "../dialect.ts";
import type { Select, StoredRow } from "../select.ts";
import { type Fragment, fixed, joined, sql } from "../sql.ts";

/** The names that the register holds to what a submission asks. */
export type KnownNames = (question: RegisterQuestion) => Promise<KnownName[]>;

/** Digits of a registration number that unified codes have replaced. */
const REGISTRATION_LENGTH = 15;

export function knownNamesFrom(select: Select): KnownNames {
	return async (question) => {
		const names = await namesFor(question, select);
		return names.size === 0 ? [] : withSightings(names, question, select);
	};
}

/** Entries of the register by id, whether they count or not. */
async function namesFor(question: RegisterQuestion, select: Select): Promise<ReadonlyMap<number, StoredRow>> {
	const find = async (asked: readonly string[], where: (asked: readonly string[]) => Fragment): Promise<StoredRow[]> =>
		asked.length === 0 ? [] : select("register_names", where(asked), `id LIMIT ${MOST_KNOWN_NAMES}`);
	const byCode = await find(question.codes, (codes) => isAmong(fixed("code"), codes));
	// Who stands under an old number is looked for under its name: there the new code may stand.
	const replaced = byCode.filter(({ code }) => String(code).length <= REGISTRATION_LENGTH).map(({ name_key }) => String(name_key));
	const names = [...new Set([...question.names, ...replaced])];
	const found = [
		...byCode,
		...(await find(names, (keys) => isAmong(fixed("name_key"), keys))),
		...(await find(names, (keys) => isAmong(fixed("former_key"), keys))),
		...(await find(question.stems, (stems) =>
			joined(
				stems.map((stem) => sql`code BETWEEN ${stem} AND ${`${stem}~`}`),
				" OR ",
			),
		)),
		...(await find(question.organisations, (organisations) => isAmong(fixed("organisation"), organisations))),
		...(await find(question.parts, (parts) => holdsOneOf(fixed("REPLACE(name_key, '市', '')"), parts))),
		...otherwise(question.stated, [
			...(await find(
				question.stated.map(({ code }) => code),
				(codes) => isAmong(fixed("code"), codes),
			)),
			...(await find(
				question.stated.map(({ key }) => key),
				(keys) => isAmong(fixed("name_key"), keys),
			)),
		]),
	];
	return new Map(found.map((row) => [Number(row.id), row]));
}

/** Entries without those of which neither the register nor the submission says anything else: one code, one name. */
function otherwise(stated: RegisterQuestion["stated"], rows: readonly StoredRow[]): StoredRow[] {
	const pairs = rows.map((row) => ({ code: String(row.code), key: String(row.name_key) }));
	const [keys, codes] = [new Map<string, Set<string>>(), new Map<string, Set<string>>()];
	for (const { code, key } of [...stated, ...pairs]) {
		keys.set(code, (keys.get(code) ?? new Set()).add(key));
		codes.set(key, (codes.get(key) ?? new Set()).add(code));
	}
	return rows.filter((_, at) => {
		const pair = pairs[at];
		return pair !== undefined && ((keys.get(pair.code)?.size ?? 0) > 1 || (codes.get(pair.key)?.size ?? 0) > 1);
	});
}

/** Adds the first and the last report that counts and holds a name, other than those of the slots that the file reports anew; a name without any is not known. */
async function withSightings(names: ReadonlyMap<number, StoredRow>, { slots }: RegisterQuestion, select: Select): Promise<KnownName[]> {
	const values = slots.map(({ form, unit, period, batch }) => sql`(${form}, ${unit}, ${period}, ${batch})`);
	const own = sql`WITH anew (form, unit, period, batch) AS (VALUES ${joined(values)}) SELECT s.id FROM anew
		JOIN submissions AS s ON s.form = anew.form AND s.unit = anew.unit AND s.period = anew.period AND s.batch = anew.batch`;
	const counts = fixed("EXISTS (SELECT 1 FROM counting_spans AS span WHERE span.submission_id = seen.submission_id AND span.until IS NULL)");
	const one = (order: "ASC" | "DESC") =>
		sql`id IN (SELECT (SELECT seen.id FROM register_sightings AS seen JOIN submissions AS placed ON placed.id = seen.submission_id
			WHERE seen.name_id = named.value AND ${counts} AND seen.submission_id NOT IN (${own})
			ORDER BY seen.period_end ${fixed(order)}, placed.form, placed.unit, placed.period, placed.batch LIMIT 1) FROM ${listed([...names.keys()])} AS named)`;
	const sightings = await select("register_sightings", sql`${one("ASC")} OR ${one("DESC")}`, "period_end, id");
	const submissions = await select("submissions", isAmong(fixed("id"), [...new Set(sightings.map((row) => Number(row.submission_id)))]), "id");
	const places = new Map(submissions.map((row) => [Number(row.id), seenIn(row)]));
	const spans = new Map<number, Seen[]>();
	for (const { name_id, submission_id } of sightings) {
		const place = places.get(Number(submission_id));
		if (place) spans.set(Number(name_id), [...(spans.get(Number(name_id)) ?? []), place]);
	}
	return [...names]
		.flatMap(([id, row]) => {
			const [first, ...later] = spans.get(id) ?? [];
			return first ? [toKnownName(row, first, later.at(-1) ?? first)] : [];
		})
		.sort(newestFirst);
}

/** An order that does not depend on which office's file came first. */
function newestFirst(a: KnownName, b: KnownName): number {
	const [one, other] = [a, b].map(({ code, name, former }) => JSON.stringify([code, name, former]));
	if (a.last.periodEnd !== b.last.periodEnd) return a.last.periodEnd > b.last.periodEnd ? -1 : 1;
	return one === other ? 0 : (one ?? "") < (other ?? "") ? -1 : 1;
}

function seenIn(submission: StoredRow): Seen {
	const { form, unit, period, period_end } = submission;
	return { form: String(form), unit: String(unit), period: String(period), periodEnd: String(period_end) };
}

function toKnownName(row: StoredRow, first: Seen, last: Seen): KnownName {
	const text = (column: string) => String(row[column] ?? "");
	return {
		...{ code: text("code"), name: text("name"), key: text("name_key") },
		...{ former: text("former_name") || null, formerKey: text("former_key") || null, first, last },
	};
}
