import { type Element, everyElement } from "./charts/chart-tree.ts";

const words = (list: string) => list.split(" ");

/**
 * Children in the order of the schemas (ECMA-376 part 1: sml.xsd, dml-chart.xsd, dml-main.xsd, dml-spreadsheetDrawing.xsd), of every element that huibao writes and whose order programs insist
 * on. Excel repairs, and empties, what stands otherwise.
 */
const ORDER: Readonly<Record<string, readonly string[]>> = {
	worksheet: words(
		"sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF picture oleObjects controls webPublishItems tableParts extLst",
	),
	sheetPr: words("tabColor outlinePr pageSetUpPr"),
	sheetView: words("pane selection pivotSelection extLst"),
	c: words("f v is extLst"),
	headerFooter: words("oddHeader oddFooter evenHeader evenFooter firstHeader firstFooter"),
	workbook: words(
		"fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups externalReferences definedNames calcPr oleSize customWorkbookViews pivotCaches smartTagPr smartTagTypes webPublishing fileRecoveryPr webPublishObjects extLst",
	),
	styleSheet: words("numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst"),
	// Any order by the schema; this is the one in which Excel writes them.
	font: words("b i strike condense extend outline shadow u vertAlign sz color name family charset scheme"),
	patternFill: words("fgColor bgColor"),
	border: words("left right top bottom diagonal vertical horizontal"),
	xf: words("alignment protection extLst"),
	twoCellAnchor: words("from to sp grpSp graphicFrame cxnSp pic contentPart clientData"),
	from: words("col colOff row rowOff"),
	to: words("col colOff row rowOff"),
	graphicFrame: words("nvGraphicFramePr xfrm graphic"),
	xfrm: words("off ext"),
	chartSpace: words(
		"date1904 lang roundedCorners AlternateContent style clrMapOvr pivotSource protection chart spPr txPr externalData printSettings userShapes",
	),
	chart: words("title autoTitleDeleted pivotFmts view3D floor sideWall backWall plotArea legend plotVisOnly dispBlanksAs showDLblsOverMax"),
	plotArea: words("layout barChart lineChart catAx valAx dTable spPr"),
	title: words("tx layout overlay spPr txPr"),
	legend: words("legendPos legendEntry layout overlay spPr txPr"),
	barChart: words("barDir grouping varyColors ser dLbls gapWidth overlap serLines axId"),
	lineChart: words("grouping varyColors ser dLbls dropLines hiLowLines upDownBars marker smooth axId"),
	ser: words("idx order tx spPr invertIfNegative pictureOptions marker dPt dLbls trendline errBars cat val smooth shape"),
	marker: words("symbol size spPr"),
	dLbl: words("idx delete"),
	dLbls: words("dLbl delete numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent showBubbleSize separator"),
	catAx: words(
		"axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr txPr crossAx crosses auto lblAlgn lblOffset tickLblSkip noMultiLvlLbl",
	),
	valAx: words(
		"axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr txPr crossAx crosses crossBetween majorUnit minorUnit dispUnits",
	),
	scaling: words("logBase orientation max min"),
	strRef: words("f strCache"),
	numRef: words("f numCache"),
	numCache: words("formatCode ptCount pt"),
	numLit: words("formatCode ptCount pt"),
	strCache: words("ptCount pt"),
	strLit: words("ptCount pt"),
	spPr: words("solidFill pattFill noFill ln"),
	ln: words("noFill solidFill prstDash round"),
	pattFill: words("fgClr bgClr"),
	rich: words("bodyPr lstStyle p"),
	txPr: words("bodyPr lstStyle p"),
	p: words("pPr r endParaRPr"),
	r: words("rPr t"),
	rPr: words("solidFill latin ea"),
	defRPr: words("solidFill latin ea"),
};

/** Elements below one that stand where the schema does not have them, each with its parent. */
export function misplaced(root: Element): string[] {
	return everyElement(root).flatMap(({ name, children }) => {
		const order = ORDER[name];
		// Without children: `marker` is an element of a line's series and a switch of its plot, `chart` one that names a part.
		if (!order || children.length === 0) return [];
		const places = children.map((child) => order.indexOf(child.name));
		return places.flatMap((place, index) => (place < 0 || place < (places[index - 1] ?? 0) ? [`${name} › ${children[index]?.name}`] : []));
	});
}
