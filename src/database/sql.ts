/** What SQLite and PostgreSQL bind to a parameter. */
export type Bindable = string | number | boolean | null;

/** A piece of SQL with the values of its parameters, in order. */
export interface Fragment {
	readonly sql: string;
	readonly bindings: readonly Bindable[];
}

/** Template tag: fragments are set in, everything else becomes a parameter, so that no value is ever pasted into SQL. */
export function sql(strings: readonly string[], ...parts: readonly (Fragment | Bindable)[]): Fragment {
	let text = strings[0] ?? "";
	const bindings: Bindable[] = [];
	parts.forEach((part, at) => {
		const fragment = isFragment(part) ? part : { sql: "?", bindings: [part] };
		text += fragment.sql + (strings[at + 1] ?? "");
		bindings.push(...fragment.bindings);
	});
	return { sql: text, bindings };
}

/** A quoted identifier. */
export function name(identifier: string): Fragment {
	return { sql: `"${identifier.replaceAll('"', '""')}"`, bindings: [] };
}

/** Fixed SQL text, written in the program. */
export function fixed(text: string): Fragment {
	return { sql: text, bindings: [] };
}

/** Fragments one after another. */
export function joined(fragments: readonly Fragment[], separator = ", "): Fragment {
	return { sql: fragments.map((f) => f.sql).join(separator), bindings: fragments.flatMap((f) => f.bindings) };
}

/** Several values as parameters: ?, ?, ?. */
export function values(list: readonly Bindable[]): Fragment {
	return { sql: list.map(() => "?").join(", "), bindings: list };
}

function isFragment(part: Fragment | Bindable): part is Fragment {
	return typeof part === "object" && part !== null;
}
