import type { ConversionKind } from "../../model/conversion.ts";
import type { EnumMember } from "../../model/fields.ts";
import type { Cell } from "../../model/grid.ts";
import { matchKey } from "../../model/match-key.ts";
import { compact, isNotApplicable, writtenText } from "./characters.ts";
import { spellingOf } from "./conversions.ts";
import { BLANK, converted, NOT_APPLICABLE, plain, type Reader, type Reading, unreadable } from "./reading.ts";

const YES = /^(?:是|有|对|已|已完成|已提交|√|✓|✔|☑|■|y|yes|t|true|1)$/i;
const NO = /^(?:否|无|没有|未|未提交|不是|错|×|✗|✘|✕|✖|x|n|no|f|false|0)$/i;

/** Reads yes or no (mess.md 48); boxes ticked among 是 and 否 too. 无 is a no here, not an absence. */
export function readYesNo(cell: Cell): Reading {
	if (typeof cell.value === "boolean") return plain(cell.value);
	const written = compact(writtenText(cell));
	// □是☑否, or with the boxes behind: 是□否☑.
	const text = written.replace(/^[□☐☑√✓✔■]/.test(written) ? /[□☐](?:是|否|有|无)/g : /(?:是|否|有|无)[□☐]/g, "");
	const answer = text.replace(/^[☑√✓✔■](?=[是否有无]$)|(?<=^[是否有无])[☑√✓✔■]$/, "").replace(/[。.;]$/, "");
	if (YES.test(answer)) return converted(plain(true), written === "是" ? [] : ["yes-no-word"]);
	if (NO.test(answer)) return converted(plain(false), written === "否" ? [] : ["yes-no-word"]);
	if (text === "") return BLANK;
	return isNotApplicable(text) ? NOT_APPLICABLE : unreadable("enum.unknown", { expected: "是、否" });
}

/** What a heading asks beside its words for asking: 是否规上 asks whether something is 规上. */
const ASKING = /^是否(?:为|属于?|已)?/;

/** Reader of yes or no that knows the heading's own words for it too: 规上 and 非规上 where 是否规上 is asked, 规下 where the form says so. */
export function yesNoReader(headings: readonly string[], no: readonly string[]): Reader {
	const answers = new Map<string, boolean>();
	for (const heading of headings) {
		const asked = heading.replace(ASKING, "");
		for (const word of [asked, `是${asked}`, `属于${asked}`, `已${asked}`]) answers.set(matchKey(word), true);
		for (const word of [`非${asked}`, `不${asked}`, `不是${asked}`, `不属于${asked}`, `未${asked}`]) answers.set(matchKey(word), false);
	}
	for (const word of no) answers.set(matchKey(word), false);
	return (cell) => {
		const answer = cell.type === "s" ? answers.get(matchKey(writtenText(cell))) : undefined;
		return answer === undefined ? readYesNo(cell) : converted(plain(answer), ["yes-no-word"]);
	};
}

/** Number or letter that lists put before an entry: 1. (2) 40- A、 */
const ORDINAL = /^[(]?(?:\d{1,2}|[A-H])[)]?[.、:\-)]*(?=[^\d.])|^[一二三四五六七八九十]{1,2}、|^\([一二三四五六七八九十]{1,2}\)/;

/** Reader of a closed list, one value or several (in the list's order). Spelling is compared by match key; a list number before the value is left out. */
export function enumReader(members: readonly EnumMember[], several: boolean): Reader {
	const values = new Map<string, string>();
	for (const member of members) for (const written of [...member.synonyms, member.value]) values.set(keyOf(written), member.value);
	const expected = members.map((member) => member.value).join("、");
	const find = (text: string): string | undefined => {
		const key = keyOf(text);
		return values.get(key) ?? values.get(key.replace(ORDINAL, ""));
	};
	return (cell) => {
		const text = writtenText(cell);
		const one = find(text);
		if (one !== undefined) return converted(plain(several ? [one] : one), spellingKinds(text, one));
		const compacted = compact(text);
		if (compacted === "") return BLANK;
		if (isNotApplicable(compacted)) return NOT_APPLICABLE;
		if (!several) return unreadable("enum.unknown", { expected });
		const found = partsOf(text, /[、,，;；\n/|]/).flatMap((part) => find(part) ?? partsOf(part, /[\s和及]/).map(find));
		if (found.length === 0 || found.includes(undefined)) return unreadable("enum.unknown", { expected });
		const values = members.map((member) => member.value).filter((value) => found.includes(value));
		return converted(plain(values), [values.length > 1 ? "list-split" : "enum-synonym"]);
	};
}

function spellingKinds(text: string, value: string): ConversionKind[] {
	if (text === value) return [];
	if (compact(text) !== compact(value)) return ["enum-synonym"];
	return spellingOf(text);
}

function partsOf(text: string, between: RegExp): string[] {
	return text.split(between).filter((part) => compact(part) !== "");
}

function keyOf(text: string): string {
	return matchKey(text)
		.replaceAll("其它", "其他")
		.replace(/[。.;,、]+$/, "");
}
