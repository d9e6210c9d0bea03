const line = { style: "thin", color: { argb: "FF000000" } };

/** A look of the records as exceljs wants it. */
export function styleOf({ font, align, format, fill }) {
	return {
		font: { name: font, size: 10.5 },
		border: { top: line, left: line, bottom: line, right: line },
		alignment: { horizontal: align, vertical: "middle" },
		...(fill ? { fill: { type: "pattern", pattern: "solid", fgColor: { argb: `FF${fill}` } } } : {}),
		numFmt: format,
	};
}
