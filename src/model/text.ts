/** A sentence or label in both languages of the product. */
export interface Bilingual {
	readonly zh: string;
	readonly en: string;
}

export type Language = "zh-CN" | "en";

/** The text in one language. */
export function inLanguage(text: Bilingual, language: Language): string {
	return language === "zh-CN" ? text.zh : text.en;
}
