import { fromA1 } from "../../model/a1.ts";
import { type Finding, isOpen } from "../../model/finding.ts";
import type { FindingChanges, ProblemCounts, Version, VersionRow } from "../../model/version.ts";

/** What two rows that are one thing have in common: any value that tells them from the others. */
export type ThingOf = (side: "before" | "after", sheet: string, row: number) => VersionRow | undefined;

/** What was found in a version. */
type Found = Pick<Version, "findings" | "groups">;

/**
 * What became of the findings that were open before, and which are new. A finding in a row is the same one where it is of the same kind in the same column of the same thing,
 * wherever its row stands now; one about no row where it is of the same kind in the same column. Of several alike, those of one value are the same first. Kinds of which some
 * findings were only counted are compared by their numbers.
 */
export function compareFindings(before: Found, after: Found, thingOf: ThingOf): FindingChanges & { readonly counts: ProblemCounts } {
	const changes = compareKept(before.findings, after.findings, thingOf);
	const counted = new Set([...before.groups, ...after.groups].map(kindOf));
	const certain = (findings: readonly Finding[]) => (counted.size === 0 ? findings : findings.filter((finding) => !counted.has(kindOf(finding))));
	const listed = { ...changes, settled: certain(changes.settled), fresh: certain(changes.fresh) };
	const sums = [...counted].map((kind) => countsOfKind(kind, before, after));
	const sum = (part: keyof ProblemCounts, own: readonly Finding[]) => certain(own).length + sums.reduce((total, each) => total + each[part], 0);
	return {
		...listed,
		counts: {
			before: sum("before", before.findings.filter(isOpen)),
			settled: sum("settled", changes.settled),
			explained: sum("explained", changes.explained),
			again: sum("again", changes.again),
			fresh: sum("fresh", changes.fresh),
		},
	};
}

function kindOf({ code, table = "", field }: Pick<Finding, "code" | "table" | "field">): string {
	return JSON.stringify([code, table, field]);
}

function countsOfKind(kind: string, before: Found, after: Found): ProblemCounts {
	const of = ({ findings, groups }: Found, wanted: (each: Pick<Finding, "severity" | "settled">) => boolean) =>
		findings.filter((finding) => kindOf(finding) === kind && wanted(finding)).length +
		groups.filter((group) => kindOf(group) === kind && wanted(group)).reduce((sum, { count }) => sum + count, 0);
	const [was, now] = [of(before, isOpen), of(after, isOpen)];
	const again = Math.min(was, now);
	const explained = Math.min(
		was - again,
		of(after, ({ settled }) => settled !== undefined),
	);
	return { before: was, settled: was - again - explained, explained, again, fresh: now - again };
}

function compareKept(before: readonly Finding[], after: readonly Finding[], thingOf: ThingOf): FindingChanges {
	const things = new Map<VersionRow, number>();
	const identity = (side: "before" | "after", finding: Finding) => identityOf(finding, (sheet, row) => numberOf(thingOf(side, sheet, row), things));
	const now = grouped(after, (finding) => identity("after", finding));
	const settled: Finding[] = [];
	const explained: Finding[] = [];
	const again = new Set<Finding>();
	const open = grouped(before.filter(isOpen), (finding) => identity("before", finding));
	for (const [of, earlier] of open) {
		const matches = matched(earlier, now.get(of) ?? []);
		for (const finding of earlier) {
			const match = matches.get(finding);
			if (!match) settled.push(finding);
			else if (isOpen(match)) again.add(match);
			else explained.push(match);
		}
	}
	const openNow = after.filter(isOpen);
	return {
		settled,
		explained,
		again: openNow.filter((finding) => again.has(finding)),
		fresh: openNow.filter((finding) => !again.has(finding)),
	};
}

function identityOf({ code, table = "", field, key, sheet, cell }: Finding, thingAt: (sheet: string, row: number) => number | null): string {
	const at = cell === null ? null : fromA1(cell);
	const thing = at ? thingAt(sheet, at.row) : null;
	if (thing !== null) return JSON.stringify([code, field, thing]);
	return JSON.stringify(key === undefined ? [code, table, field] : [code, table, field, key]);
}

function numberOf(thing: VersionRow | undefined, things: Map<VersionRow, number>): number | null {
	if (!thing) return null;
	const known = things.get(thing) ?? things.size;
	things.set(thing, known);
	return known;
}

function grouped(findings: readonly Finding[], identity: (finding: Finding) => string): Map<string, Finding[]> {
	const groups = new Map<string, Finding[]>();
	for (const finding of findings) {
		const of = identity(finding);
		const own = groups.get(of);
		if (own) own.push(finding);
		else groups.set(of, [finding]);
	}
	return groups;
}

/** Which finding of now each one of before is: those of one value first, then those still open, then as they come. */
function matched(before: readonly Finding[], after: readonly Finding[]): ReadonlyMap<Finding, Finding> {
	const matches = new Map<Finding, Finding>();
	const byValue = grouped(after.toReversed(), ({ value }) => value ?? "");
	const taken = new Set<Finding>();
	for (const finding of before) {
		const match = byValue.get(finding.value ?? "")?.pop();
		if (!match) continue;
		matches.set(finding, match);
		taken.add(match);
	}
	const left = after.filter((finding) => !taken.has(finding)).toSorted((a, b) => Number(isOpen(a)) - Number(isOpen(b)));
	for (const finding of before) {
		if (matches.has(finding)) continue;
		const match = left.pop();
		if (match) matches.set(finding, match);
	}
	return matches;
}
