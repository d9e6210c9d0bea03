import { REPORT_TEXTS } from "../messages/report-texts.ts";
import { dayInShanghai } from "../model/calendar.ts";
import type { ReportingUnit } from "../model/division.ts";
import type { Form } from "../model/form.ts";
import { type Period, periodName } from "../model/period.ts";
import { UsageError } from "../model/usage.ts";
import { owing } from "../stages/roll-up.ts";
import type { IngestPorts, Intake } from "./ingest.ts";
import { takeInOne } from "./take-in.ts";

/** A nil report that somebody gives by a command. */
export interface NilRequest {
	readonly form: Form;
	readonly unit: ReportingUnit;
	readonly period: Period;
	/** "" for forms without batches. */
	readonly batch: string;
	readonly by: string;
}

/**
 * Takes in a nil report (零报告) that came by telephone, say: a small file that says so is made and goes the way of every other, so that it is archived, checked, answered and
 * found again.
 * @throws UsageError where the unit does not owe the form, or the form knows no such period or batch
 */
export async function reportNil(request: NilRequest, ports: IngestPorts): Promise<Intake> {
	const { form, unit, period, batch, by } = request;
	if (!owing(form, ports.catalogue.units).includes(unit)) throw new UsageError("usage.nil-not-owed", { form: form.id, unit: unit.shortName });
	if (!form.periods.includes(period.kind))
		throw new UsageError("usage.nil-period", { form: form.id, period: period.code, kinds: form.periods.join("、") });
	if (form.batched !== (batch !== "")) throw new UsageError("usage.nil-batch", { form: form.id, batched: form.batched ? "yes" : "" });
	const at = ports.clock().toISOString();
	const bytes = new TextEncoder().encode(nilFile(request, at));
	const fileName = `${REPORT_TEXTS.nilFile([unit.shortName, form.id, period.code, batch])}.csv`;
	return takeInOne({ name: `${unit.shortName}/${fileName}`, fileName, folder: unit.shortName, bytes, by }, ports);
}

/** As an office would write it, with who gave it and when: no two are the same bytes. */
function nilFile({ form, unit, period, batch, by }: NilRequest, at: string): string {
	const lines = [
		[form.title.zh],
		["表号", form.id],
		["填报单位", unit.name],
		["报告期", periodName(period, "zh-CN")],
		...(batch === "" ? [] : [["批次", batch]]),
		["零报告"],
		["填表人", by],
		["报出日期", dayInShanghai(at)],
		["登记时间", at],
	];
	return `\ufeff${lines.map((line) => line.map(quoted).join(",")).join("\r\n")}\r\n`;
}

function quoted(text: string): string {
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
