import { type Decisions, isOfSlot, type Slot } from "../model/decision.ts";
import type { IngestPorts } from "./ingest.ts";

/** Ports by which what has been decided about a slot's findings is read otherwise than it is stored; that of other slots, of the same file too, as it is. */
export function withDecisions(slot: Slot, change: (decisions: Decisions) => Decisions, ports: IngestPorts): IngestPorts {
	const reader = ports.reader ?? ports.store;
	return {
		...ports,
		reader: {
			...reader,
			async decisionsOn(asked) {
				const decisions = await reader.decisionsOn(asked);
				return isOfSlot(asked, slot) ? change(decisions) : decisions;
			},
		},
	};
}
