import type { Finding, FindingGroup } from "../model/finding.ts";
import type { Severity } from "../model/rule.ts";
import { RANK } from "../model/severity.ts";

/** Findings of a submission that are kept one by one; those beyond are counted. */
export const KEPT_FINDINGS = 1000;
/** As many of each kind are kept before any kind gets more, so that a hundred thousand of one crowd nothing out. */
const KEPT_OF_EACH = 20;
/** Cells that a group names. */
const NAMED_CELLS = 20;
/** What may be held before it is cut back to what will be kept: to cut at every finding would take long. */
const HELD = 2 * KEPT_FINDINGS;

/** What findings are counted by. */
export interface FindingKind {
	readonly code: string;
	readonly severity: Severity;
	/** "" where the form has one table, and where the finding is about none. */
	readonly table: string;
	readonly field: string | null;
}

interface Kept {
	/** Place in the order of telling. */
	readonly at: number;
	readonly finding: Finding;
}

/** Findings of one kind: the first ones, the cells of the next, and how many there are. */
interface Kind extends FindingKind {
	count: number;
	/** Most that will be kept, as far as is known: it only ever falls. */
	most: number;
	readonly kept: Kept[];
	/** Of the first findings that are not kept. */
	cells: string[];
	header: string | null;
}

/**
 * What is found in a submission, in bounded memory: at most a thousand findings are kept and the others counted by kind (code, severity, table, field). The first ones of each
 * kind are kept: some of every kind, then what remains goes to hard ones, to soft ones, to information, shared out evenly among the kinds of each.
 */
export class FindingLog {
	private readonly kinds = new Map<string, Kind>();
	private told = 0;
	private held = 0;

	/** Takes a finding that is at hand. */
	add(finding: Finding): void {
		const { code, severity, table = "", field } = finding;
		this.note({ code, severity, table, field }, () => finding);
	}

	/** Takes a finding of a kind; it is made only where it is kept, or its cell named. */
	note(kind: FindingKind, make: () => Finding): void {
		const known = this.kindOf(kind);
		known.count++;
		if (known.kept.length < known.most) this.keep(known, make());
		else if (known.cells.length < NAMED_CELLS) known.cells.push(...cellOf(make()));
	}

	/** Takes what another log holds, as if it had been told here. */
	absorb(other: FindingLog): void {
		for (const { finding } of other.inOrder()) this.add(finding);
		for (const theirs of other.kinds.values()) {
			const rest = theirs.count - theirs.kept.length;
			if (rest === 0) continue;
			const own = this.kindOf(theirs);
			own.count += rest;
			// What comes after those that the other let go cannot be among the first.
			own.most = Math.min(own.most, own.kept.length);
			own.cells = [...own.cells, ...theirs.cells].slice(0, NAMED_CELLS);
		}
	}

	/** Whether anything of a severity was told, kept or not. */
	has(severity: Severity): boolean {
		return [...this.kinds.values()].some((kind) => kind.severity === severity);
	}

	/** Those that are kept, in the order of telling. */
	findings(): Finding[] {
		this.cutBack();
		return this.inOrder().map(({ finding }) => finding);
	}

	/** Those that are not kept, by kind: hard ones first, else in the order of telling. */
	groups(): FindingGroup[] {
		this.cutBack();
		return this.ranked()
			.filter(({ count, kept }) => count > kept.length)
			.map(({ code, severity, table, field, header, count, kept, cells }) => ({
				...{ code, severity, table, field, header },
				count: count - kept.length,
				cells,
			}));
	}

	private kindOf({ code, severity, table, field }: FindingKind): Kind {
		const key = `${severity} ${code} ${table} ${field ?? ""}`;
		const known = this.kinds.get(key);
		if (known) return known;
		const made: Kind = { code, severity, table, field, count: 0, most: KEPT_FINDINGS, kept: [], cells: [], header: null };
		this.kinds.set(key, made);
		return made;
	}

	private keep(kind: Kind, finding: Finding): void {
		kind.header ??= finding.header;
		kind.kept.push({ at: this.told++, finding });
		if (++this.held >= HELD) this.cutBack();
	}

	private inOrder(): Kept[] {
		return [...this.kinds.values()].flatMap(({ kept }) => kept).sort((a, b) => a.at - b.at);
	}

	private ranked(): Kind[] {
		return [...this.kinds.values()].sort((a, b) => RANK[a.severity] - RANK[b.severity]);
	}

	/** Lets go what will not be kept whatever comes: the more is told, the less of each kind is kept. */
	private cutBack(): void {
		if (this.held <= KEPT_FINDINGS) return;
		this.held = 0;
		for (const [kind, most] of sharesOf(this.ranked())) {
			if (most < kind.count) kind.most = Math.min(kind.most, most);
			const gone = kind.kept.splice(kind.most).flatMap(({ finding }) => cellOf(finding));
			kind.cells = [...gone, ...kind.cells].slice(0, NAMED_CELLS);
			this.held += kind.kept.length;
		}
	}
}

/** What every finding of a kind has alike. */
export function ofKind({ code, severity, table, field }: FindingKind): Pick<Finding, "code" | "severity" | "table" | "field"> {
	return { code, severity, field, ...(table === "" ? {} : { table }) };
}

function cellOf({ sheet, cell }: Finding): string[] {
	return cell === null ? [] : [`${sheet}!${cell}`];
}

/** How many of each kind are kept at most. @param kinds gravest first */
function sharesOf(kinds: readonly Kind[]): [Kind, number][] {
	const shares = new Map(kinds.map((kind) => [kind, 0]));
	let left = KEPT_FINDINGS - share(kinds, KEPT_FINDINGS, KEPT_OF_EACH, shares);
	for (const severity of ["hard", "soft", "info"] as const) {
		const own = kinds.filter((kind) => kind.severity === severity);
		left -= share(own, left, Number.POSITIVE_INFINITY, shares);
	}
	return [...shares];
}

/**
 * Raises the shares of some kinds evenly, none above `upTo` and all together by at most `budget`; gives what it has used. What does not come out even goes to the first
 * ones.
 */
function share(kinds: readonly Kind[], budget: number, upTo: number, shares: Map<Kind, number>): number {
	let used = 0;
	for (let open = kinds; open.length > 0 && used < budget; ) {
		open = open.filter((kind) => (shares.get(kind) ?? 0) < Math.min(upTo, kind.count));
		const even = Math.max(1, Math.floor((budget - used) / Math.max(1, open.length)));
		for (const kind of open) {
			const before = shares.get(kind) ?? 0;
			const more = Math.min(even, budget - used, Math.min(upTo, kind.count) - before);
			shares.set(kind, before + more);
			used += more;
		}
	}
	return used;
}
