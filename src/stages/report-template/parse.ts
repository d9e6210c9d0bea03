import type { Chart } from "../../model/chart.ts";
import { nearestNames } from "../../model/nearest.ts";
import type { TemplateFault, TemplateFaultCode } from "../../model/template-fault.ts";
import { type Condition, parseCondition } from "./condition.ts";
import type { ChartNode, ListNode, Node, ReportTemplate } from "./nodes.ts";
import { scan, type Token } from "./scan.ts";

type Tag = Extract<Token, { kind: "tag" }>;

/** Words that begin a tag, in Chinese and English. The first is the one that faults name. */
const WORDS = {
	if: ["如果", "if"],
	"else-if": ["否则如果", "else if"],
	else: ["否则", "else"],
	end: ["完", "end"],
	unit: ["每单位", "each unit"],
	month: ["每月", "each month"],
	list: ["列出", "list"],
	table: ["表", "table"],
	chart: ["图", "chart"],
	prompt: ["补充", "fill in"],
} as const;
type Word = keyof typeof WORDS;

const CHART_KINDS: Readonly<Record<string, Chart["kind"]>> = {
	柱形: "column",
	柱状: "column",
	column: "column",
	堆积: "stacked",
	stacked: "stacked",
	条形: "bar",
	bar: "bar",
	折线: "line",
	line: "line",
};

/** Words that begin an option of 列出 and 图. */
const OPTIONS = {
	most: ["最多", "at most"],
	separator: ["分隔", "separator"],
	by: ["按", "by"],
	axis: ["数轴", "axis"],
	reference: ["参考线", "reference line"],
} as const;

/** How a block ends: by 完, or by what begins its next part. */
type Closing = "end" | "else" | "else-if" | "text-end";

/** Reads a template's notation. What its references name is checked by `checkTemplate`. */
export function parseTemplate(text: string): { readonly template: ReportTemplate; readonly faults: readonly TemplateFault[] } {
	const { tokens, faults } = scan(text);
	const reader = new TemplateReader(tokens);
	const body = reader.readAll();
	const { title, rest } = titleOf(body);
	const none: TemplateFault[] = title.length === 0 ? [{ line: 1, code: "title", written: "", nearest: [] }] : [];
	return { template: { title, body: rest }, faults: [...faults, ...reader.faults, ...none].sort((a, b) => a.line - b.line) };
}

const TITLE = /^(?:标题|title)[：:]\s*/i;

/** The line 标题：… , and all the others. */
function titleOf(nodes: readonly Node[]): { title: readonly Node[]; rest: readonly Node[] } {
	const at = nodes.findIndex((node) => node.kind === "text" && TITLE.test(node.text));
	const first = nodes[at];
	if (first?.kind !== "text") return { title: [], rest: nodes };
	const end = nodes.findIndex((node, index) => index > at && node.kind === "break");
	const title: Node[] = [{ ...first, text: first.text.replace(TITLE, "") }, ...nodes.slice(at + 1, end)];
	return { title, rest: [...nodes.slice(0, at), ...nodes.slice(end + 1)] };
}

/** Reads tokens one by one into a tree; what it cannot read it leaves out and remembers. */
class TemplateReader {
	readonly #tokens: readonly Token[];
	readonly faults: TemplateFault[] = [];
	#at = 0;

	constructor(tokens: readonly Token[]) {
		this.#tokens = tokens;
	}

	readAll(): Node[] {
		const nodes: Node[] = [];
		for (;;) {
			const { body, closing, tag } = this.#body();
			nodes.push(...body);
			if (closing === "text-end") return nodes;
			if (tag) this.#fault(tag, closing === "end" ? "end-alone" : "else-alone");
		}
	}

