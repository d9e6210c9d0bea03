/** Characters that are gathered before they are written. */
const PIECE = 65_536;

/**
 * A JSON document in pieces of text, indented by tabs. Arrays may be any iterable: what a sheet of millions of cells gives one after the other is printed so, each element on a
 * line of its own, and never held as a whole.
 */
export function* jsonPieces(document: unknown): Generator<string> {
	let piece = "";
	for (const part of partsOf(document, "\n")) {
		piece += part;
		if (piece.length < PIECE) continue;
		yield piece;
		piece = "";
	}
	yield piece;
}

function* partsOf(value: unknown, margin: string): Generator<string> {
	if (typeof value !== "object" || value === null) yield JSON.stringify(value);
	else if (Array.isArray(value)) yield* listOf(value, margin, partsOf);
	else if (Symbol.iterator in value) yield* listOf(value as Iterable<unknown>, margin, onOneLine);
	else yield* objectOf(value, margin);
}

function* onOneLine(value: unknown): Generator<string> {
	yield JSON.stringify(value);
}

function* listOf(values: Iterable<unknown>, margin: string, each: (value: unknown, margin: string) => Generator<string>): Generator<string> {
	let lead = "[";
	for (const value of values) {
		yield `${lead}${margin}\t`;
		yield* each(value, `${margin}\t`);
		lead = ",";
	}
	yield lead === "[" ? "[]" : `${margin}]`;
}

function* objectOf(object: object, margin: string): Generator<string> {
	let lead = "{";
	for (const [key, value] of Object.entries(object)) {
		if (value === undefined) continue;
		yield `${lead}${margin}\t${JSON.stringify(key)}: `;
		yield* partsOf(value, `${margin}\t`);
		lead = ",";
	}
	yield lead === "{" ? "{}" : `${margin}}`;
}
