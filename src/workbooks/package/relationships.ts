import { DECLARATION } from "../escaped.ts";
import { resolveTarget } from "../xlsx/package-parts.ts";
import type { XmlPart } from "./xml-part.ts";

const PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships";
/** Types of transitional files begin with this, those of strict ones with the other. */
const TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships";

export interface Relationship {
	readonly id: string;
	/** The last segment of its type. */
	readonly type: string;
	/** Path of the part that it leads to; null where it leads outside the package. */
	readonly path: string | null;
}

/** Relationships of one part, which may be added to and taken from. */
export class Relationships {
	private readonly file: string;
	private readonly folder: string;
	private readonly part: XmlPart | null;
	private readonly known: readonly Relationship[];
	private readonly removed = new Set<string>();
	private readonly added: { id: string; type: string; written: string; path: string }[] = [];

	/** @param folder of the part whose relationships they are, with its slash at the end */
	constructor(file: string, folder: string, part: XmlPart | null) {
		this.file = file;
		this.folder = folder;
		this.part = part;
		this.known = part === null ? [] : part.children(part.root()).map(({ tag }) => relationshipOf(part.attributes(tag), folder));
	}

	get all(): readonly Relationship[] {
		return [...this.known.filter(({ id }) => !this.removed.has(id)), ...this.added];
	}

	/** The path of the first part of a type. */
	first(type: string): string | null {
		return this.all.find((one) => one.type === type && one.path !== null)?.path ?? null;
	}

	remove(id: string): void {
		this.removed.add(id);
	}

	/** Adds a relationship to a part; gives its id. */
	add(type: string, path: string, strict: boolean): string {
		const taken = new Set([...this.known, ...this.added].map(({ id }) => id.toLowerCase()));
		let number = taken.size + 1;
		while (taken.has(`rid${number}`)) number++;
		const id = `rId${number}`;
		this.added.push({ id, type, written: `${strict ? STRICT : TRANSITIONAL}/${type}`, path });
		return id;
	}

	/** Hands on what has become of them, where something has. @param put writes a part that was not there */
	finish(put: (file: string, content: string) => void): void {
		const elements = (prefix: string) =>
			this.added
				.map(({ id, written: type, path }) => `<${prefix}Relationship Id="${id}" Type="${type}" Target="${relativeTo(this.folder, path)}"/>`)
				.join("");
		if (this.part === null) {
			if (this.added.length === 0) return;
			put(this.file, `${DECLARATION}<Relationships xmlns="${PACKAGE}">${elements("")}</Relationships>`);
			return;
		}
		const root = this.part.root();
		for (const { tag, end } of this.part.children(root)) {
			if (this.removed.has(this.part.attributes(tag).Id ?? "")) this.part.replace(tag.at, end, "");
		}
		if (this.added.length > 0) this.part.append(root, elements(root.tag.prefix));
	}
}

function relationshipOf({ Id = "", Type = "", Target = "", TargetMode }: Readonly<Record<string, string>>, folder: string): Relationship {
	return { id: Id, type: Type.split("/").at(-1) ?? "", path: TargetMode === "External" ? null : resolveTarget(folder, Target.trim()) };
}

/** xl/comments1.xml from xl/worksheets/ → ../comments1.xml. */
function relativeTo(folder: string, path: string): string {
	const from = folder.split("/").slice(0, -1);
	const to = path.split("/");
	let shared = 0;
	while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared++;
	return [...from.slice(shared).map(() => ".."), ...to.slice(shared)].join("/");
}
