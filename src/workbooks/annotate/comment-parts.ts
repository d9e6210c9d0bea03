import { RETURN_AUTHOR } from "../../model/return-book.ts";
import { escaped } from "../escaped.ts";
import { decodeXml } from "../xml.ts";
import { damaged } from "../xml-walker.ts";
import type { Element, XmlPart } from "./xml-part.ts";

/** Stands before our words in a comment of somebody else's. */
const SIGN = `〔${RETURN_AUTHOR}〕`;
/** Author under which Excel keeps the older look of a threaded comment. */
const THREADED = /^tc=/;
const FONT = `<sz val="9"/><color indexed="81"/><rFont val="宋体"/><charset val="134"/>`;

/** A sheet's comments: those of an earlier return are taken out as they are read, new ones are added, and other people's stay. */
export class CommentPart {
	/** Cells whose comment was ours alone. */
	readonly taken: ReadonlySet<string>;
	private readonly part: XmlPart;
	private readonly prefix: string;
	private readonly list: Element;
	private readonly author: number;
	/** Other people's comments by cell: the element of their text; null for threaded ones, which are left as they are. */
	private readonly others = new Map<string, Element | null>();
	private readonly added: string[] = [];

	/** @throws RefusalError file.unreadable */
	constructor(part: XmlPart) {
		this.part = part;
		const root = part.root();
		this.prefix = root.tag.prefix;
		const children = part.children(root);
		const authors = children.find(({ tag }) => tag.name === "authors");
		const list = children.find(({ tag }) => tag.name === "commentList");
		if (!authors || !list) throw damaged("comments without a list");
		this.list = list;
		const names = part.children(authors).map(({ from, to }) => decodeXml(part.slice(from, to)));
		const known = names.indexOf(RETURN_AUTHOR);
		this.author = known < 0 ? names.length : known;
		if (known < 0) part.append(authors, `<${this.prefix}author>${RETURN_AUTHOR}</${this.prefix}author>`);
		this.taken = this.takeOut(names);
	}

	/** Whether a new comment on a cell would need a box: it has one where somebody has commented there already. */
	needsBox(cell: string): boolean {
		return !this.others.has(cell);
	}

	/** Adds a comment; where somebody's stands there already, its words come behind theirs. */
	add(cell: string, text: string): void {
		const other = this.others.get(cell);
		if (other === null) return;
		if (other) {
			this.rewrite(other, this.run(`\n${SIGN}\n${text}`));
			this.others.set(cell, null);
			return;
		}
		const [open, close] = [`<${this.prefix}comment ref="${cell}" authorId="${this.author}"`, `</${this.prefix}comment>`];
		this.added.push(`${open}><${this.prefix}text>${this.run(text)}</${this.prefix}text>${close}`);
	}

	/** Writes what was added, and frees what was not added to of our words of an earlier return. */
	finish(): void {
		for (const text of this.others.values()) {
			if (text !== null && this.part.slice(text.from, text.to).includes(SIGN)) this.rewrite(text, "");
		}
		if (this.added.length > 0) this.part.append(this.list, this.added.join(""));
	}

	private takeOut(names: readonly string[]): Set<string> {
		const taken = new Set<string>();
		for (const comment of this.part.children(this.list)) {
			const { ref = "", authorId } = this.part.attributes(comment.tag);
			const author = names[Number(authorId)] ?? "";
			const cell = ref.replaceAll("$", "").toUpperCase();
			if (author !== RETURN_AUTHOR) {
				const text = this.part.children(comment).find(({ tag }) => tag.name === "text");
				this.others.set(cell, THREADED.test(author) ? null : (text ?? null));
				continue;
			}
			this.part.replace(comment.tag.at, comment.end, "");
			taken.add(cell);
		}
		return taken;
	}

	/** Somebody's words without ours of an earlier return, and with others behind them. */
	private rewrite(text: Element, behind: string): void {
		const { part, prefix } = this;
		const kept: string[] = [];
		for (const run of part.children(text)) {
			const words = run.tag.name === "t" ? run : part.children(run).find(({ tag }) => tag.name === "t");
			if (!words) continue;
			const said = decodeXml(part.slice(words.from, words.to));
			const end = said.indexOf(SIGN);
			const own = end < 0 ? part.slice(words.from, words.to) : escaped(said.slice(0, end).trimEnd());
			// Text that stands by itself becomes a run, for others to follow it.
			const [before, after] =
				run === words ? [`<${prefix}r>`, `</${prefix}r>`] : [part.slice(run.tag.at, words.tag.at), part.slice(words.end, run.end)];
			if (own !== "") kept.push(`${before}<${prefix}t xml:space="preserve">${own}</${prefix}t>${after}`);
			if (end >= 0) break;
		}
		part.replace(text.from, text.to, kept.join("") + behind);
	}

	private run(text: string): string {
		const run = `<r><rPr>${FONT}</rPr><t xml:space="preserve">${escaped(text)}</t></r>`;
		return this.prefix === "" ? run : run.replace(/<(\/?)(?=\w)/g, `<$1${this.prefix}`);
	}
}

/** A comments part without comments. */
export function emptyComments(namespace: string): string {
	const xml = `<comments xmlns="${namespace}"><authors></authors><commentList></commentList></comments>`;
	return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${xml}`;
}
