import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Whether LibreOffice is on this machine: what needs it is skipped elsewhere. */
export const LIBREOFFICE = spawnSync("soffice", ["--version"], { stdio: "ignore" }).status === 0;

/** Makes LibreOffice compute every formula anew when it opens a workbook of another program; as installed it believes the values that it finds. */
const ALWAYS_RECALCULATE = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
`;

/** Opens a workbook in LibreOffice, has it compute every formula anew, and gives what it saves. @param folder scratch, with the profile */
export function recalculated(bytes: Uint8Array, folder: string): Uint8Array {
	const profile = path.join(folder, "profile");
	mkdirSync(path.join(profile, "user"), { recursive: true });
	writeFileSync(path.join(profile, "user", "registrymodifications.xcu"), ALWAYS_RECALCULATE);
	writeFileSync(path.join(folder, "given.xlsx"), bytes);
	const out = path.join(folder, "out");
	const { status, stderr } = spawnSync(
		"soffice",
		[
			`-env:UserInstallation=file://${profile}`,
			"--headless",
			"--convert-to",
			"xlsx:Calc MS Excel 2007 XML",
			"--outdir",
			out,
			path.join(folder, "given.xlsx"),
		],
		{ encoding: "utf8", timeout: 180_000 },
	);
	if (status !== 0) throw new Error(`LibreOffice ended with ${status}: ${stderr}`);
	return readFileSync(path.join(out, "given.xlsx"));
}

/** Prints a workbook or document in LibreOffice. @param name of the file, whose ending tells what it is @param folder scratch, with the profile */
export function printed(bytes: Uint8Array, name: string, folder: string): string {
	mkdirSync(folder, { recursive: true });
	writeFileSync(path.join(folder, name), bytes);
	const profile = `-env:UserInstallation=file://${path.join(folder, "profile")}`;
	const { status, stderr } = spawnSync("soffice", [profile, "--headless", "--convert-to", "pdf", "--outdir", folder, path.join(folder, name)], {
		encoding: "utf8",
		timeout: 180_000,
	});
	if (status !== 0) throw new Error(`LibreOffice ended with ${status}: ${stderr}`);
	return path.join(folder, name.replace(/\.[a-z]+$/, ".pdf"));
}

/** A page of a PDF. */
export interface PrintedPage {
	/** Its texts from the top, without white space. */
	readonly text: string;
	/** The same in the order in which they were printed: the lines of a cell together. */
	readonly asPrinted: string;
	/** In millimetres, rounded. */
	readonly width: number;
	readonly height: number;
}

/** Whether a PDF can be read here. */
export const POPPLER = ["pdftotext", "pdfinfo"].every((program) => spawnSync(program, ["-v"], { stdio: "ignore" }).status === 0);

/** The pages of a PDF, by poppler. */
export function pagesOf(pdf: string): PrintedPage[] {
	const run = (program: string, ...given: string[]) => {
		const { status, stdout, stderr } = spawnSync(program, given, { encoding: "utf8", maxBuffer: 1e8 });
		if (status !== 0) throw new Error(`${program}: ${stderr}`);
		return stdout;
	};
	const sizes = [...run("pdfinfo", "-l", "10000", pdf).matchAll(/^Page\s+\d+ size:\s+([\d.]+) x ([\d.]+) pts/gm)];
	const bare = (text: string | undefined) => (text ?? "").replaceAll(/\s/g, "");
	const texts = run("pdftotext", pdf, "-").split("\f");
	const asPrinted = run("pdftotext", "-raw", pdf, "-").split("\f");
	const millimetres = (points: string | undefined) => Math.round((Number(points) / 72) * 25.4);
	return sizes.map(([, width, height], at) => ({
		text: bare(texts[at]),
		asPrinted: bare(asPrinted[at]),
		width: millimetres(width),
		height: millimetres(height),
	}));
}
