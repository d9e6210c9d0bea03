/** Arithmetic on calendar days written YYYY-MM-DD. No clock, no time zone. */

const DAY = 86_400_000;

/** The same day some years later; February 29 becomes March 1 in a common year. */
export function plusYears(day: string, years: number): string {
	const [year, rest] = [Number(day.slice(0, 4)) + years, day.slice(4, 10)];
	// Asked of every row: a date is made only where the year may lack the day.
	if (rest !== "-02-29" && year >= 1000 && year <= 9999) return `${year}${rest}`;
	return new Date(Date.UTC(year, Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10)))).toISOString().slice(0, 10);
}

/** The day so many days later, or earlier where negative. */
export function plusDays(day: string, days: number): string {
	return new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
}

/** Days from one day to another; negative where the second is earlier. */
export function daysBetween(from: string, to: string): number {
	return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY);
}

/** The share of a year that has passed at the end of a day (序时进度), as a fraction to three decimals; 0 before the year, 1 after it. */
export function elapsedOfYear(year: number, day: string): number {
	const eve = `${year - 1}-12-31`;
	const share = daysBetween(eve, day) / daysBetween(eve, `${year}-12-31`);
	return Math.round(Math.min(1, Math.max(0, share)) * 1000) / 1000;
}

/** The first of some named days that is earlier than one before it in the list, with that one; blank days are passed over. null where all are in order. */
export function firstBackwards<N extends string>(days: readonly (readonly [name: N, day: string | null])[]): { name: N; notBefore: string } | null {
	let latest: string | null = null;
	for (const [name, day] of days) {
		if (day === null) continue;
		if (latest !== null && day < latest) return { name, notBefore: latest };
		latest = day;
	}
	return null;
}

/** Whether a text is a day that exists, written YYYY-MM-DD. */
export function isDay(text: string): boolean {
	const day = new Date(`${text}T00:00:00Z`);
	return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** Whether a text is an instant that exists: ISO 8601 with a zone; seconds may be left out. */
export function isInstant(text: string): boolean {
	return /^[-\d]{10}T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text) && isDay(text.slice(0, 10)) && !Number.isNaN(Date.parse(text));
}

/** Wall-clock minutes in Asia/Shanghai, YYYY-MM-DD HH:mm, of an instant (ISO 8601); China has had no daylight saving since 1991. */
export function inShanghai(instant: string): string {
	return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16).replace("T", " ");
}

/** The calendar day in Asia/Shanghai, YYYY-MM-DD, of an instant (ISO 8601). */
export function dayInShanghai(instant: string): string {
	return inShanghai(instant).slice(0, 10);
}
