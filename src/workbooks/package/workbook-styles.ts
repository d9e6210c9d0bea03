import type { PackageEditor } from "./package-editor.ts";
import { emptyStyleSheet, StyleSheet } from "./style-sheet.ts";
import type { WorkbookSheets } from "./workbook-sheets.ts";

const STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml";

/** The style sheet of a workbook; one that is new where the workbook has none. */
export function styleSheetOf(editor: PackageEditor, workbook: WorkbookSheets): StyleSheet {
	const path = workbook.related("styles");
	const part = path === null ? null : editor.part(path);
	if (path !== null && part !== null && part.root().tag.kind === "open") return new StyleSheet(part);
	return new StyleSheet(emptyStyleSheet(workbook.namespace));
}

/** Writes what was added to a style sheet; one that is new goes into the package. */
export function keepStyles(editor: PackageEditor, workbook: WorkbookSheets, styles: StyleSheet): void {
	styles.finish();
	const { part } = styles;
	const path = workbook.related("styles");
	if (path !== null && editor.part(path) === part) return;
	const file = path ?? editor.freeName((number) => `${workbook.folder}styles${number === 1 ? "" : number}.xml`);
	if (path !== null && editor.part(path) !== null) editor.put(file, part.toBytes());
	else editor.add(file, STYLES_TYPE, part.toBytes());
	if (path === null) editor.relationshipsOf(workbook.path).add("styles", file, workbook.strict);
}
