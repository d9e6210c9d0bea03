import type { Knex } from "knex";
import type { RunRecord } from "../model/stored.ts";
import { instant } from "./instant.ts";

interface RunColumns {
	id: number;
	job: string;
	started_at: string;
	finished_at: string | null;
	outcome: RunRecord["outcome"];
	detail: string;
}

/** The run log of jobs. */
export function runMethods(db: Knex) {
	return {
		/** Notes that a job has begun; gives the run's id. */
		async startRun(job: string, at: string): Promise<number> {
			const [run] = await db("runs")
				.insert({ job, started_at: instant(at), outcome: "running", detail: "" })
				.returning("id");
			return run.id;
		},

		/** @throws Error for a run that was never started. */
		async finishRun(id: number, at: string, outcome: "ok" | "attention" | "failed", detail: string): Promise<void> {
			const changed = await db("runs")
				.where({ id })
				.update({ finished_at: instant(at), outcome, detail });
			if (changed !== 1) throw new Error(`no run ${id}`);
		},

		/** The last runs, newest first. */
		async runs(limit: number): Promise<RunRecord[]> {
			const rows: RunColumns[] = await db("runs").orderBy("id", "desc").limit(limit);
			return rows.map((run) => ({
				id: run.id,
				job: run.job,
				startedAt: run.started_at,
				finishedAt: run.finished_at,
				outcome: run.outcome,
				detail: run.detail,
			}));
		},
	};
}
