import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { isInstant } from "./model/calendar.ts";
import { DEFAULT_READ_LIMITS } from "./model/read-limits.ts";

/** Every setting where nobody sets it. */
const DEFAULTS = {
	/** As it stands in titles: 阳江市2019年上半年…. */
	place: "阳江市",
	/** The office that issues the workbook (制定机关). */
	issuer: "阳江市科学技术局",
	/** Reporting units; null: those of Yangjiang. */
	units: null,
	timeZone: "Asia/Shanghai",
	/** 统计截止日 per period; by default its last day. */
	cutoffs: {},
	/** 沿用上期: whether a unit's earlier snapshot stands in, marked, where it has not reported. */
	carryForward: false,
	/** Day of the month after the period's end by which a report is due. */
	deadlines: { month: 5, quarter: 8, "half-year": 5, year: 15 },
	/** Another due day for single periods: holidays, and what a task (布置任务) sets. */
	dueDays: {},
	/** How figures are read that the published report leaves open. */
	readings: {
		/** Whether the municipal engineering centres include the provincial ones. */
		municipalCentresIncludeProvincial: false,
		/** Whether "projects of 2014–2018" are those approved or those due in these years. */
		overdueYears: "approval",
	},
	/** 试行: rules by code that only tell until a day, {"01-H6": {"hardFrom": "2027-01-01"}}. */
	rules: {},
	/** Names and telephone numbers are masked in rosters. */
	maskPersonal: true,
	/** Bounds that protect the machine; a file past one of them is refused by the bound's name. */
	limits: DEFAULT_READ_LIMITS,
	inbox: {
		/** A dropped file counts as arrived when it has not changed for so long. */
		settleSeconds: 2,
		/** Threads that take in many files; null: as many as the machine can run at once, at most four. */
		threads: null,
	},
	/** Jobs by name: another cron expression, or off. */
	jobs: {},
} as const;

const language = () => z.enum(["zh-CN", "en"]);

/** huibao.config.json, every setting with its default. Made when first asked for: most homes set nothing, and making it takes longer than anything else at the start. */
function settingsSchema() {
	const periodCode = z.string().regex(/^20\d{2}(H[12]|Q[1-4]|-(0[1-9]|1[0-2]))?$/, "2019, 2019H1, 2019Q2 / 2019-06");
	return z.strictObject({
		place: z.string().min(1).default(DEFAULTS.place),
		issuer: z.string().min(1).default(DEFAULTS.issuer),
		units: z.array(unitSchema()).min(1).nullable().default(DEFAULTS.units),
		timeZone: z.string().refine(isTimeZone, "IANA time zone, e.g. Asia/Shanghai").default(DEFAULTS.timeZone),
		cutoffs: z.record(periodCode, z.iso.date()).default(DEFAULTS.cutoffs),
		carryForward: z.boolean().default(DEFAULTS.carryForward),
		deadlines: deadlinesSchema().prefault({}),
		dueDays: z.record(periodCode, z.iso.date()).default(DEFAULTS.dueDays),
		readings: z
			.strictObject({
				municipalCentresIncludeProvincial: z.boolean().default(DEFAULTS.readings.municipalCentresIncludeProvincial),
				overdueYears: z.enum(["approval", "due"]).default(DEFAULTS.readings.overdueYears),
			})
			.prefault({}),
		rules: z.record(z.string().min(1), z.strictObject({ hardFrom: z.iso.date() })).default(DEFAULTS.rules),
		maskPersonal: z.boolean().default(DEFAULTS.maskPersonal),
		limits: limitsSchema().prefault({}),
		inbox: z
			.strictObject({
				settleSeconds: z.number().min(0).max(3600).default(DEFAULTS.inbox.settleSeconds),
				threads: z.int().min(1).max(16).nullable().default(DEFAULTS.inbox.threads),
			})
			.prefault({}),
		jobs: z.record(z.string(), z.strictObject({ schedule: z.string().optional(), enabled: z.boolean().default(true) })).default(DEFAULTS.jobs),
	});
}

/** An office that reports; a province loads its own list. */
function unitSchema() {
	return z.strictObject({
		code: z.string().min(1),
		name: z.string().min(1),
		shortName: z.string().min(1),
		nameEn: z.string().min(1),
		aliases: z.array(z.string().min(1)).default([]),
		kind: z.enum(["county", "zone", "city"]),
		division: z.string().regex(/^\d{6}$/),
	});
}

function deadlinesSchema() {
	const day = (byDefault: number) => z.int().min(1).max(28).default(byDefault);
	const { month, quarter, year, "half-year": halfYear } = DEFAULTS.deadlines;
	return z.strictObject({ month: day(month), quarter: day(quarter), "half-year": day(halfYear), year: day(year) });
}

function limitsSchema() {
	const count = (byDefault: number) => z.int().positive().default(byDefault);
	const { limits } = DEFAULTS;
	return z.strictObject({
		bytes: count(limits.bytes),
		unpacked: count(limits.unpacked),
		ratio: count(limits.ratio),
		entries: count(limits.entries),
		rows: count(limits.rows),
		columns: count(limits.columns),
		cells: count(limits.cells),
		strings: count(limits.strings),
		nesting: count(limits.nesting),
		seconds: z.number().positive().default(limits.seconds),
		memory: count(limits.memory),
	});
}

type Settings = z.infer<ReturnType<typeof settingsSchema>>;

