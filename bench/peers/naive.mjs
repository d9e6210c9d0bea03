// node bench/peers/naive.mjs FOLDER OUT: what a Node programmer writes first for the same work, with exceljs, zod and knex: rosters of all counties in, database and consolidated workbook out.
import { readdirSync, rmSync } from "node:fs";
import path from "node:path";
import ExcelJS from "exceljs";
import createKnex from "knex";
import { z } from "zod";

const FIELDS = {
	企业名称: "ent_name",
	统一社会信用代码: "uscc",
	"县(市、区)": "region",
	曾用名: "former_name",
	所在园区: "park",
	高企证书编号: "hnte_cert",
	认定年度: "cert_year",
	发证日期: "issue_date",
	有效期至: "valid_to",
	技术领域: "tech_field",
	行业代码: "gb4754",
	是否规上: "above_scale",
	企业规模: "size",
	从业人员期末人数: "employees",
	科技人员数: "sci_staff",
	营业收入: "revenue",
	研发费用: "rd_exp",
	"高新技术产品(服务)收入": "ht_income",
	高企状态: "status",
	备注: "remarks",
};
const NAMES = Object.values(FIELDS);
const PARKS = { 不在园区: "无", 高新区: "阳江高新区" };
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const amount = z.number().min(0);

const schema = z
	.object({
		ent_name: z.string().min(1).max(100),
		uscc: z.string().refine(isUscc),
		region: z.string().min(1),
		former_name: z.string().max(100).nullable(),
		park: z.enum(["阳江高新区", "珠海(阳江)", "中山火炬(阳西)", "东莞长安(阳春)", "佛山禅城(阳东万象)", "无"]).nullable(),
		hnte_cert: z.string().regex(/^GR20\d{2}\d{8}$/),
		cert_year: z.number().int(),
		issue_date: day,
		valid_to: day,
		tech_field: z.enum(["电子信息", "生物与新医药", "航空航天", "新材料", "高技术服务", "新能源与节能", "资源与环境", "先进制造与自动化"]),
		gb4754: z.string().max(5).nullable(),
		above_scale: z.boolean(),
		size: z.enum(["大型", "中型", "小型", "微型"]),
		employees: z.number().int().min(0),
		sci_staff: z.number().int().min(0).nullable(),
		revenue: amount,
		rd_exp: amount,
		ht_income: amount.nullable(),
		status: z.enum(["有效", "重新认定中", "到期", "撤销", "迁出"]),
		remarks: z.string().max(500).nullable(),
	})
	.refine((row) => Number(row.hnte_cert.slice(2, 6)) === row.cert_year && row.issue_date.startsWith(String(row.cert_year)))
	.refine((row) => row.valid_to === `${row.cert_year + 3}${row.issue_date.slice(4)}`)
	.refine((row) => (row.sci_staff ?? 0) <= row.employees)
	.refine((row) => row.revenue === 0 || row.rd_exp <= row.revenue)
	.refine((row) => row.status !== "有效" || row.valid_to >= "2019-06-30");

function isUscc(code) {
	if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(code)) return false;
	const charset = "0123456789ABCDEFGHJKLMNPQRTUWXY";
	const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
	const sum = weights.reduce((total, weight, at) => total + weight * charset.indexOf(code[at]), 0);
	return charset[(31 - (sum % 31)) % 31] === code[17];
}

const half = (value) => String(value).normalize("NFKC").replace(/\s+/g, "").trim();
const heading = (value) => half(value).replace(/\((?:万元|人|元)\)$/, "");

function asDay(value) {
	if (value instanceof Date) return value.toISOString().slice(0, 10);
	const parts = /^(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})日?$/.exec(half(value));
	return parts ? `${parts[1]}-${parts[2].padStart(2, "0")}-${parts[3].padStart(2, "0")}` : value;
}

const asNumber = (value) => (typeof value === "number" ? value : Number(half(value).replaceAll(",", "")));
const asText = (value) => half(typeof value === "object" && value.richText ? value.richText.map(({ text }) => text).join("") : value);

