import path from "node:path";
import type { Form } from "../model/form.ts";
import { loadFolder } from "./load-folder.ts";

/** The forms of the catalogue, one per file of src/forms, in the order of their numbers. The build puts the same list in the place of this scan (scripts/bundle.mjs). */
export async function loadForms(): Promise<Form[]> {
	return loadFolder<Form>(path.join(import.meta.dirname, "..", "forms"));
}
