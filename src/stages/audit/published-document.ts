import { parseFigureName } from "../../model/figure-name.ts";
import type { FigureValue, Qualifier } from "../../model/indicator.ts";
import type { DocumentFigure } from "../../model/report-document.ts";
import { FRACTIONS, type PublishedFigure, UnreadableFigures } from "./published.ts";

/** A figure as running text and tables say it: 约110, 60多, 1,234.50, 86.9%, 1–2, 增长12.7%, 第2. */
const SAID = /^(增长|下降|第|约)?(-?[\d,]+(?:\.\d+)?)(%?)(?:–(-?[\d,]+(?:\.\d+)?)%?)?(多|以上)?$/;

/** The figures of a report in words, as its fields read. @throws UnreadableFigures where one says no figure */
export function figuresOfDocument(fields: readonly DocumentFigure[]): PublishedFigure[] {
	const times = new Map<string, number>();
	return fields.flatMap(({ name, text }): PublishedFigure[] => {
		const figure = parseFigureName(name);
		if (!figure) return [];
		const nth = (times.get(name) ?? 0) + 1;
		times.set(name, nth);
		const at = nth === 1 ? name : `${name} #${nth}`;
		const { value, qualifier } = meaningOf(text, FRACTIONS.has(figure.measure), at);
		const own: PublishedFigure = { ...figure, value, at };
		// The qualifier is the city's; of a part it is told only where the number is that part's alone.
		const hedged = figure.place === null && figure.measure === "value" && value !== null;
		return hedged ? [own, { ...own, measure: "qualifier", value: qualifier }] : [own];
	});
}

function meaningOf(text: string, fraction: boolean, at: string): { readonly value: FigureValue; readonly qualifier: Qualifier | null } {
	if (text === "" || text === "—") return { value: null, qualifier: null };
	if (text === "持平") return { value: 0, qualifier: null };
	const [, before, low, percent, high, after] = SAID.exec(text) ?? [];
	if (low === undefined) throw new UnreadableFigures(`${at}: ${text}`);
	const number = (written: string) => (Number(written.replaceAll(",", "")) * (before === "下降" ? -1 : 1)) / (fraction && percent ? 100 : 1);
	const qualifier = before === "约" ? "约" : after === undefined ? null : "以上";
	return { value: high === undefined ? number(low) : [number(low), number(high)], qualifier };
}
