import { readFileSync } from "node:fs";
import path from "node:path";
import { workbook } from "./workbook.mjs";

/** How many counties China has, each with twelve forms: 34,128 files. */
export const COUNTIES = 2_844;
export const FORMS = 12;
const ROWS = 300;

const forms = path.join(import.meta.dirname, "..", "..", "fixtures", "forms");
const CHARACTERS = [
	..."天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈剑号巨阙珠称夜光果珍李柰菜重芥姜",
];

/** County number 0 … 2,843 of a country that does not exist, as huibao.config.json takes it: no two of the 64 × 64 names are alike. */
export function county(number) {
	const name = `${CHARACTERS[Math.floor(number / CHARACTERS.length)]}${CHARACTERS[number % CHARACTERS.length]}县`;
	const division = String(110_000 + 100 * Math.floor(number / 60) + (number % 60) + 1);
	return {
		code: `${division}-00`,
		name,
		shortName: name,
		nameEn: `County ${number + 1}`,
		aliases: [`${name}科技局`, `${name}科学技术局`],
		kind: "county",
		division,
	};
}

const samples = Array.from({ length: FORMS }, (_, at) => sample(`阳科统${String(at + 1).padStart(2, "0")}`));

/** The accepted sample of a form, as lines of cells: those above its (first) table's rows, the rows, and those below. */
function sample(form) {
	const lines = readFileSync(path.join(forms, form, "good", "sample.csv"), "utf8")
		.replace(/^\ufeff/, "")
		.split(/\r?\n/)
		.filter((line) => line !== "")
		.map((line) => line.split(","));
	const header = lines.findIndex((cells) => cells[0] === "序号");
	const end = lines.findIndex((cells, at) => at > header && !/^\d+$/.test(cells[0]));
	return { form, head: lines.slice(0, header + 1), headings: lines[header], rows: lines.slice(header + 1, end), foot: lines.slice(end) };
}

/** File `form` (0 … 11) of a county: its name and its bytes. The same arguments give the same bytes. */
export function file(number, form) {
	const unit = county(number);
	const { form: id, head, headings, rows, foot } = samples[form];
	const own = (cells) => cells.map((text) => ofCounty(text, unit));
	const data = Array.from({ length: ROWS }, (_, at) => {
		const model = rows[at % rows.length];
		return headings.map((heading, column) =>
			typed(heading, cell(heading, model[column] ?? "", unit, { form: id, n: at + 1, enterprise: form * ROWS + at + 1 })),
		);
	});
	const plain = foot.map((cells) => own(cells).map((text) => typed("", text)));
	return { name: path.join(unit.shortName, `${unit.shortName}${id}.xlsx`), bytes: workbook([...head.map(own), ...data, ...plain]) };
}

/** A text of a sample with its county replaced. */
function ofCounty(text, { name }) {
	return text
		.replace(
			/(阳江市)?(阳东区|阳西县|江城区|阳春市|阳江高新区|海陵岛?试验区)(工业信息化和科技局|科工信局|科技局|经济发展局)?/g,
			(_, _city, _county, bureau) => (bureau ? `${name}科技局` : name),
		)
		.replace(/^(阳东|阳西|江城|阳春|阳江高新|海陵)(?=示例)/, name);
}

/**
 * A cell of row `n` (from 1): what identifies the row is its own, the rest is the sample's. Each form has enterprises of its own, and nothing in it speaks of another form: the
 * samples are none of one county, and would contradict each other.
 */
function cell(heading, text, unit, { form, n, enterprise }) {
	if (heading === "序号") return String(n);
	if (text === "" || heading === "涉及项目编号" || heading === "立项文号") return "";
	if (heading === "认定文号") return "阳科字〔2019〕1号";
	if (heading === "平台类别" && /^(孵化器|众创空间)$/.test(text)) return "其他";
	if (heading === "类别" && form === "阳科统04") return "加速器";
	if (/^县(\(|区$)/.test(heading)) return unit.name;
	if (heading === "统一社会信用代码") return uscc(unit.division, enterprise);
	if (heading === "高企证书编号") return `${text.slice(0, 8)}${unit.division.slice(2, 5)}${String(n).padStart(3, "0")}`.slice(0, 14);
	if (heading === "村代码") return `${unit.division}999${String(n).padStart(3, "0")}`;
	if (heading === "手机") return `139${unit.division.slice(1)}${String(n).padStart(3, "0")}`;
	if (/^(受理|申报|项目|业务|事项)编号$/.test(heading)) return `${text.replace(/\d{3}$/, "")}${String(n).padStart(3, "0")}`;
	return ofCounty(text, unit).replace(/示例[甲乙丙丁戊]?/, (found) => `${found}${enterprise}`);
}

function typed(heading, text) {
	if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return new Date(`${text}T00:00:00Z`);
	return /^(0|[1-9]\d{0,9})(\.\d+)?$/.test(text) && !/代码|编号|批次|电话|手机/.test(heading) ? Number(text) : text;
}

const CHARSET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** An invented unified social credit code, right in both check characters (GB 32100-2015, GB 11714). */
function uscc(division, n) {
	const organisation = `MA5X${String(n).padStart(4, "0")}`;
	const sum = [...organisation].reduce((total, character, at) => total + Number.parseInt(character, 36) * ORGANISATION_WEIGHTS[at], 0);
	const first17 = `91${division}${organisation}${"0X987654321"[sum % 11]}`;
	const weighed = [...first17].reduce((total, character, at) => total + CHARSET.indexOf(character) * WEIGHTS[at], 0);
	return first17 + CHARSET[(31 - (weighed % 31)) % 31];
}
