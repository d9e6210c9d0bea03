import { type CellAddress, toA1 } from "../../model/a1.ts";
import { escaped } from "../escaped.ts";
import type { Element, XmlPart } from "../package/xml-part.ts";
import { decodeXml } from "../xml.ts";
import { areaOf } from "./areas.ts";

/** What cells hold from now on, by `sheet!A1`: null for blank ones and for those that are still to be calculated. */
export type NewValues = ReadonlyMap<string, number | string | null>;

/** Points of a chart's series that are looked at. */
const MOST_POINTS = 10_000;

/**
 * Charts remember the numbers and names that they show. Puts those of filled cells into the memory of a chart, so that it shows them before a program has read the cells again;
 * says whether it shows any.
 */
export function refreshChart(part: XmlPart, values: NewValues): boolean {
	let shows = false;
	for (let tag = part.tagFrom(0); tag; tag = part.tagFrom(tag.end)) {
		if (tag.kind !== "open" || (tag.name !== "numRef" && tag.name !== "strRef")) continue;
		const children = part.children(part.element(tag));
		const formula = children.find((child) => child.tag.name === "f");
		const cache = children.find((child) => child.tag.name === "numCache" || child.tag.name === "strCache");
		if (!formula) continue;
		const points = pointsOf(decodeXml(part.slice(formula.from, formula.to)), values);
		if (points.size === 0) continue;
		shows = true;
		if (cache?.tag.kind === "open") refresh(part, cache, points, tag.name === "numRef");
	}
	return shows;
}

/** The filled cells among those that a series shows, by their place in it. */
function pointsOf(formula: string, values: NewValues): Map<number, number | string | null> {
	const points = new Map<number, number | string | null>();
	const area = areaOf(formula);
	if (!area) return points;
	const { top, left, bottom, right } = area.range;
	const at = (index: number): CellAddress => ({ row: top + Math.floor(index / (right - left + 1)), column: left + (index % (right - left + 1)) });
	const count = Math.min(MOST_POINTS, (right - left + 1) * (bottom - top + 1));
	for (let index = 0; index < count; index++) {
		const value = values.get(`${area.sheet}!${toA1(at(index))}`);
		if (value !== undefined) points.set(index, value);
	}
	return points;
}

function refresh(part: XmlPart, cache: Element, points: ReadonlyMap<number, number | string | null>, numbers: boolean): void {
	const { prefix } = cache.tag;
	const known = part.children(cache).filter(({ tag }) => tag.name === "pt");
	const written = new Map(known.map(({ tag, end }) => [Number(part.attributes(tag).idx), part.slice(tag.at, end)]));
	for (const [index, value] of points) {
		const shown = value !== null && (!numbers || typeof value === "number");
		if (!shown) written.delete(index);
		else written.set(index, `<${prefix}pt idx="${index}"><${prefix}v>${escaped(String(value))}</${prefix}v></${prefix}pt>`);
	}
	const all = [...written].toSorted(([a], [b]) => a - b).map(([, xml]) => xml);
	const first = known[0];
	if (first) part.replace(first.tag.at, known.at(-1)?.end ?? first.end, all.join(""));
	else part.insert(part.children(cache).findLast(({ tag }) => tag.name === "ptCount")?.end ?? cache.to, all.join(""));
}
