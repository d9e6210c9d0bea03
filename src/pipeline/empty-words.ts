import { tellAlone, tellFault } from "../messages/tell.ts";
import type { Finding } from "../model/finding.ts";
import type { Form } from "../model/form.ts";
import type { Language } from "../model/text.ts";
import { UsageError } from "../model/usage.ts";
import { asksFor, faultOf, ownWords } from "../stages/explanation.ts";

/** @throws UsageError where a finding takes no explanation, or a text is none of it */
export function refuseWorthless(text: string, finding: Finding, form: Form, language: Language): void {
	const about = { finding: tellAlone(finding, language, form) };
	if (finding.severity === "hard") throw new UsageError("usage.finding-hard", about);
	if (finding.severity === "info") throw new UsageError("usage.finding-info", about);
	const asks = asksFor(finding.code, form);
	const fault = faultOf(text, asks, ownWords(finding, about.finding, form));
	if (fault) throw new UsageError("usage.no-explanation", { ...about, why: tellFault(fault, text, asks, language) });
}
