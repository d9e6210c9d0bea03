import type { Severity } from "./rule.ts";
import { type Bilingual, inLanguage, type Language } from "./text.ts";

/** Severities from the gravest. */
export const RANK: Readonly<Record<Severity, number>> = { hard: 0, soft: 1, info: 2 };

/** What severities are called, everywhere that people read of them. */
export const SEVERITY_NAMES: Readonly<Record<Severity, Bilingual>> = {
	hard: { zh: "强制性", en: "mandatory" },
	soft: { zh: "核实性", en: "to be explained" },
	info: { zh: "提示", en: "for information" },
};

/** The same in one language. */
export function severityNames(language: Language): Record<Severity, string> {
	const { hard, soft, info } = SEVERITY_NAMES;
	return { hard: inLanguage(hard, language), soft: inLanguage(soft, language), info: inLanguage(info, language) };
}
