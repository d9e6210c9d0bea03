import { tellRefusal } from "../messages/tell.ts";
import type { StatusDocument } from "../model/documents.ts";
import type { Form } from "../model/form.ts";
import type { Period } from "../model/period.ts";
import type { StoredSubmission } from "../model/stored.ts";
import type { Language } from "../model/text.ts";
import { inLanguage } from "../model/text.ts";
import { owing, standing } from "../stages/roll-up.ts";
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
	const versions = standing(form, unit, published, submissions);
	if (versions.length === 0) return { state: "missing", rows: null, submissions: [] };
	return {
		state: stateOf(versions),
		rows: versions.filter((s) => s.status === "accepted").reduce((sum, s) => sum + s.ledger.loaded, 0),
		submissions: versions.map((s) => s.id),
	};
}

function stateOf(versions: readonly StoredSubmission[]): Cell["state"] {
	if (versions.some((s) => s.status === "returned")) return "returned";
	if (versions.some((s) => s.status === "pending")) return "pending";
	return versions.every((s) => s.nil) ? "nil" : "accepted";
}
