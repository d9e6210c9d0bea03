import type { Row } from "../../model/grid.ts";
import { matchKey } from "../../model/match-key.ts";
import type { Catalogue } from "../../model/submission.ts";
import { filledCells, tight } from "./cells.ts";
import { titledForm } from "./which-form.ts";

/** Names and first lines of sheets that explain, and of lists behind drop-downs. */
const INSTRUCTIONS =
	/填表说明|填报说明|填写说明|编制说明|使用说明|指标解释|指标说明|填报要求|填报须知|填表须知|注意事项|代码表|代码对照|选项|下拉|字典|数据有效性|封面|目录/;
const NAMES = /^(?:说明|须知|代码|参数|LIST|LISTS|DICT|OPTIONS|README|INSTRUCTIONS|COVER|附录)/;

/** Whether a sheet explains the form instead of being it (mess.md 11): by its name, or by the first lines on it. */
export function isInstructions(name: string, rows: readonly Row[]): boolean {
	const key = matchKey(name);
	if (INSTRUCTIONS.test(key) || NAMES.test(key)) return true;
	return rows
		.slice(0, 3)
		.some((row) => filledCells(row).some((cell) => cell.type === "s" && String(cell.value).length <= 40 && INSTRUCTIONS.test(tight(cell))));
}

/** Whether a sheet holds lines of text alone, one cell each, none of which names a form. */
export function isProse(rows: readonly Row[], { forms }: Catalogue): boolean {
	return rows.every((row) => {
		const [cell, ...more] = filledCells(row);
		return cell !== undefined && more.length === 0 && cell.type === "s" && titledForm(tight(cell), forms) === null;
	});
}
