import type { WaiverRequest } from "../model/decision.ts";
import type { WaiversDocument } from "../model/documents.ts";
import { type House, ingestPorts, today } from "./house.ts";
import { userOfMachine } from "./synonyms.ts";

export async function waivers(house: House): Promise<WaiversDocument> {
	const { listWaivers } = await import("../pipeline/waive.ts");
	return listWaivers(await ports(house));
}

/** `by`: null for the user of this machine. */
export async function waive(house: House, request: WaiverRequest, by: string | null): Promise<WaiversDocument> {
	const { waive: waiveNow } = await import("../pipeline/waive.ts");
	return waiveNow(request, by ?? userOfMachine(), await ingestPorts(house));
}

export async function endWaiver(house: House, id: string, by: string | null, reason: string | null): Promise<WaiversDocument> {
	const { endWaiver: endNow } = await import("../pipeline/waive.ts");
	return endNow(id, by ?? userOfMachine(), reason, await ports(house));
}

async function ports(house: House) {
	return { store: await house.known(), clock: house.clock, today: today(house) };
}
