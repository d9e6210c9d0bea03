import type { FindingCode } from "./finding.ts";
import type { Breach, Severity } from "./rule.ts";

/** What a built-in check can come to. */
interface BuiltInCheck {
	/** Gravest first: what was found decides which. */
	readonly severities: readonly Severity[];
	/** What it may say beside the cell. */
	readonly tells: readonly (keyof Pick<Breach, "expected" | "difference">)[];
}

const check = (severities: BuiltInCheck["severities"], ...tells: BuiltInCheck["tells"]): BuiltInCheck => ({ severities, tells });
const [HARD, SOFT, INFO] = [["hard"], ["soft"], ["info"]] as const;

/** The checks that no form declares: layout, types, codes, rows, other reports. A code without its entry fails the type check. */
export const BUILT_IN_CHECKS: Readonly<Record<FindingCode, BuiltInCheck>> = {
	"column.missing": check(HARD, "expected"),
	"column.unknown": check(INFO),
	"column.proposed": check(INFO, "expected"),
	"column.confirmed": check(INFO, "expected"),
	"column.twice": check(HARD, "expected"),
	"column.emptied": check(INFO),
	"column.filled": check(INFO),
	"table.empty": check(HARD),
	"sheet.passed-over": check(INFO),
	"rows.hidden": check(INFO),
	"rows.example": check(INFO),
	"total.differs": check(SOFT, "expected", "difference"),
	"total.unchecked": check(INFO),
	"name.sheet-differs": check(INFO, "expected"),
	"value.required": check(HARD),
	"value.not-applicable": check(HARD),
	"value.damaged": check(["hard", "info"]),
	"value.too-long": check(HARD),
	"formula.uncached": check(HARD),
	"formula.error": check(HARD),
	"number.unreadable": check(HARD),
	"number.not-whole": check(HARD),
	"number.out-of-range": check(HARD),
	"number.approximate": check(INFO, "expected"),
	"number.vague": check(HARD),
	"number.rounded": check(INFO, "expected"),
	"percent.ambiguous": check(SOFT, "expected"),
	"amount.cell-unit": check(INFO, "expected"),
	"amount.area-scale": check(SOFT, "expected"),
	"amount.unit-scale": check(["soft", "info"], "expected"),
	"amount.cell-scale": check(SOFT, "expected"),
	"amount.outlier": check(INFO),
	"amount.falls": check(SOFT, "expected"),
	"date.unreadable": check(HARD),
	"date.impossible": check(HARD),
	"date.only-month": check(HARD, "expected"),
	"date.year-assumed": check(SOFT, "expected"),
	"date.month-ambiguous": check(["hard", "soft"], "expected"),
	"date.future": check(["hard", "soft", "info"], "expected"),
	"date.ancient": check(["hard", "soft"], "expected"),
	"date.span": check(SOFT, "expected"),
	"uscc.format": check(HARD, "expected"),
	"uscc.check": check(HARD, "expected"),
	"uscc.truncated": check(HARD, "expected"),
	"uscc.confusable": check(HARD, "expected"),
	"uscc.legacy": check(SOFT, "expected"),
	"uscc.unknown-kind": check(INFO),
	"code.format": check(HARD),
	"code.truncated": check(HARD),
	"enum.unknown": check(HARD, "expected"),
	"name.short": check(SOFT, "expected"),
	X9: check(SOFT, "expected"),
	"register.two-codes": check(SOFT, "expected"),
	"region.unknown": check(HARD, "expected"),
	"region.other-county": check(HARD, "expected"),
	"row.short": check(HARD),
	"row.duplicate": check(INFO),
	"row.conflict": check(HARD),
	"rows.unchanged": check(INFO),
	"key.damaged": check(HARD),
	"rule.not-compared": check(INFO),
	"nil.after-rows": check(SOFT),
	"explanation.unneeded": check(INFO),
	"explanation.unknown": check(INFO),
};
