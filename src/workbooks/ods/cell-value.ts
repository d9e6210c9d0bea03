import type { Cell } from "../../model/grid.ts";
import { booleanCell, type CellBase, dateCell, errorCell, numberCell, textCell, uncachedCell } from "../cells.ts";

type Attributes = Readonly<Record<string, string>>;

/** How LibreOffice shows what a formula could not give. */
const ERROR = /^(?:#(?:N\/A|REF!|DIV\/0!|VALUE!|NAME\?|NUM!|NULL!)|Err:\d{3})$/;

/** A cell by its attributes and the text that it shows; null where it holds nothing. */
export function cellValue(base: CellBase, attributes: Attributes, shown: string): Cell | null {
	if (base.formula && ERROR.test(shown)) return errorCell(base, shown);
	switch (attributes["value-type"]) {
		case "float":
		case "currency":
			return numberOr(base, attributes.value, shown);
		case "percentage":
			return numberOr({ ...base, format: "percent" }, attributes.value, shown);
		case "date":
			return dateCell({ ...base, format: "date" }, attributes["date-value"] ?? shown);
		case "time":
			return timeCell({ ...base, format: "date" }, attributes["time-value"] ?? "", shown);
		case "boolean":
			return booleanCell(base, attributes["boolean-value"] === "true");
		case "string":
			return textCell(base, attributes["string-value"] ?? shown);
		default:
			return base.formula && shown === "" ? uncachedCell(base) : textCell(base, shown);
	}
}

function numberOr(base: CellBase, written: string | undefined, shown: string): Cell | null {
	const number = Number(written);
	return written === undefined || written.trim() === "" || Number.isNaN(number) ? textCell(base, written ?? shown) : numberCell(base, number, false);
}

/** A time of day or a duration: PT18H30M00S, as the serial that Excel would store. */
function timeCell(base: CellBase, written: string, shown: string): Cell | null {
	const match = /^(-?)P(?:(\d+)D)?T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?$/.exec(written);
	if (!match) return textCell(base, written || shown);
	const [days, hours, minutes, seconds] = match.slice(2).map((part) => Number(part ?? 0));
	const serial = ((((days ?? 0) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) / 86_400;
	return numberCell(base, match[1] === "-" ? -serial : serial, false);
}