const DEFAULT_VARIABLES = { HUIBAO_PORT: 8080, HUIBAO_HOST: "127.0.0.1", HUIBAO_LANG: "zh-CN" } as const;
const VARIABLES = ["HUIBAO_DATA", "DATABASE_URL", "HUIBAO_PORT", "HUIBAO_HOST", "HUIBAO_LANG", "HUIBAO_NOW"] as const;

function environmentSchema() {
	return z.object({
		HUIBAO_DATA: z.string().min(1).optional(),
		/** The embedded database alone, as yet. */
		DATABASE_URL: z
			.string()
			.refine((url) => !/^[a-z][a-z0-9+.-]+:\/\//i.test(url), "huibao.sqlite")
			.optional(),
		HUIBAO_PORT: z.coerce.number().int().min(0).max(65535).default(DEFAULT_VARIABLES.HUIBAO_PORT),
		HUIBAO_HOST: z.string().min(1).default(DEFAULT_VARIABLES.HUIBAO_HOST),
		HUIBAO_LANG: language().default(DEFAULT_VARIABLES.HUIBAO_LANG),
		HUIBAO_NOW: z.string().refine(isInstant, "2019-06-27T20:00+08:00").optional(),
	});
}

type Variables = z.infer<ReturnType<typeof environmentSchema>>;

export interface Config extends Settings {
	/** The data home, absolute. */
	readonly home: string;
	/** The settings file, or null where the home has none and every setting is at its default. */
	readonly file: string | null;
	readonly databaseUrl: string | null;
	readonly port: number;
	readonly host: string;
	readonly language: "zh-CN" | "en";
	/** An instant (ISO 8601) that replaces the clock; null for the real one. */
	readonly now: string | null;
}

/** Settings or variables that cannot be used; each problem says where it stands and what is wrong. */
export class ConfigError extends Error {
	readonly source: string;
	readonly problems: readonly string[];
	constructor(source: string, problems: readonly string[]) {
		super(`${source}: ${problems.join("; ")}`);
		this.name = "ConfigError";
		this.source = source;
		this.problems = problems;
	}
}

/** The process's environment: handed to `loadConfig` by the entry files, which may not read it themselves. */
export function environment(): NodeJS.ProcessEnv {
	return process.env;
}

/** The language of a word that may be one (zh-CN, zh, en, with or without a country), or null. */
export function languageOf(word: string | undefined): "zh-CN" | "en" | null {
	if (word === undefined) return null;
	if (/^zh(\b|_)/i.test(word)) return "zh-CN";
	return /^en(\b|_)/i.test(word) ? "en" : null;
}

/**
 * The settings that apply: huibao.config.json of the data home under the variables of the environment. Empty variables count as unset.
 * @param cwd the data home where HUIBAO_DATA names none
 * @throws ConfigError for unknown keys and wrong values
 */
export function loadConfig(env: Readonly<Record<string, string | undefined>>, cwd: string): Config {
	const variables = readVariables(env);
	const home = path.resolve(cwd, variables.HUIBAO_DATA ?? ".");
	const file = path.join(home, "huibao.config.json");
	const written = readSettings(file);
	const settings: Settings = written === undefined ? structuredClone(DEFAULTS) : parsed(settingsSchema(), written, file, variables.HUIBAO_LANG);
	return {
		...settings,
		home,
		file: written === undefined ? null : file,
		databaseUrl: variables.DATABASE_URL ?? null,
		port: variables.HUIBAO_PORT,
		host: variables.HUIBAO_HOST,
		language: variables.HUIBAO_LANG,
		now: variables.HUIBAO_NOW ?? null,
	};
}

/** The variables that are huibao's; empty ones count as unset. */
function readVariables(env: Readonly<Record<string, string | undefined>>): Variables {
	const set = Object.fromEntries(VARIABLES.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
	if (Object.keys(set).length === 0) return DEFAULT_VARIABLES;
	const lang = languageOf(set.HUIBAO_LANG) ?? set.HUIBAO_LANG ?? DEFAULT_VARIABLES.HUIBAO_LANG;
	return parsed(environmentSchema(), { ...set, HUIBAO_LANG: lang }, "environment", lang);
}

function readSettings(file: string): unknown {
	let text: string;
	try {
		text = readFileSync(file, "utf8");
	} catch (fault) {
		if (fault instanceof Error && "code" in fault && fault.code === "ENOENT") return undefined;
		// No permission, a folder of that name, a data home that is a file: which it is, the system says.
		throw new ConfigError(file, [fault instanceof Error ? fault.message : String(fault)]);
	}
	try {
		// Windows' editor puts a byte order mark before it.
		return JSON.parse(text.replace(/^\ufeff/, ""));
	} catch (fault) {
		throw new ConfigError(file, [fault instanceof Error ? fault.message : String(fault)]);
	}
}

function parsed<S extends z.ZodType>(schema: S, value: unknown, source: string, lang: string): z.infer<S> {
	const locale = lang === "en" ? z.locales.en() : z.locales.zhCN();
	const result = schema.safeParse(value, { error: locale.localeError });
	if (result.success) return result.data;
	const problems = result.error.issues.map((issue) => `${issue.path.join(".") || "."}: ${issue.message}`);
	throw new ConfigError(source, problems);
}

function isTimeZone(name: string): boolean {
	try {
		return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
	} catch (fault) {
		if (fault instanceof RangeError) return false;
		throw fault;
	}
}
