import type { NumberFormatKind } from "../../model/grid.ts";
import { namedFormatKind } from "../named-formats.ts";

/** Kinds of number formats by style; a style that names none has that of its parent. */
export class Styles {
	private readonly formats = new Map<string, NumberFormatKind>();
	private readonly parents = new Map<string, string>();
	private current: string | null = null;

	open(id: string | undefined, parent: string | undefined): void {
		this.current = id ?? null;
		if (id !== undefined && parent !== undefined) this.parents.set(id, parent);
	}

	format(format: string): void {
		if (this.current !== null) this.formats.set(this.current, namedFormatKind(format));
	}

	close(): void {
		this.current = null;
	}

	kindOf(id: string): NumberFormatKind {
		const seen = new Set<string>();
		for (let at: string | undefined = id; at !== undefined && !seen.has(at); at = this.parents.get(at)) {
			seen.add(at);
			const kind = this.formats.get(at);
			if (kind !== undefined) return kind;
		}
		return this.formats.get("Default") ?? "general";
	}
}
