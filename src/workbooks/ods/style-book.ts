import type { NumberFormatKind } from "../../model/grid.ts";

type Attributes = Readonly<Record<string, string>>;

/** What each kind of data style says that a value is. */
const DATA_STYLES: Readonly<Record<string, NumberFormatKind>> = {
	"number-style": "number",
	"currency-style": "number",
	"percentage-style": "percent",
	"date-style": "date",
	"time-style": "date",
	"text-style": "text",
	"boolean-style": "general",
};

/** Styles of an OpenDocument spreadsheet, as far as they tell the kind of a value or hide a sheet. */
export class StyleBook {
	private readonly kinds = new Map<string, NumberFormatKind>();
	private readonly cells = new Map<string, { readonly data: string | undefined; readonly parent: string | undefined }>();
	private readonly hiddenTables = new Set<string>();
	private current: string | null = null;

	/** Elements of the styles; `read` gives the attributes. */
	open(name: string, read: () => Attributes): void {
		const kind = Object.hasOwn(DATA_STYLES, name) ? DATA_STYLES[name] : undefined;
		if (kind !== undefined) {
			const id = read().name ?? "";
			// The style of that name is General.
			this.kinds.set(id, id === "N0" ? "general" : kind);
		} else if (name === "style") {
			const attributes = read();
			this.current = attributes.name ?? "";
			if (attributes.family === "table-cell")
				this.cells.set(this.current, { data: attributes["data-style-name"], parent: attributes["parent-style-name"] });
		} else if (name === "table-properties" && this.current !== null && read().display === "false") this.hiddenTables.add(this.current);
	}

	close(name: string): void {
		if (name === "style") this.current = null;
	}

	isHidden(tableStyle: string | undefined): boolean {
		return tableStyle !== undefined && this.hiddenTables.has(tableStyle);
	}

	/** The kind that a cell style gives, its own or that of the style that it builds on. */
	kindOf(style: string): NumberFormatKind {
		const seen = new Set<string>();
		for (let at: string | undefined = style; at !== undefined && !seen.has(at); at = this.cells.get(at)?.parent) {
			seen.add(at);
			const kind = this.kinds.get(this.cells.get(at)?.data ?? "");
			if (kind !== undefined) return kind;
		}
		return "general";
	}
}
