import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import consolidate from "../../jobs/consolidate.ts";
import ingest from "../../jobs/ingest.ts";
import { defineJob, type Job, type JobReport, type JobServices } from "../../src/model/job.ts";
import { createRunner, type RunLog, type RunOutcome } from "../../src/schedule/runner.ts";
import { isCronExpression, startSchedule } from "../../src/schedule/schedule.ts";

const services: JobServices = {
	ingestInbox: async () => ({ outcome: "ok", detail: { files: 3 } }),
	publishDue: async () => ({ outcome: "attention", detail: { differences: 1 } }),
};

/** A run log kept in memory, in the order of what happened. */
function memoryLog() {
	const lines: string[] = [];
	const log: RunLog = {
		start: async (job, at) => lines.push(`${lines.length} start ${job} ${at}`),
		finish: async (id, at, outcome, detail) => void lines.push(`${id} ${outcome} ${detail} ${at}`),
	};
	return { log, lines };
}

/** A job that runs until it is let go. */
function heldJob(name: string): { job: Job; started: () => number; release: () => void } {
	let count = 0;
	const waiting: (() => void)[] = [];
	const run = () => {
		count++;
		return new Promise<JobReport>((resolve) => waiting.push(() => resolve({ outcome: "ok", detail: {} })));
	};
	return {
		job: defineJob({ name, schedule: "* * * * *", title: { zh: name, en: name }, run }),
		started: () => count,
		release: () => waiting.shift()?.(),
	};
}

const at = new Date("2019-06-27T12:00:00Z");
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe("runner", () => {
	test("a run is recorded from start to end", async () => {
		const { log, lines } = memoryLog();
		const runner = createRunner(services, log, () => at);
		expect(await runner.run(ingest)).toEqual({ job: "ingest", outcome: "ok", detail: { files: 3 } });
		expect(await runner.run(consolidate)).toMatchObject({ outcome: "attention", detail: { differences: 1 } });
		expect(lines).toEqual([
			"0 start ingest 2019-06-27T12:00:00.000Z",
			'1 ok {"files":3} 2019-06-27T12:00:00.000Z',
			"2 start consolidate 2019-06-27T12:00:00.000Z",
			'3 attention {"differences":1} 2019-06-27T12:00:00.000Z',
		]);
	});

	test("a job that throws is recorded as failed, and the next one runs", async () => {
		const { log, lines } = memoryLog();
		const runner = createRunner(services, log, () => at);
		const broken = { ...ingest, name: "broken", run: () => Promise.reject(new Error("disk full")) };
		expect(await runner.run(broken)).toMatchObject({ outcome: "failed", detail: { error: "disk full" } });
		expect(await runner.run(ingest)).toMatchObject({ outcome: "ok" });
		expect(lines[1]).toContain("failed");
	});

	test("a job that runs already is not started again, another one waits its turn", async () => {
		const { log } = memoryLog();
		const runner = createRunner(services, log, () => at);
		const first = heldJob("first");
		const second = heldJob("second");
		const running = runner.run(first.job);
		const waiting = runner.run(second.job);
		await settled();
		expect(await runner.run(first.job)).toMatchObject({ outcome: "busy" });
		expect(await runner.run(second.job)).toMatchObject({ outcome: "busy" });
		expect([first.started(), second.started()]).toEqual([1, 0]);
		first.release();
		await running;
		await settled();
		expect(second.started()).toBe(1);
		second.release();
		await waiting;
		await runner.idle();
	});

	test("a log that fails is the caller's to know, and holds up no later run", async () => {
		const { log } = memoryLog();
		const failing: RunLog = { ...log, start: vi.fn(log.start).mockRejectedValueOnce(new Error("no database")) };
		const runner = createRunner(services, failing, () => at);
		await expect(runner.run(ingest)).rejects.toThrow("no database");
		expect(await runner.run(ingest)).toMatchObject({ outcome: "ok" });
	});
});

describe("schedule", () => {
	beforeEach(() => void vi.useFakeTimers({ now: new Date("2019-06-27T11:58:30Z") }));
	afterEach(() => void vi.useRealTimers());

	function startedWith(jobs: Job[]) {
		const { log, lines } = memoryLog();
		const ended: RunOutcome[] = [];
		const faults: unknown[] = [];
		const events = {
			onEnd: (outcome: RunOutcome) => void ended.push(outcome),
			onNote: () => undefined,
			onFault: (_: Job, fault: unknown) => void faults.push(fault),
		};
		return {
			lines,
			ended,
			faults,
			schedule: startSchedule(
				jobs,
				"Asia/Shanghai",
				createRunner(services, log, () => new Date()),
				events,
			),
		};
	}

	test("jobs start by the clock of Asia/Shanghai", async () => {
		const { schedule, ended, faults } = startedWith([ingest, consolidate]);
		const running = await schedule;
		await vi.advanceTimersByTimeAsync(60_000);
		expect(ended).toEqual([]);
		await vi.advanceTimersByTimeAsync(60_000);
		expect(ended.map((outcome) => outcome.job).sort()).toEqual(["consolidate", "ingest"]);
		await vi.advanceTimersByTimeAsync(5 * 60_000);
		expect(ended.map((outcome) => outcome.job).slice(2)).toEqual(["ingest"]);
		expect(faults).toEqual([]);
		await running.stop();
		await vi.advanceTimersByTimeAsync(10 * 60_000);
		expect(ended).toHaveLength(3);
	});

	test("stopping waits for the running job, and a long one is not started twice", async () => {
		const held = heldJob("long");
		const { schedule, ended } = startedWith([held.job]);
		const running = await schedule;
		await vi.advanceTimersByTimeAsync(3 * 60_000);
		expect(held.started()).toBe(1);
		expect(ended.map((outcome) => outcome.outcome)).toEqual(["busy", "busy"]);
		let stopped = false;
		const stopping = running.stop().then(() => {
			stopped = true;
		});
		await vi.advanceTimersByTimeAsync(1000);
		expect(stopped).toBe(false);
		held.release();
		await stopping;
		expect(ended.at(-1)?.outcome).toBe("ok");
	});

	test("a schedule with an expression that is none starts nothing", async () => {
		expect(isCronExpression("0 20 * * *")).toBe(true);
		expect(isCronExpression("every night")).toBe(false);
		const { schedule } = startedWith([ingest, { ...ingest, name: "wrong", schedule: "every night" }]);
		await expect(schedule).rejects.toThrow(/wrong/);
	});
});
