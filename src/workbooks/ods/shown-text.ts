type Attributes = Readonly<Record<string, string>>;

/** What stands in a cell and is none of its text: notes, drawings, how a word is pronounced. */
const BESIDE = new Set(["annotation", "shapes", "frame", "custom-shape", "control", "g", "rect", "line", "caption", "ruby-text", "note"]);
/** The most blanks that one element may stand for. */
const MOST_BLANKS = 32_767;

/** The text that a cell shows: paragraphs make lines, blanks of the source count as one, more are elements of their own. */
export class ShownText {
	private readonly lines: string[] = [];
	private line: string | null = null;
	private beside = 0;

	/** Whether character data belongs to the text. */
	get open(): boolean {
		return this.line !== null && this.beside === 0;
	}

	openElement(name: string, read: () => Attributes): void {
		if (BESIDE.has(name)) this.beside += 1;
		if (this.beside > 0) return;
		if (name === "p" || name === "h") this.line = "";
		else if (this.line === null) return;
		else if (name === "s") this.line += " ".repeat(Math.min(Number(read().c ?? 1) || 1, MOST_BLANKS));
		else if (name === "tab") this.line += "\t";
		else if (name === "line-break") this.line += "\n";
	}

	add(text: string): void {
		if (this.line !== null) this.line += text.replace(/[ \t\r\n]+/g, " ");
	}

	closeElement(name: string): void {
		if (BESIDE.has(name)) this.beside -= 1;
		else if (this.beside === 0 && (name === "p" || name === "h") && this.line !== null) {
			this.lines.push(this.line);
			this.line = null;
		}
	}

	take(): string {
		return this.lines.splice(0).join("\n");
	}
}
