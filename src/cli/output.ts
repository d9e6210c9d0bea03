import type { CliTexts } from "../messages/cli-zh-CN.ts";
import type { OnProgress } from "./app-port.ts";
import { jsonPieces } from "./json.ts";
import { displayWidth } from "./table.ts";

/** A stream that a command writes to. */
export interface Sink {
	write(text: string): unknown;
	readonly isTTY?: boolean;
	readonly columns?: number;
}

/** What a command says, and where. */
export interface Output {
	/** Lines for a person: standard output. */
	say(...lines: readonly string[]): void;
	/** Lines that are no result: standard error. */
	note(...lines: readonly string[]): void;
	/** The result as one JSON document on standard output; long lists in it may be iterables. */
	json(document: unknown): void;
	/** A list of a JSON document whose members are written as they come; `end` writes what else is in the document. */
	jsonList(name: string): { add(member: unknown): void; end(rest: Readonly<Record<string, unknown>>): void };
	/** One line on a terminal that shows what is under way; nothing in a log. */
	readonly progress: OnProgress;
	/** Takes the progress line away. */
	done(): void;
}

/** Output on two streams. */
export function createOutput(stdout: Sink, stderr: Sink, texts: CliTexts): Output {
	let shown = false;
	const done = () => {
		if (shown) stderr.write("\r\u001b[2K");
		shown = false;
	};
	const lines = (to: Sink, text: readonly string[]) => {
		done();
		if (text.length > 0) to.write(`${text.join("\n")}\n`);
	};
	return {
		say: (...text) => lines(stdout, text),
		note: (...text) => lines(stderr, text),
		json(document) {
			done();
			for (const piece of jsonPieces(document)) stdout.write(piece);
			stdout.write("\n");
		},
		jsonList(name) {
			let before = `{\n\t${JSON.stringify(name)}: [`;
			const indented = (value: unknown, tabs: string) => JSON.stringify(value, null, "\t").replaceAll("\n", `\n${tabs}`);
			return {
				add(member) {
					done();
					stdout.write(`${before}\n\t\t${indented(member, "\t\t")}`);
					before = ",";
				},
				end(rest) {
					done();
					const others = Object.entries(rest).map(([key, value]) => `,\n\t${JSON.stringify(key)}: ${indented(value, "\t")}`);
					stdout.write(`${before === "," ? "\n\t" : before}]${others.join("")}\n}\n`);
				},
			};
		},
		done,
		progress({ step, subject, done: count, of }) {
			if (!stderr.isTTY) return;
			const counter = of === null ? (count > 0 ? ` ${count}` : "") : ` ${count + 1}/${of}`;
			stderr.write(`\r\u001b[2K${clipped(`${texts.progress[step]}${counter} ${subject}`, (stderr.columns ?? 80) - 1)}`);
			shown = true;
		},
	};
}

function clipped(text: string, width: number): string {
	let kept = "";
	for (const character of text) {
		if (displayWidth(kept + character) > width) break;
		kept += character;
	}
	return kept;
}
