import { resourceUsage, stdout } from "node:process";

/**
 * Tells the runner what was seen, so that no reader is praised for what it left out, the most memory that the process held, and the
 * processor time that all its threads took, in seconds.
 */
export function report({ cells, texts }) {
	const { maxRSS, userCPUTime, systemCPUTime } = resourceUsage();
	const megabytes = Math.round(maxRSS / 1024);
	stdout.write(`${JSON.stringify({ cells, texts, megabytes, processor: (userCPUTime + systemCPUTime) / 1e6 })}\n`);
}

/** Counts values, and characters of those that are texts. */
export class Tally {
	cells = 0;
	texts = 0;

	add(value) {
		if (value === null || value === undefined || value === "") return;
		this.cells += 1;
		if (typeof value === "string") this.texts += value.length;
	}
}
