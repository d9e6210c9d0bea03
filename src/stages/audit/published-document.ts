import { parseFigureName } from "../../model/figure-name.ts";
import type { FigureValue } from "../../model/indicator.ts";
import type { DocumentFigure } from "../../model/report-document.ts";
import { FRACTIONS, type PublishedFigure, UnreadableFigures } from "./published.ts";

/** A figure as running text and tables say it: 1,234.50, 86.9%, 1–2, 增长12.7%, 第2. 约, 多 and 以上 stand beside a field, or in it where a program has moved them. */
const SAID = /^(增长|下降|第|约)?(-?[\d,]+(?:\.\d+)?)(%?)(?:–(-?[\d,]+(?:\.\d+)?)%?)?(?:多|以上)?$/;

/** The figures of a report in words, as its fields read. @throws UnreadableFigures where one says no figure */
export function figuresOfDocument(fields: readonly DocumentFigure[]): PublishedFigure[] {
	const times = new Map<string, number>();
	return fields.flatMap(({ name, text }): PublishedFigure[] => {
		const figure = parseFigureName(name);
		if (!figure) return [];
		const nth = (times.get(name) ?? 0) + 1;
		times.set(name, nth);
		const at = nth === 1 ? name : `${name} #${nth}`;
		return [{ ...figure, value: meaningOf(text, FRACTIONS.has(figure.measure), at), at }];
	});
}

function meaningOf(text: string, fraction: boolean, at: string): FigureValue {
	if (text === "" || text === "—") return null;
	if (text === "持平") return 0;
	const [, before, low, percent, high] = SAID.exec(text) ?? [];
	if (low === undefined) throw new UnreadableFigures(`${at}: ${text}`);
	const number = (written: string) => (Number(written.replaceAll(",", "")) * (before === "下降" ? -1 : 1)) / (fraction && percent ? 100 : 1);
	return high === undefined ? number(low) : [number(low), number(high)];
}
