import { fromA1 } from "../../../model/a1.ts";
import type { Slot } from "../../../model/decision.ts";
import { enterpriseFields } from "../../../model/enterprise.ts";
import type { Finding } from "../../../model/finding.ts";
import { MOST_KNOWN_NAMES, type RegisterQuestion } from "../../../model/register.ts";
import type { NormalisedRow } from "../../../model/submission.ts";
import { compact } from "../../normalise/characters.ts";
import { isValidOrganisationCode } from "../../normalise/uscc.ts";
import type { NormalisedBlock } from "../../normalise.ts";
import { nearCodes } from "./near-codes.ts";

/** Findings on codes about which the register is asked, and short names, at most: with more of them something else is wrong with the file. */
const MOST_WRONG_CODES = 500;
const MOST_SHORT_NAMES = 100;
/** Excel keeps fifteen digits of a number. Fewer than twelve characters say where a code was given, not to whom. */
const KEPT_DIGITS = 15;
const TELLING_CHARACTERS = 12;
/** A part of a name that says anything has so many characters. */
const TELLING_NAME = 3;

/** A finding on the code or the name of an enterprise, and the row that it stands in. */
interface OnEnterprise {
	readonly finding: Finding;
	readonly row: NormalisedRow;
	/** The row's code, where it could be read, and the match key of its name. */
	readonly code: string | null;
	readonly key: string | undefined;
}

/** What is wrong with one code, as far as the register may help. */
export interface WrongCode extends OnEnterprise {
	/** As it was written: half-width, upper case, without blanks and hyphens. */
	readonly written: string;
	/** Its first characters, where its end is lost; null where they say too little. */
	readonly stem: string | null;
	/** What stood there before it became wrong, perhaps. */
	readonly near: readonly string[];
	/** The organisation code in it, where it is an older code. */
	readonly organisation: string | null;
}

const WRONG: ReadonlySet<string> = new Set(["uscc.truncated", "uscc.check", "uscc.confusable", "uscc.legacy", "uscc.format"]);
const SHORT: ReadonlySet<string> = new Set(["name.short"]);

/** Wrong codes of enterprises among some findings. */
export function wrongCodes(findings: readonly Finding[], blocks: readonly NormalisedBlock[]): WrongCode[] {
	return onEnterprises(findings, WRONG, blocks).slice(0, MOST_WRONG_CODES).map(wrongCode);
}

/** Names among some findings that seem to be short. */
export function shortNames(findings: readonly Finding[], blocks: readonly NormalisedBlock[]): OnEnterprise[] {
	return onEnterprises(findings, SHORT, blocks).slice(0, MOST_SHORT_NAMES);
}

function onEnterprises(findings: readonly Finding[], codes: ReadonlySet<string>, blocks: readonly NormalisedBlock[]): OnEnterprise[] {
	const rows = new Map<NormalisedBlock, ReadonlyMap<number, NormalisedRow>>();
	const rowIn = (block: NormalisedBlock, number: number) => {
		const known = rows.get(block) ?? new Map(block.rows.map((row) => [row.row, row]));
		rows.set(block, known);
		return known.get(number);
	};
	return findings.flatMap((finding) => {
		const at = codes.has(finding.code) && finding.cell !== null ? fromA1(finding.cell) : null;
		if (!at) return [];
		for (const block of blocks) {
			const fields = enterpriseFields(block.block.table);
			if (block.block.sheet !== finding.sheet || (finding.field !== fields?.code && finding.field !== fields?.name)) continue;
			const row = rowIn(block, at.row);
			const code = row?.values[fields.code];
			if (row) return [{ finding, row, code: typeof code === "string" ? code : null, key: row.keys[fields.name] }];
		}
		return [];
	});
}

function wrongCode(on: OnEnterprise): WrongCode {
	const { finding } = on;
	const written = compact(finding.value ?? "")
		.replace(/[-'‘’`]/g, "")
		.toUpperCase();
	const older = finding.code === "uscc.legacy" ? written.slice(-9) : "";
	return {
		...{ ...on, written, stem: stemOf(written, finding.code === "uscc.truncated") },
		near: finding.code === "uscc.legacy" || finding.code === "uscc.truncated" ? [] : nearCodes(written),
		organisation: isValidOrganisationCode(older) ? older : null,
	};
}

/** The first characters of a code that Excel took for a number, or that was cut short by hand. */
function stemOf(written: string, truncated: boolean): string | null {
	const kept = truncated
		? written
				.replace(/E\+?\d+$/, "")
				.replace(/\D/g, "")
				.slice(0, KEPT_DIGITS)
		: written;
	return kept.length >= TELLING_CHARACTERS && kept.length < 18 ? kept : null;
}

/** A match key without what offices leave out of short names: 阳江十八子 for 阳江市十八子…. Null where it says too little. */
export function partOf(key: string | undefined): string | null {
	const part = key?.replaceAll("市", "") ?? "";
	return part.length >= TELLING_NAME ? part : null;
}

/**
 * What a submission asks of the register: about wrong codes and short names what may be meant, about the others whether code and name stand together there.
 * @param slots what the file reports anew, this submission among it
 */
export function registerQuestion(blocks: readonly NormalisedBlock[], slots: readonly Slot[]): RegisterQuestion {
	const findings = [...new Set(blocks.map((block) => block.findings))].flatMap((log) => log.findings());
	const wrong = wrongCodes(findings, blocks);
	const rows = blocks.flatMap(statedIn).slice(0, MOST_KNOWN_NAMES);
	const stated = rows.flatMap(({ code, key }) => (code?.length === 18 && key !== null ? [{ code, key }] : []));
	const others = rows.filter(({ code, key }) => code?.length !== 18 || key === null);
	return {
		stated: [...new Map(stated.map((each) => [`${each.code} ${each.key}`, each])).values()],
		codes: distinct([...others.map(({ code }) => code), ...wrong.flatMap(({ near }) => near)]),
		stems: distinct(wrong.map(({ stem }) => stem)),
		organisations: distinct(wrong.map(({ organisation }) => organisation)),
		names: distinct(others.map(({ key }) => key)),
		parts: distinct(shortNames(findings, blocks).map(({ key }) => partOf(key))),
		slots,
	};
}

/** Codes and match keys of names as the rows of a block have them. */
function statedIn({ block, rows }: NormalisedBlock): { code: string | null; key: string | null }[] {
	const fields = enterpriseFields(block.table);
	if (!fields) return [];
	return rows.map(({ values, keys }) => {
		const code = values[fields.code];
		return { code: typeof code === "string" ? code : null, key: keys[fields.name] ?? null };
	});
}

function distinct(texts: readonly (string | null)[]): string[] {
	return [...new Set(texts.filter((text) => text !== null))];
}
