import { type CellAddress, fromA1, LAST_COLUMN, LAST_ROW } from "../../model/a1.ts";
import { damaged } from "../xml-walker.ts";

/** Shapes are numbered in blocks of so many; a drawing claims the blocks of its shapes. */
const BLOCK = 1024;
/** Columns and rows that a box covers: enough for a sentence or two; longer ones scroll. */
const [WIDE, HIGH] = [3, 6];

/**
 * The drawing that holds the boxes of a sheet's comments, in the older markup that Excel still asks for. It is changed as text: what Excel writes there is not always
 * well-formed.
 */
export class CommentBoxes {
	private text: string;
	private readonly added: CellAddress[] = [];

	constructor(text: string) {
		this.text = text;
	}

	/** Takes the boxes of some cells out. @param cells A1 */
	takeOut(cells: ReadonlySet<string>): void {
		if (cells.size === 0) return;
		const places = new Set([...cells].flatMap((cell) => placeOf(fromA1(cell))));
		this.text = this.text.replace(/<(v:|)shape\s[^>]*>[\s\S]*?<\/\1shape>/g, (shape) => {
			if (!/ObjectType\s*=\s*["']Note["']/.test(shape)) return shape;
			const number = (name: string) => new RegExp(`<(?:x:)?${name}>\\s*(\\d+)\\s*<`).exec(shape)?.[1];
			return places.has(`${number("Row")}:${number("Column")}`) ? "" : shape;
		});
	}

	add(cell: string): void {
		const address = fromA1(cell);
		if (address) this.added.push(address);
	}

	/** Blocks of shape numbers that the drawing claims. */
	blocks(): number[] {
		const claimed = /<o:idmap\s[^>]*\bdata\s*=\s*["']([\d,\s]*)["']/.exec(this.text)?.[1] ?? "";
		return claimed
			.split(",")
			.map(Number)
			.filter((block) => block > 0);
	}

	/** The drawing with the new boxes. @param taken blocks that other drawings of the workbook claim; those that this one comes to claim are added */
	finish(taken: Set<number>): string {
		if (this.added.length === 0) return this.text;
		const claimed = this.blocks();
		let last = Math.max(0, ...[...this.text.matchAll(/\b_x0000_s(\d+)/g)].map((found) => Number(found[1])));
		const shapes = this.added.map((address) => {
			last++;
			// A block ends, or there has been none: the next that nobody claims.
			if (!claimed.includes(Math.floor(last / BLOCK))) {
				const block = nextFree(taken, claimed);
				claimed.push(block);
				taken.add(block);
				last = block * BLOCK + 1;
			}
			return shapeOf(last, address);
		});
		const close = this.text.lastIndexOf("</xml>");
		if (close < 0) throw damaged("a drawing without an end");
		const head = this.text.slice(0, close);
		const type = /\bid\s*=\s*["']_x0000_t202["']/.test(head) ? "" : SHAPE_TYPE;
		return withNamespaces(withClaims(head, claimed)) + type + shapes.join("") + this.text.slice(close);
	}
}

/** A drawing without shapes. */
export const EMPTY_DRAWING = `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"></xml>`;

const SHAPE_TYPE = `<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>`;

function nextFree(taken: ReadonlySet<number>, claimed: readonly number[]): number {
	let block = 1;
	while (taken.has(block) || claimed.includes(block)) block++;
	return block;
}

/** Says in the head of a drawing which blocks its shapes are numbered in. */
function withClaims(head: string, claimed: readonly number[]): string {
	const data = `data="${claimed.join(",")}"`;
	const idmap = /(<o:idmap\s[^>]*?\b)data\s*=\s*["'][\d,\s]*["']/;
	if (idmap.test(head)) return head.replace(idmap, (_, before: string) => before + data);
	const layout = `<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" ${data}/></o:shapelayout>`;
	return head.replace(/<xml(?:\s[^>]*)?>/, (start) => start + layout);
}

/** Other writers leave out namespaces of which they have no use. */
function withNamespaces(head: string): string {
	const wanted = { v: "vml", o: "office:office", x: "office:excel" };
	return head.replace(/<xml(?=[\s>])[^>]*/, (start) =>
		Object.entries(wanted).reduce(
			(so, [prefix, name]) => (so.includes(`xmlns:${prefix}=`) ? so : `${so} xmlns:${prefix}="urn:schemas-microsoft-com:${name}"`),
			start,
		),
	);
}

function placeOf(address: CellAddress | null): string[] {
	return address ? [`${address.row - 1}:${address.column - 1}`] : [];
}

function shapeOf(id: number, { row, column }: CellAddress): string {
	// Beside the cell; at the edges of a sheet the box covers it.
	const left = Math.min(column, LAST_COLUMN - WIDE - 1);
	const top = Math.min(Math.max(0, row - 2), LAST_ROW - HIGH - 1);
	const anchor = [left, 15, top, 10, left + WIDE, 15, top + HIGH, 4].join(", ");
	const style = "position:absolute;margin-left:59.25pt;margin-top:1.5pt;width:240pt;height:110pt;z-index:1;visibility:hidden";
	return [
		`<v:shape id="_x0000_s${id}" type="#_x0000_t202" style="${style}" fillcolor="#ffffe1" o:insetmode="auto">`,
		`<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>`,
		`<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>`,
		`<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${anchor}</x:Anchor>`,
		`<x:AutoFill>False</x:AutoFill><x:Row>${row - 1}</x:Row><x:Column>${column - 1}</x:Column></x:ClientData></v:shape>`,
	].join("");
}
