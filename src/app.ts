import { consolidatePorts, dayOf, type House, openHouse, periodNamedBy, unitFolders } from "./app/house.ts";
import { bytesOf, check, givenOne, ingestGiven } from "./app/intake.ts";
import { said } from "./app/said.ts";
import { confirm, revoke, synonyms, userOfMachine } from "./app/synonyms.ts";
import type { App } from "./cli/app-port.ts";
import { environment, loadConfig } from "./config.ts";
import { initHome } from "./files/layout.ts";
import { periodOf } from "./model/period.ts";
import type { Language } from "./model/text.ts";
import { UsageError } from "./model/usage.ts";
import { readDocument } from "./pipeline/read-document.ts";

export { loadForms } from "./app/catalogue.ts";

// Imported when they are asked for: checking a file, which people wait for, needs none of them.
const inbox = () => import("./app/ingest-inbox.ts");
const publication = () => import("./app/publication.ts");
const versions = () => import("./app/diff.ts");
const scheduling = () => import("./app/jobs.ts");

/** Opens the product on the data home that the environment names. @throws ConfigError where the settings cannot be used */
export async function openApp(
	options: { readonly language?: Language; readonly env?: Readonly<Record<string, string | undefined>>; readonly cwd?: string } = {},
): Promise<App> {
	const config = loadConfig(options.env ?? environment(), options.cwd ?? process.cwd());
	const language = options.language ?? config.language;
	const house = await openHouse(config, language);
	return {
		language,
		home: config.home,
		unitName: (code) => {
			const named = house.units.find((candidate) => candidate.code === code);
			// A division is called after its own office, not after a zone inside it.
			const unit = named ?? house.units.find((candidate) => candidate.division === code && candidate.kind !== "zone");
			return (language === "en" ? unit?.nameEn : unit?.shortName) ?? code;
		},
		init: async () => ({ home: config.home, created: await initHome(house.layout, unitFolders(house)) }),
		demo: async (onProgress) => (await import("./app/demo.ts")).runDemo(config, language, onProgress),
		ingest: async (paths, onProgress, onFile) =>
			paths.length === 0 ? (await inbox()).ingestInbox(house, onProgress, onFile) : ingestGiven(house, paths, onProgress, onFile),
		check: (paths, checkOptions, onProgress) => check(house, paths, checkOptions, onProgress),
		async read(file) {
			const found = await givenOne(file);
			const grid = async () => house.readGrid(await bytesOf(found, config.limits.bytes), found.fileName);
			return readDocument(grid, found.fileName, language);
		},
		async consolidate(period, asOf, onProgress, presentSettings) {
			const { consolidateNow } = await publication();
			const { consolidateDocument } = await import("./pipeline/consolidate-document.ts");
			const consolidation = await consolidateNow(house, period, asOf, onProgress, presentSettings);
			return consolidateDocument(consolidation.id, consolidation, await consolidatePorts(house));
		},
		async publish(period, why, onProgress) {
			const { kept, publishKept } = await publication();
			const request = { by: why?.by ?? userOfMachine(), reason: said(why?.reason ?? null) };
			return publishKept(house, await kept(house, period), request, onProgress);
		},
		report: async (period, options, onProgress) => (await import("./app/work-report.ts")).report(house, period, options, onProgress),
		writeReportTemplate: async () => (await import("./app/report-template.ts")).writeReportTemplate(house),
		...releaseMethods(house),
		async status(code) {
			const published = code === null ? periodOf("half-year", dayOf(house.clock(), config.timeZone)) : periodNamedBy(code);
			const { status } = await import("./pipeline/status.ts");
			return status(published, house.clock().toISOString(), language, await consolidatePorts(house, house.known()));
		},
		trace: async (target) => (await import("./app/trace.ts")).trace(house, target),
		audit: async (of, onProgress) => (await import("./app/audit.ts")).audit(house, of, onProgress),
		template: async (form, out, prefilledFor, onProgress) =>
			(await import("./app/templates.ts")).template(house, form, out, prefilledFor, onProgress),
		fill: async (template, options) => (await import("./app/fill.ts")).fill(house, template, options),
		register: async (text, unit) => (await import("./app/register.ts")).register(house, text, unit),
		diff: async (target, out) => (await versions()).diff(house, target, out),
		changes: async (period, since, onProgress) => (await versions()).changes(house, period, since, onProgress),
		synonyms: () => synonyms(house),
		confirmSynonym: (request, by) => confirm(house, request, by),
		revokeSynonym: (id, by, reason) => revoke(house, id, by, reason),
		findings: async (submission) => (await import("./app/explain.ts")).findings(house, submission),
		explain: async (submission, requests, by) => (await import("./app/explain.ts")).explain(house, submission, requests, by),
		explainFile: async (file, by) => (await import("./app/explain.ts")).explainFile(house, file, by),
		waivers: async () => (await import("./app/waive.ts")).waivers(house),
		waive: async (request, by) => (await import("./app/waive.ts")).waive(house, request, by),
		endWaiver: async (id, by, reason) => (await import("./app/waive.ts")).endWaiver(house, id, by, reason),
		rules: async (what) => (await import("./app/rules.ts")).rules(house, what),
		...decisionMethods(house),
		config: () => ({ home: config.home, file: config.file, settings: { ...config } }),
		...jobMethods(house),
		close: () => house.close(),
	};
}

/** Numbered publications. */
function releaseMethods(house: House): Pick<App, "releases" | "release" | "withdrawRelease" | "verify"> {
	const releases = () => import("./app/releases.ts");
	return {
		releases: async (period) => (await releases()).releases(house, period),
		release: async (period, number) => (await releases()).showRelease(house, period, number),
		withdrawRelease: async (period, number, why) => (await releases()).withdraw(house, period, number, why),
		verify: async (path) => (await releases()).verify(house, path),
	};
}

/** What runs by itself, and when. */
function jobMethods(house: House): Pick<App, "jobs" | "run" | "serve"> {
	const { config, language } = house;
	return {
		async jobs() {
			const jobs = await (await scheduling()).loadJobs(config);
			return {
				timeZone: config.timeZone,
				jobs: jobs.map(({ name, schedule, title }) => ({ name, schedule, title: language === "en" ? title.en : title.zh })),
			};
		},
		async run(name) {
			const { loadJobs, runnerOf } = await scheduling();
			const known = await loadJobs(config);
			const job = known.find((candidate) => candidate.name === name);
			if (!job) throw new UsageError("usage.no-such-job", { job: name, known: known.map((candidate) => candidate.name).join("、") });
			const { outcome, detail } = await (await runnerOf(house)).run(job);
			return { job: name, outcome, detail };
		},
		async serve(signal, onEvent) {
			const { loadJobs, serve } = await scheduling();
			await serve(house, await loadJobs(config), signal, onEvent);
		},
	};
}

/** What the officer decides. */
function decisionMethods(house: House): Pick<App, "decide" | "adjust" | "nil" | "lock" | "log"> {
	const decisions = () => import("./app/decisions.ts");
	return {
		decide: async (action, id, decided) => (await decisions()).decide(house, action, id, decided),
		adjust: async (id, adjusted, onProgress) => (await decisions()).adjustNow(house, id, adjusted, onProgress),
		nil: async (form, about) => (await decisions()).nilNow(house, form, about),
		lock: async (period, closed) => (await decisions()).lockNow(house, period, closed),
		log: async (of) => (await import("./app/log.ts")).logOf(house, of),
	};
}
