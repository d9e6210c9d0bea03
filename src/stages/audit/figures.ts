import { type Form, tableOf } from "../../model/form.ts";
import type { CountedIndicator, DerivedIndicator, Figure, FigureValue, Indicator } from "../../model/indicator.ts";
import type { AuditRow, Basis, RowsOf } from "./basis.ts";
import { yearBefore } from "./basis.ts";
import { exactQuotient } from "./exact.ts";
import { addedBounds, gaugeOf, givenValue } from "./measures.ts";
import { testOf } from "./passes.ts";
import { countingRows, type Standing, standing, unitsOwing } from "./standing.ts";

type Cuts = Pick<Figure, "value" | "byUnit" | "byDivision">;

/** Units of measure that say how much of something, not how much: they cannot be added up. */
const SHARES: ReadonlySet<string> = new Set(["%", "倍"]);

/** Every figure of a basis by its id: counted, derived, and the completion rates of those with a target. */
export function recompute(forms: readonly Form[], basis: Basis, rowsOf: RowsOf): Map<string, Figure> {
	const declared = forms.flatMap(({ indicators }) => indicators);
	const asked = new Set(
		declared.flatMap((each) => (each.kind === "derived" ? each.inputs.filter(({ at }) => at !== undefined).map(({ id }) => id) : [])),
	);
	const figures = countEvery(forms, basis, rowsOf, () => true);
	const before = asked.size === 0 ? new Map<string, Figure>() : countEvery(forms, yearBefore(basis), rowsOf, ({ id }) => asked.has(id));
	const derived = new Map(declared.flatMap((each) => (each.kind === "derived" ? [[each.id, each] as const] : [])));
	const figureOf = (id: string): Figure | undefined => {
		const [known, indicator] = [figures.get(id), derived.get(id)];
		if (known || !indicator) return known;
		const inputs = indicator.inputs.map((input) => (input.at === "previous-year" ? before.get(input.id) : figureOf(input.id)));
		const figure = derive(indicator, inputs, basis);
		figures.set(id, figure);
		return figure;
	};
	for (const id of derived.keys()) figureOf(id);
	for (const figure of declared.flatMap((indicator) => rates(indicator, figures))) figures.set(figure.id, figure);
	return figures;
}

function countEvery(forms: readonly Form[], basis: Basis, rowsOf: RowsOf, wanted: (indicator: CountedIndicator) => boolean): Map<string, Figure> {
	const figures = new Map<string, Figure>();
	for (const form of forms) {
		const own = form.indicators.filter((each): each is CountedIndicator => each.kind === "counted" && wanted(each));
		for (const table of form.tables) {
			const ofTable = own.filter((each) => tableOf(form, each.table).id === table.id);
			if (ofTable.length === 0) continue;
			const stands = standing(form, table, basis);
			const rows = countingRows(form, table, stands, rowsOf);
			for (const indicator of ofTable) figures.set(indicator.id, said(indicator, count(indicator, rows, basis), form, stands, basis));
		}
	}
	return figures;
}

/** The bare numbers of an indicator over the rows that count, before it is asked who reported at all. */
export function count(indicator: CountedIndicator, rows: readonly AuditRow[], basis: Basis): Omit<Figure, "id"> {
	const around = { basis, rows };
	const passing = rows.filter(testOf(indicator.filter, around));
	if (indicator.measure.kind === "given") return given(indicator, passing, basis);
	const gauge = gaugeOf(indicator, around);
	const divisionOf = new Map(basis.units.map(({ code, division }) => [code, division]));
	const byUnit = grouped(passing, ({ submission }) => submission.unit);
	const byDivision = grouped(passing, ({ submission }) => divisionOf.get(submission.unit) ?? "");
	const qualifier = gauge.qualifier(passing);
	return {
		value: gauge.of(passing),
		byUnit: Object.fromEntries(basis.units.map(({ code }) => [code, gauge.of(byUnit.get(code) ?? [])])),
		byDivision: Object.fromEntries(divisionsOf(basis).map((code) => [code, gauge.of(byDivision.get(code) ?? [])])),
		...(qualifier ? { qualifier } : {}),
	};
}

function given({ measure, unit, places = 0 }: CountedIndicator, rows: readonly AuditRow[], basis: Basis): Cuts {
	if (measure.kind !== "given") throw new Error(`${measure.kind} is not given`);
	const of = (region: string) => givenValue(measure, rows, region, places);
	const members = (division: string) => basis.units.filter((each) => each.division === division).map(({ name }) => of(name));
	return {
		value: of(measure.whole),
		byUnit: Object.fromEntries(basis.units.map(({ code, name }) => [code, of(name)])),
		byDivision: Object.fromEntries(
			divisionsOf(basis).map((division) => {
				const parts = members(division);
				return [division, parts.length > 1 && SHARES.has(unit) ? null : addedBounds(parts, places)];
			}),
		),
	};
}

