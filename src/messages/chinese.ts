import type { Chart } from "../model/chart.ts";

/** Words that several Chinese texts share. */

/** A day, YYYY-MM-DD, as running text has it: 2019年6月27日. */
export function longDay(day: string): string {
	const [year, month, date] = day.split("-").map(Number);
	return `${year}年${month}月${date}日`;
}

/** What each kind of chart is called. */
export const CHART_KINDS: Readonly<Record<Chart["kind"], string>> = { column: "柱形图", stacked: "堆积柱形图", bar: "条形图", line: "折线图" };
