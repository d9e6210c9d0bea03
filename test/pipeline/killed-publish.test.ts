import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { openApp } from "../../src/app.ts";
import { sha256Of } from "../../src/files/archive.ts";
import { type ReleaseManifest, releaseManifest } from "../../src/model/release.ts";
import { MAIN, newHome } from "../support/huibao.ts";
import { commissioners } from "./officer.ts";

/** As many as two minutes allow. */
const KILLS = 12;
/** In milliseconds. */
const LIMIT = 600_000;
const INSTANT = "2019-07-05T09:00:00+08:00";

/** Does something in a data home. */
async function within<T>(home: string, work: (app: Awaited<ReturnType<typeof openApp>>) => Promise<T>): Promise<T> {
	const app = await openApp({ env: { HUIBAO_DATA: home, HUIBAO_NOW: INSTANT }, language: "zh-CN" });
	try {
		return await work(app);
	} finally {
		await app.close();
	}
}

/** A home with one release, in which a second is about to be published. */
async function homeBeforeSecond(): Promise<string> {
	const home = newHome();
	const drop = (unit: "阳东区" | "阳西县", names: readonly string[]) => {
		const file = path.join(home, "sent", unit, "名单.csv");
		mkdirSync(path.dirname(file), { recursive: true });
		writeFileSync(file, commissioners(unit, names));
		return file;
	};
	await within(home, async (app) => {
		await app.ingest([drop("阳东区", ["甲"])]);
		await app.consolidate("2019H1", null);
		await app.publish("2019H1");
		await app.ingest([drop("阳西县", ["乙", "丙"])]);
		await app.consolidate("2019H1", null);
	});
	return home;
}

/** Runs `huibao publish`, killed at a step of its own (0: never). */
function publish(home: string, killAt: number): Promise<{ killed: boolean; code: number | null; fault: string }> {
	const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(HUIBAO_|DATABASE_URL$|NODE_OPTIONS$|VITEST)/.test(name)));
	const env = { ...inherited, HUIBAO_DATA: home, HUIBAO_NOW: INSTANT, KILL_AT: String(killAt) };
	const args = ["--require", path.join(import.meta.dirname, "kill-at.cjs"), MAIN, "publish", "--period", "2019H1"];
	const child = spawn(process.execPath, args, { env, stdio: ["ignore", "ignore", "pipe"] });
	let fault = "";
	child.stderr.on("data", (chunk) => {
		fault += chunk;
	});
	return new Promise((resolve) => child.on("close", (code, signal) => resolve({ killed: signal === "SIGKILL", code, fault })));
}

/** The number of the release that a folder claims to hold, whose files it then must hold; null where it claims none. */
function claimed(folder: string): number | null {
	const file = path.join(folder, "manifest.json");
	if (!existsSync(file)) return null;
	const manifest: ReleaseManifest = releaseManifest.parse(JSON.parse(readFileSync(file, "utf8")));
	for (const { name, sha256 } of manifest.outputs) {
		expect({ name, sha256: sha256Of(readFileSync(path.join(folder, name))) }, `release ${manifest.number}`).toEqual({ name, sha256 });
	}
	return manifest.number;
}

test(
	"killed at steps spread over a publication, the folder holds the old release, the new one, or says that it holds none; the next publication puts all right",
	async () => {
		const before = await homeBeforeSecond();
		const copy = () => {
			const home = newHome();
			cpSync(before, home, { recursive: true });
			return home;
		};
		const undisturbed = copy();
		const { code, fault } = await publish(undisturbed, 0);
		expect(code).toBe(0);
		const steps = Number(/(\d+) steps/.exec(fault)?.[1]);
		expect(claimed(path.join(undisturbed, "output", "2019H1"))).toBe(2);
		rmSync(undisturbed, { recursive: true });
		const seen = new Set<number | null>();
		let kills = 0;
		for (let round = 0; round < KILLS; round++) {
			// Most of them in the last quarter, in which files are put in place.
			const step = round < 3 ? Math.floor((steps * (round + 1)) / 5) : Math.floor(steps * (0.75 + (0.25 * (round - 2)) / (KILLS - 2)));
			const home = copy();
			const folder = path.join(home, "output", "2019H1");
			if ((await publish(home, step)).killed) kills += 1;
			const then = claimed(folder);
			seen.add(then);
			expect({ step, code: (await publish(home, 0)).code }).toEqual({ step, code: 0 });
			const last = claimed(folder);
			// What lies in place stays: only of what never came there is the number passed over.
			if (then === 2) expect({ step, last }).toEqual({ step, last: 2 });
			const { releases, whole, log } = await within(home, async (app) => ({
				releases: (await app.releases("2019H1")).releases,
				whole: [await app.verify(folder), await app.verify(path.join(folder, "releases", "1"))].map(({ verdict }) => verdict),
				log: (await app.log({ submission: null, period: null, verify: true })).verified,
			}));
			expect({ step, whole, log }).toMatchObject({ step, whole: ["intact", "intact"], log: { brokenAt: null, cutOff: [] } });
			expect({ step, newest: releases.at(-1) }).toMatchObject({ step, newest: { number: last, standing: "newest" } });
			expect({ step, standing: releases.slice(1, -1).map(({ standing }) => standing) }).toEqual({
				step,
				standing: releases.slice(1, -1).map(() => "abandoned"),
			});
			expect(existsSync(path.join(home, "output", ".swap-2019H1"))).toBe(false);
			rmSync(home, { recursive: true });
		}
		rmSync(before, { recursive: true });
		expect(kills).toBeGreaterThanOrEqual(KILLS - 2);
		expect([...seen]).toEqual(expect.arrayContaining([1]));
	},
	LIMIT,
);
