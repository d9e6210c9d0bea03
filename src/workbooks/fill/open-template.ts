import type { Template, TemplateName, TemplateText } from "../../model/fill.ts";
import type { ReadLimits } from "../../model/read-limits.ts";
import { RefusalError } from "../../model/refusal.ts";
import { PackageEditor } from "../package/package-editor.ts";
import { type SheetPlace, WorkbookSheets } from "../package/workbook-sheets.ts";
import { packageKind } from "../package-kind.ts";
import { readGrid } from "../read.ts";
import { kindOf } from "../sniff.ts";
import { openZip } from "../zip.ts";
import { areaOf } from "./areas.ts";
import { passagesIn, textOf } from "./passages.ts";
import { type TextPart, tablesOf, textPartsOf } from "./text-parts.ts";

/**
 * Reads what a template holds that may be filled.
 * @throws RefusalError file.encrypted, file.unsupported for other formats than Office Open XML, file.unreadable, limit.*
 */
export async function openTemplate(bytes: Uint8Array, fileName: string, limits: ReadLimits): Promise<Template> {
	if (bytes.length > limits.bytes) throw new RefusalError("limit.bytes", { limit: limits.bytes, found: bytes.length });
	if (kindOf(bytes) !== "zip" || packageKind(openZip(bytes, limits)) !== "xlsx") {
		// Reading it says whether it is encrypted, or what else is wrong with it.
		const { source } = await readGrid(bytes, fileName, limits);
		throw new RefusalError("file.unsupported", { kind: source?.format ?? "zip" });
	}
	const editor = new PackageEditor(openZip(bytes, limits));
	const workbook = new WorkbookSheets(editor);
	const parts = textPartsOf(editor, workbook);
	return {
		grid: await readGrid(bytes, fileName, limits),
		worksheets: workbook.sheets.filter(isWorksheet).map(({ name }) => name),
		names: workbook.names.filter(({ name }) => /^hb\./i.test(name)).map(({ name, text }) => nameOf(name, text)),
		texts: [...textsIn(parts)],
		headings: tablesOf(editor, workbook).map(({ sheet, headings }) => ({ sheet, range: headings })),
	};
}

export function isWorksheet({ type, path }: SheetPlace): boolean {
	return type === "worksheet" && path !== null;
}

function* textsIn(parts: readonly TextPart[]): Iterable<TemplateText> {
	for (const { sheet, where, part, within, kind } of parts) {
		for (const passage of passagesIn(part, within, kind)) yield { sheet, where, text: textOf(passage) };
	}
}

function nameOf(name: string, refersTo: string): TemplateName {
	return { name, refersTo, target: areaOf(refersTo) };
}
