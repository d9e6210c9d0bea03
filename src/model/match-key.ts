/** Variant characters that offices and conversions mix, folded for comparison only; the original is always kept. Deliberately without 乾/干, 裡/里, 準/准, which are different words. */
const VARIANTS: ReadonlyMap<string, string> = new Map(
	"陽阳 鎳镍 東东 區区 縣县 廣广 學学 術术 業业 創创 實实 驗验 團团 隊队 電电 機机 鋼钢 鐵铁 銀银 製制 藥药 農农 漁渔 際际 國国 華华 興兴 發发 達达 豐丰 龍龙 聯联 網网 絡络 資资 產产 質质 輕轻 車车 門门 開开 關关 閥阀 閘闸 環环 裝装 備备 動动 傳传 設设 計计 儀仪 銅铜 鋁铝 錫锡 島岛 嶺岭 麗丽 寶宝 貝贝 貿贸"
		.split(" ")
		.map((pair): [string, string] => [pair.charAt(0), pair.charAt(1)]),
);

const BRACKETS: Readonly<Record<string, string>> = {
	"（": "(",
	"〔": "(",
	"【": "(",
	"[": "(",
	"［": "(",
	"｛": "(",
	"{": "(",
	"）": ")",
	"〕": ")",
	"】": ")",
	"]": ")",
	"］": ")",
	"｝": ")",
	"}": ")",
};

/** Anything that the key writes in another way. Most names hold nothing of the kind. */
const TO_FOLD = new RegExp(`[^\\u4e00-\\u9fffA-Z0-9()]|[${[...VARIANTS.keys()].join("")}]`, "gu");
const NOTHING = /[\s\u200b-\u200d\u2060\ufeff\u00ad]/u;

const VARIANT = new RegExp(`[${[...VARIANTS.keys()].join("")}]`);
/** Brackets that Chinese names are not written with. */
const ODD_BRACKET = /[〔〕【】［］｛｝[\]{}()]/;

/** What a name's match key folds beyond what every text holds: brackets of another kind than （）, variant characters (mess.md 42, 44). */
export function nameFolding(name: string): ("name-brackets" | "name-variants")[] {
	return [...(ODD_BRACKET.test(name) ? (["name-brackets"] as const) : []), ...(VARIANT.test(name) ? (["name-variants"] as const) : [])];
}

/**
 * Comparison key of a name: full-width letters, digits and spaces folded, every bracket round, common traditional characters simplified,
 * white space and zero-width characters removed, upper case. Never printed in place of the name.
 */
export function matchKey(name: string): string {
	return name.replace(TO_FOLD, folded);
}

function folded(character: string): string {
	const point = character.codePointAt(0) ?? 0;
	const narrow = point >= 0xff01 && point <= 0xff5e ? String.fromCodePoint(point - 0xfee0) : character;
	return BRACKETS[narrow] ?? VARIANTS.get(narrow) ?? (NOTHING.test(narrow) ? "" : narrow.toUpperCase());
}
