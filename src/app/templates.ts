import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { OnProgress } from "../cli/app-port.ts";
import { TEMPLATE_TEXTS } from "../messages/workbook-texts.ts";
import type { ReportingUnit } from "../model/division.ts";
import type { TemplateDocument } from "../model/documents.ts";
import type { Form } from "../model/form.ts";
import { type Period, periodName, period as periodWritten } from "../model/period.ts";
import { type PrefilledRow, prefill, templatePeriod } from "../stages/prefill.ts";
import type { TemplateOptions } from "../workbooks/write-template.ts";
import { dayOf, formCalled, type House, periodNamedBy, unitCalled } from "./house.ts";

/** Whom templates are made for. */
interface Addressee {
	readonly unit: ReportingUnit;
	/** null: the period after the last that it reported. */
	readonly period: Period | null;
}

type WrittenFile = TemplateDocument["files"][number];

/** After any day of a report. */
const LATEST = "9999-12-31";
/** Rows made ready for filling in below those that a template begins with. */
const SPARE_ROWS = 30;

/** Writes the template of a form, or of all; for a unit those that it owes. @throws UsageError for an unknown form, unit or period */
export async function template(
	house: House,
	id: string | null,
	out: string,
	prefilledFor: { readonly unit: string; readonly period: string | null } | null,
	onProgress?: OnProgress,
): Promise<TemplateDocument> {
	const addressee = prefilledFor && addresseeOf(house, prefilledFor);
	const forms = formsFor(house, id, addressee);
	const { writeTemplate } = await import("../workbooks/write-template.ts");
	const folder = path.resolve(out);
	await mkdir(folder, { recursive: true });
	const files: WrittenFile[] = [];
	for (const [done, form] of forms.entries()) {
		onProgress?.({ step: "templates", subject: form.id, done, of: forms.length });
		const { label, told, options } = addressee ? await prefilled(form, addressee, house) : { label: "", told: {}, options: {} };
		const file = path.join(folder, `${form.id} ${form.title.zh}${label}.xlsx`.replace(/[\\/:*?"<>|]/g, "_"));
		await writeFile(file, await writeTemplate(form, { units: house.units, issuer: house.config.issuer, texts: TEMPLATE_TEXTS, ...options }));
		files.push({ form: form.id, path: file, ...told });
	}
	return { files };
}

function addresseeOf({ units }: House, { unit: named, period }: { readonly unit: string; readonly period: string | null }): Addressee {
	return { unit: unitCalled(named, units), period: period === null ? null : periodNamedBy(period) };
}

function formsFor(house: House, id: string | null, addressee: Addressee | null): Form[] {
	const owed = house.forms.filter((form) => addressee === null || form.owedBy === "units" || addressee.unit.kind === "city");
	const forms = id === null ? owed : [formCalled(id, owed)];
	return forms;
}

/** What a template for a unit is made with and called, from the last report of the form that was accepted from it. Its personal data are those that it reported itself. */
async function prefilled(form: Form, { unit, period: asked }: Addressee, house: House) {
	const { reportBefore } = await house.known();
	const before = (day: string) => reportBefore(form, unit.code, day, Number.MAX_SAFE_INTEGER);
	const last = asked ? null : await before(LATEST);
	const period = templatePeriod(form, asked, last && periodWritten(last.period), dayOf(house.clock(), house.config.timeZone));
	const earlier = last ?? (await before(period.start));
	const rows: PrefilledRow[] = earlier ? prefill(form, earlier) : [];
	const options: Partial<TemplateOptions> = {
		unit: unit.name,
		periodName: periodName(period, "zh-CN"),
		rows,
		beforePeriodName: earlier ? periodName(periodWritten(earlier.period), "zh-CN") : "",
		...(rows.length === 0 ? {} : { styledRows: rows.length + SPARE_ROWS }),
	};
	const told: Partial<WrittenFile> = {
		unit: unit.code,
		period: period.code,
		from: rows.length > 0 && earlier ? earlier.period : null,
		rows: rows.length,
	};
	return { label: `（${unit.shortName} ${periodName(period, "zh-CN")}）`, told, options };
}
