import type { CliTexts } from "../../messages/cli-zh-CN.ts";
import type { StatusDocument } from "../../model/documents.ts";
import { table } from "../table.ts";
import { shortForm } from "./files.ts";

type Cell = StatusDocument["forms"][number]["units"][string];
type UnitName = (code: string) => string;

/** States in which something is still to be done. */
const OPEN: ReadonlySet<Cell["shown"]> = new Set(["missing", "received", "returned", "pending"]);

/** Forms down, offices across; then, in words, what is still open. */
export function statusReport(document: StatusDocument, texts: CliTexts, unitName: UnitName): string[] {
	const waiting = waitingReports(document, texts, unitName);
	return [
		texts.statusReport.title(document.period),
		...table(
			[texts.statusReport.form, ...document.units.map((unit) => unitName(unit.code))],
			document.forms.map((form) => [
				`${shortForm(form.form)} ${form.title}`,
				...document.units.map((unit) => shownState(form.units[unit.code], texts)),
			]),
			"left",
		),
		"",
		...openReports(document, texts, unitName),
		...(waiting.length > 0 ? ["", texts.statusReport.waiting, ...waiting] : []),
		...(document.refused.length > 0 ? ["", texts.statusReport.refused, ...document.refused.map((refused) => `  ${refused.message}`)] : []),
		...(document.runs.length > 0
			? ["", texts.statusReport.runs, ...document.runs.map((run) => `  ${run.startedAt} ${run.job} ${texts.outcome[run.outcome]} ${run.detail}`)]
			: []),
	];
}

/** 通过 12; 未报（逾期）. */
function shownState(cell: Cell | undefined, texts: CliTexts): string {
	if (!cell) return "";
	const word = texts.state[cell.shown];
	if (OPEN.has(cell.shown)) return `${word}${cell.overdue ? texts.statusReport.overdue : ""}`;
	if (cell.shown === "nil" || cell.rows === null) return word;
	return `${word} ${cell.state === "nil" ? texts.nil : cell.rows}`;
}

/** 江城区：统04 未报、统09 2019-06 退回: everything that keeps a period from being complete, or that nothing does. */
function openReports({ units, forms }: StatusDocument, texts: CliTexts, unitName: UnitName): string[] {
	const open = units.flatMap(({ code }) => {
		const own = forms.flatMap(({ form, units: states }) => openSlots(form, states[code], texts));
		return own.length > 0 ? [`  ${texts.statusReport.openOf(unitName(code), own)}`] : [];
	});
	return open.length === 0 ? [texts.statusReport.complete] : [texts.statusReport.open, ...open];
}

/** The slots that are open, with their period where the form has several. */
function openSlots(form: string, cell: Cell | undefined, texts: CliTexts): string[] {
	const slots = cell?.slots ?? [];
	return slots
		.filter(({ state }) => OPEN.has(state))
		.map(({ period, batch, state, overdue, submission }) => {
			const which = slots.length > 1 ? ` ${texts.statusReport.of(period, batch)}` : "";
			const number = submission === null ? "" : texts.statusReport.numbered(submission);
			return `${shortForm(form)}${which} ${texts.state[state]}${overdue ? texts.statusReport.overdue : ""}${number}`;
		});
}

function waitingReports({ units, forms }: StatusDocument, texts: CliTexts, unitName: UnitName): string[] {
	return units.flatMap(({ code }) =>
		forms.flatMap(({ form, units: states }) =>
			(states[code]?.slots ?? []).flatMap(({ period, batch, waiting }) => {
				if (!waiting) return [];
				const slot = `${shortForm(form)} ${texts.statusReport.of(period, batch)}`;
				return [`  ${texts.statusReport.waitingOf(waiting.submission, unitName(code), slot, texts.state[waiting.state])}`];
			}),
		),
	);
}
