// node bench/annotate.mjs [ROWS] [FINDINGS]: what it takes to annotate a returned workbook beside reading it, in one process. Build first (npm run build).
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { makeWorkbook } from "./make-workbook.mjs";
import { median, table } from "./measure.mjs";

const dist = path.join(path.dirname(import.meta.dirname), "dist", "src");
const load = (file) => import(pathToFileURL(path.join(dist, file)).href);
const [{ readGrid }, { annotate }, { RETURN_TEXTS }] = await Promise.all(
	["workbooks/read.js", "workbooks/annotate/annotate.js", "messages/return-texts.js"].map(load),
);
const [, , rows = "20000", findings = "1000"] = process.argv;
const folder = mkdtempSync(path.join(tmpdir(), "huibao-annotate-"));
const file = path.join(folder, "roster.xlsx");
await makeWorkbook(file, Number(rows));
const bytes = readFileSync(file);
const [{ name: sheet }] = (await readGrid(bytes, "roster.xlsx")).sheets;

const cells = Array.from({ length: Number(findings) }, (_, at) => `${"CFKN"[at % 4]}${2 + Math.floor((at * Number(rows)) / Number(findings))}`);
const texts = RETURN_TEXTS["zh-CN"];
const problem = {
	header: "营业收入",
	value: "1",
	problem: "不符合审核关系：研发费用不大于营业收入，多了12万元。",
	remedy: "请核对后改正。",
	explanation: "",
};
const lines = cells.map((cell, at) => ({
	...{ number: at + 1, severity: "hard", said: "强制性", sheet, cell, place: cell, asksExplanation: false, identity: `["01-H1","","rd",${at}]` },
	...problem,
}));
const marks = cells.map((cell) => ({ sheet, cell, severity: "hard", comment: `【强制性】${problem.problem}\n${problem.remedy}` }));
const { sheetName, headings, prompt, pages } = texts;
const book = { sheetName, headings, prompt, pages, title: "问题清单", notes: [], lines, marks };

const timed = async (work) => {
	const [started, before] = [performance.now(), process.cpuUsage()];
	await work();
	const { user, system } = process.cpuUsage(before);
	return { clock: performance.now() - started, busy: (user + system) / 1000 };
};
const took = { read: [], annotate: [] };
for (let round = 0; round < 7; round++) {
	took.read.push(
		await timed(async () => {
			for (const each of (await readGrid(bytes, "roster.xlsx")).sheets) for (const row of each.rows) row.cells.length;
		}),
	);
	took.annotate.push(await timed(() => annotate(bytes, book)));
}
const of = (stage, what) => median(took[stage].map((each) => each[what]));
const measured = ["read", "annotate"].map((stage) => [
	stage,
	of(stage, "clock").toFixed(0),
	of(stage, "busy").toFixed(0),
	`${(of(stage, "busy") / of("read", "busy")).toFixed(2)}×`,
]);
process.stdout.write(`${table(["", "ms", "processor ms", "of reading"], measured)}\n`);
rmSync(folder, { recursive: true });
