import type { CellRange } from "../../model/a1.ts";
import { DECLARATION } from "../escaped.ts";
import { attributeText } from "./texts.ts";
import type { PlacedChart } from "./types.ts";

const DRAWING = "http://schemas.openxmlformats.org/drawingml/2006";
const RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** A sheet's drawing: its charts, each over the cells that it covers. Their relationships are rId1 and on, in their order. */
export function drawingXml(charts: readonly PlacedChart[]): string {
	const frames = charts.map(
		({ name, alternative, over }, at) =>
			`<xdr:twoCellAnchor>${corners(over)}<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr>` +
			`<xdr:cNvPr id="${at + 2}" name="${attributeText(name)}" descr="${attributeText(alternative)}"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>` +
			`<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="${DRAWING}/chart">` +
			`<c:chart xmlns:c="${DRAWING}/chart" r:id="rId${at + 1}"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>`,
	);
	return [
		`${DECLARATION}<xdr:wsDr xmlns:xdr="${DRAWING}/spreadsheetDrawing" xmlns:a="${DRAWING}/main" xmlns:r="${RELATIONSHIPS}">`,
		...frames,
		"</xdr:wsDr>",
	].join("");
}

/** Cells are counted from zero here; the end is the corner at which the last cell ends, which is where the next begins. */
function corners({ top, left, bottom, right }: CellRange): string {
	const corner = (name: string, column: number, row: number) =>
		`<xdr:${name}><xdr:col>${column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:${name}>`;
	return corner("from", left - 1, top - 1) + corner("to", right, bottom);
}
