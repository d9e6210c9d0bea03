import type { Knex } from "knex";
import type { RegisterDoubts, RegisterHits, Sighting } from "../../model/register.ts";
import { holdsOneOf, isAmong, query } from "../dialect.ts";
import { type Fragment, fixed, sql } from "../sql.ts";

/** Every name with every report that counts and holds it. */
const KNOWN = fixed(`WITH known AS (SELECT n.code, n.name, n.name_key, n.former_name, n.former_key, s.form, s.unit, s.period, s.period_end
	FROM register_names AS n
	JOIN register_sightings AS seen ON seen.name_id = n.id
	JOIN submissions AS s ON s.id = seen.submission_id
	JOIN counting_spans AS span ON span.submission_id = s.id AND span.until IS NULL)`);

/** The same, of the last period alone in which each code was reported. */
const LATEST = sql`${KNOWN}, latest AS (SELECT * FROM (SELECT known.*, MAX(period_end) OVER (PARTITION BY code) AS last FROM known) AS dated WHERE period_end = last)`;

/** What people look up in the register. */
export function registerMethods(db: Knex) {
	const ofUnit = (unit: string | null) => (unit === null ? fixed("1 = 1") : sql`code IN (SELECT code FROM known AS own WHERE own.unit = ${unit})`);
	const codesOf = async (asked: Fragment) => (await query(db, asked)).map((row) => String(row.code));
	const sightings = async (where: Fragment): Promise<Sighting[]> => {
		const rows = await query(db, sql`${KNOWN} SELECT DISTINCT * FROM known WHERE ${where} ORDER BY code, period_end, period, form, unit, name`);
		return rows.map(toSighting);
	};
	return {
		/** Enterprises whose code, name or former name holds a text (`key`: its match key), those reported last first: at most `most`, and how many there are. `unit`: only what that unit reported. */
		async searchRegister(text: string, key: string, unit: string | null, most: number): Promise<RegisterHits> {
			const named = sql`(${holdsOneOf(fixed("name_key"), [key])} OR ${holdsOneOf(fixed("former_key"), [key])})`;
			const found = sql`${KNOWN} SELECT code, MAX(period_end) AS last FROM known
				WHERE (${holdsOneOf(fixed("code"), [text])} OR ${named}) AND ${ofUnit(unit)} GROUP BY code ORDER BY last DESC, code`;
			const codes = await codesOf(found);
			return { found: codes.length, sightings: await sightings(isAmong(fixed("code"), codes.slice(0, most))) };
		},

		/** How much the register holds, and what looks wrong in it: at most `most` codes of each kind, and how many there are. */
		async doubtsOfRegister(unit: string | null, most: number): Promise<RegisterDoubts> {
			const [counts] = await query(
				db,
				sql`${KNOWN} SELECT COUNT(DISTINCT code) AS codes, COUNT(DISTINCT name_key) AS names FROM known WHERE ${ofUnit(unit)}`,
			);
			const doubtful = async (which: Fragment) => {
				const codes = await codesOf(which);
				return { found: codes.length, sightings: await sightings(isAmong(fixed("code"), codes.slice(0, most))) };
			};
			const together = (what: string) =>
				sql`${LATEST} SELECT code FROM latest WHERE ${ofUnit(unit)} GROUP BY code HAVING COUNT(DISTINCT ${fixed(what)}) > 1 ORDER BY code`;
			const shared = sql`SELECT name_key FROM known WHERE LENGTH(code) = 18 GROUP BY name_key HAVING COUNT(DISTINCT code) > 1`;
			return {
				codes: Number(counts?.codes ?? 0),
				names: Number(counts?.names ?? 0),
				severalNames: await doubtful(together("name_key")),
				severalUnits: await doubtful(together("unit")),
				severalCodes: await doubtful(
					sql`${KNOWN} SELECT DISTINCT code FROM known WHERE LENGTH(code) = 18 AND name_key IN (${shared}) AND ${ofUnit(unit)} ORDER BY name_key, code`,
				),
			};
		},
	};
}

function toSighting(row: Record<string, unknown>): Sighting {
	const text = (column: string) => String(row[column] ?? "");
	return {
		...{ code: text("code"), name: text("name"), key: text("name_key"), former: text("former_name") || null, formerKey: text("former_key") || null },
		...{ form: text("form"), unit: text("unit"), period: text("period"), periodEnd: text("period_end") },
	};
}
