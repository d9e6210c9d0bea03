/** Why something that lies in the inbox is not taken in and stays where it is. Each has its sentence in src/messages. */
export const PASSED_OVER_REASONS = ["link", "special", "conflict", "deep", "busy", "denied", "fault"] as const;

export type PassedOverReason = (typeof PASSED_OVER_REASONS)[number];

/** Something that was not taken in. It is looked at again the next time. */
export interface PassedOver {
	/** Path below the inbox, or below the data home where it had been claimed already; forward slashes. */
	readonly name: string;
	readonly reason: PassedOverReason;
	/** What the machine said, for those who run it; "" where it said nothing. */
	readonly detail: string;
}
