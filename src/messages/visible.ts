const INVISIBLE = /[\u00a0\u3000\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]/g;

/** A cell's text on one line with what nobody sees made visible: it is what an example of cleaning shows. */
export function visible(text: string): string {
	return text
		.replace(INVISIBLE, "␣")
		.replace(/^ | $/g, "␣")
		.replace(/\r?\n|\r/g, "↵");
}
