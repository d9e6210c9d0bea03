import type { Table } from "./form.ts";
import type { Bilingual } from "./text.ts";

const KIND = {
	hard: { zh: "强制性", en: "mandatory" },
	soft: { zh: "核实性", en: "to be explained" },
} as const;

/** The numbered instructions of a form (填报说明): what its author says, then every check of its tables, each stated once, in its rule. */
export function instructions(said: readonly Bilingual[], tables: readonly Pick<Table, "rules">[]): Bilingual[] {
	const checks = tables.flatMap((table) =>
		table.rules.map(({ code, severity, states }) => ({
			zh: `审核关系 ${code}（${KIND[severity].zh}）：${states.zh}`,
			en: `Check ${code} (${KIND[severity].en}): ${states.en}`,
		})),
	);
	return [...said, ...checks].map(({ zh, en }, index) => ({ zh: `${index + 1}. ${zh}`, en: `${index + 1}. ${en}` }));
}
