import { inShanghai } from "../model/calendar.ts";
import { periodName, period as periodOf } from "../model/period.ts";
import type { StoredRelease } from "../model/release.ts";

/** File that says in a folder that its release was withdrawn. What lies in output/ goes to the province and is in Chinese. */
export const WITHDRAWAL_NOTICE = "撤回说明.txt";

/** What it says; lines end and the file begins as Windows' editor wants it. */
export function withdrawalNotice({ period, number, code, madeAt, withdrawn }: StoredRelease): string {
	const lines = [
		"撤回说明",
		"",
		`${periodName(periodOf(period), "zh-CN")}第${number}版（${code}，${inShanghai(madeAt)}发布）已于${inShanghai(withdrawn?.at ?? madeAt)}撤回。`,
		`撤回原因：${withdrawn?.reason ?? ""}`,
		`经办人：${withdrawn?.by ?? ""}`,
		"",
		`这一版的文件保存在 releases/${number}/，只供查对，请不要再使用或上报。`,
		"重新发布后，新一版的文件会放在报告期的文件夹里。",
	];
	return `\ufeff${lines.join("\r\n")}\r\n`;
}
