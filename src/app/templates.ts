import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { OnProgress } from "../cli/app-port.ts";
import { TEMPLATE_TEXTS } from "../messages/workbook-texts.ts";
import { UsageError } from "../model/usage.ts";
import type { House } from "./house.ts";

export async function template(house: House, id: string | null, out: string, onProgress?: OnProgress) {
	const forms = id === null ? house.forms : house.forms.filter((form) => [form.id, form.id.replace(/^阳科/, ""), form.slug].includes(id));
	if (forms.length === 0) throw new UsageError("usage.no-such-form", { form: id ?? "", known: house.forms.map((form) => form.id).join("、") });
	const { writeTemplate } = await import("../workbooks/write-template.ts");
	const folder = path.resolve(out);
	await mkdir(folder, { recursive: true });
	const files = [];
	for (const [done, form] of forms.entries()) {
		onProgress?.({ step: "templates", subject: form.id, done, of: forms.length });
		const file = path.join(folder, `${form.id} ${form.title.zh}.xlsx`.replace(/[\\/:*?"<>|]/g, "_"));
		await writeFile(file, await writeTemplate(form, { units: house.units, issuer: house.config.issuer, texts: TEMPLATE_TEXTS }));
		files.push({ form: form.id, path: file });
	}
	return { files };
}
