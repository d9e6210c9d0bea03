import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { CommanderError } from "commander";
import { ConfigError, environment, languageOf } from "../config.ts";
import { cliEn } from "../messages/cli-en.ts";
import { type CliTexts, cliZhCN } from "../messages/cli-zh-CN.ts";
import { tellUsage } from "../messages/tell.ts";
import type { Language } from "../model/text.ts";
import { UsageError } from "../model/usage.ts";
import { BadUsage, type ExitCode } from "./command.ts";
import { createOutput, type Output } from "./output.ts";
import { runProgram } from "./program.ts";

const TEXTS: Readonly<Record<Language, CliTexts>> = { "zh-CN": cliZhCN, en: cliEn };

async function main(argv: readonly string[]): Promise<ExitCode> {
	const asked = askedLanguage(argv);
	const language = languageOf(asked) ?? languageOf(environment().HUIBAO_LANG) ?? "zh-CN";
	const texts = TEXTS[language];
	const output = createOutput(process.stdout, process.stderr, texts);
	try {
		if (asked !== undefined && languageOf(asked) === null) throw new BadUsage(texts.badUsage.language(asked));
		const openApp = async (options: { readonly language: Language }) => (await import("../app.ts")).openApp(options);
		return await runProgram(argv, { texts, language, version: version(), output, stdout: process.stdout, stderr: process.stderr, openApp });
	} catch (fault) {
		return told(fault, output, texts, language);
	}
}

/** The word after --lang, wherever it stands: help and usage errors are told in that language as well. */
function askedLanguage(argv: readonly string[]): string | undefined {
	const at = argv.findLastIndex((word) => word === "--lang" || word.startsWith("--lang="));
	const word = argv[at];
	return word?.startsWith("--lang=") ? word.slice("--lang=".length) : at < 0 ? undefined : argv[at + 1];
}

/** Says what went wrong on standard error, and gives the exit code: 2 for what the caller got wrong, 3 for a fault of huibao. */
function told(fault: unknown, output: Output, texts: CliTexts, language: Language): ExitCode {
	if (fault instanceof CommanderError) {
		// Help and version are no faults.
		if (fault.exitCode === 0) return 0;
		output.note(badUsage(fault, texts));
		return 2;
	}
	if (fault instanceof BadUsage) output.note(fault.message, texts.badUsage.seeHelp("huibao"));
	else if (fault instanceof ConfigError) output.note(texts.settings(fault.source), ...fault.problems.map((problem) => `  ${problem}`));
	else if (fault instanceof UsageError) output.note(tellUsage(fault, language));
	else {
		output.note(...toldFault(fault, texts));
		return 3;
	}
	return 2;
}

/** What a machine says when it denies something, by its code. */
const DENIALS: Readonly<Record<string, keyof CliTexts["machine"]>> = {
	EACCES: "denied",
	EPERM: "denied",
	SQLITE_CANTOPEN: "denied",
	EROFS: "readOnly",
	SQLITE_READONLY: "readOnly",
	ENOSPC: "full",
	SQLITE_FULL: "full",
	EBUSY: "busy",
	SQLITE_BUSY: "busy",
	SQLITE_CORRUPT: "damaged",
	SQLITE_NOTADB: "damaged",
};

/** A denial of the machine in a sentence; anything else whole, for those who maintain huibao. */
function toldFault(fault: unknown, texts: CliTexts): string[] {
	const code = fault instanceof Error && "code" in fault ? String(fault.code) : "";
	const denial = DENIALS[code];
	if (fault instanceof Error && denial) return [texts.machine[denial], fault.message];
	if (fault instanceof AggregateError) return [fault.message, ...fault.errors.flatMap((each: unknown) => toldFault(each, texts))];
	return [texts.fault, fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)];
}

/** Commander's complaint in the language of the day; it names what it means between quotes. */
function badUsage(fault: CommanderError, texts: CliTexts): string {
	const name = /'([^']+)'/.exec(fault.message)?.[1] ?? "";
	const kind = fault.code.replace(/^commander\./, "");
	const complaints: Readonly<Record<string, (name: string) => string>> = texts.badUsage.complaints;
	const complaint = complaints[kind] ?? texts.badUsage.complaints.invalid;
	return `${complaint(name)}\n${texts.badUsage.seeHelp("huibao")}`;
}

/** Version of the package, above src in a checkout and above dist/src where compiled. */
function version(): string {
	const found = ["../..", "../../.."].map((up) => path.join(import.meta.dirname, up, "package.json")).find((file) => existsSync(file));
	if (found === undefined) throw new Error("package.json is missing");
	return (JSON.parse(readFileSync(found, "utf8")) as { version: string }).version;
}

// A reader that has seen enough (head, less) closes the pipe: nothing to complain about.
process.stdout.on("error", (fault: NodeJS.ErrnoException) => {
	if (fault.code !== "EPIPE") throw fault;
	process.exit(0);
});
// Set, not exited with: what is still on its way to a pipe is written first.
void main(process.argv.slice(2)).then((code) => {
	process.exitCode = code;
});
