/** Gathers text as a browser shows it: blanks and line ends of the source count as one blank, line breaks and blocks begin lines. */
export class RunningText {
	private readonly lines: string[] = [];
	private line = "";

	add(text: string): void {
		this.line += text;
	}

	/** A <br>: what follows stands on a new line. */
	break(): void {
		this.lines.push(plain(this.line));
		this.line = "";
	}

	/** A block begins or ends: a new line, unless one has just begun. */
	block(): void {
		if (plain(this.line) !== "") this.break();
		else this.line = "";
	}

	/** The text gathered since the last call; empty where nothing but blanks was. */
	take(): string {
		this.break();
		const lines = this.lines.splice(0);
		const first = lines.findIndex((line) => line !== "");
		const text = lines.slice(Math.max(0, first), lines.findLastIndex((line) => line !== "") + 1).join("\n");
		// Writers put a hard blank into cells that hold nothing.
		return /^[\s\u00a0]*$/.test(text) ? "" : text;
	}
}

function plain(line: string): string {
	return line.replace(/[ \t\r\n\f]+/g, " ").replace(/^ | $/g, "");
}
