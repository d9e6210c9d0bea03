import type { ReportingUnit } from "../model/division.ts";
import { matchKey } from "../model/match-key.ts";

/** Units by every way in which a folder may be called after them, once for each list of units: a nation's has thousands, and is asked for every file. */
const byFolder = new WeakMap<readonly ReportingUnit[], ReadonlyMap<string, ReportingUnit>>();

/** The unit that a folder of the inbox belongs to, by its name, an alias or its code; null for any other folder. */
export function unitOfFolder(folder: string | null, units: readonly ReportingUnit[]): ReportingUnit | null {
	if (folder === null) return null;
	const known = byFolder.get(units) ?? foldersOf(units);
	byFolder.set(units, known);
	return known.get(matchKey(folder)) ?? null;
}

function foldersOf(units: readonly ReportingUnit[]): ReadonlyMap<string, ReportingUnit> {
	const folders = new Map<string, ReportingUnit>();
	for (const unit of units) {
		for (const way of [unit.code, unit.name, unit.shortName, ...unit.aliases].map(matchKey)) if (!folders.has(way)) folders.set(way, unit);
	}
	return folders;
}
