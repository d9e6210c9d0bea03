import type { CliTexts } from "../../messages/cli-zh-CN.ts";
import { dayInShanghai } from "../../model/calendar.ts";
import type { SynonymsDocument } from "../../model/documents.ts";
import { shortForm } from "./files.ts";

type Synonym = SynonymsDocument["synonyms"][number];
type Proposal = SynonymsDocument["proposals"][number];
type UnitName = (code: string) => string;

/** Files named of a proposal. */
const SHOWN_FILES = 5;

/** What was confirmed, what was revoked, and what waits for a decision, each with the command that takes it. */
export function synonymsReport({ synonyms, proposals }: SynonymsDocument, texts: CliTexts, unitName: UnitName): string[] {
	const inForce = synonyms.filter(({ revokedAt }) => revokedAt === null);
	const revoked = synonyms.filter(({ revokedAt }) => revokedAt !== null);
	return [
		...(inForce.length === 0 ? [texts.synonyms.none] : [texts.synonyms.inForce, ...inForce.map((synonym) => `  ${line(synonym, texts, unitName)}`)]),
		...(revoked.length === 0 ? [] : ["", texts.synonyms.revoked, ...revoked.map((synonym) => `  ${line(synonym, texts, unitName)}`)]),
		...(proposals.length === 0 ? [] : ["", texts.synonyms.proposed, ...proposals.flatMap((proposal) => proposalLines(proposal, texts, unitName))]),
	];
}

/** What was confirmed, and the files that may come again as they are. What counts or waits already stays as it was read. */
export function confirmedReport({ synonyms, proposals }: SynonymsDocument, texts: CliTexts, unitName: UnitName): string[] {
	const files = proposals.flatMap((proposal) => proposal.files);
	const returned = files.filter(({ status }) => status === "returned");
	const kept = files.filter(({ status }) => status !== "returned");
	const named = (some: typeof files) => some.map((file) => `  ${fileLine(file, texts, unitName)}`);
	return [
		...synonyms.map((synonym) => texts.synonyms.confirmed(line(synonym, texts, unitName))),
		...(returned.length === 0 ? [] : [texts.synonyms.again(returned.length), ...named(returned)]),
		...(kept.length === 0 ? [] : [texts.synonyms.kept(kept.length), ...named(kept)]),
	];
}

export function revokedReport({ synonyms }: SynonymsDocument, texts: CliTexts, unitName: UnitName): string[] {
	return synonyms.map((synonym) => texts.synonyms.taken(line(synonym, texts, unitName)));
}

/** 3  统01 “研究开发费”＝“研发费用”  全部单位  2019-06-27 某某 */
function line(synonym: Synonym, texts: CliTexts, unitName: UnitName): string {
	const { id, form, table, heading, fieldHeader, unit, confirmedBy, confirmedAt, revokedBy, revokedAt, reason } = synonym;
	const parts = [
		texts.synonyms.number(id),
		`${shortForm(form)}${table}`,
		texts.synonyms.means(heading, fieldHeader),
		unit === null ? texts.synonyms.everyUnit : texts.synonyms.onlyUnit(unitName(unit)),
		texts.synonyms.confirmedBy(dayInShanghai(confirmedAt), confirmedBy),
		...(revokedAt === null ? [] : [texts.synonyms.revokedBy(dayInShanghai(revokedAt), revokedBy ?? "", reason ?? "")]),
	];
	return parts.join("  ");
}

function proposalLines(proposal: Proposal, texts: CliTexts, unitName: UnitName): string[] {
	const { form, table, field, fieldHeader, heading, likeness, files } = proposal;
	const rest = files.length - SHOWN_FILES;
	return [
		`  ${shortForm(form)}${table}  ${texts.synonyms.means(heading, fieldHeader)}  ${texts.synonyms.likeness(likeness)}`,
		...files.slice(0, SHOWN_FILES).map((file) => `      ${fileLine(file, texts, unitName)}`),
		...(rest > 0 ? [`      ${texts.files.more(rest)}`] : []),
		`      huibao synonyms confirm ${form} ${table === "" ? field : `${table}.${field}`} ${quoted(heading)}`,
	];
}

function fileLine({ unit, period, file, status }: Proposal["files"][number], texts: CliTexts, unitName: UnitName): string {
	return `${unitName(unit)} ${period} ${file} [${texts.status[status]}]`;
}

/** An argument as a shell takes it. */
function quoted(text: string): string {
	return /^[\p{L}\p{N}_.-]+$/u.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
