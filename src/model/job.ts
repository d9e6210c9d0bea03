/** What a cron-driven job may do; the app gives it. */
export interface JobServices {
	/** Takes in what lies in the inbox. */
	ingestInbox(): Promise<JobReport>;
	/** Consolidates and publishes the periods that are due at an instant, or the one named. */
	publishDue(): Promise<JobReport>;
}

/** One line for the run log, and whether somebody should look at it. */
export interface JobReport {
	readonly outcome: "ok" | "attention";
	readonly detail: Readonly<Record<string, string | number>>;
}

/** A cron-driven job: one file in jobs/. */
export interface Job {
	/** Name on the command line and in the run log. */
	readonly name: string;
	/** Five-field cron expression, in the time zone of the settings (Asia/Shanghai). */
	readonly schedule: string;
	readonly title: { readonly zh: string; readonly en: string };
	readonly run: (services: JobServices) => Promise<JobReport>;
}

/** Declares a job. */
export function defineJob(job: Job): Job {
	return job;
}
