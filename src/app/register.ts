import type { RegisterDocument } from "../model/documents.ts";
import { overviewOfRegister, searchRegister } from "../pipeline/register.ts";
import { type House, unitCalled } from "./house.ts";

/** What the register holds to a text; without one how much it holds and what looks wrong in it. @throws UsageError for an unknown unit */
export async function register(house: House, text: string | null, unit: string | null): Promise<RegisterDocument> {
	const code = unit === null ? null : unitCalled(unit, house.units).code;
	const store = await house.known();
	return text === null ? overviewOfRegister(code, store) : searchRegister(text, code, store);
}
