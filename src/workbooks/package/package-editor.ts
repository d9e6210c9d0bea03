import { RefusalError } from "../../model/refusal.ts";
import { type PackedEntry, packEntries, packEntry } from "../pack.ts";
import type { ZipPackage } from "../zip.ts";
import { Relationships } from "./relationships.ts";
import { XmlPart } from "./xml-part.ts";

const TYPES = "[Content_Types].xml";

/** A package of which some parts are changed; of all others the packed bytes are taken over as they lie. */
export class PackageEditor {
	private readonly zip: ZipPackage;
	private readonly parts = new Map<string, XmlPart>();
	private readonly relations = new Map<string, Relationships>();
	/** Parts that are new or written anew; null for those taken out. */
	private readonly written = new Map<string, Uint8Array | null>();
	private readonly types: string[] = [];
	private readonly untyped = new Set<string>();

	constructor(zip: ZipPackage) {
		this.zip = zip;
	}

	/** The names of all parts, as the package writes them. */
	get names(): readonly string[] {
		return this.zip.names;
	}

	/** A part to be changed; null where there is none of that name. @throws RefusalError file.*, limit.* */
	part(path: string): XmlPart | null {
		const name = this.zip.find(path);
		if (name === null) return null;
		const known = this.parts.get(name);
		if (known) return known;
		const bytes = this.zip.part(name);
		if (bytes === null) return null;
		const part = new XmlPart(bytes);
		this.parts.set(name, part);
		return part;
	}

	/** As `part`. @throws RefusalError file.unreadable where there is none */
	needed(path: string): XmlPart {
		const part = this.part(path);
		if (part === null) throw new RefusalError("file.unreadable", { part: path });
		return part;
	}

	/** Bytes of a part that is looked at and not changed in places. */
	bytes(path: string): Uint8Array | null {
		return this.zip.part(path);
	}

	/** Relationships of a part; of the package itself for "". */
	relationshipsOf(source: string): Relationships {
		const known = this.relations.get(source);
		if (known) return known;
		const folder = source.slice(0, source.lastIndexOf("/") + 1);
		const path = `${folder}_rels/${source.slice(folder.length)}.rels`;
		const relations = new Relationships(this.zip.find(path) ?? path, folder, this.part(path));
		this.relations.set(source, relations);
		return relations;
	}

	/** Writes a part anew. */
	put(path: string, content: string | Uint8Array): void {
		this.written.set(this.zip.find(path) ?? path, typeof content === "string" ? Buffer.from(content) : content);
	}

	/** Takes a part out, and what is said of its type. */
	remove(path: string): void {
		const name = this.zip.find(path);
		if (name === null) return;
		this.written.set(name, null);
		this.untyped.add(`/${name}`.toLowerCase());
	}

	/** Adds a part and says what it is. */
	add(path: string, type: string, content: string | Uint8Array): void {
		this.put(path, content);
		this.types.push(`Override PartName="/${path}" ContentType="${type}"`);
	}

	/** Says what parts of an ending are, where nothing says it. */
	typeOfEnding(ending: string, type: string): void {
		const part = this.needed(TYPES);
		const root = part.root();
		const known = part.children(root).some(({ tag }) => tag.name === "Default" && part.attributes(tag).Extension?.toLowerCase() === ending);
		const element = `Default Extension="${ending}" ContentType="${type}"`;
		if (!known && !this.types.includes(element)) this.types.unshift(element);
	}

	/** Changes the type of a part, where it has one of its own; gives what it is from then on, and "" where nothing says it. */
	retype(path: string, change: (type: string) => string): string {
		const part = this.needed(TYPES);
		const own = part.children(part.root()).find(({ tag }) => part.attributes(tag).PartName?.toLowerCase() === `/${path}`.toLowerCase());
		if (!own) return "";
		const type = part.attributes(own.tag).ContentType ?? "";
		const changed = change(type);
		if (changed !== type) part.setAttribute(own.tag, "ContentType", changed);
		return changed;
	}

	/** A name that no part has: xl/comments3.xml from `(n) => …`. */
	freeName(name: (number: number) => string): string {
		let number = 1;
		while (this.zip.find(name(number)) !== null || this.written.has(name(number))) number++;
		return name(number);
	}

	/** The package as it has become: parts in their order, new ones behind them. Of two parts of one name that counts which readers take. */
	toBytes(): Uint8Array {
		this.finishTypes();
		for (const relations of this.relations.values()) relations.finish((path, content) => this.put(path, content));
		for (const [name, part] of this.parts) if (part.isChanged && !this.written.has(name)) this.written.set(name, part.toBytes());
		const kept = new Map<string, PackedEntry>();
		for (const { name, packed: data, method, crc, unpacked } of this.zip.files) {
			if (this.zip.find(name) !== name) continue;
			const content = this.written.get(name);
			if (content === undefined) kept.set(name, { name: Buffer.from(name), data, method, crc, unpacked });
			else if (content !== null) kept.set(name, packEntry(name, content));
		}
		const added = [...this.written].filter(([name, content]) => content !== null && !kept.has(name));
		return packEntries([...kept.values(), ...added.map(([name, content]) => packEntry(name, content ?? new Uint8Array()))]);
	}

	private finishTypes(): void {
		if (this.types.length === 0 && this.untyped.size === 0) return;
		const part = this.needed(TYPES);
		const root = part.root();
		for (const { tag, end } of part.children(root)) {
			const name = part.attributes(tag).PartName?.toLowerCase();
			if (name !== undefined && this.untyped.has(name)) part.replace(tag.at, end, "");
		}
		part.append(root, this.types.map((element) => `<${root.tag.prefix}${element}/>`).join(""));
	}
}
