import { unzipSync } from "fflate";
import { fromA1 } from "../../src/model/a1.ts";
import { at, type Element, elementsNamed, everyElement, treeOf } from "./charts/chart-tree.ts";
import { misplaced } from "./schema-order.ts";

/** Excel's bounds. */
const [LONGEST_SHEET_NAME, LONGEST_NAME, LONGEST_TOOLTIP, LONGEST_PAGE_LINE, MOST_LINKS] = [31, 255, 255, 255, 65_530];

/** Lists of a style sheet, and what of a cell's format numbers their entries. */
const LISTS = { fonts: "fontId", fills: "fillId", borders: "borderId", cellStyleXfs: "xfId" } as const;

/** Parts of a package that Excel takes only by a content type of their own. */
const TYPED = /^(?:xl\/(?:workbook|styles|(?:worksheets|charts|drawings)\/[^/]+)|docProps\/[^/]+)\.xml$/;

/** What Excel would repair or refuse in a workbook that huibao writes, as far as the standard (ECMA-376) says it: part and place, and what is wrong. */
export function packageFaults(bytes: Uint8Array): string[] {
	const packed = unzipSync(bytes);
	const parts = new Map(Object.entries(packed).map(([name, content]) => [name, treeOf(content)]));
	const sheets = sheetsOf(parts);
	const faults = [...typeFaults(parts), ...relationFaults(parts), ...workbookFaults(partOf(parts, "xl/workbook.xml"))];
	for (const [name, root] of parts) {
		faults.push(...[...misplaced(root), ...countFaults(root)].map((fault) => `${name}: ${fault}`));
		if (root.name === "worksheet") faults.push(...sheetFaults(root, formatsIn(parts), new Set(sheets)).map((fault) => `${name}: ${fault}`));
		if (root.name === "styleSheet") faults.push(...styleFaults(root).map((fault) => `${name}: ${fault}`));
		if (root.name === "wsDr") faults.push(...drawingFaults(root).map((fault) => `${name}: ${fault}`));
	}
	return faults;
}

type Parts = ReadonlyMap<string, Element>;

function partOf(parts: Parts, name: string): Element {
	const part = parts.get(name);
	if (!part) throw new Error(`no part ${name}`);
	return part;
}

function sheetsOf(parts: Parts): string[] {
	return elementsNamed(partOf(parts, "xl/workbook.xml"), "sheet").map(({ attributes }) => attributes.name ?? "");
}

function formatsIn(parts: Parts): number {
	return at(partOf(parts, "xl/styles.xml"), "cellXfs").children.length;
}

function typeFaults(parts: Parts): string[] {
	const types = partOf(parts, "[Content_Types].xml");
	const own = elementsNamed(types, "Override").map(({ attributes }) => (attributes.PartName ?? "").slice(1));
	const endings = new Set(elementsNamed(types, "Default").map(({ attributes }) => attributes.Extension));
	const names = [...parts.keys()].filter((name) => name !== "[Content_Types].xml");
	return [
		...repeated(own).map((name) => `${name} has two content types`),
		...own.filter((name) => !parts.has(name)).map((name) => `${name} has a content type and is no part`),
		...names
			.filter((name) => (TYPED.test(name) ? !own.includes(name) : !endings.has(name.slice(name.lastIndexOf(".") + 1))))
			.map((name) => `${name} has no content type`),
	];
}

/** Relationships lead to parts that there are, and each part is led to. */
function relationFaults(parts: Parts): string[] {
	const lists = [...parts].filter(([, root]) => root.name === "Relationships");
	const reached = new Set(["[Content_Types].xml", ...lists.flatMap(([name, root]) => [name, ...targetsOf(sourceOf(name), root).values()])]);
	return [
		...lists.flatMap(([name, root]) => [
			...(sourceOf(name) === "" || parts.has(sourceOf(name)) ? [] : [`${name}: there is no ${sourceOf(name)}`]),
			...repeated(root.children.map(({ attributes }) => attributes.Id ?? "")).map((id) => `${name}: ${id} stands twice`),
			...[...targetsOf(sourceOf(name), root)].flatMap(([id, target]) =>
				parts.has(target) ? [] : [`${name}: ${id} leads to ${target}, which is no part`],
			),
		]),
		...[...parts.keys()].filter((name) => !reached.has(name)).map((name) => `${name}: nothing leads to it`),
		...[...parts].flatMap(([name, root]) =>
			unknownRelations(root, parts.get(name.replace(/([^/]*)$/, "_rels/$1.rels"))).map((fault) => `${name}: ${fault}`),
		),
	];
}

/** The part whose relationships a part holds: xl/workbook.xml of xl/_rels/workbook.xml.rels; "" of those of the package. */
function sourceOf(name: string): string {
	return name.replace(/_rels\/([^/]*)\.rels$/, "$1");
}

/** Parts that relationships lead to, by their ids. */
function targetsOf(source: string, { children }: Element): Map<string, string> {
	const inside = children.filter(({ attributes }) => attributes.TargetMode !== "External");
	return new Map(inside.map(({ attributes }) => [attributes.Id ?? "", new URL(attributes.Target ?? "", `part:/${source}`).pathname.slice(1)]));
}

/** What a part names as r:id is one of its relationships. */
function unknownRelations(root: Element, beside: Element | undefined): string[] {
	const known = new Set(beside?.children.map(({ attributes }) => attributes.Id));
	const named = everyElement(root).filter(({ attributes }) => attributes.id?.startsWith("rId") && !known.has(attributes.id));
	return named.map(({ name, attributes }) => `${name} names ${attributes.id}`);
}

