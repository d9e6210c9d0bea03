import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { ConfigError, languageOf, loadConfig } from "../../src/config.ts";

const newHome = () => mkdtempSync(path.join(tmpdir(), "huibao-config-"));
const settle = (home: string, settings: unknown) =>
	writeFileSync(path.join(home, "huibao.config.json"), typeof settings === "string" ? settings : JSON.stringify(settings));

function problems(home: string, env: Record<string, string> = {}): readonly string[] {
	try {
		loadConfig(env, home);
	} catch (fault) {
		if (fault instanceof ConfigError) return fault.problems;
		throw fault;
	}
	return [];
}

describe("settings", () => {
	test("a home without a settings file has every default", () => {
		const home = newHome();
		const config = loadConfig({}, home);
		expect(config).toMatchObject({
			home,
			file: null,
			databaseUrl: null,
			port: 8080,
			host: "127.0.0.1",
			language: "zh-CN",
			now: null,
			timeZone: "Asia/Shanghai",
			carryForward: false,
			maskPersonal: true,
			cutoffs: {},
			deadlines: { month: 5, quarter: 8, "half-year": 5, year: 15 },
			readings: { municipalCentresIncludeProvincial: false, overdueYears: "approval" },
			units: null,
			rules: {},
		});
	});

	test("an empty settings file sets what none sets", () => {
		const [none, empty] = [newHome(), newHome()];
		settle(empty, {});
		const { home: _none, file: _noFile, ...unset } = loadConfig({}, none);
		const { home: _empty, file, ...settled } = loadConfig({ HUIBAO_LANG: "zh" }, empty);
		expect(settled).toEqual(unset);
		expect(file).not.toBeNull();
	});

	test("the settings file and the variables are read", () => {
		const home = newHome();
		settle(home, { cutoffs: { "2019H1": "2019-06-27" }, limits: { rows: 10 }, jobs: { ingest: { enabled: false } } });
		const env = {
			HUIBAO_DATA: path.basename(home),
			HUIBAO_PORT: "9000",
			HUIBAO_LANG: "en",
			HUIBAO_NOW: "2019-06-27T20:00+08:00",
			DATABASE_URL: "other.sqlite",
		};
		const config = loadConfig(env, path.dirname(home));
		expect(config).toMatchObject({ home, file: path.join(home, "huibao.config.json"), port: 9000, language: "en", databaseUrl: "other.sqlite" });
		expect(config.cutoffs).toEqual({ "2019H1": "2019-06-27" });
		expect(config.limits).toMatchObject({ rows: 10, columns: 1000 });
		expect(config.jobs).toEqual({ ingest: { enabled: false } });
		expect(new Date(config.now ?? "").toISOString()).toBe("2019-06-27T12:00:00.000Z");
	});

	test("a byte order mark is no mistake", () => {
		const home = newHome();
		settle(home, '\ufeff{"carryForward": true}');
		expect(loadConfig({}, home).carryForward).toBe(true);
	});

	test.each([
		["an unknown key", { cutofs: {} }, /cutofs/],
		["a rule that is to be switched off", { rules: { "01-H6": { off: true } } }, /rules\.01-H6/],
		["a trial that ends on no day", { rules: { "01-H6": { hardFrom: "2027-02-30" } } }, /rules\.01-H6\.hardFrom/],
		["an impossible day", { cutoffs: { "2019H1": "2019-06-31" } }, /cutoffs\.2019H1/],
		["a period that is none", { cutoffs: { "2019H3": "2019-06-30" } }, /cutoffs/],
		["an unknown time zone", { timeZone: "Asia/Yangjiang" }, /timeZone/],
		["a wrong type", { carryForward: "yes" }, /carryForward/],
		["no JSON at all", "{cutoffs", /JSON/],
	])("%s is refused and named", (_, settings, expected) => {
		const home = newHome();
		settle(home, settings);
		expect(problems(home).join("\n")).toMatch(expected);
	});

	test.each([
		["HUIBAO_PORT", "80800"],
		["HUIBAO_NOW", "yesterday"],
		["HUIBAO_LANG", "fr"],
	])("a wrong %s is refused and named", (name, value) => {
		expect(problems(newHome(), { [name]: value }).join("\n")).toContain(name);
	});

	test("problems are told in the language asked for", () => {
		const home = newHome();
		settle(home, { carryForward: "yes" });
		expect(problems(home)[0]).toMatch(/[\u4e00-\u9fff]/);
		expect(problems(home, { HUIBAO_LANG: "en" })[0]).toMatch(/expected boolean/);
	});

	test("languages are recognised as systems write them", () => {
		expect([languageOf("zh"), languageOf("zh_CN.UTF-8"), languageOf("en_GB"), languageOf("fr"), languageOf(undefined)]).toEqual([
			"zh-CN",
			"zh-CN",
			"en",
			null,
			null,
		]);
	});
});
