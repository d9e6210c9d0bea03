import { type CellRange, rangeToA1 } from "../../model/a1.ts";

/** @throws RangeError where two share cells: programs call such a file damaged */
export function checkApart(merges: readonly CellRange[]): void {
	let above: CellRange[] = [];
	for (const merge of [...merges].sort((a, b) => a.top - b.top || a.left - b.left)) {
		above = above.filter(({ bottom }) => bottom >= merge.top);
		const other = above.find(({ left, right }) => left <= merge.right && right >= merge.left);
		if (other) throw new RangeError(`merged cells ${rangeToA1(other)} and ${rangeToA1(merge)} overlap`);
		above.push(merge);
	}
}
