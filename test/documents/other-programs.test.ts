import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readDocumentFigures } from "../../src/documents/read-figures.ts";
import { documentWriter } from "../../src/documents/write-report.ts";
import { chartXml } from "../../src/workbooks/charts/chart-xml.ts";
import { xmlParts } from "./parts.ts";
import { LONG_NAME, sampleDocument } from "./sample.ts";

const folder = mkdtempSync(path.join(tmpdir(), "huibao-documents-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Lets LibreOffice convert a file of the folder; gives the path of what it made, null where it made nothing. */
function converted(name: string, format: string, extension: string): string | null {
	const profile = `-env:UserInstallation=file://${path.join(folder, "profile")}`;
	const out = path.join(folder, extension);
	spawnSync("soffice", [profile, "--headless", "--convert-to", format, "--outdir", out, path.join(folder, name)], {
		stdio: "ignore",
		timeout: 120_000,
	});
	const made = path.join(out, name.replace(/\.[a-z]+$/, `.${extension}`));
	return existsSync(made) ? made : null;
}

/** Whether LibreOffice is here with the part that reads documents: asked with a text of no program, so that a document of ours that it cannot read fails and is not passed over. */
function readsDocuments(): boolean {
	writeFileSync(path.join(folder, "plain.rtf"), "{\\rtf1 plain}");
	return converted("plain.rtf", "pdf", "pdf") !== null;
}

describe.skipIf(!readsDocuments())("LibreOffice", () => {
	const write = documentWriter({ chartXml: (chart) => chartXml(chart, null), releaseLabel: (code) => code });

	test("opens a report, and saves it again with every figure in its place", { timeout: 240_000 }, async () => {
		writeFileSync(path.join(folder, "report.docx"), await write(sampleDocument));
		const saved = converted("report.docx", "docx:MS Word 2007 XML", "docx");
		expect(saved).not.toBeNull();
		const bytes = readFileSync(saved ?? "");
		expect(readDocumentFigures(bytes)).toEqual([
			{ name: "hb.hnte.stock", text: "71" },
			{ name: "hb.outreach.hnte_class.enterprises", text: "60" },
			{ name: "hb.outreach.hnte_class.people", text: "110" },
			{ name: LONG_NAME, text: "< 5 & 6" },
			{ name: "hb.targets.102", text: "100" },
			{ name: "hb.hnte.stock", text: "71" },
			{ name: "hb.targets.203", text: "1–2" },
		]);
		const parts = xmlParts(bytes);
		expect(Object.keys(parts).filter((name) => /^word\/charts\/chart\d+\.xml$/.test(name))).toHaveLength(1);
		expect(parts["word/document.xml"]).toContain("w:tblHeader");
	});

	test("prints it: text, table and chart on pages of A4", { timeout: 240_000 }, () => {
		const pdf = converted("report.docx", "pdf", "pdf");
		expect(pdf).not.toBeNull();
		const text = readFileSync(pdf ?? "", "latin1");
		expect(text).toMatch(/\/MediaBox\s*\[\s*0 0 59[45](\.\d+)? 84[12](\.\d+)?\s*\]/);
	});
});
