import { RETURN_AUTHOR } from "../../model/return-book.ts";
import { DECLARATION, escaped } from "../escaped.ts";
import type { Element, XmlPart } from "../package/xml-part.ts";
import { decodeXml } from "../xml.ts";
import { damaged } from "../xml-walker.ts";

/** Stands before our words: by it they are known again, since not every program keeps who has said them. */
const SIGN = `〔${RETURN_AUTHOR}〕`;
/** Author under which Excel keeps the older look of a threaded comment. */
const THREADED = /^tc=/;
const font = (more = ""): string => `<rPr>${more}<sz val="9"/><color indexed="81"/><rFont val="宋体"/><charset val="134"/></rPr>`;

/** A run of a comment's text: what it says, and where the element of its words stands. */
interface Run {
	readonly run: Element;
	readonly words: Element;
	readonly said: string;
}

/** A sheet's comments: those of an earlier return are taken out as they are read, new ones are added, and other people's stay. */
export class CommentPart {
	/** Cells whose comment was ours alone. */
	readonly taken: ReadonlySet<string>;
	private readonly part: XmlPart;
	private readonly prefix: string;
	private readonly authors: Element;
	private readonly list: Element;
	private readonly names: readonly string[];
	/** Other people's comments by cell: the element of their text; null for threaded ones, which are left as they are. */
	private readonly others = new Map<string, Element | null>();
	private readonly added: { cell: string; runs: string }[] = [];

	/** @throws RefusalError file.unreadable */
	constructor(part: XmlPart) {
		this.part = part;
		const root = part.root();
		this.prefix = root.tag.prefix;
		const children = part.children(root);
		const authors = children.find(({ tag }) => tag.name === "authors");
		const list = children.find(({ tag }) => tag.name === "commentList");
		if (!authors || !list) throw damaged("comments without a list");
		this.authors = authors;
		this.list = list;
		this.names = part.children(authors).map(({ from, to }) => decodeXml(part.slice(from, to)));
		this.taken = this.takeOut();
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
			this.rewrite(other, this.runs(`\n${SIGN}`, text));
			this.others.set(cell, null);
		} else this.added.push({ cell, runs: this.runs(SIGN, text) });
	}

	/** Writes what was added, and frees what was not added to of our words of an earlier return. */
	finish(): void {
		for (const text of this.others.values()) if (text !== null && this.saidIn(text).includes(SIGN)) this.rewrite(text, "");
		if (this.added.length === 0) return;
		const { prefix } = this;
		const known = this.names.indexOf(RETURN_AUTHOR);
		const author = known < 0 ? this.part.children(this.authors).length : known;
		if (known < 0) this.part.append(this.authors, `<${prefix}author>${RETURN_AUTHOR}</${prefix}author>`);
		const comments = this.added.map(
			({ cell, runs }) => `<${prefix}comment ref="${cell}" authorId="${author}"><${prefix}text>${runs}</${prefix}text></${prefix}comment>`,
		);
		this.part.append(this.list, comments.join(""));
	}

	private takeOut(): Set<string> {
		const taken = new Set<string>();
		for (const comment of this.part.children(this.list)) {
			const { ref = "", authorId } = this.part.attributes(comment.tag);
			const author = this.names[Number(authorId)] ?? "";
			const cell = ref.replaceAll("$", "").toUpperCase();
			const text = this.part.children(comment).find(({ tag }) => tag.name === "text");
			if (author !== RETURN_AUTHOR && !(text && this.saidIn(text).trimStart().startsWith(SIGN))) {
				this.others.set(cell, THREADED.test(author) ? null : (text ?? null));
				continue;
			}
			this.part.replace(comment.tag.at, comment.end, "");
			taken.add(cell);
		}
		return taken;
	}

	private runsOf(text: Element): Run[] {
		const { part } = this;
		return part.children(text).flatMap((run) => {
			const words = run.tag.name === "t" ? run : part.children(run).find(({ tag }) => tag.name === "t");
			return words ? [{ run, words, said: decodeXml(part.slice(words.from, words.to)) }] : [];
		});
	}

	private saidIn(text: Element): string {
		return this.runsOf(text)
			.map(({ said }) => said)
			.join("");
	}

	/** Somebody's words without ours of an earlier return, and with others behind them. Programs part words into runs as they like. */
	private rewrite(text: Element, behind: string): void {
		const { part, prefix } = this;
		const sign = this.saidIn(text).indexOf(SIGN);
		let left = sign < 0 ? Number.POSITIVE_INFINITY : sign;
		const kept: string[] = [];
		for (const { run, words, said } of this.runsOf(text)) {
			const whole = said.length <= left;
			const own = whole ? part.slice(words.from, words.to) : escaped(said.slice(0, left).trimEnd());
			left = Math.max(0, left - said.length);
			// Text that stands by itself becomes a run, for others to follow it.
			const [before, after] =
				run === words ? [`<${prefix}r>`, `</${prefix}r>`] : [part.slice(run.tag.at, words.tag.at), part.slice(words.end, run.end)];
			if (own.trim() !== "" || whole) kept.push(`${before}<${prefix}t xml:space="preserve">${own}</${prefix}t>${after}`);
		}
		part.replace(text.from, text.to, kept.join("") + behind);
	}

	private runs(sign: string, text: string): string {
		const run = (format: string, words: string) => `<r>${format}<t xml:space="preserve">${escaped(words)}</t></r>`;
		const runs = run(font("<b/>"), sign) + run(font(), `\n${text}`);
		return this.prefix === "" ? runs : runs.replace(/<(\/?)(?=\w)/g, `<$1${this.prefix}`);
	}
}

/** A comments part without comments. */
export function emptyComments(namespace: string): string {
	const xml = `<comments xmlns="${namespace}"><authors></authors><commentList></commentList></comments>`;
	return `${DECLARATION}${xml}`;
}
