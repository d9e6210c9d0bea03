import type { ConversionKind } from "../../model/conversion.ts";
import { cleanName, cleanText, compact, hasPlaceholder, isDamaged, isNotApplicable, isSuspicious, writtenText } from "./characters.ts";
import { BLANK, converted, hard, info, NOT_APPLICABLE, type Note, plain, type Reader, type Reading, soft } from "./reading.ts";

/** How strictly a text is looked at for damage. */
export interface TextStrictness {
	readonly required: boolean;
	/** Rows are found again by it: part of the natural key, or a name that is compared. */
	readonly key: boolean;
	/** The full name under which an organisation is registered. */
	readonly registered?: boolean;
}

const TIDIED: readonly ConversionKind[] = ["blanks"];
const SPLIT: readonly ConversionKind[] = ["list-split"];

/** Reader of free text: cleaned of stray white space and otherwise as written (mess.md 25, 26, 45, 46). */
export function textReader(strictness: TextStrictness): Reader {
	const clean = strictness.key ? cleanName : cleanText;
	return (cell) => {
		const written = writtenText(cell);
		const text = clean(written);
		if (text === "") return BLANK;
		if (text.length <= 6 && isNotApplicable(compact(text))) return NOT_APPLICABLE;
		const reading = withDamage(text === written ? plain(text) : converted(plain(text), TIDIED), text, strictness);
		return strictness.registered && isShort(text) ? { ...reading, notes: [...reading.notes, soft("name.short")] } : reading;
	};
}

/** Signs between the entries of a list; none inside brackets parts anything: 甲局（含乙、丙）. */
const BETWEEN = /[、,，;；\r\n](?![^(（]*[)）])/;
/** Codes alone may stand side by side with blanks between them. */
const CODES = /^[\x21-\x7e\s]*$/;

/** Reader of several texts in one cell, parted by 、，, ；; or a line break, codes by blanks too (mess.md 49). */
export function listReader(strictness: TextStrictness): Reader {
	return (cell) => {
		const written = writtenText(cell);
		const items = written
			.split(CODES.test(written) ? /[,;\s]/ : BETWEEN)
			.map(cleanText)
			.filter((item) => item !== "");
		const [only] = items;
		if (only === undefined) return BLANK;
		if (items.length === 1 && isNotApplicable(compact(only))) return NOT_APPLICABLE;
		const kinds = items.length > 1 ? SPLIT : only === written ? [] : TIDIED;
		return withDamage(converted(plain([...new Set(items)]), kinds), items.join(""), strictness);
	};
}

/** Adds to a reading what a damaged text deserves: damage rejects a required text or a key, and is told elsewhere; suspicion is told. */
export function withDamage(reading: Reading, text: string, { required, key }: TextStrictness): Reading {
	const note = damageNote(text, required, key);
	return note ? { ...reading, notes: [...reading.notes, note] } : reading;
}

/** How the full names of enterprises, institutes, authorities and societies end; a bracket may follow: （有限合伙）. */
const REGISTERED =
	/(?:公司|集团|企业|合伙|厂|社|店|行|部|坊|庄|场|所|院|中心|学校|大学|中学|小学|站|馆|园|局|会|室|队|办|处|基地|联盟|超市|酒楼|门市|苑|楼|吧|户|组|署|厅|台|团|网)(?:[(（][^()（）]*[)）])?$/;
const CHINESE = /[\u4e00-\u9fff]/;

/** Whether a name is shorter than the one that its bearer is registered under (mess.md 43): 阳江十八子. */
function isShort(name: string): boolean {
	return CHINESE.test(name) && !REGISTERED.test(name);
}

function damageNote(text: string, required: boolean, key: boolean): Note | null {
	const damaged = isDamaged(text);
	if (key && (damaged || hasPlaceholder(text))) return hard("key.damaged");
	if (damaged) return required ? hard("value.damaged") : info("value.damaged");
	return isSuspicious(text) ? info("value.damaged") : null;
}
