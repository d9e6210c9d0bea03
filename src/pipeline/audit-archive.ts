import { AUDIT_TEXTS } from "../messages/audit-texts.ts";
import type { AuditDocument } from "../model/audit.ts";
import type { Language } from "../model/text.ts";

/** What looking through the archive needs from the outside. */
export interface ArchivePorts {
	/** Every file of the archive, hashed anew. */
	readonly originals: AsyncIterable<{ readonly name: string; readonly state: "sound" | "altered" | "stray" }>;
	/** Names under which an original came, by its SHA-256; none where they are not known. */
	readonly namesOf: (sha256: string) => Promise<readonly string[]>;
	readonly language: Language;
	readonly onFile: (name: string, done: number) => void;
}

/** Hashes every file of the archive anew, of whatever release, and tells which are not what was received. */
export async function auditArchive({ originals, namesOf, language, onFile }: ArchivePorts): Promise<AuditDocument["archive"]> {
	const texts = AUDIT_TEXTS[language];
	const problems: AuditDocument["archive"]["problems"][number][] = [];
	let count = 0;
	for await (const { name, state: problem } of originals) {
		onFile(name, count);
		count++;
		if (problem === "sound") continue;
		const files = problem === "altered" ? [...(await namesOf(name.slice(name.indexOf("/") + 1)))] : [];
		problems.push({ name, problem, files, message: texts.archived[problem](name, texts.listed(files)) });
	}
	return { originals: count, problems };
}
