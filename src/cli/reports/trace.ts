import type { CliTexts } from "../../messages/cli-zh-CN.ts";
import { RECEIPT_TEXTS } from "../../messages/receipt-texts.ts";
import type { CellTraceDocument, TraceDocument } from "../../model/documents.ts";
import type { Language } from "../../model/text.ts";
import { shownValue } from "./figures.ts";

/** Rows of a trace, and figures that a cell feeds, which are shown; the rest stands in its JSON. */
const SHOWN_ROWS = 100;

/** A value as it was read: lists parted by bars, shares as fractions of one. */
function valueText(value: CellTraceDocument["cell"]["value"]): string {
	return Array.isArray(value) ? value.join(" | ") : String(value ?? "");
}

/** The way back from a figure: each source row with its file, sheet and cells, as written and, where it was converted, as read. */
export function traceReport(document: TraceDocument, texts: CliTexts, unitName: (code: string) => string): string[] {
	const { figure, inputs, sources } = document;
	const shown = sources.slice(0, SHOWN_ROWS);
	return [
		texts.trace.figure(
			`${figure.name}${figure.measure ? `（${texts.trace.measure(figure.measure)}）` : ""}`,
			// Of what is told beside a value there may be nothing to have: no other period to compare with, no target.
			figure.value === null && figure.measure ? "—" : shownValue(figure.value, texts, figure.qualifier),
			figure.value === null ? "" : figure.unit,
		),
		texts.trace.scope(figure.period, placeName(figure, texts, unitName)),
		...(inputs
			? [texts.trace.inputs, ...inputs.map((input) => `  ${input.name}（${input.id}, ${input.period}）${shownValue(input.value, texts)}`)]
			: []),
		sources.length === 0 ? (figure.value === 0 ? texts.trace.zero : texts.trace.none) : texts.trace.sources(sources.length),
		...shown.flatMap((source, at) => {
			const before = shown[at - 1];
			const cells = source.cells.map(({ ref, raw, value }) => `${ref} ${raw}${valueText(value) === raw ? "" : ` → ${valueText(value)}`}`).join("  ");
			const line = `    ${source.row === undefined ? "" : `${texts.trace.row(source.row)}  `}${cells}`;
			const same = before && before.sha256 === source.sha256 && before.sheet === source.sheet;
			return same
				? [line]
				: [`  ${source.unit ? `${unitName(source.unit)} ` : ""}${source.file} 《${source.sheet}》 ${source.sha256.slice(0, 12)}`, line];
		}),
		...(sources.length > shown.length ? [texts.trace.more(sources.length - shown.length)] : []),
	];
}

function placeName({ division, reportingUnit }: TraceDocument["figure"], texts: CliTexts, unitName: (code: string) => string): string {
	if (division !== undefined) return texts.trace.division(unitName(division), division);
	return reportingUnit === null ? texts.city : unitName(reportingUnit);
}

/** A county cell: what stands in it, how it was read, whether it counts, and the published figures that it feeds. */
export function cellTraceReport(
	{ published, cell, figures }: CellTraceDocument,
	texts: CliTexts,
	language: Language,
	unitName: (code: string) => string,
): string[] {
	const words = texts.trace.cell;
	const [direct, byRow] = [figures.filter(({ by }) => by === "cell"), figures.filter(({ by }) => by === "row")];
	const line = ({ name, id, period, reportingUnit, value, unit }: (typeof figures)[number]) =>
		`  ${period} ${reportingUnit === null ? texts.city : unitName(reportingUnit)} ${name}（${id}）${shownValue(value, texts)}${value === null ? "" : unit}`;
	const listed = (title: string, some: typeof figures) =>
		some.length === 0
			? []
			: [title, ...some.slice(0, SHOWN_ROWS).map(line), ...(some.length > SHOWN_ROWS ? [texts.trace.more(some.length - SHOWN_ROWS)] : [])];
	return [
		...(published ? [words.published(published.workbook, published.sheet, published.cell)] : []),
		words.place(cell.file, cell.sheet, cell.ref, cell.sha256.slice(0, 12)),
		words.report(cell.form, cell.period, cell.batch, unitName(cell.unit)),
		cell.header === null ? words.noColumn : words.read(cell.header, cell.raw, cell.value === null ? texts.none : valueText(cell.value)),
		...cell.conversions.map((kind) => `  ${RECEIPT_TEXTS[language].conversions[kind]}`),
		cell.role === "data" ? words.stands[standing(cell)] : words.roles[cell.role],
		...listed(words.feeds(direct.length), direct),
		...listed(words.byRow(byRow.length), byRow),
		...(figures.length === 0 && cell.counts && cell.role === "data" ? [words.feedsNone] : []),
	];
}

function standing({ status, counts }: CellTraceDocument["cell"]): "counts" | "superseded" | "waits" | "returned" | "unknown" {
	if (status === null) return "unknown";
	if (counts) return "counts";
	if (status === "accepted") return "superseded";
	return status === "pending" || status === "received" ? "waits" : "returned";
}
