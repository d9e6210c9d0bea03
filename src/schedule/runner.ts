import type { Job, JobServices } from "../model/job.ts";

/** Where runs are recorded. Instants are ISO 8601 in UTC. */
export interface RunLog {
	start(job: string, at: string): Promise<number>;
	finish(id: number, at: string, outcome: "ok" | "attention" | "failed", detail: string): Promise<void>;
}

/** How a run ended. busy: it did not start, because this job runs or waits already. */
export interface RunOutcome {
	readonly job: string;
	readonly outcome: "ok" | "attention" | "failed" | "busy";
	readonly detail: Readonly<Record<string, string | number>>;
	/** What was thrown, where the job failed. */
	readonly fault?: unknown;
}

export interface Runner {
	/** Runs a job after those that run or wait; gives how it ended and never throws for the job's own fault. */
	run(job: Job): Promise<RunOutcome>;
	/** Resolves when nothing runs or waits. */
	idle(): Promise<void>;
}

/** Runs jobs one at a time, each recorded from start to end; a job that runs or waits already is not started again. */
export function createRunner(services: JobServices, log: RunLog, clock: () => Date): Runner {
	const busy = new Set<string>();
	let last: Promise<unknown> = Promise.resolve();

	async function recorded(job: Job): Promise<RunOutcome> {
		const id = await log.start(job.name, clock().toISOString());
		const outcome = await attempt(job, services);
		await log.finish(id, clock().toISOString(), outcome.outcome === "busy" ? "failed" : outcome.outcome, JSON.stringify(outcome.detail));
		return outcome;
	}

	return {
		run(job) {
			if (busy.has(job.name)) return Promise.resolve({ job: job.name, outcome: "busy", detail: {} });
			busy.add(job.name);
			// What went wrong with one run is told to who asked for it; the next one starts all the same.
			const run = last.then(() => recorded(job)).finally(() => busy.delete(job.name));
			last = run.catch(() => undefined);
			return run;
		},
		idle: () => last.then(() => undefined),
	};
}

async function attempt(job: Job, services: JobServices): Promise<RunOutcome> {
	try {
		const { outcome, detail } = await job.run(services);
		return { job: job.name, outcome, detail };
	} catch (fault) {
		return { job: job.name, outcome: "failed", detail: { error: fault instanceof Error ? fault.message : String(fault) }, fault };
	}
}
