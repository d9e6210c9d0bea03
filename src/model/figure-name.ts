/**
 * Names of the cells that hold published figures, so that a workbook alone tells which figure stands where.
 *
 * `hb.` + indicator id, and `.u` + reporting-unit code for a unit's figure; hyphens, which Excel does not allow in names, are written as underscores.
 * Reversible, because neither ids nor codes hold an underscore: hb.platforms.centre.provincial, hb.hnte.stock.u441702_00.
 */
const NAME = /^hb\.([a-z0-9_]+(?:\.[a-z0-9_]+)*?)(?:\.u(\d[\d_]*))?$/;

/** The figure that a cell holds: of one reporting unit, or of the whole city (null). */
export interface FigureOf {
	readonly indicator: string;
	readonly unit: string | null;
}

/** Defined name of a figure's cell. @throws RangeError for ids that could not be told back from the name. */
export function figureName(indicator: string, unit: string | null): string {
	const name = `hb.${indicator.replaceAll("-", "_")}${unit === null ? "" : `.u${unit.replaceAll("-", "_")}`}`;
	const back = parseFigureName(name);
	if (back?.indicator !== indicator || back.unit !== unit) throw new RangeError(`no cell name for indicator ${indicator}, unit ${unit}`);
	return name;
}

/** The figure that a defined name stands for, or null for other names. */
export function parseFigureName(name: string): FigureOf | null {
	const match = NAME.exec(name);
	if (!match?.[1]) return null;
	return { indicator: match[1].replaceAll("_", "-"), unit: match[2]?.replaceAll("_", "-") ?? null };
}
