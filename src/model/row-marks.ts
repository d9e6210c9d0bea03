/** Marks on some rows of a long list, one bit a row: which rows a figure counts is known of every figure at once. Places are from 0. */
export class RowMarks {
	/** How many rows the list has. */
	readonly rows: number;
	private readonly bits: Uint32Array;

	constructor(rows: number) {
		this.rows = rows;
		this.bits = new Uint32Array((rows + 31) >>> 5);
	}

	/** @throws RangeError where the list has no such place */
	add(place: number): void {
		if (!(place >= 0 && place < this.rows)) throw new RangeError(`no row at ${place} among ${this.rows}`);
		const word = place >>> 5;
		this.bits[word] = (this.bits[word] ?? 0) | (1 << (place & 31));
	}

	has(place: number): boolean {
		return ((this.bits[place >>> 5] ?? 0) & (1 << (place & 31))) !== 0;
	}

	/** Marks what another list of the same length has marked. */
	addAll(other: RowMarks): void {
		for (let word = 0; word < this.bits.length; word++) this.bits[word] = (this.bits[word] ?? 0) | (other.bits[word] ?? 0);
	}

	/** The first marked place from one on and before another, and how many are marked between them; null where none is. */
	within(from: number, to: number): { readonly first: number; readonly rows: number } | null {
		let first = -1;
		let rows = 0;
		for (let word = from >>> 5; word << 5 < to; word++) {
			const bits = (this.bits[word] ?? 0) & maskOf(word, from, to);
			if (bits === 0) continue;
			if (first < 0) first = (word << 5) + 31 - Math.clz32(bits & -bits);
			rows += onesIn(bits);
		}
		return rows === 0 ? null : { first, rows };
	}
}

/** The bits of a word whose places lie from one place on and before another. */
function maskOf(word: number, from: number, to: number): number {
	const start = word << 5;
	const low = from > start ? -1 << (from - start) : -1;
	return to < start + 32 ? low & ((1 << (to - start)) - 1) : low;
}

function onesIn(bits: number): number {
	const pairs = bits - ((bits >>> 1) & 0x55555555);
	const nibbles = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
	return Math.imul((nibbles + (nibbles >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