function workbookFaults(workbook: Element): string[] {
	const sheets = elementsNamed(workbook, "sheet").map(({ attributes }) => attributes.name ?? "");
	const names = elementsNamed(workbook, "definedName");
	const scoped = names.map(({ attributes }) => `${attributes.name?.toUpperCase()}@${attributes.localSheetId ?? ""}`);
	return [
		...repeated(sheets.map((name) => name.toUpperCase())).map((name) => `two sheets are named ${name}`),
		...sheets.filter((name) => name.length > LONGEST_SHEET_NAME || /[[\]:*?/\\]|^'|'$/.test(name)).map((name) => `no sheet can be named ${name}`),
		...repeated(scoped).map((name) => `the name ${name} stands twice`),
		...names.flatMap(({ attributes, text }) => {
			const name = attributes.name ?? "";
			const sheet = /^'((?:[^']|'')+)'!/.exec(text)?.[1]?.replaceAll("''", "'");
			const local = attributes.localSheetId;
			return [
				...(name.length > LONGEST_NAME || !/^[\p{L}_\\][\p{L}\p{N}_.\\?]*$/u.test(name) || fromA1(name) ? [`no cells can be named ${name}`] : []),
				...(sheet === undefined || !sheets.includes(sheet) ? [`${name} names ${text}`] : []),
				...(local !== undefined && sheets[Number(local)] !== sheet ? [`${name} of sheet ${local} names ${text}`] : []),
			];
		}),
	];
}

/** What says how many children it has. */
function countFaults(root: Element): string[] {
	return everyElement(root).flatMap(({ name, attributes, children }) =>
		attributes.count !== undefined && Number(attributes.count) !== children.length
			? [`${name} counts ${attributes.count}, and has ${children.length}`]
			: [],
	);
}

function styleFaults(root: Element): string[] {
	const own = new Set(elementsNamed(root, "numFmt").map(({ attributes }) => Number(attributes.numFmtId)));
	const formats = at(root, "cellXfs").children;
	return formats.flatMap(({ attributes }, place) => [
		...Object.entries(LISTS).flatMap(([list, id]) =>
			Number(attributes[id]) < at(root, list).children.length ? [] : [`format ${place} names ${id} ${attributes[id]}`],
		),
		...(Number(attributes.numFmtId) < 164 || own.has(Number(attributes.numFmtId))
			? []
			: [`format ${place} names number format ${attributes.numFmtId}`]),
	]);
}

function sheetFaults(root: Element, formats: number, sheets: ReadonlySet<string>): string[] {
	const rows = at(root, "sheetData").children;
	const numbers = rows.map(({ attributes }) => Number(attributes.r));
	const lines = [...elementsNamed(root, "oddHeader"), ...elementsNamed(root, "oddFooter")];
	return [
		...numbers.filter((number, place) => !(number > (numbers[place - 1] ?? 0))).map((number) => `row ${number} stands where it should not`),
		...rows.flatMap((row) => rowFaults(row, formats)),
		...linkFaults(elementsNamed(root, "hyperlink"), sheets),
		...lines.filter(({ text }) => text.length > LONGEST_PAGE_LINE).map(({ name, text }) => `${name} has ${text.length} characters`),
	];
}

function rowFaults({ attributes: { r: number }, children }: Element, formats: number): string[] {
	let column = 0;
	return children.flatMap(({ attributes: { r = "", s: format = "0" } }) => {
		const cell = fromA1(r);
		const ordered = cell !== null && cell.row === Number(number) && cell.column > column;
		const faults = ordered ? [] : [`cell ${r} stands in row ${number} behind column ${column}`];
		column = cell?.column ?? column;
		return Number(format) < formats ? faults : [...faults, `cell ${r} has format ${format}`];
	});
}

function linkFaults(links: readonly Element[], sheets: ReadonlySet<string>): string[] {
	const told = links.flatMap(({ attributes: { ref, tooltip = "", location } }) => {
		const [, sheet = "", cell = ""] = /^'((?:[^']|'')+)'!(.+)$/.exec(location ?? "") ?? [];
		const leads = location === undefined || (sheets.has(sheet.replaceAll("''", "'")) && fromA1(cell) !== null);
		return [
			...(tooltip.length > LONGEST_TOOLTIP ? [`cell ${ref} has a tooltip of ${tooltip.length} characters`] : []),
			...(leads ? [] : [`cell ${ref} leads to ${location}`]),
		];
	});
	const twice = repeated(links.map(({ attributes }) => attributes.ref ?? "")).map((cell) => `cell ${cell} has two links`);
	return [...told, ...twice, ...(links.length > MOST_LINKS ? [`${links.length} links`] : [])];
}

function drawingFaults(root: Element): string[] {
	const ids = elementsNamed(root, "cNvPr").map(({ attributes }) => attributes.id ?? "");
	const empty = root.children.filter((anchor) => {
		const corner = (name: string, line: string) => Number(at(anchor, name, line).text);
		return corner("from", "col") >= corner("to", "col") || corner("from", "row") >= corner("to", "row");
	});
	return [...repeated(ids).map((id) => `two objects have the number ${id}`), ...empty.map(() => "a chart covers no cells")];
}

function repeated(list: readonly string[]): string[] {
	const seen = new Set<string>();
	return list.filter((item) => seen.size === seen.add(item).size);
}
