import type { Knex } from "knex";
import type { Readings } from "../model/filter.ts";
import type { Figure } from "../model/indicator.ts";
import { insertRows, takeWriteLock } from "./dialect.ts";
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

const COLUMNS = ["consolidation_id", "position", "indicator", "value", "by_unit", "by_division", "qualifier", "carried", "missing"];

/** Computed figures, kept for every consolidation that was made. */
export function consolidationMethods(db: Knex) {
	return {
		/** Keeps a consolidation with its figures in their order; gives its id. */
		async saveConsolidation(record: {
			period: string;
			cutoff: string;
			asOf: string;
			readings: Readings;
			at: string;
			figures: readonly Figure[];
		}): Promise<number> {
			return db.transaction(async (trx) => {
				await takeWriteLock(trx);
				const [made] = await trx("consolidations")
					.insert({
						period: record.period,
						cutoff: record.cutoff,
						as_of: instant(record.asOf),
						readings: JSON.stringify(record.readings),
						made_at: instant(record.at),
					})
					.returning("id");
				const rows = record.figures.map((figure, position) => figureRow(made.id, position, figure));
				await insertRows(trx, "figures", COLUMNS, rows);
				return made.id;
			});
		},

		/** The newest consolidation of a period, or null. */
		async consolidation(period: string): Promise<{ id: number; cutoff: string; asOf: string; readings: Readings; figures: Figure[] } | null> {
			const made: { id: number; cutoff: string; as_of: string; readings: string } | undefined = await db("consolidations")
				.where({ period })
				.orderBy("id", "desc")
				.first("id", "cutoff", "as_of", "readings");
			if (!made) return null;
			const figures: FigureColumns[] = await db("figures").where({ consolidation_id: made.id }).orderBy("position");
			return { id: made.id, cutoff: made.cutoff, asOf: made.as_of, readings: JSON.parse(made.readings), figures: figures.map(toFigure) };
		},
	};
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
