import { type FigurePlace, MEASURES, type Measure } from "./figure-reference.ts";

/**
 * Names of the cells that hold published figures, so that a workbook alone tells which figure stands where; tags of the fields of a document are the same names.
 *
 * `hb.` + indicator id, then `.u` + reporting-unit code or `.d` + division code where the figure is not the whole city's, then the measure, led by a capital, where it is not the
 * value: hb.platforms.centre.provincial, hb.hnte.stock.u441702_00, hb.hnte.stock.d441702, hb.hnte.stock.u441702_00.LastYear. Hyphens, which Excel does not allow in names, are
 * written as underscores. Reversible, because neither ids nor codes hold an underscore or a capital. Excel takes names that differ in capitals alone for one: the completion of a
 * target, which is an indicator too (hnte.stock.completion), must stand in a workbook once.
 */
const NAME = /^hb\.([a-z0-9_]+(?:\.[a-z0-9_]+)*?)(?:\.([ud])(\d[\d_]*))?(?:\.([A-Z][A-Za-z]*))?$/;

/** What a cell holds: of one reporting unit or division, or of the whole city (null); the figure's value, or what is said of it beside its value. */
export interface FigureOf {
	readonly indicator: string;
	readonly place: FigurePlace | null;
	readonly measure: Measure;
}

const suffixOf = (measure: Measure): string => measure.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());

const BY_SUFFIX: ReadonlyMap<string, Measure> = new Map((Object.keys(MEASURES) as Measure[]).map((measure) => [suffixOf(measure), measure]));

/** A reporting unit as a figure's place; null, the whole city, for null. */
export function unitPlace(code: string | null): FigurePlace | null {
	return code === null ? null : { cut: "unit", code };
}

/** Defined name of a figure's cell. @throws RangeError for ids that could not be told back from the name. */
export function figureName(indicator: string, place: FigurePlace | null, measure: Measure = "value"): string {
	const where = place === null ? "" : `.${place.cut === "unit" ? "u" : "d"}${place.code.replaceAll("-", "_")}`;
	const name = `hb.${indicator.replaceAll("-", "_")}${where}${measure === "value" ? "" : `.${suffixOf(measure)}`}`;
	const back = parseFigureName(name);
	const same = back?.indicator === indicator && back.place?.cut === place?.cut && back.place?.code === place?.code && back.measure === measure;
	if (!same) throw new RangeError(`no cell name for indicator ${indicator}, ${place?.cut ?? "city"} ${place?.code ?? ""}, ${measure}`);
	return name;
}

/** The figure that a defined name stands for, or null for other names. */
export function parseFigureName(name: string): FigureOf | null {
	const [, indicator, cut, code, suffix] = NAME.exec(name) ?? [];
	const measure = suffix === undefined ? "value" : BY_SUFFIX.get(suffix);
	if (indicator === undefined || measure === undefined || suffix === "Value") return null;
	const place = code === undefined ? null : { cut: cut === "u" ? ("unit" as const) : ("division" as const), code: code.replaceAll("_", "-") };
	return { indicator: indicator.replaceAll("_", "-"), place, measure };
}
