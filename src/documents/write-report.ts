import { AlignmentType, Document, type FileChild, HeadingLevel, Packer, Paragraph, type ParagraphChild, TextRun } from "docx";
import type { Chart } from "../model/chart.ts";
import { type DocumentWriter, qualifierApart, type ReportBlock, type ReportDocument, type ReportRun } from "../model/report-document.ts";
import { chartFrame } from "./chart-frame.ts";
import { FigureControls } from "./figure-control.ts";
import { BEHIND_TABLE, PAGE, SIGNATURE, STYLES, SUBHEADING, TEXT_PARAGRAPH } from "./look.ts";
import { completed } from "./package.ts";
import { footerOf, headerOf } from "./pages.ts";
import { printable } from "./printable.ts";
import { tableOf } from "./table.ts";

/** What the room is given. */
export interface DocumentParts {
	/** A chart part, whole, that holds its numbers itself. */
	readonly chartXml: (chart: Chart) => string;
	/** 发布编号：2019H1-3-7K4Q2M. */
	readonly releaseLabel: (code: string) => string;
}

const LEVELS = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const;

/** Lays out reports as .docx files in the look of official papers, each figure in a content control that names it. Same document, same bytes. */
export function documentWriter({ chartXml, releaseLabel }: DocumentParts): DocumentWriter {
	return async (given) => {
		const report = printable(given);
		const controls = new FigureControls();
		const children = [...opening(report), ...body(report.blocks, controls)];
		const document = new Document({
			title: report.title,
			creator: report.issuer,
			lastModifiedBy: report.issuer,
			styles: STYLES,
			customProperties: controls.properties(),
			evenAndOddHeaderAndFooters: true,
			sections: [
				{
					properties: { page: PAGE },
					headers: { default: headerOf(report), even: headerOf(report) },
					footers: { default: footerOf(report, "odd", releaseLabel), even: footerOf(report, "even", releaseLabel) },
					children,
				},
			],
		});
		return completed(await Packer.toBuffer(document), report, chartXml);
	};
}

function opening({ title, subtitle }: ReportDocument): Paragraph[] {
	const below = new TextRun({ text: subtitle, font: SUBHEADING });
	return [
		new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun(title)] }),
		new Paragraph({ ...TEXT_PARAGRAPH, indent: { firstLine: 0 }, alignment: AlignmentType.CENTER, children: [below] }),
		new Paragraph({ ...TEXT_PARAGRAPH, children: [] }),
	];
}

function body(blocks: readonly ReportBlock[], controls: FigureControls): FileChild[] {
	let charts = 0;
	return blocks.flatMap((block, at) => {
		if (block.kind === "chart") charts += 1;
		return laidOut(block, { pageBreakBefore: blocks[at - 1]?.kind === "page-break" }, controls, charts);
	});
}

/** @param start whether the block begins a page @param chart number of the chart, where the block is one */
function laidOut(block: ReportBlock, start: { readonly pageBreakBefore: boolean }, controls: FigureControls, chart: number): FileChild[] {
	switch (block.kind) {
		case "heading":
			return [new Paragraph({ ...start, heading: LEVELS[block.level], children: inline(block.runs, controls) })];
		case "paragraph":
			return [new Paragraph({ ...start, ...TEXT_PARAGRAPH, children: inline(block.runs, controls) })];
		case "signature":
			return [new Paragraph({ ...start, ...TEXT_PARAGRAPH, ...SIGNATURE, children: inline(block.runs, controls) })];
		// Seen to by the block that follows.
		case "page-break":
			return [];
		case "chart":
			return [chartFrame(block.chart, chart)];
		case "table":
			return [
				new Paragraph({ ...start, style: "Caption", children: [new TextRun(block.caption)] }),
				tableOf(block, (cell) => inline(cell, controls)),
				new Paragraph({ spacing: BEHIND_TABLE, children: [] }),
			];
	}
}

/** Runs of a text; those that give a figure stand in a control, those that an officer has to fill in are marked. */
function inline(runs: readonly ReportRun[], controls: FigureControls): ParagraphChild[] {
	return runs.flatMap(({ text, figure, prompt }) => {
		if (!figure) return [new TextRun({ text, ...(prompt ? { highlight: "yellow" as const } : {}) })];
		const { before, number, behind } = qualifierApart(text);
		const words = (said: string) => (said === "" ? [] : [new TextRun(said)]);
		return [...words(before), controls.around(figure.name, figure.title, new TextRun(number)), ...words(behind)];
	});
}
