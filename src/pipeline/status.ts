import { tellRefusal } from "../messages/tell.ts";
import type { StatusDocument } from "../model/documents.ts";
import type { Form } from "../model/form.ts";
import { type Period, period } from "../model/period.ts";
import type { ShownState, SlotState } from "../model/state.ts";
import type { StoredSubmission } from "../model/stored.ts";
import type { Language } from "../model/text.ts";
import { inLanguage } from "../model/text.ts";
import { dueDay } from "../stages/due.ts";
import { type FiledSlot, owing, slotsOf } from "../stages/roll-up.ts";
import { type StateContext, stateAt } from "../stages/state.ts";
import type { ConsolidatePorts } from "./consolidate.ts";

/** Runs told in a status. */
const RECENT_RUNS = 10;

type Cell = StatusDocument["forms"][number]["units"][string];
type ToldSlot = Cell["slots"][number];

/** Everything that has come in, and what its states depend on. */
interface Standing {
	readonly submissions: readonly StoredSubmission[];
	readonly context: StateContext;
}

/** Who reported which form of a period, what is open, what was refused, and the last runs. @param at the instant of asking, ISO 8601 */
export async function status(published: Period, at: string, language: Language, ports: ConsolidatePorts): Promise<StatusDocument> {
	const submissions = await ports.store.submissions();
	const standing = { submissions, context: { at, deadlines: ports.settings.deadlines, locks: await ports.store.locks() } };
	const refusals = await ports.store.refusals();
	return {
		period: published.code,
		units: ports.units.map(({ code, name, nameEn }) => ({ code, name: language === "zh-CN" ? name : nameEn })),
		forms: ports.forms.map((form) => ({
			form: form.id,
			title: inLanguage(form.title, language),
			units: Object.fromEntries(
				ports.units.map((unit) => [unit.code, owing(form, ports.units).includes(unit) ? cell(form, unit.code, published, standing) : NOT_OWED]),
			),
		})),
		refused: refusals.map(({ delivery, refusal }) => ({
			file: delivery.folder === null ? delivery.fileName : `${delivery.folder}/${delivery.fileName}`,
			code: refusal.code,
			message: tellRefusal(refusal, delivery.fileName, language),
		})),
		runs: (await ports.store.runs(RECENT_RUNS)).map(({ job, startedAt, finishedAt, outcome, detail }) => ({
			job,
			startedAt,
			finishedAt,
			outcome,
			detail,
		})),
	};
}

const NOT_OWED: Cell = { state: "not-owed", shown: "not-owed", overdue: false, rows: null, submissions: [], slots: [] };

/** States in which a slot asks for something, from the one that asks for most; the others come after them. */
const ASKING: readonly SlotState[] = ["returned", "pending", "received", "missing", "adjusted", "locked", "late", "accepted", "nil"];

/** The state of one unit's form: of its periods and batches the one that asks for most. */
function cell(form: Form, unit: string, published: Period, { submissions, context }: Standing): Cell {
	const slots = slotsOf(form, unit, published, submissions).map((slot) => ({ slot, shown: stateAt(slot, context) }));
	if (slots.length === 0) return NOT_OWED;
	const standing = slots.flatMap(({ slot }) => slot.standing ?? []);
	const told = slots.map(({ slot, shown }) => toldSlot(slot, shown, context));
	const shown = ASKING.find((state) => told.some((slot) => slot.state === state)) ?? "missing";
	return {
		state: briefState(shown, standing),
		shown,
		overdue: told.some(({ overdue }) => overdue),
		rows: standing.length === 0 ? null : standing.filter((s) => s.status === "accepted").reduce((sum, s) => sum + s.ledger.loaded, 0),
		submissions: standing.map((s) => s.id),
		slots: told,
	};
}

function toldSlot(
	{ period: code, batch, standing, versions }: FiledSlot,
	{ state, also, overdue }: ShownState,
	{ deadlines }: StateContext,
): ToldSlot {
	const newest = versions.findLast(({ status }) => status !== "withdrawn");
	const waiting = newest && standing && newest.id > standing.id ? { submission: newest.id, state: waitingState(newest.status) } : null;
	return { period: code, batch, state, also: [...also], due: dueDay(period(code), deadlines), overdue, submission: standing?.id ?? null, waiting };
}

/** The coarser state that scripts have known from the first. */
function briefState(shown: SlotState, standing: readonly StoredSubmission[]): Cell["state"] {
	if (shown === "returned" || shown === "missing") return shown;
	if (shown === "pending" || shown === "received") return "pending";
	return standing.every((s) => s.nil) ? "nil" : "accepted";
}

function waitingState(status: StoredSubmission["status"]): SlotState {
	return status === "withdrawn" ? "missing" : status;
}
