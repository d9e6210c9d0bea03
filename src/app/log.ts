import { readLogHeads } from "../files/log-heads.ts";
import type { LogDocument } from "../model/documents.ts";
import { UsageError } from "../model/usage.ts";
import { type House, periodNamedBy } from "./house.ts";

/** The log of a submission, of a period, or of everything; where it is to be verified, whether it is as it was written, beginning and end. */
export async function logOf(house: House, of: { submission: string | null; period: string | null; verify: boolean }): Promise<LogDocument> {
	const store = await house.known();
	const period = of.period === null ? {} : { period: periodNamedBy(of.period).code };
	const submission = numbered(of.submission);
	const entries = await store.log({ ...submission, ...period });
	// Every submission that there is has an entry: that it was received.
	if (entries.length === 0 && of.submission !== null && of.period === null) throw new UsageError("usage.no-such-submission", { id: of.submission });
	return of.verify ? { entries, verified: await verified(house) } : { entries };
}

function numbered(id: string | null): { submission?: number } {
	if (id === null) return {};
	const number = /^#?(\d{1,9})$/.exec(id.trim())?.[1];
	if (number === undefined) throw new UsageError("usage.no-such-submission", { id });
	return { submission: Number(number) };
}

/** The chain of hashes shows what was changed, taken out or put in; that the end was cut off, the heads that publications noted outside the database. */
async function verified({ known, layout }: House): Promise<NonNullable<LogDocument["verified"]>> {
	const store = await known();
	const all = await store.log();
	const hashes = new Map(all.map(({ id, hash }) => [id, hash]));
	const heads = await readLogHeads(layout.output);
	const cutOff = heads.filter(({ entry, hash }) => hashes.get(entry) !== hash);
	return { entries: all.length, brokenAt: await store.brokenAt(), cutOff, heads: heads.length };
}
