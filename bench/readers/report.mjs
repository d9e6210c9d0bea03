import { resourceUsage, stdout } from "node:process";

/** Tells the runner what was seen, so that no reader is praised for what it left out, and the most memory that the process held. */
export function report({ cells, texts }) {
	stdout.write(`${JSON.stringify({ cells, texts, megabytes: Math.round(resourceUsage().maxRSS / 1024) })}\n`);
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
