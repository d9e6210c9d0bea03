/** An office that reports, as data: the list comes from the settings and defaults to src/reference/units.ts. */
export interface ReportingUnit {
	/** Reporting-unit code, e.g. 441702-00, 441700-71. */
	readonly code: string;
	/** Official name, as published: 海陵岛经济开发试验区. */
	readonly name: string;
	/** Short name for tables and folders: 海陵岛试验区. */
	readonly shortName: string;
	readonly nameEn: string;
	/** Every other way the unit is written, bureau names as hosts included. */
	readonly aliases: readonly string[];
	/** county: a county-level division of its own; zone: a zone inside one; city: the bureau itself and the units directly under the city. */
	readonly kind: "county" | "zone" | "city";
	/** The GB/T 2260 division under which the unit is published in the cut by administrative division. */
	readonly division: string;
}

/** Units in the order of statistical tables: the city's own first, counties in code order, zones last. */
export function inTableOrder(units: readonly ReportingUnit[]): ReportingUnit[] {
	const rank = { city: 0, county: 1, zone: 2 };
	return [...units].sort((a, b) => rank[a.kind] - rank[b.kind] || (a.code < b.code ? -1 : 1));
}

const membersByPlace = new WeakMap<readonly ReportingUnit[], ReadonlyMap<string, readonly ReportingUnit[]>>();

/** The reporting units of a place, in the order of the list: the unit itself, or those that an administrative division is published of. Asked of every figure: a nation has thousands of units. */
export function membersOf(
	place: { readonly cut: "unit" | "division"; readonly code: string },
	units: readonly ReportingUnit[],
): readonly ReportingUnit[] {
	let members = membersByPlace.get(units);
	if (!members) {
		const found = new Map<string, ReportingUnit[]>();
		for (const unit of units) {
			found.set(`unit ${unit.code}`, [unit]);
			const own = found.get(`division ${unit.division}`) ?? [];
			own.push(unit);
			found.set(`division ${unit.division}`, own);
		}
		members = found;
		membersByPlace.set(units, members);
	}
	return members.get(`${place.cut} ${place.code}`) ?? [];
}

const countiesOf = new WeakMap<readonly ReportingUnit[], ReadonlySet<string>>();

/** Whether a division is a reporting county's own. Asked of every row: a nation has thousands of units. */
export function isCountyDivision(division: string, units: readonly ReportingUnit[]): boolean {
	let counties = countiesOf.get(units);
	if (!counties) {
		counties = new Set(units.filter(({ kind }) => kind === "county").map((unit) => unit.division));
		countiesOf.set(units, counties);
	}
	return counties.has(division);
}
