/** Thrown where the archive no longer has an original as it was kept: it is missing, or has been altered. */
export class OriginalGone extends Error {
	readonly sha256: string;
	readonly why: "missing" | "altered";

	constructor(sha256: string, why: "missing" | "altered") {
		super(why === "altered" ? `the archived original ${sha256} has been altered` : `the archived original ${sha256} is missing`);
		this.name = "OriginalGone";
		this.sha256 = sha256;
		this.why = why;
	}
}
