import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import type { Config } from "../config.ts";
import { openArchive } from "../files/archive.ts";
import { type Layout, layoutOf } from "../files/layout.ts";
import { openOutbox } from "../files/outbox.ts";
import { inTableOrder, type ReportingUnit } from "../model/division.ts";
import type { Form } from "../model/form.ts";
import { type Period, parsePeriod, period as periodOf } from "../model/period.ts";
import { DEFAULT_READ_LIMITS } from "../model/read-limits.ts";
import type { Deadlines } from "../model/state.ts";
import { inForce, type PublicationSettings } from "../model/stored.ts";
import type { Language } from "../model/text.ts";
import { withTrials } from "../model/trials.ts";
import { UsageError } from "../model/usage.ts";
import type { ConsolidatePorts } from "../pipeline/consolidate.ts";
import type { IngestPorts } from "../pipeline/ingest.ts";
import type { OpenBundle, ReadGrid, ReturnWriter, Store } from "../pipeline/ports.ts";
import { unitOfFolder } from "../pipeline/unit-of-folder.ts";
import { BUREAU_NAMES } from "../reference/bureau-names.ts";
import { YANGJIANG_UNITS } from "../reference/units.ts";
import { formNamed } from "../stages/form-named.ts";
import { readExplanations } from "../stages/read-explanations.ts";
import { openBundle } from "../workbooks/bundle.ts";
import { readGrid } from "../workbooks/read.ts";
import { loadForms } from "./catalogue.ts";
import { catalogueWith } from "./catalogue-with.ts";

/** src or dist/src. */
export const here = path.dirname(import.meta.dirname);

/** The folder that holds package.json and fixtures: above src in a checkout, above dist/src where compiled. */
export function packageRoot(): string {
	return existsSync(path.join(here, "..", "package.json")) ? path.join(here, "..") : path.join(here, "..", "..");
}

/** A data home as the app works with it. */
export interface House {
	readonly config: Config;
	readonly layout: Layout;
	readonly language: Language;
	readonly forms: readonly Form[];
	readonly units: readonly ReportingUnit[];
	readonly clock: () => Date;
	readonly readGrid: ReadGrid;
	readonly openBundle: OpenBundle;
	readonly writeReturn: ReturnWriter;
	/** Opened when first asked for: commands that need no data never touch the database. */
	store(): Promise<Store>;
	/** The store for a question: where the home has no database yet, an empty one that is forgotten, so that asking makes nothing. */
	known(): Promise<Store>;
	close(): Promise<void>;
}

export async function openHouse(config: Config, language: Language): Promise<House> {
	const layout = layoutOf(config.home);
	const forms = withTrials(await loadForms(), config.rules);
	const limits = { ...DEFAULT_READ_LIMITS, ...config.limits };
	let opened: Promise<Store> | null = null;
	let forgotten: Promise<Store> | null = null;
	const store = () => {
		opened ??= openDatabase(config, layout, forms);
		return opened;
	};
	return {
		config,
		layout,
		language,
		forms,
		units: config.units ?? YANGJIANG_UNITS,
		clock: () => (config.now === null ? new Date() : new Date(config.now)),
		readGrid: (bytes, fileName) => readGrid(bytes, fileName, limits),
		openBundle: async (bytes) => openBundle(bytes, limits),
		// Loaded where a file is returned: most are not.
		writeReturn: async (bytes, fileName, book) =>
			(await import("../workbooks/annotate/return-workbook.ts")).returnWorkbook(bytes, fileName, book, limits),
		store,
		known() {
			if (opened || existsSync(config.databaseUrl ?? layout.database)) return store();
			forgotten ??= openDatabase({ ...config, databaseUrl: ":memory:" }, layout, forms);
			return forgotten;
		},
		async close() {
			for (const open of [opened, forgotten]) await (await open)?.close();
			opened = forgotten = null;
		},
	};
}

export async function openDatabase(config: Config, layout: Layout, forms: readonly Form[]): Promise<Store> {
	const { openStore } = await import("../database/open.ts");
	if (config.databaseUrl === null) await mkdir(layout.home, { recursive: true });
	return openStore({ url: config.databaseUrl ?? layout.database, forms });
}

export const cutoffOf = (house: House) => (code: string) => house.config.cutoffs[code] ?? periodOf(code).end;

/** The day of today by the house's clock. */
export const today = (house: House) => () => dayOf(house.clock(), house.config.timeZone);

/** The calendar day, YYYY-MM-DD, of an instant in the time zone of the settings. */
export function dayOf(instant: Date, timeZone: string): string {
	return new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(instant);
}

export async function consolidatePorts(house: House, store = house.store()): Promise<ConsolidatePorts> {
	const { forms, units } = house;
	return { store: await store, forms, units, bureauNames: bureauNames(units), settings: publicationSettings(house) };
}

export function publicationSettings({ config }: House): PublicationSettings {
	return { carryForward: config.carryForward, deadlines: deadlinesOf(config), cutoffs: config.cutoffs };
}

function deadlinesOf({ deadlines, dueDays }: Config): Deadlines {
	return { days: deadlines, exceptions: dueDays };
}

/** Every way in which the city bureau is written as a host; the names of the unit that stands for it are among them. */
function bureauNames(units: readonly ReportingUnit[]): string[] {
	return [...BUREAU_NAMES, ...units.filter((unit) => unit.kind === "city").flatMap((unit) => [unit.name, ...unit.aliases])];
}

export async function ingestPorts(house: House): Promise<IngestPorts> {
	const { writeReceipt } = await import("../workbooks/write-receipt.ts");
	const store = await house.store();
	return {
		store,
		reader: store,
		archive: openArchive(house.layout.archive),
		outbox: openOutbox(house.layout),
		clock: house.clock,
		catalogue: catalogueWith(house, inForce(await store.synonyms())),
		readGrid: house.readGrid,
		openBundle: house.openBundle,
		deadlines: deadlinesOf(house.config),
		cutoffOf: cutoffOf(house),
		today: today(house),
		language: house.language,
		writeReceipt: (receipt) => writeReceipt(receipt, house.config.issuer),
		writeReturn: house.writeReturn,
		readExplanations,
	};
}

/** The period of a code that somebody typed. @throws UsageError where it is none */
export function periodNamedBy(code: string): Period {
	const period = parsePeriod(code);
	if (!period) throw new UsageError("usage.no-such-period", { period: code });
	return period;
}

/** The form of a number or name that somebody typed. @throws UsageError where there is none */
export function formCalled(text: string, forms: readonly Form[]): Form {
	const form = formNamed(text, forms);
	if (!form) throw new UsageError("usage.no-such-form", { form: text, known: forms.map(({ id }) => id).join("、") });
	return form;
}

/** The unit of a code, name or alias that somebody typed. @throws UsageError where there is none */
export function unitCalled(text: string, units: readonly ReportingUnit[]): ReportingUnit {
	const unit = unitOfFolder(text, units);
	if (!unit) throw new UsageError("usage.no-such-unit", { unit: text, known: units.map(({ shortName }) => shortName).join("、") });
	return unit;
}

/** Names of the offices' folders, in table order. */
export function unitFolders(house: House): string[] {
	return inTableOrder(house.units).map((unit) => unit.shortName);
}
