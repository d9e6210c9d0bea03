import { type Slot, slotKey } from "../model/decision.ts";
import { type ManifestInput, type ReleaseChanges, releaseManifest, type StoredRelease } from "../model/release.ts";
import { asKept, type ConsolidatePorts, type Consolidation } from "./consolidate.ts";
import { changedFigures } from "./effect.ts";

type InputChange = ReleaseChanges["inputs"][number];

/** A report as a release used it. */
interface Used extends Slot {
	readonly file: string;
	readonly sha256: string;
	readonly version: number;
}

/** What differs between a release and what is published now: figures of the city and each unit, from what to what, and reports that came, went or were replaced. */
export async function changesSince(
	before: StoredRelease,
	now: { readonly consolidation: Consolidation; readonly inputs: readonly ManifestInput[] },
	ports: ConsolidatePorts,
): Promise<ReleaseChanges> {
	const { period } = now.consolidation.scope;
	const was = asKept(await ports.store.consolidationOf(before.consolidation), period, ports);
	const manifest = releaseManifest.parse(JSON.parse(await ports.store.manifestOf(before.id)));
	return {
		since: { number: before.number, code: before.code, asOf: before.asOf },
		figures: changedFigures(was, now.consolidation, ports, "zh-CN"),
		inputs: changedInputs(manifest.inputs, now.inputs),
	};
}

function changedInputs(was: readonly ManifestInput[], is: readonly ManifestInput[]): InputChange[] {
	const [old, now] = [bySlot(was), bySlot(is)];
	return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((slot) => {
		const [before, after] = [old.get(slot), now.get(slot)];
		const one = before ?? after;
		if (!one || (before?.sha256 === after?.sha256 && before?.version === after?.version)) return [];
		const { form, unit, period, batch } = one;
		return [{ form, unit, period, batch, before: told(before), after: told(after) }];
	});
}

function told(used: Used | undefined): InputChange["before"] {
	return used ? { file: used.file, sha256: used.sha256, version: used.version } : null;
}

function bySlot(inputs: readonly ManifestInput[]): Map<string, Used> {
	const used = inputs.flatMap(({ file, sha256, submissions }) => submissions.map((submission) => ({ ...submission, file, sha256 })));
	return new Map(used.map((submission) => [slotKey(submission), submission]));
}
