/** How a cell looks. Whatever says the same is one style of the workbook, however often it is said. */
export interface Look {
	readonly font?: Font;
	readonly border?: Borders;
	readonly alignment?: Alignment;
	readonly fill?: Fill;
	/** A number format code, #,##0.00; General where there is none. */
	readonly numFmt?: string;
}

export interface Font {
	readonly name: string;
	/** In points. */
	readonly size: number;
	/** 134: GB 2312, by which a program finds a Chinese font where the named one is missing. */
	readonly charset?: number;
	readonly bold?: boolean;
	readonly italic?: boolean;
	readonly underline?: boolean;
	readonly color?: Colour;
}

/** Opaque: FF, then red, green and blue in hexadecimal. */
export interface Colour {
	readonly argb: string;
}

export interface Line {
	readonly style: "thin" | "medium" | "hair" | "dotted";
	readonly color: Colour;
}

export interface Borders {
	readonly top?: Line;
	readonly left?: Line;
	readonly bottom?: Line;
	readonly right?: Line;
}

export interface Alignment {
	readonly horizontal?: "left" | "center" | "right";
	readonly vertical?: "top" | "middle" | "bottom";
	readonly wrapText?: boolean;
	/** In steps of three characters. */
	readonly indent?: number;
}

export interface Fill {
	readonly type: "pattern";
	readonly pattern: "solid";
	readonly fgColor: Colour;
}
