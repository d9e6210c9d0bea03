import { readdirSync } from "node:fs";
import path from "node:path";
import type { Form } from "../../src/model/form.ts";

const folder = path.join(import.meta.dirname, "../../src/forms");

/** Every form of the catalogue. */
export const REAL_FORMS: readonly Form[] = await Promise.all(
	readdirSync(folder)
		.filter((name) => /^[tz]\d\d-.*\.ts$/.test(name))
		.map(async (name) => ((await import(path.join(folder, name))) as { default: Form }).default),
);
