import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { readGrid } from "../../src/workbooks/read.ts";
import { huibao, newHome } from "../support/huibao.ts";
import { partText } from "../workbooks/annotate/books.ts";

const FIXTURES = path.join(import.meta.dirname, "../../fixtures");
const SAMPLE = readFileSync(path.join(FIXTURES, "forms/阳科统01/good/sample.csv"), "utf8");
const WRONG = SAMPLE.replace(",186,24,", ",186,240,");

/** A data home in whose folder a right file and a wrong one lie. */
function homeWithFiles(): string {
	const home = newHome();
	writeFileSync(path.join(home, "对.csv"), SAMPLE);
	writeFileSync(path.join(home, "错.csv"), WRONG);
	return home;
}

const sheetsOf = async (file: string) => (await readGrid(readFileSync(file), "a.xlsx")).sheets.map(({ name }) => name);

describe("huibao check --annotate", () => {
	test("writes a copy of a file with its problems marked in it, and nothing else", async () => {
		const home = homeWithFiles();
		const { code, stdout } = huibao(["check", "错.csv", "--annotate", "出/标注.xlsx"], home);
		expect(code).toBe(1);
		expect(stdout).toContain("标出问题的副本已写到 出/标注.xlsx");
		expect(readdirSync(home).sort()).toEqual(["出", "对.csv", "错.csv"]);
		expect(await sheetsOf(path.join(home, "出", "标注.xlsx"))).toEqual(["问题清单", "错"]);
		expect(partText(readFileSync(path.join(home, "出", "标注.xlsx")), "xl/comments1.xml")).toContain("【强制性】");
	});

	test("speaks English where it is asked to, and says so where nothing is wrong", async () => {
		const home = homeWithFiles();
		huibao(["check", "错.csv", "--annotate", "wrong.xlsx", "--lang", "en"], home);
		expect((await sheetsOf(path.join(home, "wrong.xlsx")))[0]).toBe("Problems");
		huibao(["check", "对.csv", "--annotate", "right.xlsx"], home);
		expect(partText(readFileSync(path.join(home, "right.xlsx")), "xl/worksheets/sheet2.xml")).toContain("没有需要改正或说明的问题");
	});

	test("puts copies of several files into a folder, none of what cannot be read, and keeps macros under their ending", () => {
		const home = homeWithFiles();
		writeFileSync(path.join(home, "空.xlsx"), "");
		const folder = readdirSync(path.join(FIXTURES, "mess")).find((name) => name.startsWith("10-")) ?? "";
		const macros = readdirSync(path.join(FIXTURES, "mess", folder)).find((name) => name.endsWith(".xlsm")) ?? "";
		copyFileSync(path.join(FIXTURES, "mess", folder, macros), path.join(home, "宏.xlsm"));
		mkdirSync(path.join(home, "出"));
		huibao(["check", "错.csv", "空.xlsx", "宏.xlsm", "--annotate", "出"], home);
		expect(readdirSync(path.join(home, "出")).sort()).toEqual(["宏.xlsm.退回.xlsm", "错.csv.退回.xlsx"]);
	});

	test("refuses to write several copies into one file, or over a file that is checked", () => {
		const home = homeWithFiles();
		copyFileSync(path.join(home, "错.csv"), path.join(home, "表.xlsx"));
		const several = huibao(["check", "对.csv", "错.csv", "--annotate", "两份.xlsx"], home);
		expect({ code: several.code, stdout: several.stdout }).toEqual({ code: 2, stdout: "" });
		expect(several.stderr).toContain("请给出文件夹");
		const over = huibao(["check", "表.xlsx", "--annotate", "表.xlsx"], home);
		expect(over.code).toBe(2);
		expect(over.stderr).toContain("副本不能写到要审核的文件");
		expect(readFileSync(path.join(home, "表.xlsx"), "utf8")).toBe(WRONG);
		expect(existsSync(path.join(home, "两份.xlsx"))).toBe(false);
		// A returned workbook in the very folder that its copy would go to, under the same name.
		copyFileSync(path.join(home, "错.csv"), path.join(home, "错.csv.退回.xlsx"));
		expect(huibao(["check", "错.csv.退回.xlsx", "--annotate", "."], home).code).toBe(2);
		expect(readFileSync(path.join(home, "错.csv.退回.xlsx"), "utf8")).toBe(WRONG);
	});
});
