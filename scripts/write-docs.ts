import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { loadForms } from "../src/app.ts";
import { DOCUMENTS } from "../src/model/documents.ts";
import { renderCatalogue } from "./catalogue.ts";
import { renderRules } from "./rules-page.ts";

// Writes the generated pages of docs/: the form catalogue, the ledger of rules and the JSON Schemas of what the commands print.
const docs = path.resolve("docs");
await mkdir(path.join(docs, "schemas"), { recursive: true });
const forms = await loadForms();
await writeFile(path.join(docs, "forms.md"), renderCatalogue(forms));
await writeFile(path.join(docs, "rules.md"), renderRules(forms));
for (const [name, schema] of Object.entries(DOCUMENTS)) {
	await writeFile(path.join(docs, "schemas", `${name}.json`), `${JSON.stringify(z.toJSONSchema(schema), null, "\t")}\n`);
}
