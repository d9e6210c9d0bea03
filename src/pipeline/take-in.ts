import { settleDisputes } from "./disputes.ts";
import { type IngestPorts, type Intake, ingest } from "./ingest.ts";
import { membersOf } from "./members.ts";
import type { DroppedFile } from "./ports.ts";

/**
 * Takes in a dropped file; of a bundle, which is archived first, each member as a file of its own, so that each is archived, told and found again by itself. What other units
 * reported of the same things is then looked at anew; of a file that came before as well, since its first intake may have been broken off in between.
 */
export async function* takeIn(file: DroppedFile, ports: IngestPorts): AsyncGenerator<Intake> {
	let kept = false;
	for await (const member of membersOf(file, ports.openBundle, ports.catalogue.units)) {
		if (member.name !== file.name && !kept) await ports.archive.keep(file.bytes);
		kept = true;
		const intake = await ingest(member, ports);
		yield intake;
		for (const [at, stored] of intake.stored.entries()) {
			const checked = intake.examination.submissions[at];
			if (checked) await settleDisputes(stored, checked, ports);
		}
	}
}
