import type { Form } from "../../model/form.ts";
import { matchKey } from "../../model/match-key.ts";

/** How a form is called, ready to be looked for in texts. */
interface FormNames {
	readonly form: Form;
	/** Whether a key states the form's number; `labelled`: after 表号, where the short way (统1) is no other word. */
	readonly isNumbered: (key: string, labelled: boolean) => boolean;
	/** Titles of the form and its tables as match keys, with and without their usual ending. */
	readonly titles: readonly string[];
}

const compiled = new WeakMap<readonly Form[], readonly FormNames[]>();

function namesOf(forms: readonly Form[]): readonly FormNames[] {
	const known = compiled.get(forms);
	if (known) return known;
	const names = forms.map((form) => ({ form, isNumbered: numberMatcher(form), titles: titlesOf(form) }));
	compiled.set(forms, names);
	return names;
}

/** 阳科统01 → prefix 阳科统, digits 01. */
const ID = /^(.*?)(\d+)$/;

/** 阳科统01, 阳科统01表, 统1表; the short way only where it must be a form number. */
function numberMatcher({ id }: Form): FormNames["isNumbered"] {
	const whole = matchKey(id);
	const [, prefix = "", digits = ""] = ID.exec(whole) ?? [];
	if (digits === "") return (key) => key.includes(whole);
	// 阳科统01 2019年上半年 has lost its blank.
	const number = `[-_.第]?0*${Number(digits)}(?:(?!\\d)|(?=20\\d{2}(?:年|[上下]半年|[HQ])))`;
	const short = `${literal(prefix.slice(-1))}${number}`;
	const long = prefix === "" ? null : new RegExp(`${literal(prefix)}${number}`);
	const afterLabel = new RegExp(`^(?:.*[^\\u4e00-\\u9fff])?${short}`);
	const anywhere = new RegExp(`(?:^|[^\\u4e00-\\u9fff])${short}(?:号?表|$)`);
	return (key, labelled) => long?.test(key) === true || (labelled ? afterLabel : anywhere).test(key);
}

function literal(text: string): string {
	return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** Endings that offices leave off a form's title in file names. */
const ENDING = /(?:名录|台账|情况|进度|事项)$/;

function titlesOf(form: Form): string[] {
	const titles = [form.title, ...form.tables.map(({ title }) => title)].map(({ zh }) => matchKey(zh));
	return [...titles, ...titles.map((title) => title.replace(ENDING, ""))].filter((title) => title.length >= 4);
}

/** The forms whose number a tight text states. */
export function formsNumbered(text: string, labelled: boolean, forms: readonly Form[]): Form[] {
	const key = matchKey(text);
	return namesOf(forms).flatMap(({ form, isNumbered }) => (isNumbered(key, labelled) ? [form] : []));
}

/** The form that a title or a file name states by number or title; the longest title wins. */
export function titledForm(text: string, forms: readonly Form[]): Form | null {
	const numbered = formsNumbered(text.replace(/\.[a-z]+$/i, ""), false, forms);
	if (numbered.length === 1) return numbered[0] ?? null;
	const key = matchKey(text);
	let longest: { form: Form; length: number } | null = null;
	for (const { form, titles } of namesOf(forms)) {
		for (const title of titles) if (title.length > (longest?.length ?? 0) && key.includes(title)) longest = { form, length: title.length };
	}
	return longest?.form ?? null;
}
