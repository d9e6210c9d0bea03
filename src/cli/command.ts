import type { Command } from "commander";
import type { CliTexts } from "../messages/cli-zh-CN.ts";
import type { Language } from "../model/text.ts";
import type { App } from "./app-port.ts";
import type { Output } from "./output.ts";

/** 0 fine; 1 something was returned, is pending or differs; 2 refused or bad usage; 3 an internal fault (docs/contract.md). */
export type ExitCode = 0 | 1 | 2 | 3;

/** What every command gets. */
export interface Context {
	readonly texts: CliTexts;
	readonly language: Language;
	readonly output: Output;
	/** The opened app, closed again when the command ends. */
	readonly app: App;
}

/** A command file: its arguments and options, and what it does. `A` are its arguments in order, `O` its options. */
export interface CommandFile<A extends readonly unknown[], O> {
	readonly declare: (command: Command, texts: CliTexts) => void;
	readonly run: (context: Context, args: A, options: O) => Promise<ExitCode>;
}

/** A command line that commander could not judge by itself. */
export class BadUsage extends Error {}

/** Declares a command. */
export function defineCommand<const A extends readonly unknown[], O>(file: CommandFile<A, O>): CommandFile<A, O> {
	return file;
}
