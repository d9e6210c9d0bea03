/** A personal value as it is shown where it is not needed in full: 13812345678 → 1*********8, 张三 → 张*. */
export function mask(text: string): string {
	const characters = [...text];
	if (characters.length <= 1) return "*".repeat(characters.length);
	if (characters.length === 2) return `${characters[0]}*`;
	return `${characters[0]}${"*".repeat(characters.length - 2)}${characters.at(-1)}`;
}