function grouped(rows: readonly AuditRow[], by: (row: AuditRow) => string): Map<string, AuditRow[]> {
	const groups = new Map<string, AuditRow[]>();
	for (const row of rows) {
		const group = groups.get(by(row));
		if (group) group.push(row);
		else groups.set(by(row), [row]);
	}
	return groups;
}

function divisionsOf({ units }: Basis): string[] {
	return [...new Set(units.map(({ division }) => division))];
}

/**
 * What may be said of bare numbers: nothing of a unit that did not report or does not owe the form; and a zero only where everybody reported who could have made it more. What the
 * city gives for its units it says itself.
 */
function said(indicator: CountedIndicator, numbers: Omit<Figure, "id">, form: Form, { carried, missing }: Standing, basis: Basis): Figure {
	const owing = unitsOwing(form, basis);
	const speaks = (code: string) => !missing.includes(code) && (indicator.measure.kind === "given" || owing.includes(code));
	const sayable = (value: FigureValue | undefined, of: readonly string[]): FigureValue => {
		const doubtful = value === 0 && of.some((code) => missing.includes(code));
		return value === undefined || doubtful || !of.some(speaks) ? null : value;
	};
	const everyone = missing.length < owing.length ? numbers.value : null;
	return {
		id: indicator.id,
		value: everyone === 0 && missing.length > 0 ? null : everyone,
		byUnit: Object.fromEntries(basis.units.map(({ code }) => [code, sayable(numbers.byUnit[code], [code])])),
		byDivision: Object.fromEntries(
			divisionsOf(basis).map((division) => {
				const members = basis.units.filter((unit) => unit.division === division).map(({ code }) => code);
				return [division, sayable(numbers.byDivision[division], members)];
			}),
		),
		...(numbers.qualifier ? { qualifier: numbers.qualifier } : {}),
		...(Object.keys(carried).length > 0 ? { carried } : {}),
		...(missing.length > 0 ? { missing } : {}),
	};
}

/** A figure in all its cuts from others' in the same cut. */
function eachCut(basis: Basis, of: (pick: (figure: Figure) => FigureValue | undefined, cut: "city" | "part") => FigureValue): Cuts {
	return {
		value: of(({ value }) => value, "city"),
		byUnit: Object.fromEntries(basis.units.map(({ code }) => [code, of(({ byUnit }) => byUnit[code], "part")])),
		byDivision: Object.fromEntries(divisionsOf(basis).map((code) => [code, of(({ byDivision }) => byDivision[code], "part")])),
	};
}

function derive(indicator: DerivedIndicator, inputs: readonly (Figure | undefined)[], basis: Basis): Figure {
	const cuts = eachCut(basis, (pick, cut) => {
		if (cut === "part" && indicator.cityOnly) return null;
		const [part, whole] = inputs.map((figure) => figure && pick(figure));
		if (typeof part !== "number" || typeof whole !== "number") return null;
		return exactQuotient(part, whole, placesOf(indicator), indicator.operation === "percent" ? 100 : 1);
	});
	// What stands in for numbers that it is made of, of the period itself, stands in for it.
	const present = inputs.filter((_, at) => indicator.inputs[at]?.at === undefined);
	const carried = Object.assign({}, ...present.map((figure) => figure?.carried ?? {}));
	const missing = [...new Set(inputs.flatMap((figure) => figure?.missing ?? []))];
	return { id: indicator.id, ...cuts, ...(Object.keys(carried).length > 0 ? { carried } : {}), ...(missing.length > 0 ? { missing } : {}) };
}

/** Decimals of a derived value: what is declared, of per-cent figures one. */
export function placesOf({ places, unit }: Indicator): number {
	return places ?? (unit === "%" ? 1 : 0);
}

/** How far an indicator's target is met, in per cent with one decimal: by the lower bound of a range, and by the upper one as a stretch. */
function rates(indicator: Indicator, figures: ReadonlyMap<string, Figure>): Figure[] {
	const [done, goal] = [figures.get(indicator.id), figures.get(`targets.${indicator.target}`)];
	if (indicator.target === undefined || !done || !goal) return [];
	const rate = (value: FigureValue | undefined, target: FigureValue | undefined, bound: 0 | 1): number | null => {
		const against = typeof target === "number" ? (bound === 0 ? target : null) : (target?.[bound] ?? null);
		return typeof value !== "number" || against === null ? null : exactQuotient(value, against, 1, 100);
	};
	const figure = (part: "completion" | "stretch", bound: 0 | 1): Figure => ({
		id: `${indicator.id}.${part}`,
		value: rate(done.value, goal.value, bound),
		byUnit: Object.fromEntries(Object.keys(done.byUnit).map((code) => [code, rate(done.byUnit[code], goal.byUnit[code], bound)])),
		byDivision: Object.fromEntries(Object.keys(done.byDivision).map((code) => [code, rate(done.byDivision[code], goal.byDivision[code], bound)])),
	});
	return [figure("completion", 0), ...(Array.isArray(goal.value) ? [figure("stretch", 1)] : [])];
}
