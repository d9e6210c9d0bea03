import { type Chart, type ChartCells, drawnSeries } from "../../model/chart.ts";
import { DECLARATION, escaped } from "../escaped.ts";
import { axesXml } from "./axes.ts";
import { PAPER, richText, TEXT_LOOK } from "./looks.ts";
import { plotsXml } from "./plots.ts";

const NAMESPACES = [
	`xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"`,
	`xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"`,
	`xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`,
].join(" ");

/**
 * A chart part (c:chartSpace; ECMA-376 part 1, 21.2), whole with its XML declaration. Same chart, same text.
 *
 * With cells the chart refers to them, and what stands in them is written beside each reference, so that a program shows the right numbers before it has calculated anything.
 * Without cells it holds its numbers itself, as literals: that is for a document. Word draws such a chart like any other and needs no embedded workbook (no c:externalData, no
 * relationship of the part); only "Edit data" has nothing to open, so that the published numbers cannot be changed by hand unseen. The part's content type is
 * application/vnd.openxmlformats-officedocument.drawingml.chart+xml; what the chart shows is told by the frame that it stands in (`descr` = `chart.alternative`), not by the part.
 *
 * @throws RangeError where a series has not one value per category, a value is no number, or the cells are not those of as many series
 */
export function chartXml(chart: Chart, cells: ChartCells | null): string {
	assertWhole(chart, cells);
	const title = `<c:title><c:tx>${richText(escaped(chart.title), "title")}</c:tx><c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/>`;
	const plotArea = `<c:plotArea><c:layout/>${plotsXml(chart, cells)}${axesXml(chart)}</c:plotArea>`;
	// A legend of one name says nothing that the title does not.
	const legend = drawnSeries(chart).length > 1 ? `<c:legend><c:legendPos val="b"/><c:overlay val="0"/>${TEXT_LOOK}</c:legend>` : "";
	// Rows that a reader hides with a filter stay in the chart; what is blank is a gap.
	const shown = `<c:plotVisOnly val="0"/><c:dispBlanksAs val="gap"/>`;
	return [
		`${DECLARATION}<c:chartSpace ${NAMESPACES}><c:date1904 val="0"/><c:lang val="zh-CN"/><c:roundedCorners val="0"/>`,
		`<c:chart>${title}${plotArea}${legend}${shown}</c:chart>${PAPER}${TEXT_LOOK}</c:chartSpace>`,
	].join("");
}

function assertWhole(chart: Chart, cells: ChartCells | null): void {
	const wrong = drawnSeries(chart).find(
		({ values }) => values.length !== chart.categories.length || values.some((value) => value !== null && !Number.isFinite(value)),
	);
	if (wrong) throw new RangeError(`chart ${chart.title}: series ${wrong.name} has not a number or a gap for each category`);
	if (cells && cells.series.length !== chart.series.length) {
		throw new RangeError(`chart ${chart.title}: cells of ${cells.series.length} series for ${chart.series.length}`);
	}
}
