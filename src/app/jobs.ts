import path from "node:path";
import { type Config, ConfigError } from "../config.ts";
import type { Job, JobServices } from "../model/job.ts";
import { contains, period as periodOf } from "../model/period.ts";
import { createRunner } from "../schedule/runner.ts";
import { isCronExpression, startSchedule } from "../schedule/schedule.ts";
import { duePeriods } from "../stages/due.ts";
import { consolidatePorts, dayOf, type House, here } from "./house.ts";
import { ingestInbox } from "./ingest-inbox.ts";
import { loadFolder } from "./load-folder.ts";
import { consolidateNow, publishKept } from "./publication.ts";

/** The jobs as the settings have them, without those that are switched off. @throws ConfigError for settings of a job that does not exist, or that name no cron expression */
export async function loadJobs(config: Config): Promise<Job[]> {
	const folder = path.join(here, "..", "jobs");
	const jobs = await loadFolder<Job>(folder);
	const problems = Object.entries(config.jobs).flatMap(([name, { schedule }]) => [
		...(jobs.some((job) => job.name === name) ? [] : [`jobs.${name}: ${jobs.map((job) => job.name).join(" | ")}`]),
		...(schedule === undefined || isCronExpression(schedule) ? [] : [`jobs.${name}.schedule: ${schedule}`]),
	]);
	if (problems.length > 0) throw new ConfigError(config.file ?? "environment", problems);
	return jobs.flatMap((job) => {
		const set = config.jobs[job.name];
		return set?.enabled === false ? [] : [{ ...job, schedule: set?.schedule ?? job.schedule }];
	});
}

export function jobServices(house: House): JobServices {
	return {
		async ingestInbox() {
			let [files, open] = [0, 0];
			const { passedOver = [] } = await ingestInbox(house, undefined, (file) => {
				files += 1;
				if (file.status !== "accepted") open += 1;
			});
			const detail = { files, open, ...(passedOver.length > 0 ? { passedOver: passedOver.length } : {}) };
			return { outcome: open + passedOver.length > 0 ? "attention" : "ok", detail };
		},
		async publishDue() {
			const now = house.clock();
			const ports = await consolidatePorts(house);
			const counting = await ports.store.countingAt(now.toISOString());
			const due = duePeriods(dayOf(now, house.config.timeZone)).filter((period) => counting.some((s) => contains(period, periodOf(s.period))));
			let differences = 0;
			const [published, withdrawn]: [string[], string[]] = [[], []];
			for (const { code } of due) {
				// What an officer took back an officer publishes again, and says why.
				if ((await ports.store.releases(code)).findLast(({ state }) => state !== "abandoned")?.state === "withdrawn") {
					withdrawn.push(code);
					continue;
				}
				const consolidation = await consolidateNow(house, code, null);
				differences += (await publishKept(house, consolidation)).differences.length;
				published.push(code);
			}
			const detail = { published: published.join(" "), differences, ...(withdrawn.length > 0 ? { withdrawn: withdrawn.join(" ") } : {}) };
			return { outcome: differences + withdrawn.length > 0 ? "attention" : "ok", detail };
		},
	};
}

export async function runnerOf(house: House) {
	const store = await house.store();
	const log = {
		start: (job: string, at: string) => store.startRun(job, at),
		finish: (id: number, at: string, outcome: "ok" | "attention" | "failed", detail: string) => store.finishRun(id, at, outcome, detail),
	};
	return createRunner(jobServices(house), log, house.clock);
}

export async function serve(house: House, jobs: readonly Job[], signal: AbortSignal, onEvent: (line: string) => void): Promise<void> {
	const line = (job: string, rest: string) => onEvent(`${house.clock().toISOString()} ${job} ${rest}`);
	const schedule = await startSchedule(jobs, house.config.timeZone, await runnerOf(house), {
		onNote: (job, note) => line(job.name, note),
		onEnd: ({ job, outcome, detail }) => line(job, `${outcome} ${JSON.stringify(detail)}`),
		onFault: (job, fault) => line(job.name, `fault ${fault instanceof Error ? fault.message : String(fault)}`),
	});
	await new Promise<void>((resolve) => (signal.aborted ? resolve() : signal.addEventListener("abort", () => resolve(), { once: true })));
	await schedule.stop();
}
