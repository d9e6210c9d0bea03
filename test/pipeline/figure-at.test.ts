import { expect, test } from "vitest";
import { CONSOLIDATED_TEXTS } from "../../src/messages/workbook-texts.ts";
import type { Grid } from "../../src/model/grid.ts";
import { figureAt } from "../../src/pipeline/trace.ts";

const NAMES: Readonly<Record<string, string>> = {
	...{ "hb.hnte.stock": "汇总表!D9", "hb.hnte.stock.u441702_00": "汇总表!F9", "hb.hnte.stock.Target": "汇总表!L9" },
	...{
		"hb.hnte.stock.LastYear": "同比环比表!F9",
		"hb.hnte.stock.u441704_00.LastYear": "同比环比表!F40",
		"hb.hnte.stock.u441704_00.Growth": "同比环比表!H40",
	},
	...{ "hb.hnte.stock.d441702": "分区划汇总表!F9", "hb.hnte.stock.d441704": "分区划汇总表!G9" },
	...{ "hb.hnte.stock.u441702_00.Rank": "排名通报!A9", _xlnm: "汇总表!A1" },
};

const sheet = (name: string) => ({ name, rows: [{ number: 4, cells: [{ column: 1, value: CONSOLIDATED_TEXTS.period("2019年上半年") }] }] });
const workbook = {
	names: new Map(Object.entries(NAMES).map(([name, at]) => [name, { sheet: at.split("!")[0], cell: at.split("!")[1] }])),
	sheets: ["汇总表", "同比环比表", "分区划汇总表", "排名通报"].map(sheet),
} as unknown as Grid;

const found = (at: string) => {
	const [sheetName = "", cell = ""] = at.split("!");
	const figure = figureAt(workbook, sheetName, cell, CONSOLIDATED_TEXTS.period);
	return figure && [figure.indicator, figure.place?.code ?? null, figure.measure, figure.period.code];
};

test.each([
	["汇总表!F9", ["hnte.stock", "441702-00", "value", "2019H1"]],
	["汇总表!A9", ["hnte.stock", null, "value", "2019H1"]],
	["同比环比表!F40", ["hnte.stock", "441704-00", "last-year", "2019H1"]],
	// This period's value beside last year's: of the city, and of the unit whose line it is.
	["同比环比表!E9", ["hnte.stock", null, "value", "2019H1"]],
	["同比环比表!E40", ["hnte.stock", "441704-00", "value", "2019H1"]],
	["分区划汇总表!G9", ["hnte.stock", "441704", "value", "2019H1"]],
	["分区划汇总表!D9", ["hnte.stock", null, "value", "2019H1"]],
	["排名通报!A9", ["hnte.stock", "441702-00", "rank", "2019H1"]],
	["排名通报!C9", ["hnte.stock", "441702-00", "value", "2019H1"]],
	["汇总表!A8", null],
	["汇总表!A1", null],
])("%s is the figure %j", (at, figure) => {
	expect(found(at)).toEqual(figure);
});
