import type { ParagraphChild, XmlComponent } from "docx";
import { element } from "./element.ts";

/** Word takes tags and titles of content controls up to this length. */
const LONGEST = 64;

/**
 * Content controls (w:sdt; ECMA-376 part 1, 17.5.2) around the figures of one document: the tag names the figure, the title tells people what it is, and its name again, by which it can
 * be traced: LibreOffice 7.4 keeps titles and drops tags when it saves. Word and WPS show the title where the figure is clicked on; in print nothing is seen of it. A plain field would be recalculated, and a bookmark goes with the text that it stands around.
 */
export class FigureControls {
	/** Names that are too long for a tag: the tag is a property of the document that holds the name. */
	readonly #long = new Map<string, string>();
	#made = 0;

	/** Text that gives a figure. */
	around(name: string, title: string, run: XmlComponent): ParagraphChild {
		this.#made += 1;
		const tag = this.#tagOf(name);
		const words = [...title].slice(0, LONGEST - tag.length - 1).join("");
		const properties = [
			element("w:alias", { "w:val": `${words} ${tag}`.trim() }),
			element("w:tag", { "w:val": tag }),
			// Unique in the document, and the same each time that it is made.
			element("w:id", { "w:val": this.#made }),
			element("w:text"),
		];
		// docx lists by class what may stand in a paragraph; the format allows controls there (CT_P, EG_PContent).
		return element("w:sdt", {}, [element("w:sdtPr", {}, properties), element("w:sdtContent", {}, [run])]) as ParagraphChild;
	}

	/** Properties that the document must have for its tags to be understood. */
	properties(): { readonly name: string; readonly value: string }[] {
		return [...this.#long].map(([value, name]) => ({ name, value }));
	}

	#tagOf(name: string): string {
		if (name.length <= LONGEST) return name;
		const known = this.#long.get(name) ?? `${LONG_TAG}${this.#long.size + 1}`;
		this.#long.set(name, known);
		return known;
	}
}

/** How tags begin that stand for a longer name. */
export const LONG_TAG = "hb~";
