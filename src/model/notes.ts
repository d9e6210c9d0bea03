import type { Table } from "./form.ts";
import { SEVERITY_NAMES } from "./severity.ts";
import type { Bilingual } from "./text.ts";

/** The numbered instructions of a form (填报说明): what its author says, then every check of its tables, each stated once, in its rule. */
export function instructions(said: readonly Bilingual[], tables: readonly Pick<Table, "rules">[]): Bilingual[] {
	const checks = tables.flatMap((table) =>
		table.rules.map(({ code, severity, states, trial }) => ({
			zh: `审核关系 ${code}（${trial ? `试行，自${trial.hardFrom}起为` : ""}${SEVERITY_NAMES[severity].zh}）：${states.zh}`,
			en: `Check ${code} (${trial ? `on trial, from ${trial.hardFrom} on ` : ""}${SEVERITY_NAMES[severity].en}): ${states.en}`,
		})),
	);
	return [...said, ...checks].map(({ zh, en }, index) => ({ zh: `${index + 1}. ${zh}`, en: `${index + 1}. ${en}` }));
}
