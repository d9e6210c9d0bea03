import type { Knex } from "knex";
import type { Readings } from "../model/filter.ts";
import type { Figure } from "../model/indicator.ts";
import type { KeptConsolidation, PublicationSettings } from "../model/stored.ts";
import { insertRows, takeWriteLock } from "./dialect.ts";
import { entriesUntil } from "./events.ts";
import { instant } from "./instant.ts";
import type { Bindable } from "./sql.ts";

interface FigureColumns {
	indicator: string;
	value: string;
	by_unit: string;
	by_division: string;
	qualifier: Figure["qualifier"] | null;
	carried: string | null;
	missing: string | null;
}

interface ConsolidationColumns {
	id: number;
	cutoff: string;
	as_of: string;
	readings: string;
	settings: string | null;
}

const COLUMNS = ["consolidation_id", "position", "indicator", "value", "by_unit", "by_division", "qualifier", "carried", "missing"];

/** Computed figures, kept for every consolidation that was made. */
export function consolidationMethods(db: Knex) {
	return {
		/** Keeps a consolidation with its figures in their order; gives its id. null where the log has got entries up to its instant since it was counted, and nothing was kept. */
		async saveConsolidation(record: {
			period: string;
			cutoff: string;
			asOf: string;
			readings: Readings;
			settings: PublicationSettings;
			at: string;
			entries: number;
			figures: readonly Figure[];
		}): Promise<number | null> {
			return db.transaction(async (trx) => {
				await takeWriteLock(trx);
				if ((await entriesUntil(trx, record.asOf)) !== record.entries) return null;
				const [made] = await trx("consolidations")
					.insert({
						period: record.period,
						cutoff: record.cutoff,
						as_of: instant(record.asOf),
						readings: JSON.stringify(record.readings),
						settings: JSON.stringify(record.settings),
						made_at: instant(record.at),
					})
					.returning("id");
				const rows = record.figures.map((figure, position) => figureRow(made.id, position, figure));
				await insertRows(trx, "figures", COLUMNS, rows);
				return made.id;
			});
		},

		/** Codes of the periods that were ever consolidated, in their order. */
		consolidatedPeriods: (): Promise<string[]> => db("consolidations").distinct("period").orderBy("period").pluck("period"),

		/** The newest consolidation of a period, or of a period as of an instant; null where there is none. */
		async consolidation(period: string, asOf?: string): Promise<KeptConsolidation | null> {
			const made: ConsolidationColumns | undefined = await db("consolidations")
				.where({ period, ...(asOf === undefined ? {} : { as_of: instant(asOf) }) })
				.orderBy("id", "desc")
				.first();
			return made ? withFigures(db, made) : null;
		},

		/** Of the consolidations of a period as of an instant or before it the last; null where there is none. */
		async consolidationUntil(period: string, until: string): Promise<KeptConsolidation | null> {
			const made: ConsolidationColumns | undefined = await db("consolidations")
				.where({ period })
				.where("as_of", "<=", instant(until))
				.orderBy([
					{ column: "as_of", order: "desc" },
					{ column: "id", order: "desc" },
				])
				.first();
			return made ? withFigures(db, made) : null;
		},

		/** A consolidation by its id. @throws Error where there is none, which is a fault of the program */
		async consolidationOf(id: number): Promise<KeptConsolidation> {
			const made: ConsolidationColumns | undefined = await db("consolidations").where({ id }).first();
			if (!made) throw new Error(`there is no consolidation with the id ${id}`);
			return withFigures(db, made);
		},
	};
}

async function withFigures(db: Knex, { id, cutoff, as_of, readings, settings }: ConsolidationColumns): Promise<KeptConsolidation> {
	const figures: FigureColumns[] = await db("figures").where({ consolidation_id: id }).orderBy("position");
	const set = { readings: JSON.parse(readings), settings: settings === null ? null : JSON.parse(settings) };
	return { id, cutoff, asOf: as_of, ...set, figures: figures.map(toFigure) };
}

function figureRow(consolidation: number, position: number, figure: Figure): Bindable[] {
	const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
	return [
		consolidation,
		position,
		figure.id,
		json(figure.value),
		json(figure.byUnit),
		json(figure.byDivision),
		figure.qualifier ?? null,
		json(figure.carried),
		json(figure.missing),
	];
}

function toFigure(row: FigureColumns): Figure {
	return {
		id: row.indicator,
		value: JSON.parse(row.value),
		byUnit: JSON.parse(row.by_unit),
		byDivision: JSON.parse(row.by_division),
		...(row.qualifier ? { qualifier: row.qualifier } : {}),
		...(row.carried ? { carried: JSON.parse(row.carried) } : {}),
		...(row.missing ? { missing: JSON.parse(row.missing) } : {}),
	};
}
