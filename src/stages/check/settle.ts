import type { Decisions, Explanation, Waiver } from "../../model/decision.ts";
import type { Finding, FindingGroup, Settlement } from "../../model/finding.ts";

/**
 * Marks the findings about which nothing more is asked: those of a rule that the city waives, and soft ones that the office has explained. Others keep what the office said of
 * the same finding in the period before, to be seen and not applied.
 * @param today YYYY-MM-DD
 */
export function settle(findings: readonly Finding[], { waivers, explanations, before }: Decisions, unit: string, today: string): Finding[] {
	if (waivers.length + explanations.length + before.length === 0) return [...findings];
	const inForce = inForceFor(waivers, unit, today);
	return findings.map((finding) => {
		if (finding.severity === "info") return finding;
		const settled = waived(finding, inForce) ?? explained(finding, explanations);
		if (settled) return { ...finding, settled };
		const said = before.findLast((explanation) => isAbout(explanation, finding));
		return said ? { ...finding, before: said.text } : finding;
	});
}

/** The same of findings that are only counted: what is decided about every one of their kind alone settles them. */
export function settleGroups(groups: readonly FindingGroup[], { waivers, explanations }: Decisions, unit: string, today: string): FindingGroup[] {
	const inForce = inForceFor(waivers, unit, today).filter(({ key }) => key === null);
	const general = explanations.filter(({ key, value }) => key === null && value === null);
	return groups.map((group) => {
		if (group.severity === "info") return group;
		const one: Finding = { ...group, sheet: "", cell: null, value: null, expected: null };
		const settled = waived(one, inForce) ?? explained(one, general);
		return settled ? { ...group, settled } : group;
	});
}

function inForceFor(waivers: readonly Waiver[], unit: string, today: string): Waiver[] {
	return waivers.filter((waiver) => waiver.endedAt === null && waiver.until >= today && (waiver.unit === null || waiver.unit === unit));
}

function waived({ code, key }: Finding, waivers: readonly Waiver[]): Settlement | null {
	const waiver = waivers.find((each) => each.rule === code && (each.key === null || each.key === key));
	return waiver ? { kind: "waived", waiver: waiver.id, reason: waiver.reason, until: waiver.until } : null;
}

function explained(finding: Finding, explanations: readonly Explanation[]): Settlement | null {
	if (finding.severity !== "soft") return null;
	const given = explanations.findLast((each) => isAbout(each, finding) && (each.value === null || each.value === finding.value));
	return given ? { kind: "explained", text: given.text, by: given.by, at: given.at } : null;
}

/** Whether an explanation is of a finding, whatever stands in its cell; one without a row is of every finding of its kind in its column. */
function isAbout({ code, table, field, key }: Explanation, finding: Finding): boolean {
	if (code !== finding.code || table !== (finding.table ?? "") || field !== finding.field) return false;
	return key === null || key === (finding.key ?? null);
}
