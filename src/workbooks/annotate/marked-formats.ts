import type { StyleSheet } from "../package/style-sheet.ts";
import { withAttribute } from "../package/xml-part.ts";
import { type FormerFill, fillXml, formerFill, isMarkedFill, type MarkedSeverity, markedFill } from "./fills.ts";

const NO_FILL: FormerFill = { pattern: "none", fg: null, bg: null };

/** The cell formats of a workbook with and without our marks. */
export class MarkedFormats {
	private readonly styles: StyleSheet;
	private readonly read = new Map<number, FormerFill | null>();
	/** What fills the cells of formats that were added for cells that are right again. */
	private readonly putBack = new Map<number, FormerFill>();

	constructor(styles: StyleSheet) {
		this.styles = styles;
	}

	/** Formats of the workbook as it came that have one of our fills. */
	old(): Set<number> {
		return new Set(Array.from({ length: this.styles.formats }, (_, format) => format).filter((format) => this.isMarked(format)));
	}

	/** What fills the cells of a format; null where it is none that could be put back. */
	fillOf(format: number): FormerFill | null {
		const putBack = this.putBack.get(format);
		if (putBack) return putBack;
		const id = Number(/\sfillId\s*=\s*["'](\d+)["']/.exec(this.styles.startOf(format))?.[1] ?? 0);
		const known = this.read.get(id);
		if (known !== undefined) return known;
		const fill = this.readFill(id);
		this.read.set(id, fill);
		return fill;
	}

	/** The format of a cell with our fill in place of its own. */
	marked(format: number, severity: MarkedSeverity): number {
		return this.filled(format, severity, () => markedFill(severity, this.styles.prefix));
	}

	/** The format of a cell with a fill that it had before it was marked. */
	unmarked(format: number, former: FormerFill | null): number {
		const fill = former ?? NO_FILL;
		const added = this.filled(format, `was ${JSON.stringify(fill)}`, () => fillXml(fill, this.styles.prefix));
		this.putBack.set(added, fill);
		return added;
	}

	private isMarked(format: number): boolean {
		const fill = this.fillOf(format);
		return fill !== null && isMarkedFill(fill);
	}

	private filled(format: number, key: string, fill: () => string): number {
		return this.styles.derive(format, key, (xf) =>
			withAttribute(withAttribute(xf, "fillId", String(this.styles.item("fills", fill()))), "applyFill", "1"),
		);
	}

	private readFill(id: number): FormerFill | null {
		const { part } = this.styles;
		const fill = this.styles.came("fills", id);
		if (fill === undefined) return NO_FILL;
		const [pattern] = part.children(fill);
		if (pattern?.tag.name !== "patternFill") return null;
		const colours = part.children(pattern);
		const colour = (name: string) => {
			const found = colours.find(({ tag }) => tag.name === name);
			return found ? part.attributes(found.tag) : null;
		};
		return formerFill({ pattern: part.attributes(pattern.tag).patternType ?? "none", fg: colour("fgColor"), bg: colour("bgColor") });
	}
}
