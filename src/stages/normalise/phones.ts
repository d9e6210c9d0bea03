import { toHalfWidth } from "./characters.ts";
import { plain, type Reading, unreadable } from "./reading.ts";

const MOBILE = /^(?:\+?86[- ]?)?(1\d{2})[- ]?(\d{4})[- ]?(\d{4})$/;
const LANDLINE = /^(?:\+?86[- ]?)?[( ]?(0\d{2,3})[) -]*(\d{7,8})(?:[-转 ]+(\d{1,6}))?$/;
const LOCAL = /^(\d{7,8})(?:[-转 ]+(\d{1,6}))?$/;
const SERVICE = /^(400|800)-?(\d{3,4})-?(\d{3,4})$/;

/** (微信同号), (办公室) behind a number; a bracket with digits is an area code. */
const REMARK = /\([^()\d]*\)/g;

/** Telephone numbers of one cell, joined by 、 (mess.md 50): 13900000001, 0662-5550123. Takes cleaned text. */
export function readPhones(text: string): Reading {
	const numbers = toHalfWidth(text)
		.replace(REMARK, "")
		.split(/[/、,，;；\n]|(?<!(?:^|\D)\+?86)\s(?=0\d{2,3}-|1\d{10})/)
		.map((part) => part.trim())
		.filter((part) => part !== "")
		.map(onePhone);
	return numbers.length > 0 && numbers.every((n) => n !== null)
		? plain([...new Set(numbers)].join("、"))
		: unreadable("code.format", { params: { scheme: "phone" } });
}

function onePhone(text: string): string | null {
	const mobile = MOBILE.exec(text);
	if (mobile) return mobile.slice(1).join("");
	const service = SERVICE.exec(text);
	if (service) return service.slice(1).join("-");
	const landline = LANDLINE.exec(text) ?? LOCAL.exec(text);
	return landline
		? landline
				.slice(1)
				.filter((part) => part !== undefined)
				.join("-")
		: null;
}
