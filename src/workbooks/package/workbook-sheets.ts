import { quotedSheet } from "../../model/a1.ts";
import { escaped } from "../escaped.ts";
import { isOn } from "../xlsx/texts.ts";
import { decodeXml } from "../xml.ts";
import type { PackageEditor } from "./package-editor.ts";
import type { Element, XmlPart } from "./xml-part.ts";

const STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main";
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships";
/** What stands behind the defined names in a workbook part. */
const BEHIND_NAMES = new Set([
	...["calcPr", "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing"],
	...["fileRecoveryPr", "webPublishObjects", "extLst"],
]);

/** What may stand between the sheets and what is said of calculation. */
const BEFORE_CALCULATION = new Set(["sheets", "functionGroups", "externalReferences", "definedNames"]);

export interface SheetPlace {
	readonly name: string;
	/** Path of its part; null where there is none in the package. */
	readonly path: string | null;
	/** worksheet, chartsheet, dialogsheet. */
	readonly type: string;
	readonly sheetId: string;
}

/** The workbook part: which sheets there are, and a first one before them. */
export class WorkbookSheets {
	readonly path: string;
	readonly strict: boolean;
	readonly sheets: readonly SheetPlace[];
	private readonly editor: PackageEditor;
	private readonly part: XmlPart;
	private readonly root: Element;
	private readonly children: readonly Element[];
	private readonly list: Element;

	/** @throws RefusalError file.unreadable */
	constructor(editor: PackageEditor) {
		this.editor = editor;
		this.path = editor.relationshipsOf("").first("officeDocument") ?? "xl/workbook.xml";
		this.part = editor.needed(this.path);
		this.root = this.part.root();
		this.children = this.part.children(this.root);
		this.strict = this.part.slice(this.root.tag.at, this.root.tag.end).includes(STRICT_MAIN);
		const relations = editor.relationshipsOf(this.path).all;
		this.list = this.child("sheets") ?? this.root;
		this.sheets = this.part.children(this.list).map(({ tag }) => {
			const { name = "", id, sheetId = "" } = this.part.attributes(tag);
			// Of two of one id the last counts, for our reader too.
			const target = relations.findLast((one) => one.id === id);
			return { name, path: target?.path ?? null, type: target?.type ?? "", sheetId };
		});
	}

	/** Whether serial numbers of days count from 1904. */
	get date1904(): boolean {
		const properties = this.child("workbookPr");
		return properties !== undefined && isOn(this.part.attributes(properties.tag).date1904);
	}

	/** Namespace of the parts. */
	get namespace(): string {
		return this.strict ? STRICT_MAIN : MAIN;
	}

	/** Namespace of attributes that name a relationship. */
	get officeNamespace(): string {
		return this.strict ? STRICT_OFFICE : OFFICE;
	}

	/** Path of the first part of a type that the workbook has. */
	related(type: string): string | null {
		return this.editor.relationshipsOf(this.path).first(type);
	}

	/** The defined names of the workbook and of its sheets, each with what it refers to. */
	get names(): { readonly name: string; readonly text: string }[] {
		const list = this.child("definedNames");
		return (list ? this.part.children(list) : []).map(({ tag, from, to }) => ({
			name: this.part.attributes(tag).name ?? "",
			text: decodeXml(this.part.slice(from, to)),
		}));
	}

	/** Has programs calculate every formula when they open the workbook, whatever results it remembers. */
	recalculateOnOpening(): void {
		const known = this.child("calcPr");
		if (known) {
			this.part.setAttribute(known.tag, "fullCalcOnLoad", "1");
			return;
		}
		const element = `<${this.root.tag.prefix}calcPr fullCalcOnLoad="1"/>`;
		const before = this.children.findLast(({ tag }) => tag.at >= this.list.tag.at && BEFORE_CALCULATION.has(tag.name));
		if (before) this.part.insert(before.end, element);
		else this.part.append(this.root, element);
	}

	/** Takes away a part that the workbook has, and its own relationships. */
	drop(path: string): void {
		const relations = this.editor.relationshipsOf(this.path);
		for (const { id, path: target } of relations.all) if (target === path) relations.remove(id);
		const at = path.lastIndexOf("/") + 1;
		this.editor.remove(`${path.slice(0, at)}_rels/${path.slice(at)}.rels`);
		this.editor.remove(path);
	}

	/** Folder of the workbook part, with its slash. */
	get folder(): string {
		return this.path.slice(0, this.path.lastIndexOf("/") + 1);
	}

	/**
	 * Puts a sheet before all others, and opens the workbook on it.
	 * @param printTitles its rows that are printed on every page
	 * @param replaced one of an earlier return, which it takes the place of
	 */
	putFirst(name: string, sheetPath: string, printTitles: string, replaced: SheetPlace | null): void {
		const elements = this.part.children(this.list);
		const old = replaced === null ? -1 : this.sheets.indexOf(replaced);
		const gone = elements[old];
		if (gone) this.part.replace(gone.tag.at, gone.end, "");
		const id = this.editor.relationshipsOf(this.path).add("worksheet", sheetPath, this.strict);
		const sheetId = 1 + Math.max(0, ...this.sheets.map((sheet) => Number(sheet.sheetId) || 0));
		const tag = `<${this.list.tag.prefix}sheet xmlns:r="${this.officeNamespace}" name="${escaped(name)}" sheetId="${sheetId}" r:id="${id}"/>`;
		this.part.insert(this.list.from, tag);
		this.openOnFirst();
		this.putNames(old, `${quotedSheet(name)}!${printTitles}`);
	}

	private child(name: string): Element | undefined {
		return this.children.find(({ tag }) => tag.name === name);
	}

	private openOnFirst(): void {
		const views = this.child("bookViews");
		if (!views) return;
		for (const { tag, end } of this.part.children(views)) {
			const xml = this.part.slice(tag.at, tag.end);
			const without = ["activeTab", "firstSheet"].reduce((so, name) => so.replace(new RegExp(`\\s${name}\\s*=\\s*(?:"[^"]*"|'[^']*')`), ""), xml);
			if (without !== xml) this.part.replace(tag.at, Math.min(tag.end, end), without);
		}
	}

	/** Names that belong to a sheet say which by its place, and the places have changed. */
	private putNames(old: number, printTitles: string): void {
		const ours = (prefix: string) =>
			`<${prefix}definedName name="_xlnm.Print_Titles" localSheetId="0">${escaped(printTitles)}</${prefix}definedName>`;
		const names = this.child("definedNames");
		const prefix = this.root.tag.prefix;
		if (!names) {
			const list = `<${prefix}definedNames>${ours(prefix)}</${prefix}definedNames>`;
			const next = this.children.find(({ tag }) => tag.at > this.list.tag.at && BEHIND_NAMES.has(tag.name));
			if (next) this.part.insert(next.tag.at, list);
			else this.part.append(this.root, list);
			return;
		}
		for (const { tag, end } of this.part.children(names)) {
			const local = this.part.attributes(tag).localSheetId;
			if (local === undefined) continue;
			const at = Number(local);
			if (at === old) this.part.replace(tag.at, end, "");
			else this.part.setAttribute(tag, "localSheetId", String(at + 1 - (old >= 0 && at > old ? 1 : 0)));
		}
		this.part.append(names, ours(names.tag.prefix));
	}
}
