import { RefusalError } from "../../model/refusal.ts";
import { formatKind } from "../number-formats.ts";
import { attributesOf, type XmlHandler } from "../xml.ts";
import { formatMark } from "./row-batch.ts";

/** Far beyond the 65,490 cell formats that Excel can have. */
const MOST = 500_000;

/** What each cell style says that its cells' values are, as marks of cells. */
export class CellStyles implements XmlHandler {
	readonly marks: number[] = [];
	readonly wantsText = false;
	private readonly codes = new Map<number, string>();
	private inCellFormats = false;

	open(name: string, raw: string): void {
		if (name === "cellXfs") this.inCellFormats = true;
		else if (name === "numFmt") {
			const { numFmtId, formatCode } = attributesOf(raw);
			this.codes.set(Number(numFmtId), formatCode ?? "");
		} else if (name === "xf" && this.inCellFormats) {
			const id = Number(attributesOf(raw).numFmtId ?? 0);
			this.marks.push(formatMark(formatKind(id, this.codes.get(id))));
		}
		if (this.marks.length > MOST || this.codes.size > MOST) throw new RefusalError("file.unreadable", { reason: "too many cell formats" });
	}

	text(): void {
		// Styles have no character data.
	}

	close(name: string): void {
		if (name === "cellXfs") this.inCellFormats = false;
	}
}
