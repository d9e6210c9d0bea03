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
