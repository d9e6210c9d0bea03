import type { PackageEditor } from "./package-editor.ts";

/** Leaves out the digital signatures of a package, which would no longer hold; tells whether there were any. */
export function dropSignatures(editor: PackageEditor): boolean {
	const relations = editor.relationshipsOf("");
	const origins = relations.all.filter(({ type }) => type === "origin");
	for (const { id } of origins) relations.remove(id);
	const parts = editor.names.filter((name) => /^_xmlsignatures\//i.test(name));
	for (const name of parts) editor.remove(name);
	return origins.length > 0 || parts.length > 0;
}
