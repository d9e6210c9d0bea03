import type { Row } from "../../model/grid.ts";
import { matchKey } from "../../model/match-key.ts";
import type { Catalogue } from "../../model/submission.ts";
import { filledCells, tight } from "./cells.ts";
import { titledForm } from "./form-names.ts";
import type { TakenApart } from "./sections.ts";

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

/** Rows at the top of a sheet in which a form's title would stand. */
const TITLE_ROWS = 12;
/** A header that has this share of a form's required columns may be the form, badly damaged: it is refused, never passed over. */
const NEAR = 1 / 3;

/** Whether a sheet beside a form is no report at all (a list of contacts, a word to the reader): nothing on it names a form, and no header comes near one. */
export function isNoReport({ rows, refusal, likeness }: Pick<TakenApart, "rows" | "refusal" | "likeness">, { forms }: Catalogue): boolean {
	if (refusal && (refusal.code !== "form.unknown" || refusal.params.number !== undefined)) return false;
	return likeness < NEAR && !rows.slice(0, TITLE_ROWS).some((row) => filledCells(row).some((cell) => titledForm(tight(cell), forms) !== null));
}
