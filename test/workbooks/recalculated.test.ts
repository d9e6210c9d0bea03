import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { read, type WorkBook } from "@e965/xlsx";
import { unzipSync, zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openApp } from "../../src/app.ts";
import { LIBREOFFICE, recalculated } from "../support/libreoffice.ts";

/** Every cell with a formula: its value, by sheet and cell. */
function formulasOf(book: WorkBook): Map<string, { formula: string; value: unknown }> {
	const found = new Map<string, { formula: string; value: unknown }>();
	for (const name of book.SheetNames) {
		for (const [ref, cell] of Object.entries(book.Sheets[name] ?? {}))
			if (!ref.startsWith("!") && cell.f !== undefined) found.set(`${name}!${ref}`, { formula: cell.f, value: cell.v });
	}
	return found;
}

describe.skipIf(!LIBREOFFICE)("formulas of the consolidated workbook, computed anew by another program", () => {
	let home: string;
	let bytes: Uint8Array;
	let cached: WorkBook;
	let anew: WorkBook;

	beforeAll(async () => {
		home = mkdtempSync(path.join(tmpdir(), "huibao-recalculated-"));
		const app = await openApp({ env: { HUIBAO_DATA: home }, language: "zh-CN" });
		const { publish } = await app.demo();
		await app.close();
		bytes = readFileSync(path.join(publish.folder, publish.workbook));
		cached = read(bytes, { cellFormula: true });
		anew = read(recalculated(bytes, path.join(home, "scratch")), { cellFormula: true });
	}, 300_000);
	afterAll(() => rmSync(home, { recursive: true, force: true }));

	test("give the values that the workbook carries, all of them", () => {
		const formulas = formulasOf(cached);
		expect(formulas.size).toBeGreaterThan(100);
		const differing = [...formulas].flatMap(([at, { formula, value }]) => {
			const [sheet = "", ref = ""] = at.split("!");
			const found: unknown = anew.Sheets[sheet]?.[ref]?.v;
			const same =
				typeof value === "number" && typeof found === "number"
					? Math.abs(value - found) <= 1e-9 * Math.max(1, Math.abs(value))
					: (value ?? "") === (found ?? "");
			return same ? [] : [`${at} =${formula}: ${String(value)} ≠ ${String(found)}`];
		});
		expect(differing).toEqual([]);
	});

	test("would show a wrong value: every value that is carried is taken away, and comes back computed", () => {
		const parts = unzipSync(bytes);
		const emptied = Object.fromEntries(
			Object.entries(parts).map(([name, content]): [string, Uint8Array] => {
				if (!name.startsWith("xl/worksheets/")) return [name, content];
				const text = Buffer.from(content)
					.toString()
					.replaceAll(/(<\/f>)<v>[^<]*<\/v>/g, "$1<v>-77</v>");
				return [name, Buffer.from(text)];
			}),
		);
		const wrong = read(zipSync(emptied), { cellFormula: true });
		expect([...formulasOf(wrong).values()].filter(({ value }) => value === -77).length).toBeGreaterThan(100);
		const again = formulasOf(read(recalculated(zipSync(emptied), path.join(home, "emptied")), { cellFormula: true }));
		expect([...again.values()].filter(({ value }) => value === -77)).toEqual([]);
	}, 180_000);
});
