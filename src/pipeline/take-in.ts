import { settleDisputes } from "./disputes.ts";
import { type IngestPorts, type Intake, ingest } from "./ingest.ts";
import { membersOf } from "./members.ts";
import type { DroppedFile } from "./ports.ts";

/**
 * Takes in a dropped file; of a bundle, which is archived first, each member as a file of its own, so that each is archived, told and found again by itself. What other units
 * reported of the same things is then looked at anew.
 */
export async function* takeIn(file: DroppedFile, ports: IngestPorts): AsyncGenerator<Intake> {
	let kept = false;
	for await (const member of membersOf(file, ports.openBundle, ports.catalogue.units)) {
		if (member.name !== file.name && !kept) await ports.archive.keep(file.bytes);
		kept = true;
		yield await takeInOne(member, ports);
	}
}

/** As `takeIn`, of a file that is no bundle. */
export async function takeInOne(file: DroppedFile, ports: IngestPorts): Promise<Intake> {
	const intake = await ingest(file, ports);
	// Of a file that was taken before as well: its intake may have been broken off before this.
	for (const [at, stored] of intake.stored.entries()) {
		const checked = intake.examination.submissions[at];
		if (checked) await settleDisputes(stored, checked, ports);
	}
	return intake;
}
