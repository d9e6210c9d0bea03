import { createTask, type ScheduledTask, validate } from "node-cron";
import type { Job } from "../model/job.ts";
import type { Runner, RunOutcome } from "./runner.ts";

/** What happens while the schedule runs. */
export interface ScheduleEvents {
	onEnd(outcome: RunOutcome): void;
	/** The clock has something to say: a start that was missed because the machine slept. */
	onNote(job: Job, note: string): void;
	/** A run could not even be recorded (the database is gone, the disk is full): a fault of the house, not of the job. */
	onFault(job: Job, fault: unknown): void;
}

export interface Schedule {
	/** Starts no more runs and resolves when the running one has finished. */
	stop(): Promise<void>;
}

/** Whether a text is a cron expression. */
export function isCronExpression(text: string): boolean {
	return validate(text);
}

/** Starts every job by its cron expression in a time zone, until stopped. @throws Error for an expression that is none, before any job is started */
export async function startSchedule(jobs: readonly Job[], timeZone: string, runner: Runner, events: ScheduleEvents): Promise<Schedule> {
	for (const job of jobs) if (!validate(job.schedule)) throw new Error(`job ${job.name}: not a cron expression: ${job.schedule}`);
	const tasks = jobs.map((job) => taskOf(job, timeZone, runner, events));
	for (const task of tasks) await task.start();
	return {
		async stop() {
			for (const task of tasks) await task.destroy();
			await runner.idle();
		},
	};
}

function taskOf(job: Job, timeZone: string, runner: Runner, events: ScheduleEvents): ScheduledTask {
	const fire = async () => {
		try {
			events.onEnd(await runner.run(job));
		} catch (fault) {
			events.onFault(job, fault);
		}
	};
	const note = (message: string) => events.onNote(job, message);
	const logger = { info: note, warn: note, debug: () => undefined, error: (message: string | Error) => events.onFault(job, message) };
	// A run that takes longer than its interval is not started twice: the runner answers busy, which the log shows; noOverlap would keep silent about it.
	return createTask(job.schedule, fire, { timezone: timeZone, name: job.name, logger });
}
