import type { Language } from "../model/text.ts";

/** Why a submission is looked at anew when another unit has reported the same things, for the log. */
export function disputeReason(unit: string, language: Language): string {
	return language === "zh-CN"
		? `${unit}报送了同一报表，与其核对是否填报了同一企业`
		: `${unit} has sent the same form: compared for enterprises that both report`;
}
