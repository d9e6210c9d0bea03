import type { NumberFormatKind } from "../../model/grid.ts";
import { namedFormatKind } from "../named-formats.ts";

/** What a style sheet says of the cells of a class. */
export type ClassFormats = ReadonlyMap<string, NumberFormatKind>;

const NUMBER_FORMAT = /mso-number-format\s*:\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^;}]+)/i;

/** Kinds of number formats by class, from the text of a style sheet. */
export function classFormats(css: string): ClassFormats {
	const formats = new Map<string, NumberFormatKind>();
	// Cut at the brackets, not matched: a pattern would look through all that follows again and again where they do not close.
	for (const rule of css.split("}").slice(0, -1)) {
		const [body = "", selectors = ""] = rule.split("{").reverse();
		const kind = rule.includes("{") ? styleFormat(body) : null;
		if (kind === null) continue;
		for (const [, name] of selectors.matchAll(/\.([\w-]+)/g)) if (name !== undefined) formats.set(name, kind);
	}
	return formats;
}

/** The kind that a style attribute, or the body of a rule, gives; null where it gives none. */
export function styleFormat(style: string): NumberFormatKind | null {
	const written = NUMBER_FORMAT.exec(style)?.[1];
	if (written === undefined) return null;
	return namedFormatKind(unescaped(written.trim().replace(/^(["'])(.*)\1$/s, "$2")));
}

/** Excel escapes what CSS would read otherwise: \0022 for a quote, \@ for @. */
function unescaped(text: string): string {
	return text.replace(/\\([0-9a-f]{4})|\\(.)/gi, (_, hex?: string, plain?: string) =>
		hex === undefined ? (plain ?? "") : String.fromCharCode(Number.parseInt(hex, 16)),
	);
}

export function isHiddenStyle(attributes: Readonly<Record<string, string>>): boolean {
	return attributes.hidden !== undefined || /display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)/i.test(attributes.style ?? "");
}