const READERS = {
	cert_year: asNumber,
	issue_date: asDay,
	valid_to: asDay,
	above_scale: (value) => ({ 是: true, "√": true, 否: false, "×": false })[half(value)],
	employees: asNumber,
	sci_staff: asNumber,
	revenue: asNumber,
	rd_exp: asNumber,
	ht_income: asNumber,
	park: (value) => PARKS[asText(value)] ?? asText(value),
};

/** Valid rows of a file, the first of each code. */
async function rowsOf(file, county) {
	const book = new ExcelJS.Workbook();
	await book.xlsx.readFile(file);
	const rows = new Map();
	let columns = null;
	let rejected = 0;
	book.worksheets[0].eachRow((line, number) => {
		const cells = line.values;
		if (!columns) {
			if (cells.filter((cell) => cell !== null && cell !== undefined && FIELDS[heading(cell)]).length > 10)
				columns = cells.map((cell) => FIELDS[heading(cell)]);
			return;
		}
		const row = Object.fromEntries(NAMES.map((name) => [name, null]));
		for (const [at, name] of columns.entries()) {
			const value = cells[at];
			if (name && value !== null && value !== undefined && value !== "") row[name] = (READERS[name] ?? asText)(value);
		}
		const { success, data } = schema.safeParse(row);
		if (!success) rejected++;
		else if (!rows.has(data.uscc)) rows.set(data.uscc, { ...data, county, row: number });
	});
	return { rows: [...rows.values()], rejected };
}

async function load(folder, knex) {
	await knex.schema.createTable("roster", (t) => {
		for (const name of NAMES) {
			if (["employees", "sci_staff", "cert_year"].includes(name)) t.integer(name);
			else if (["revenue", "rd_exp", "ht_income"].includes(name)) t.double(name);
			else if (name === "above_scale") t.boolean(name);
			else t.text(name);
		}
		t.text("county");
		t.integer("row");
		t.unique(["county", "uscc"]);
	});
	for (const county of readdirSync(folder)) {
		for (const name of readdirSync(path.join(folder, county))) {
			const { rows, rejected } = await rowsOf(path.join(folder, county, name), county);
			if (rejected > 0) throw new Error(`${name}: ${rejected} rows rejected`);
			await knex.transaction((trx) => trx.batchInsert("roster", rows, 40));
		}
	}
}

async function publish(knex, file) {
	const book = new ExcelJS.Workbook();
	const summary = book.addWorksheet("汇总");
	summary.addRow(["县(市、区)", "企业数", "有效", "营业收入(万元)", "研发费用(万元)", "从业人员"]);
	const figures = knex("roster")
		.countDistinct({ stock: "uscc" })
		.countDistinct({ valid: knex.raw("case when status in ('有效', '重新认定中') and valid_to >= '2019-06-30' then uscc end") })
		.sum({ revenue: "revenue", rd: "rd_exp", staff: "employees" });
	for (const row of await figures.clone().select("county").groupBy("county"))
		summary.addRow([row.county, row.stock, row.valid, row.revenue, row.rd, row.staff]);
	const [city] = await figures.clone();
	summary.addRow(["全市", city.stock, city.valid, city.revenue, city.rd, city.staff]);
	const roster = book.addWorksheet("高企名录", { views: [{ state: "frozen", ySplit: 1 }] });
	roster.columns = [{ header: "报送单位", key: "county" }, ...Object.entries(FIELDS).map(([header, key]) => ({ header, key, width: 16 }))];
	roster.getRow(1).font = { bold: true };
	for (const row of await knex("roster").orderBy(["county", "row"])) roster.addRow(row);
	for (const name of ["revenue", "rd_exp", "ht_income"]) roster.getColumn(name).numFmt = "#,##0.00";
	await book.xlsx.writeFile(file);
	return city.valid;
}

const [, , folder, out] = process.argv;
const database = path.join(out, "naive.sqlite");
rmSync(database, { force: true });
const knex = createKnex({ client: "sqlite3", connection: { filename: database }, useNullAsDefault: true });
await knex.raw("pragma journal_mode = wal");
await load(folder, knex);
process.stdout.write(`${await publish(knex, path.join(out, "naive.xlsx"))}\n`);
await knex.destroy();
