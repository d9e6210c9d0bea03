/**
 * An instant in the one form that is stored, in which text order is time order: 2019-06-27T12:00:00.000Z.
 * @throws RangeError where the text is no instant, which is a fault of the program.
 */
export function instant(text: string): string {
	return new Date(text).toISOString();
}
