import { matchKey } from "../../model/match-key.ts";
import { measureOf } from "../normalise/units.ts";

/** One way to read a column's heading. */
export interface Spelling {
	/** Looked up in the catalogue's index. */
	readonly key: string;
	/** Unit of measure that was taken off: 研发费用（元） → 元. */
	readonly unit?: string;
	/** How far the reading departs from what is written. */
	readonly cost: number;
	/** How many segments of the path the key holds, counted from the leaf. */
	readonly segments: number;
}

const DECORATION = /^[*★☆●•·◆◇▲△■□※#]+|[*★☆●•◆◇▲△■□※:]+$/g;
const NUMBERING = /^(?:\(?[1-9]\d?[).、]|[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\))(?=.)/;
const BRACKET = /^(.+?)\(([^()]*)\)$/;
/** An English name behind the Chinese one: 姓名 Name, 县区/County. */
const BILINGUAL = /^(.*[\u4e00-\u9fff)])[/(]?[A-Z][A-Z'’&.-]{2,}\)?$/;
const BARE_UNIT = /^(.{2,}?)[:/,]?((?:万|千|亿)?元|万?(?:㎡|平方米|M2))$/;
/** Longer texts are no headings, and are not taken apart. */
const LONGEST = 80;
/** 其中：高品收入 below 收入情况: a part of something is told by its own name. */
const AMONG = "其中_";
/** A leaf that only says that its parent is meant. */
const WHOLE = /^(?:小计|合计|总计|总数|总额|数量|金额|计|期末数?)$/;
/** A parent that makes another time of its children than the reporting period. */
const OTHER_TIME = /上年|去年|上期|同期|前年|上半年末|年初/;

/** Comparison key of one heading cell: match key without marks of required columns and bullets; 其中：X and 其中X are 其中_X. */
export function segmentKey(text: string): string {
	return matchKey(text)
		.replace(DECORATION, "")
		.replace(/(^|_)其中[:,、_]?(?=[^_])/g, "$1其中_");
}

const SERIAL = /^(?:序号?|NO\.?|№|行号|行次|顺序号?)$/;

/** Whether a heading is that of the running number, which is never a key and never reported (forms.md). */
export function isSerial(text: string): boolean {
	return isSerialKey(segmentKey(text));
}

/** The same of a heading's comparison key. */
export function isSerialKey(key: string): boolean {
	return SERIAL.test(key) || SERIAL.test(key.replace(NUMBERING, ""));
}

/**
 * Every way to read a column whose heading cells, parents first, are `path`: the whole path and its ends, with and without a unit or hint in brackets.
 * The same key is given once, at its lowest cost.
 */
export function spellings(path: readonly string[]): Spelling[] {
	const keys = path.map(segmentKey).filter((key) => key !== "");
	const leaf = keys.at(-1);
	if (leaf === undefined) return [];
	const found = new Map<string, Spelling>();
	const parents = keys.slice(0, -1);
	const parentUnit = parents.map((key) => leafReadings(key).find(({ unit }) => unit !== undefined)?.unit).findLast((unit) => unit !== undefined);
	const add = (spelling: Spelling) => {
		const known = found.get(spelling.key);
		if (spelling.key !== "" && (!known || spelling.cost < known.cost)) found.set(spelling.key, spelling);
	};
	const plainParents = parents.map((key) => leafReadings(key).find(({ unit }) => unit !== undefined)?.key ?? key);
	for (const reading of leafReadings(leaf)) {
		const unit = reading.unit ?? parentUnit;
		const path = [...plainParents, reading.key];
		const readings = [...ends(path), ...implied(path).map((key) => ({ key, cost: path.length, segments: 2 }))];
		for (const end of readings) add({ ...end, ...(unit === undefined ? {} : { unit }), cost: end.cost + reading.cost });
	}
	if (parents.length > 0 && WHOLE.test(leafReadings(leaf)[0]?.key ?? leaf)) {
		for (const end of ends(plainParents))
			add({ ...end, ...(parentUnit === undefined ? {} : { unit: parentUnit }), cost: end.cost + 4, segments: end.segments + 1 });
	}
	return [...found.values()];
}

/**
 * Comparison key of a heading as it is written in one line, parents joined by an underscore: 收支情况_3.研发费(元) → 收支情况_研发费. Units are left out, so that the
 * heading is known again whatever unit it names, and amounts are never read in another unit than the heading's.
 */
export function headingKey(heading: string): string {
	const parts = segmentKey(heading).split("_");
	const plain = parts.map((part) => leafReadings(part).find(({ unit }) => unit !== undefined)?.key ?? part);
	return [...plain.slice(0, -1), (plain.at(-1) ?? "").replace(NUMBERING, "")].join("_");
}

/** What a parent adds to the names of its columns beside its own: 评审情况, 活动时间. */
const ABOUT = /(?:基本|有关|相关)?(?:情况|信息|概况|内容|环节)$/;
const TIME = /(?:时间|日期|年月)$/;
const TIME_OF_PARENT = /^(?:上年|去年|上期|同期|前年)/;

/** A leaf and what its parent means for it: 评审情况_日期 is 评审日期, 活动时间_开始 is 开始日期, 上年度经营情况_营业收入 is 上年营业收入. */
function implied(path: readonly string[]): string[] {
	const [parent, leaf] = path.slice(-2);
	if (parent === undefined || leaf === undefined) return [];
	const stem = parent.replace(ABOUT, "");
	const time = TIME_OF_PARENT.exec(parent)?.[0];
	return [
		...(stem !== parent && stem !== "" ? [stem + leaf] : []),
		...(TIME.test(parent) ? [`${leaf}日期`, `${leaf}时间`] : []),
		...(time === undefined ? [] : [time + leaf]),
	];
}

/** The ends of a path, joined with an underscore and without: 营业收入_小计, 营业收入小计, 小计. */
function ends(path: readonly string[]): { key: string; cost: number; segments: number }[] {
	return path.flatMap((_, from) => {
		const above = path.slice(0, from);
		const cost = above.length;
		const end = path.slice(from);
		// What stood under 上年 is not this year's, whatever its own name.
		if (above.some((parent) => OTHER_TIME.test(parent)) && !OTHER_TIME.test(end.join(""))) return [];
		const segments = end.length;
		const joined = { key: end.join("_"), cost, segments };
		return segments === 1 ? [joined] : [joined, { key: end.join(""), cost, segments }];
	});
}

/** One heading cell as it is, then without its unit, its hint in brackets or its number. */
function leafReadings(key: string): { key: string; unit?: string; cost: number }[] {
	const readings: { key: string; unit?: string; cost: number }[] = [{ key, cost: 0 }];
	if (key.length > LONGEST) return readings;
	const bracket = BRACKET.exec(key);
	if (bracket?.[1] && bracket[2] !== undefined) {
		const unit = unitIn(bracket[2]);
		readings.push(unit === null ? { key: bracket[1], cost: 10 } : { key: bracket[1], unit, cost: 0 });
		if (unit === null)
			readings.push(
				...leafReadings(bracket[1])
					.slice(1)
					.map((inner) => ({ ...inner, cost: inner.cost + 10 })),
			);
	}
	const bare = BARE_UNIT.exec(key);
	if (bare?.[1] && bare[2]) readings.push({ key: bare[1], unit: bare[2], cost: 5 });
	const bilingual = BILINGUAL.exec(key);
	if (bilingual?.[1]) readings.push(...leafReadings(bilingual[1]).map((inner) => ({ ...inner, cost: inner.cost + 3 })));
	const numbering = NUMBERING.exec(key);
	if (numbering) readings.push(...leafReadings(key.slice(numbering[0].length)).map((inner) => ({ ...inner, cost: inner.cost + 2 })));
	if (key.startsWith(AMONG)) readings.push(...leafReadings(key.slice(AMONG.length)).map((inner) => ({ ...inner, cost: inner.cost + 3 })));
	return readings.map((reading) => ({ ...reading, key: reading.key.replace(DECORATION, "") }));
}

/** The unit of measure that a text is, 计量单位： before it left out; null where it is none. */
export function unitIn(text: string): string | null {
	const unit = text.replace(/^(?:计量)?单位:?/, "");
	return unit === "%" || unit === "‰" || measureOf(unit) !== null ? unit : null;
}
