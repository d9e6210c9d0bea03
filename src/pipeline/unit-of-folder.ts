import type { ReportingUnit } from "../model/division.ts";
import { matchKey } from "../model/match-key.ts";

/** The unit that a folder of the inbox belongs to, by its name, an alias or its code; null for any other folder. */
export function unitOfFolder(folder: string | null, units: readonly ReportingUnit[]): ReportingUnit | null {
	if (folder === null) return null;
	const key = matchKey(folder);
	return units.find((unit) => [unit.code, unit.name, unit.shortName, ...unit.aliases].some((way) => matchKey(way) === key)) ?? null;
}