	/** Nodes up to the tag that closes them. */
	#body(): { body: Node[]; closing: Closing; tag: Tag | null } {
		const body: Node[] = [];
		for (let token = this.#tokens[this.#at++]; token; token = this.#tokens[this.#at++]) {
			if (token.kind !== "tag") {
				body.push(token);
				continue;
			}
			const word = wordOf(token.inside);
			if (word === "end" || word === "else" || word === "else-if") return { body, closing: word, tag: token };
			const node = this.#node(token, word);
			if (node) body.push(node);
			// A prompt alone on its line is a paragraph.
			if (node?.kind === "prompt" && token.alone) body.push({ kind: "break", line: token.line });
		}
		return { body, closing: "text-end", tag: null };
	}

	#node(tag: Tag, word: Word | null): Node | null {
		const { line } = tag;
		const rest = word ? afterWord(tag.inside, word) : "";
		switch (word) {
			case "prompt":
				if (rest.includes("{{")) this.#fault(tag, "prompt");
				return { kind: "prompt", line, text: rest };
			case "if":
				return this.#choice(tag, rest);
			case "unit":
			case "month":
				return { kind: "each", line, over: word, body: this.#closed(tag) };
			case "list":
				return this.#list(tag, rest);
			case "table":
				return { kind: "table", line, caption: rest, body: this.#closed(tag) };
			case "chart":
				return this.#chart(tag, rest);
			default:
				this.#fault(tag, "tag-unknown", nearestNames(tag.inside.split(/[\s：:]/)[0] ?? "", Object.values(WORDS).flat()));
				return null;
		}
	}

	#choice(tag: Tag, written: string): Node {
		const branches = [];
		let [open, condition]: [Tag, Condition | null] = [tag, this.#condition(tag, written)];
		for (;;) {
			const { body, closing, tag: next } = this.#body();
			if (condition) branches.push({ line: open.line, condition, body });
			if (closing === "else-if" && next) {
				[open, condition] = [next, this.#condition(next, afterWord(next.inside, "else-if"))];
				continue;
			}
			if (closing === "text-end") this.#fault(tag, "block-open");
			return { kind: "choice", line: tag.line, branches, otherwise: closing === "else" ? this.#closed(tag) : null };
		}
	}

	#list(tag: Tag, written: string): Node {
		const [what = "", ...options] = written.split(/[；;]/).map((part) => part.trim());
		const [, source = "", where = ""] = /^([^\s：:]+)[\s：:]*(.*)$/.exec(what) ?? [];
		const condition = where === "" ? null : this.#condition(tag, where.replace(/^(?:其中|where)[\s：:]+/, ""));
		const chosen = this.#listOptions(tag, options);
		const { body, closing } = this.#body();
		const otherwise = closing === "else" ? this.#closed(tag) : null;
		if (closing === "text-end") this.#fault(tag, "block-open");
		if (closing === "else-if") this.#fault(tag, "else-alone");
		return { kind: "list", line: tag.line, source, where: condition, ...chosen, body, otherwise };
	}

	#listOptions(tag: Tag, options: readonly string[]): Pick<ListNode, "most" | "separator" | "by"> {
		let [most, separator, by]: [number | null, string, string | null] = [null, tag.alone ? "" : "、", null];
		// A semicolon as separator parts the options as well: what is left of it is 分隔 and nothing.
		for (const option of options.filter((each) => each !== "")) {
			const limit = optionOf(option, "most");
			const between = optionOf(option, "separator");
			const column = optionOf(option, "by");
			if (limit !== null && /^[1-9]\d*$/.test(limit)) most = Number(limit);
			else if (between !== null) separator = between === "" ? "；" : between;
			else if (column !== null) by = column;
			else this.#fault(tag, "option", nearestNames(option, Object.values(OPTIONS).flat()), option);
		}
		return { most, separator, by };
	}

	#chart(tag: Tag, written: string): Node {
		const [what = "", ...options] = written.split(/[；;]/).map((part) => part.trim());
		const [, word = "", caption = ""] = /^([^\s：:]+)[\s：:]*(.*)$/.exec(what) ?? [];
		const chart = CHART_KINDS[word];
		if (!chart) this.#fault(tag, "chart-kind", ["柱形", "堆积", "条形", "折线"], word);
		const chosen = this.#chartOptions(tag, options);
		return { kind: "chart", line: tag.line, chart: chart ?? "column", caption, ...chosen, body: this.#closed(tag) };
	}

	#chartOptions(tag: Tag, options: readonly string[]): Pick<ChartNode, "axis" | "reference"> {
		let [axis, reference]: [string, ChartNode["reference"]] = ["", null];
		for (const option of options) {
			const title = optionOf(option, "axis");
			const [, name, value] = /^(.+?)\s*[=＝]\s*(.+)$/.exec(optionOf(option, "reference") ?? "") ?? [];
			if (title !== null) axis = title;
			else if (name && value) reference = { name, value };
			else this.#fault(tag, "option", nearestNames(option, Object.values(OPTIONS).flat()), option);
		}
		return { axis, reference };
	}

	/** What stands up to 完. */
	#closed(tag: Tag): Node[] {
		const { body, closing, tag: last } = this.#body();
		if (closing === "text-end") this.#fault(tag, "block-open");
		else if (closing !== "end" && last) this.#fault(last, "else-alone");
		return body;
	}

	#condition(tag: Tag, written: string): Condition | null {
		const condition = parseCondition(written);
		if (!("fault" in condition)) return condition;
		this.#fault(tag, "condition", [], condition.fault);
		return null;
	}

	#fault(tag: Tag, code: TemplateFaultCode, nearest: readonly string[] = [], written = tag.inside): void {
		this.faults.push({ line: tag.line, code, written, nearest });
	}
}

function wordOf(inside: string): Word | null {
	const words = (Object.keys(WORDS) as Word[]).flatMap((word) => WORDS[word].map((way) => [way, word] as const));
	// 否则如果 before 否则, 表 before nothing: the longest that fits.
	const fitting = words.filter(([way]) => begins(inside, way)).sort(([a], [b]) => b.length - a.length);
	return fitting[0]?.[1] ?? null;
}

/** Whether a word begins a text and ends there, or a blank or colon follows. */
function begins(text: string, way: string): boolean {
	return text.toLowerCase().startsWith(way) && /^(?:$|[\s：:])/.test(text.slice(way.length));
}

function afterWord(inside: string, word: Word): string {
	const way = WORDS[word].filter((each) => begins(inside, each)).sort((a, b) => b.length - a.length)[0] ?? "";
	return inside.slice(way.length).replace(/^[\s：:]+/, "");
}

/** What an option says, or null where it is another one. */
function optionOf(written: string, option: keyof typeof OPTIONS): string | null {
	const way = OPTIONS[option].find((each) => written.toLowerCase().startsWith(each));
	return way === undefined ? null : written.slice(way.length).replace(/^[\s：:]+/, "");
}
