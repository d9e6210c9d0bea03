import type { ReportingUnit } from "../../model/division.ts";
import { matchKey } from "../../model/match-key.ts";
import { compact, isNotApplicable, writtenText } from "./characters.ts";
import { BLANK, converted, hard, NOT_APPLICABLE, plain, type Reader, told, unreadable } from "./reading.ts";

/** Finds reporting units by any of the ways they are written. */
type UnitFinder = (text: string) => ReportingUnit | null;

const finders = new WeakMap<readonly ReportingUnit[], UnitFinder>();

/** The finder of a list of units, built once per list: by name, alias or code; else by the one unit whose official or short name stands in the text (an address). */
function unitFinder(units: readonly ReportingUnit[]): UnitFinder {
	const known = finders.get(units);
	if (known) return known;
	const byKey = new Map<string, ReportingUnit>();
	for (const unit of units) {
		if (unit.kind === "county") byKey.set(unit.division, unit);
		for (const written of [...unit.aliases, unit.code, unit.shortName, unit.name]) byKey.set(matchKey(written), unit);
	}
	const names = units.map((unit) => ({ unit, keys: [matchKey(unit.name), matchKey(unit.shortName)].filter((key) => key.length >= 3) }));
	const finder: UnitFinder = (text) => {
		const key = matchKey(text);
		const exact = byKey.get(key);
		if (exact) return exact;
		const inside = names.filter(({ keys }) => keys.some((name) => key.includes(name)));
		return inside.length === 1 ? (inside[0]?.unit ?? null) : null;
	};
	finders.set(units, finder);
	return finder;
}

/**
 * Reader of a county cell: the unit's official name. A row of another county than the one that files it is refused (mess.md 53), but not for the city's own, nor where a row may
 * stand for the whole city; a zone may write its parent district or the city.
 */
export function regionReader(unit: ReportingUnit, units: readonly ReportingUnit[], whole: string | undefined): Reader {
	const find = unitFinder(units);
	const wholeKey = whole === undefined ? null : matchKey(whole);
	return (cell) => {
		const text = compact(writtenText(cell));
		if (text === "") return BLANK;
		if (isNotApplicable(text)) return NOT_APPLICABLE;
		if (wholeKey !== null && matchKey(text) === wholeKey) return plain(whole ?? null);
		const found = find(text);
		if (!found) return unreadable("region.unknown", { expected: units.map((u) => u.shortName).join("、") });
		if (wholeKey !== null || mayStandIn(found, unit)) return converted(plain(found.name), found.name === writtenText(cell) ? [] : ["region-alias"]);
		return told(found.name, hard("region.other-county", { expected: unit.name }));
	};
}

function mayStandIn(written: ReportingUnit, filing: ReportingUnit): boolean {
	if (filing.kind === "city" || written.code === filing.code) return true;
	return filing.kind === "zone" && (written.kind === "city" || (written.kind === "county" && written.division === filing.division));
}
