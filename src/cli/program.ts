import { Command } from "commander";
import type { CliTexts } from "../messages/cli-zh-CN.ts";
import type { Language } from "../model/text.ts";
import type { OpenApp } from "./app-port.ts";
import type { CommandFile, ExitCode } from "./command.ts";
import type { Output, Sink } from "./output.ts";

/** A command whose arguments and options are known to its own file alone. */
type AnyCommand = { readonly default: CommandFile<never, never> };
type CommandName = keyof CliTexts["commands"];

/** Every command by its name. A file is loaded only when its command is named. */
export const COMMANDS: Readonly<Record<CommandName, () => Promise<AnyCommand>>> = {
	init: () => import("./commands/init.ts"),
	demo: () => import("./commands/demo.ts"),
	ingest: () => import("./commands/ingest.ts"),
	check: () => import("./commands/check.ts"),
	read: () => import("./commands/read.ts"),
	consolidate: () => import("./commands/consolidate.ts"),
	publish: () => import("./commands/publish.ts"),
	report: () => import("./commands/report.ts"),
	releases: () => import("./commands/releases.ts"),
	verify: () => import("./commands/verify.ts"),
	status: () => import("./commands/status.ts"),
	trace: () => import("./commands/trace.ts"),
	audit: () => import("./commands/audit.ts"),
	diff: () => import("./commands/diff.ts"),
	template: () => import("./commands/template.ts"),
	fill: () => import("./commands/fill.ts"),
	register: () => import("./commands/register.ts"),
	synonyms: () => import("./commands/synonyms.ts"),
	rules: () => import("./commands/rules.ts"),
	explain: () => import("./commands/explain.ts"),
	waive: () => import("./commands/waive.ts"),
	accept: () => import("./commands/accept.ts"),
	return: () => import("./commands/return.ts"),
	withdraw: () => import("./commands/withdraw.ts"),
	nil: () => import("./commands/nil.ts"),
	lock: () => import("./commands/lock.ts"),
	adjust: () => import("./commands/adjust.ts"),
	log: () => import("./commands/log.ts"),
	config: () => import("./commands/config.ts"),
	jobs: () => import("./commands/jobs.ts"),
	run: () => import("./commands/run.ts"),
	serve: () => import("./commands/serve.ts"),
};

/** What the program is made of. */
export interface ProgramParts {
	readonly texts: CliTexts;
	readonly language: Language;
	readonly version: string;
	readonly output: Output;
	readonly stdout: Sink;
	readonly stderr: Sink;
	readonly openApp: OpenApp;
}

/** Runs one command line (without node and script) and gives its exit code. @throws CommanderError for bad usage */
export async function runProgram(argv: readonly string[], parts: ProgramParts): Promise<ExitCode> {
	const { texts } = parts;
	let exitCode: ExitCode = 0;
	const program = localised(new Command("huibao"), parts)
		.description(texts.description)
		.version(parts.version, "-V, --version", texts.version)
		.option("--lang <language>", texts.lang)
		.addHelpText("after", `\n${texts.exitCodes}\n`)
		.helpCommand(false);
	const named = argv.find((word) => Object.hasOwn(COMMANDS, word));
	for (const [name, load] of Object.entries(COMMANDS)) {
		const command = localised(program.command(name), parts).description(texts.commands[name as CommandName]);
		if (name !== named) continue;
		const { default: file } = await load();
		file.declare(command, texts);
		command.option("--lang <language>", texts.lang).action(async (...given: unknown[]) => {
			const args = given.slice(0, command.registeredArguments.length);
			exitCode = await runCommand(file, args, command.opts(), parts);
		});
	}
	if (argv.length === 0) {
		program.outputHelp({ error: true });
		return 2;
	}
	await program.parseAsync([...argv], { from: "user" });
	return exitCode;
}

async function runCommand(file: AnyCommand["default"], args: unknown[], options: unknown, parts: ProgramParts): Promise<ExitCode> {
	const { texts, language, output } = parts;
	const app = await parts.openApp({ language });
	try {
		return await file.run({ texts, language, output, app }, args as never, options as never);
	} finally {
		output.done();
		await app.close();
	}
}

/** Gives a command its words in the language of the day, and leaves the exit to the caller. */
function localised(command: Command, { texts, stdout, stderr }: ProgramParts): Command {
	const titles: Readonly<Record<string, string>> = {
		"Usage:": texts.headings.usage,
		"Options:": texts.headings.options,
		"Commands:": texts.headings.commands,
		"Arguments:": texts.headings.arguments,
	};
	return command
		.helpOption("-h, --help", texts.help)
		.configureHelp({
			styleTitle: (title) => titles[title] ?? title,
			styleOptionText: (text) => (text === "[options]" ? texts.headings.anyOptions : text),
			styleSubcommandText: (text) => (text === "[command]" ? texts.headings.anyCommand : text),
		})
		.configureOutput({
			writeOut: (text) => void stdout.write(text),
			writeErr: (text) => void stderr.write(text),
			// Complaints are told by main.ts, in the language of the day.
			outputError: () => undefined,
		})
		.exitOverride();
}
