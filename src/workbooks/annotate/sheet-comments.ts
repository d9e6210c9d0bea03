import type { PackageEditor } from "../package/package-editor.ts";
import type { WorkbookSheets } from "../package/workbook-sheets.ts";
import type { WorksheetPart } from "../package/worksheet-part.ts";
import { XmlPart } from "../package/xml-part.ts";
import { damaged } from "../xml-walker.ts";
import { CommentBoxes, EMPTY_DRAWING } from "./comment-boxes.ts";
import { CommentPart, emptyComments } from "./comment-parts.ts";

const COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";
const DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing";

/** Puts comments on the cells of sheets, each beside its box, and takes away those of an earlier return. */
export class SheetComments {
	private readonly editor: PackageEditor;
	private readonly workbook: WorkbookSheets;
	/** Blocks of shape numbers that drawings of the workbook claim. */
	private readonly blocks: Set<number>;
	/** Comment parts that a sheet has. */
	private readonly seen = new Set<string>();

	constructor(editor: PackageEditor, workbook: WorkbookSheets) {
		this.editor = editor;
		this.workbook = workbook;
		const drawings = editor.names.filter((name) => /\.vml$/i.test(name));
		this.blocks = new Set(drawings.flatMap((name) => new CommentBoxes(this.textOf(name)).blocks()));
	}

	/** @param path of the sheet's part. @param comments A1 → what to say */
	put(path: string, worksheet: WorksheetPart, comments: ReadonlyMap<string, string>): void {
		const relations = this.editor.relationshipsOf(path);
		const known = relations.first("comments");
		const there = known === null ? null : this.editor.part(known);
		if (comments.size === 0 && there === null) return;
		if (known !== null && this.seen.has(known)) throw damaged("comments of two sheets in one part");
		if (known !== null) this.seen.add(known);
		const part = there ?? new XmlPart(Buffer.from(emptyComments(this.workbook.namespace)));
		const all = new CommentPart(part);
		const boxed = [...comments.keys()].filter((cell) => all.needsBox(cell));
		for (const [cell, text] of comments) all.add(cell, text);
		all.finish();
		if (there === null) {
			const file = this.editor.freeName((number) => `${this.workbook.folder}comments${number}.xml`);
			this.editor.add(file, COMMENTS_TYPE, part.toBytes());
			relations.add("comments", file, this.workbook.strict);
		}
		this.putBoxes(path, worksheet, boxed, all.taken);
	}

	private putBoxes(path: string, worksheet: WorksheetPart, boxed: readonly string[], taken: ReadonlySet<string>): void {
		const relations = this.editor.relationshipsOf(path);
		const known = relations.all.find(({ id }) => id === worksheet.legacyDrawing)?.path ?? null;
		if (boxed.length + (known === null ? 0 : taken.size) === 0) return;
		const boxes = new CommentBoxes(known === null ? EMPTY_DRAWING : this.textOf(known));
		boxes.takeOut(taken);
		for (const cell of boxed) boxes.add(cell);
		const text = boxes.finish(this.blocks);
		if (known !== null) {
			this.editor.put(known, text);
			return;
		}
		const file = this.editor.freeName((number) => `${this.workbook.folder}drawings/vmlDrawing${number}.vml`);
		this.editor.put(file, text);
		this.editor.typeOfEnding("vml", DRAWING_TYPE);
		worksheet.putLegacyDrawing(relations.add("vmlDrawing", file, this.workbook.strict), this.workbook.officeNamespace);
	}

	private textOf(path: string): string {
		return Buffer.from(this.editor.bytes(path) ?? []).toString();
	}
}
