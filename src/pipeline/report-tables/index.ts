import type { ReportTables } from "../../model/report-table.ts";
import type { FiledLine } from "../report-lists.ts";
import { comparisonTable } from "./comparison-table.ts";
import { definitionTable } from "./definition-table.ts";
import { divisionTable } from "./division-table.ts";
import { rankingTable } from "./ranking-table.ts";
import { summaryTable } from "./summary-table.ts";
import type { TableSource } from "./table-source.ts";
import { unreportedTable } from "./unreported-table.ts";

/** 汇总表, 同比环比表, 分区划汇总表, 排名通报; 未报送清单 and 指标说明. */
export function reportTables(source: TableSource, filed: readonly FiledLine[]): ReportTables {
	const ranking = rankingTable(source);
	return {
		figures: [summaryTable(source), comparisonTable(source), divisionTable(source), ...(ranking ? [ranking] : [])],
		lists: [unreportedTable(filed, source), definitionTable(source)],
	};
}
