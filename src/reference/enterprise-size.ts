/**
 * Size classes of enterprises: 统计上大中小微型企业划分办法（2017）, 国统字〔2017〕213号, for industries by GB/T 4754-2017.
 */

type EnterpriseSize = "大型" | "中型" | "小型" | "微型";

/** Last division (two-digit code) of each section of GB/T 4754-2017, in order. */
const LAST_DIVISIONS: readonly (readonly [section: string, last: number])[] = [
	["A", 5],
	["B", 12],
	["C", 43],
	["D", 46],
	["E", 50],
	["F", 52],
	["G", 60],
	["H", 62],
	["I", 65],
	["J", 69],
	["K", 70],
	["L", 72],
	["M", 75],
	["N", 79],
	["O", 82],
	["P", 83],
	["Q", 85],
	["R", 90],
	["S", 96],
	["T", 97],
];

/** Lower bounds of the large, medium and small class. */
type Bounds = readonly [large: number, medium: number, small: number];

interface Criteria {
	readonly employees?: Bounds;
	/** 万元. */
	readonly revenue?: Bounds;
	/** The rule also asks for total assets, which no form of ours has. */
	readonly assetsToo?: true;
}

const INDUSTRY: Criteria = { employees: [1000, 300, 20], revenue: [40_000, 2000, 300] };
const OTHERS: Criteria = { employees: [300, 100, 10] };
/** By section; the sections of several criteria are told apart by division. */
const BY_SECTION: Readonly<Record<string, Criteria>> = {
	A: { revenue: [20_000, 500, 50] },
	B: INDUSTRY,
	C: INDUSTRY,
	D: INDUSTRY,
	E: { revenue: [80_000, 6000, 300], assetsToo: true },
	M: OTHERS,
	N: OTHERS,
	O: OTHERS,
	R: OTHERS,
};
const INFORMATION_TRANSMISSION: Criteria = { employees: [2000, 100, 10], revenue: [100_000, 1000, 100] };
const BY_DIVISION: Readonly<Record<number, Criteria>> = {
	51: { employees: [200, 20, 5], revenue: [40_000, 5000, 1000] },
	52: { employees: [300, 50, 10], revenue: [20_000, 500, 100] },
	63: INFORMATION_TRANSMISSION,
	64: INFORMATION_TRANSMISSION,
	65: { employees: [300, 100, 10], revenue: [10_000, 1000, 50] },
	85: OTHERS,
};

/** Two-digit division of an industry code (3324, C3324, 33), or null where the text is no such code. */
function divisionOf(industry: string): number | null {
	const match = /^[A-T]?(\d{2})\d{0,2}$/.exec(industry.trim().toUpperCase());
	return match?.[1] ? Number(match[1]) : null;
}

/** Section letter of an industry code of GB/T 4754-2017 (3324 and C3324 → C), from its division number; null where the code names none. */
function industrySection(industry: string): string | null {
	const division = divisionOf(industry);
	if (!division) return null;
	return LAST_DIVISIONS.find(([, last]) => division <= last)?.[0] ?? null;
}

/** Whether a code is of industry (mining, manufacturing, supply of power, gas and water); null where it cannot be said. */
export function isIndustry(industry: string | null): boolean | null {
	const section = industry === null ? null : industrySection(industry);
	return section === null ? null : ["B", "C", "D"].includes(section);
}

/**
 * Size class of an enterprise from its industry code, employees (人) and revenue (万元).
 * Each class needs all its lower bounds, else the enterprise is one class down; one number below the small class's bound makes it micro.
 * null where the method, or we, lack what it takes: no or an unlisted industry, a missing number, and construction above the micro class, which is also judged by assets.
 */
export function enterpriseSize(industry: string | null, employees: number | null, revenue: number | null): EnterpriseSize | null {
	const division = industry === null ? null : divisionOf(industry);
	const section = industry === null ? null : industrySection(industry);
	if (division === null || section === null) return null;
	const criteria = BY_DIVISION[division] ?? BY_SECTION[section];
	if (!criteria) return null;
	const measured: [number, Bounds][] = [];
	for (const [value, bounds] of [[employees, criteria.employees] as const, [revenue, criteria.revenue] as const]) {
		if (!bounds) continue;
		if (value === null) return null;
		measured.push([value, bounds]);
	}
	if (measured.some(([value, [, , small]]) => value < small)) return "微型";
	if (criteria.assetsToo) return null;
	if (measured.every(([value, [large]]) => value >= large)) return "大型";
	return measured.every(([value, [, medium]]) => value >= medium) ? "中型" : "小型";
}
