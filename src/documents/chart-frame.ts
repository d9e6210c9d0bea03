import { AlignmentType, Paragraph, Run } from "docx";
import type { Chart } from "../model/chart.ts";
import { element } from "./element.ts";
import { OPEN_LINE } from "./look.ts";

const DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main";
const CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart";
const EMU_PER_MM = 36_000;
const WIDTH = 150 * EMU_PER_MM;

/** Id of a chart's relationship in the document. @param number of the chart in the document, from 1 */
export const chartRelation = (number: number): string => `rIdChart${number}`;

/** A paragraph that holds the frame of a chart part. What cannot be seen is told in `descr`. */
export function chartFrame(chart: Chart, number: number): Paragraph {
	const frame = element("wp:inline", { distT: 0, distB: 0, distL: 0, distR: 0 }, [
		element("wp:extent", { cx: WIDTH, cy: heightOf(chart) * EMU_PER_MM }),
		element("wp:effectExtent", { l: 0, t: 0, r: 0, b: 0 }),
		element("wp:docPr", { id: number, name: `图${number}`, title: chart.title, descr: chart.alternative }),
		element("wp:cNvGraphicFramePr"),
		element("a:graphic", { "xmlns:a": DRAWING }, [
			element("a:graphicData", { uri: CHART }, [element("c:chart", { "xmlns:c": CHART, "r:id": chartRelation(number) })]),
		]),
	]);
	return new Paragraph({
		alignment: AlignmentType.CENTER,
		spacing: { ...OPEN_LINE, before: 160, after: 160 },
		children: [new Run({ children: [element("w:drawing", {}, [frame])] })],
	});
}

/** Millimetres: bars need their height each, columns do not. */
function heightOf({ kind, categories, series }: Chart): number {
	if (kind !== "bar") return 74;
	return Math.min(180, 40 + categories.length * (6 + 5 * series.length));
}
