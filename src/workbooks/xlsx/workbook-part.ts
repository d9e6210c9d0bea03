import { fromA1 } from "../../model/a1.ts";
import type { Grid } from "../../model/grid.ts";
import { RefusalError } from "../../model/refusal.ts";
import { attributesOf, decodeXml, type XmlHandler } from "../xml.ts";
import { isOn } from "./texts.ts";

export interface SheetEntry {
	readonly name: string;
	readonly hidden: boolean;
	/** Id of the relationship to its part. */
	readonly relation: string;
}

/** Far beyond what a workbook has of sheets or names. */
const MOST = 100_000;

/** The workbook part: its sheets in order, its date system and the names of its single cells. */
export class WorkbookPart implements XmlHandler {
	date1904 = false;
	readonly sheets: SheetEntry[] = [];
	readonly names: Map<string, { sheet: string; cell: string }> & Grid["names"] = new Map();
	private defining: string | null = null;
	private formula = "";
	/** Extensions repeat names of elements, `workbookPr` among them, with another meaning. */
	private inExtensions = false;

	get wantsText(): boolean {
		return this.defining !== null;
	}

	open(name: string, raw: string): void {
		if (name === "extLst") this.inExtensions = true;
		if (this.inExtensions) return;
		if (name === "workbookPr") this.date1904 = isOn(attributesOf(raw).date1904);
		else if (name === "sheet") this.addSheet(attributesOf(raw));
		else if (name === "definedName") {
			const attributes = attributesOf(raw);
			// Names local to a sheet (print titles, filters) are none of the workbook's.
			this.defining = attributes.localSheetId === undefined ? (attributes.name ?? null) : null;
			this.formula = "";
		}
	}

	text(raw: string): void {
		this.formula += decodeXml(raw);
	}

	close(name: string): void {
		if (name === "extLst") this.inExtensions = false;
		if (name !== "definedName" || this.defining === null) return;
		const target = singleCell(this.formula);
		if (target) this.names.set(this.defining, target);
		if (this.names.size > MOST) throw new RefusalError("file.unreadable", { reason: "too many names" });
		this.defining = null;
	}

	private addSheet({ name, state, id }: Readonly<Record<string, string>>): void {
		this.sheets.push({ name: name ?? "", hidden: state === "hidden" || state === "veryHidden", relation: id ?? "" });
		if (this.sheets.length > MOST) throw new RefusalError("file.unreadable", { reason: "too many sheets" });
	}
}

/** 'O''Brien'!$A$1 → sheet and cell; null for ranges, constants and formulas. */
export function singleCell(reference: string): { sheet: string; cell: string } | null {
	const match = /^(?:'((?:[^']|'')+)'|([^'!]+))!(\$?[A-Z]{1,3}\$?\d+)$/.exec(reference.trim());
	if (!match?.[3] || !fromA1(match[3])) return null;
	return { sheet: match[1]?.replaceAll("''", "'") ?? match[2] ?? "", cell: match[3].replaceAll("$", "") };
}
