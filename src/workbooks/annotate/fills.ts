import type { Severity } from "../../model/rule.ts";

/** Severities whose cells are coloured. */
export type MarkedSeverity = Exclude<Severity, "info">;

/**
 * Colours of wrong cells: red-ish for what must be corrected, yellow-ish for what must be explained. Each is a shade beside the one that Excel offers for bad and neutral cells, so
 * that no office has it by chance and our cells are known when the workbook comes back, whatever program has saved it.
 */
const COLOURS: Readonly<Record<MarkedSeverity, string>> = { hard: "FFFFC8CD", soft: "FFFFEA9E" };

/** A cell's fill before it was marked, as far as it can be put back: a pattern and its colours, each as attribute and value. */
export interface FormerFill {
	readonly pattern: string;
	readonly fg: Readonly<Record<string, string>> | null;
	readonly bg: Readonly<Record<string, string>> | null;
}

export function markedFill(severity: MarkedSeverity, prefix: string): string {
	return solidFill(COLOURS[severity], prefix);
}

export function solidFill(argb: string, prefix: string): string {
	const open = (name: string) => `<${prefix}${name}`;
	const colours = `${open("fgColor")} rgb="${argb}"/>${open("bgColor")} indexed="64"/>`;
	return `${open("fill>")}${open('patternFill patternType="solid">')}${colours}</${prefix}patternFill></${prefix}fill>`;
}

/** Whether a fill of a style sheet is one of ours. Programs write colours in either case, and some without the opacity. */
export function isMarkedFill({ pattern, fg }: FormerFill): boolean {
	const rgb = fg?.rgb?.toUpperCase();
	return pattern === "solid" && rgb !== undefined && Object.values(COLOURS).some((colour) => colour.endsWith(rgb.slice(-6)));
}

export function fillXml({ pattern, fg, bg }: FormerFill, prefix: string): string {
	const colour = (name: string, attributes: FormerFill["fg"]) =>
		attributes === null
			? ""
			: `<${prefix}${name}${Object.entries(attributes)
					.map(([key, value]) => ` ${key}="${value}"`)
					.join("")}/>`;
	const colours = colour("fgColor", fg) + colour("bgColor", bg);
	return `<${prefix}fill><${prefix}patternFill patternType="${pattern}">${colours}</${prefix}patternFill></${prefix}fill>`;
}

const NAMES = new Set(["auto", "indexed", "rgb", "theme", "tint"]);
const PLAIN = /^[-+.\w]{1,24}$/;

/** Colours and pattern that may be written into a style sheet again; null for what is none: it may come from a hidden cell that anybody can have changed. */
export function formerFill(found: { pattern: unknown; fg: unknown; bg: unknown }): FormerFill | null {
	if (typeof found.pattern !== "string" || !/^[a-zA-Z0-9]{1,20}$/.test(found.pattern)) return null;
	return { pattern: found.pattern, fg: colourOf(found.fg), bg: colourOf(found.bg) };
}

function colourOf(found: unknown): FormerFill["fg"] {
	if (typeof found !== "object" || found === null) return null;
	const plain = Object.entries(found).filter(([name, value]) => NAMES.has(name) && typeof value === "string" && PLAIN.test(value));
	return plain.length === 0 ? null : (Object.fromEntries(plain) as Record<string, string>);
}
