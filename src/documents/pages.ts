import { AlignmentType, Footer, Header, PageNumber, Paragraph, TabStopType, TextRun } from "docx";
import type { ReportDocument } from "../model/report-document.ts";
import { font, OPEN_LINE, PLAIN, SIZE, TEXT_WIDTH } from "./look.ts";

/** Top of every page: what kind of paper this is. */
export function headerOf({ header }: ReportDocument): Header {
	const run = new TextRun({ text: header, font: font("楷体_GB2312"), size: SIZE.table });
	return new Header({ children: [new Paragraph({ alignment: AlignmentType.RIGHT, spacing: OPEN_LINE, children: [run] })] });
}

/** — 1 — at the outer edge, one character in: right on odd pages, left on even ones; the release's code at the other edge. */
export function footerOf({ releaseCode }: ReportDocument, side: "odd" | "even", label: (code: string) => string): Footer {
	const number = new TextRun({ children: ["— ", PageNumber.CURRENT, " —"], font: PLAIN, size: SIZE.page });
	const code = new TextRun({ text: releaseCode === null ? "" : label(releaseCode), font: PLAIN, size: SIZE.small });
	const tab = new TextRun({ children: ["\t"], font: PLAIN, size: SIZE.page });
	return new Footer({
		children: [
			new Paragraph({
				spacing: OPEN_LINE,
				indent: { left: side === "even" ? 280 : 0, right: side === "odd" ? 280 : 0 },
				tabStops: [{ type: TabStopType.RIGHT, position: side === "odd" ? TEXT_WIDTH - 280 : TEXT_WIDTH }],
				children: side === "odd" ? [code, tab, number] : [number, tab, code],
			}),
		],
	});
}
