/** A number as conditions write it: 100, 12.5, 80%. */
export interface WrittenNumber {
	readonly value: number;
	readonly percent: boolean;
}

/** The number that a text is, or null. */
export function numberIn(written: string): WrittenNumber | null {
	const match = /^([-−]?\d+(?:\.\d+)?)\s*([%％]?)$/.exec(written.normalize("NFKC").trim());
	return match?.[1] ? { value: Number(match[1].replace("−", "-")), percent: match[2] !== "" } : null;
}
