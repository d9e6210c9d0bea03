import type { SlotState } from "../model/state.ts";

/** What people are told of a form of a unit, period and batch, on the screen and in the published workbook alike. */
export const STATE_NAMES: Readonly<Record<SlotState, string>> = {
	missing: "未报",
	received: "已报待审",
	returned: "退回",
	pending: "待说明",
	accepted: "通过",
	late: "迟报",
	nil: "零报告",
	locked: "已锁定",
	adjusted: "已调整",
};
