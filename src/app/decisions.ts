import path from "node:path";
import type { AdjustOptions, DecideOptions, LockOptions, NilOptions, OnProgress } from "../cli/app-port.ts";
import { writeWhole } from "../files/write-whole.ts";
import { effectStatement, statementPlace } from "../messages/effect-statement.ts";
import type { CheckDocument, DecisionDocument, LockDocument } from "../model/documents.ts";
import { UsageError } from "../model/usage.ts";
import { adjust } from "../pipeline/adjust.ts";
import { accept, sendBack, withdraw } from "../pipeline/decisions.ts";
import { lock } from "../pipeline/lock.ts";
import { reportNil } from "../pipeline/nil.ts";
import { consolidatePorts, formCalled, type House, ingestPorts, periodNamedBy, unitCalled } from "./house.ts";
import { consolidateNow, publishKept } from "./publication.ts";
import { said } from "./said.ts";
import { userOfMachine } from "./synonyms.ts";
import { toldIntake } from "./told.ts";

/** `by`: null for the user of this machine. */
export async function decide(
	house: House,
	action: "accept" | "return" | "withdraw",
	id: string,
	{ by, reason }: DecideOptions,
): Promise<DecisionDocument> {
	const request = { id, by: by ?? userOfMachine(), reason: said(reason) };
	const does = { accept, return: sendBack, withdraw }[action];
	if (action !== "accept" && request.reason === null) throw new UsageError("usage.reason-blank");
	return does(request, await ingestPorts(house));
}

export async function adjustNow(house: House, id: string, options: AdjustOptions, onProgress?: OnProgress): Promise<DecisionDocument> {
	const reason = said(options.reason);
	if (reason === null) throw new UsageError("usage.reason-blank");
	const { dryRun, withdraw: rests, republish } = options;
	const request = { id, by: options.by ?? userOfMachine(), reason, dryRun, withdraw: rests };
	const document = await adjust(request, await ingestPorts(house), await consolidatePorts(house));
	if (dryRun) return document;
	const statements = await putStatements(house, document);
	if (!republish) return { ...document, statements };
	const republished = [];
	for (const { period } of document.effect ?? []) {
		const consolidation = await consolidateNow(house, period, null, onProgress);
		const { folder, workbook } = await publishKept(house, consolidation, { by: request.by, reason }, onProgress);
		republished.push({ period, folder, workbook });
	}
	return { ...document, statements, republished };
}

/** Puts a statement of the effect for the file beside every publication that it changes; gives where they lie. */
async function putStatements({ layout, language, units }: House, document: DecisionDocument): Promise<string[]> {
	const unitName = (code: string) => units.find((unit) => unit.code === code)?.shortName ?? code;
	const [folder, name] = statementPlace(document, language);
	const places: string[] = [];
	for (const effect of document.effect ?? []) {
		const place = path.join(layout.output, effect.period, folder, name);
		await writeWhole(place, effectStatement(document, effect, unitName, language));
		places.push(place);
	}
	return places;
}

export async function lockNow(house: House, code: string, { form, unit, by, reason, anyway }: LockOptions): Promise<LockDocument> {
	const request = {
		period: periodNamedBy(code),
		form: form === null ? null : formCalled(form, house.forms).id,
		unit: unit === null ? null : unitCalled(unit, house.units).code,
	};
	return lock({ ...request, by: by ?? userOfMachine(), reason: said(reason), anyway }, await ingestPorts(house));
}

export async function nilNow(house: House, form: string, { unit, period, batch, by }: NilOptions): Promise<CheckDocument> {
	const request = { form: formCalled(form, house.forms), unit: unitCalled(unit, house.units), period: periodNamedBy(period), batch: batch ?? "" };
	const intake = await reportNil({ ...request, by: by ?? userOfMachine() }, await ingestPorts(house));
	return { files: [toldIntake(intake, house)] };
}
