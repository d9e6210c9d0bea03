import { tellRefusal } from "../messages/tell.ts";
import type { StatusDocument } from "../model/documents.ts";
import type { Form } from "../model/form.ts";
import { contains, type Period, period as periodOf } from "../model/period.ts";
import type { StoredSubmission } from "../model/stored.ts";
import type { Language } from "../model/text.ts";
import { inLanguage } from "../model/text.ts";
import { owing } from "../stages/roll-up.ts";
import type { ConsolidatePorts } from "./consolidate.ts";

/** Runs told in a status. */
const RECENT_RUNS = 10;

type Cell = StatusDocument["forms"][number]["units"][string];

/** Who reported which form of a period, what is open, what was refused, and the last runs. */
export async function status(published: Period, language: Language, ports: ConsolidatePorts): Promise<StatusDocument> {
	const submissions = await ports.store.submissions();
	const refusals = await ports.store.refusals();
	return {
		period: published.code,
		units: ports.units.map(({ code, name, nameEn }) => ({ code, name: language === "zh-CN" ? name : nameEn })),
		forms: ports.forms.map((form) => ({
			form: form.id,
			title: inLanguage(form.title, language),
			units: Object.fromEntries(
				ports.units.map((unit) => [unit.code, owing(form, ports.units).includes(unit) ? cell(form, unit.code, published, submissions) : NOT_OWED]),
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

const NOT_OWED: Cell = { state: "not-owed", rows: null, submissions: [] };

/** The state of one unit's form: of the versions that stand (newest of each sub-period and batch) the worst. */
function cell(form: Form, unit: string, published: Period, submissions: readonly StoredSubmission[]): Cell {
	const yearly = form.tables.some((table) => table.rollUp === "yearly");
	const own = submissions.filter((s) => {
		const its = periodOf(s.period);
		return s.form === form.id && s.unit === unit && (contains(published, its) || (yearly && contains(its, published)));
	});
	const standing = newestVersions(own);
	if (standing.length === 0) return { state: "missing", rows: null, submissions: [] };
	return {
		state: stateOf(standing),
		rows: standing.filter((s) => s.status === "accepted").reduce((sum, s) => sum + s.ledger.loaded, 0),
		submissions: standing.map((s) => s.id),
	};
}

/** An accepted version stands until a newer one is accepted; where none is, the newest stands. */
function newestVersions(own: readonly StoredSubmission[]): StoredSubmission[] {
	const standing = new Map<string, StoredSubmission>();
	for (const s of [...own].sort((a, b) => a.id - b.id)) {
		const slot = `${s.period} ${s.batch}`;
		const before = standing.get(slot);
		if (!before || s.status === "accepted" || before.status !== "accepted") standing.set(slot, s);
	}
	return [...standing.values()];
}

function stateOf(standing: readonly StoredSubmission[]): Cell["state"] {
	if (standing.some((s) => s.status === "returned")) return "returned";
	if (standing.some((s) => s.status === "pending")) return "pending";
	return standing.every((s) => s.nil) ? "nil" : "accepted";
}
